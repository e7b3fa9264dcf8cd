"""The network of `servanda.reading.tagger.network` in PyTorch, to be trained; shapes are told as [rows, wide].

It begins with the first layers of spaCy's `tok2vec` of en_core_web_sm (hashed tables and maxout over three neighbours, Honnibal
2017) and with the vectors of MiniLM's pieces of words, taken over with their weights and trained on; above them stand dilated
convolutions over the whole text (Yu and Koltun 2016) and, for each cue, two layers over the words of its paragraph, as in
labelling semantic roles (He et al. 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from servanda.reading.tagger.network import Windows

if TYPE_CHECKING:
    from corpus import Corpus

LAYERS = 2
"""How many of spaCy's four layers are taken over."""
DILATIONS = (1, 2, 4, 8)
WIDE, NARROW, PIECES = 96, 48, 64
DROPPED = 0.2
ROLES = ("cue", "content", "source")
TAUGHT = ("tag", "dep", "ner", "head")
HEADS = 11


class Maxout(nn.Module):
    """The greatest of three linear maps."""

    def __init__(self, size_in: int, size_out: int) -> None:
        super().__init__()
        self.size = size_out
        self.linear = nn.Linear(size_in, 3 * size_out)

    def forward(self, x: Tensor) -> Tensor:
        """[rows, size in] to [rows, size out]."""
        return self.linear(x).view(*x.shape[:-1], self.size, 3).amax(-1)


def beside(x: Tensor, distance: int) -> Tensor:
    """Each row with the one `distance` before and behind it."""
    none = x.new_zeros(distance, x.shape[1])
    wide = torch.cat([none, x, none])
    return torch.cat([wide[: len(x)], x, wide[2 * distance :]], dim=1)


class Tagger(nn.Module):
    """The tagger; without `words` its lowest part, from words to vectors, is left to who inherits it."""

    def __init__(
        self,
        corpus: Corpus,
        dilations: Sequence[int] = DILATIONS,
        narrow: int = NARROW,
        wide: int = WIDE,
        words: bool = True,
    ) -> None:
        super().__init__()
        self.dilations, self.narrow, self.wide = dilations, narrow, wide
        self.drop = nn.Dropout(DROPPED)
        if words:
            self._add_words(corpus)
        self.q, self.place = nn.Embedding(5, wide), nn.Embedding(4, wide)
        sizes = {"dist": 29, "dpar": 5, "dsent": 9, "dq": 9, "dc": 7, "qq": 25}
        self.tables = nn.ModuleDict({name: nn.Embedding(size, narrow) for name, size in sizes.items()})
        for table in (self.q, self.place, *self.tables.values()):
            table.weight.data *= 0.3
        self.conv = nn.ModuleList([nn.Linear(3 * wide, wide) for _ in dilations])
        self.cn = nn.ModuleList([nn.LayerNorm(wide) for _ in dilations])
        self.roles = nn.ModuleDict({role: nn.Linear(wide, 3) for role in ROLES})
        self.taught = nn.ModuleDict({name: nn.Linear(wide, corpus.sizes[name]) for name in TAUGHT})
        self.A, self.B = nn.Linear(2 * wide, narrow), nn.Linear(wide, narrow, bias=False)
        self.p1, self.p2, self.out = nn.Linear(3 * narrow, narrow), nn.Linear(3 * narrow, narrow), nn.Linear(narrow, 5)
        self.n1, self.n2 = nn.LayerNorm(narrow), nn.LayerNorm(narrow)

    def _add_words(self, corpus: Corpus) -> None:
        """spaCy's tables and first layers, and the vectors of the pieces of words; the last piece is none."""
        start, size = corpus.start, WIDE
        self.register_buffer("rows", torch.tensor(corpus.rows))
        self.register_buffer("piece_rows", torch.tensor(corpus.piece_rows))
        self.register_buffer("piece_counts", torch.tensor(corpus.piece_counts))
        self.E = nn.ParameterList([nn.Parameter(torch.tensor(start[f"E{i}"])) for i in range(6)])
        none = np.zeros((1, PIECES), np.float32)
        self.pieces = nn.Parameter(torch.tensor(np.concatenate([corpus.piece_vectors, none])))
        self.lift = nn.Linear(PIECES, 3 * size, bias=False)
        self.lift.weight.data *= 0.5
        self.mix, self.mixn = Maxout(6 * size, size), nn.LayerNorm(size)
        self.win = nn.ModuleList([Maxout(3 * size, size) for _ in range(LAYERS)])
        self.winn = nn.ModuleList([nn.LayerNorm(size) for _ in range(LAYERS)])
        for i, (layer, norm) in enumerate([(self.mix, self.mixn), *zip(self.win, self.winn)]):
            weight = start[f"W{i}"]
            layer.linear.weight.data = torch.tensor(weight.reshape(-1, weight.shape[-1]))
            layer.linear.bias.data = torch.tensor(start[f"b{i}"].reshape(-1))
            norm.weight.data, norm.bias.data = torch.tensor(start[f"G{i}"]), torch.tensor(start[f"B{i}"])

    def begun(self) -> list[nn.Parameter]:
        """The parameters that come from the models it begins with."""
        taken = ("E", "pieces", "mix", "mixn", "win", "winn")
        return [p for name, p in self.named_parameters() if name.split(".")[0] in taken]

    def lower(self, batch: dict[str, Tensor], forget: float) -> Tensor:
        """Words among their neighbours; a share of the words is forgotten, so that their endings and pieces are heeded."""
        used, inverse = torch.unique(batch["types"], return_inverse=True)
        parts = [self.E[i][self.rows[used][:, i]].sum(1) for i in range(6)]
        pieces = functional.embedding(self.piece_rows[used], self.pieces).sum(1) / self.piece_counts[used]
        if forget:
            parts[0] = parts[0] * (torch.rand(len(used), 1) > forget).float()
            pieces = pieces * (torch.rand(len(used), 1) > forget).float()
        made = (self.mix.linear(torch.cat(parts, -1)) + self.lift(pieces)).view(-1, WIDE, 3).amax(-1)
        own = batch["own"].float()[:, None]
        x = self.drop(self.mixn(made))[inverse] * own
        for layer, norm in zip(self.win, self.winn):
            x = (x + self.drop(norm(layer(beside(x, 1))))) * own
        return x

    def encoded(self, batch: dict[str, Tensor], forget: float = 0.0) -> Tensor:
        """A vector a word [words, wide]."""
        own = batch["own"].float()[:, None]
        h = (self.lower(batch, forget) + self.q(batch["quoted"]) + self.place(batch["place"])) * own
        for layer, norm, dilation in zip(self.conv, self.cn, self.dilations):
            h = (h + self.drop(functional.relu(layer(beside(norm(h), dilation))))) * own
        return h

    @staticmethod
    def window_rows(windows: Windows) -> dict[str, Tensor]:
        """What `around` is given for each row of the cues' windows."""
        told = {
            "word": windows.words, "cue": windows.cues, "own": windows.own[:, 0], "dist": windows.distance,
            "dpar": windows.paragraphs, "dsent": windows.sentences, "dq": windows.marks, "dc": windows.passed,
            "qq": windows.quoted,
        }  # fmt: skip
        return {name: torch.tensor(values) for name, values in told.items()}

    def around(self, h: Tensor, first: Tensor, last: Tensor, rows: dict[str, Tensor]) -> Tensor:
        """What each row of the cues' windows is to its cue [rows, 5]."""
        cue = self.A(torch.cat([h[first], h[last]], -1))
        z = functional.embedding(rows["cue"], cue) + functional.embedding(rows["word"], self.B(h))
        for name, table in self.tables.items():
            z = z + table(rows[name])
        z = functional.relu(z)
        own = rows["own"].float()[:, None]
        if self.training:
            z = z * functional.embedding(rows["cue"], self.drop(torch.ones(len(first), self.narrow)))
        z = z + functional.relu(self.p1(beside(self.n1(z) * own, 1)))
        z = z + functional.relu(self.p2(beside(self.n2(z) * own, 3)))
        return self.out(z)

    def exported(self) -> dict[str, np.ndarray]:
        """The weights by the names and in the order in which `servanda.reading.tagger.network` wants them."""
        made: dict[str, Any] = {f"E.{i}": table for i, table in enumerate(self.E)}
        for name, layer in [("mix", self.mix), *((f"win.{i}", layer) for i, layer in enumerate(self.win))]:
            made[f"{name}.weight"] = _apart(layer.linear.weight).T
            made[f"{name}.bias"] = layer.linear.bias.view(layer.size, 3).T.reshape(-1)
        made |= {"lift": _apart(self.lift.weight).T, "pieces": self.pieces[:-1]}
        norms = {"mixn": self.mixn, "n1": self.n1, "n2": self.n2}
        norms |= {f"winn.{i}": norm for i, norm in enumerate(self.winn)}
        norms |= {f"cn.{i}": norm for i, norm in enumerate(self.cn)}
        for name, norm in norms.items():
            made[f"{name}.weight"], made[f"{name}.bias"] = norm.weight, norm.bias
        linear = {"A": self.A, "p1": self.p1, "p2": self.p2, "out": self.out, **self.roles}
        linear |= {f"conv.{i}": layer for i, layer in enumerate(self.conv)}
        for name, layer in linear.items():
            made[f"{name}.weight"], made[f"{name}.bias"] = layer.weight.T, layer.bias
        made |= {"B": self.B.weight.T, "q": self.q.weight, "place": self.place.weight}
        tables = {name: table.weight for name, table in self.tables.items()}
        made |= {"dist": tables["dist"], "dc": tables["dc"]}
        made["placed"] = (tables["dpar"][:, None] + tables["dsent"][None]).reshape(-1, self.narrow)
        made["marked"] = (tables["dq"][:, None] + tables["qq"][None]).reshape(-1, self.narrow)
        return {name: value.detach().numpy().copy() for name, value in made.items()} | {
            "dilations": np.array(self.dilations)
        }


def _apart(weight: Tensor) -> Tensor:
    """The rows of the three maps of a maxout one map after the other, where they lay in turns [3 × size out, size in]."""
    return weight.view(-1, 3, weight.shape[-1]).transpose(0, 1).reshape(-1, weight.shape[-1])
