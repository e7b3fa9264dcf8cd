"""The network of `servanda.reading.tagger.network` in PyTorch, to be trained; shapes are told as [rows, wide].

It begins with spaCy's `tok2vec` of en_core_web_sm (hashed tables and four layers of maxout over three neighbours, Honnibal 2017),
taken over with its weights and trained on; above it stand dilated convolutions over the whole text (Yu and Koltun 2016) and,
for each cue, two layers over the words of its paragraph, as in labelling semantic roles (He et al. 2017).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

DILATIONS = (1, 2, 4, 8, 16)
WIDE, NARROW = 128, 64
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
    """`rows` holds for each type of word the rows of the six tables [types, 6, 4]; `start` spaCy's weights by name."""

    def __init__(
        self, rows: np.ndarray, taught: dict[str, int], start: dict[str, np.ndarray], drop: float = 0.25
    ) -> None:
        super().__init__()
        self.register_buffer("rows", torch.tensor(rows))
        self.E = nn.ParameterList([nn.Parameter(torch.tensor(start[f"E{i}"])) for i in range(6)])
        self.mix, self.mixn = Maxout(576, 96), nn.LayerNorm(96)
        self.win = nn.ModuleList([Maxout(288, 96) for _ in range(4)])
        self.winn = nn.ModuleList([nn.LayerNorm(96) for _ in range(4)])
        for i, (layer, norm) in enumerate([(self.mix, self.mixn), *zip(self.win, self.winn)]):
            weight = start[f"W{i}"]
            layer.linear.weight.data = torch.tensor(weight.reshape(-1, weight.shape[-1]))
            layer.linear.bias.data = torch.tensor(start[f"b{i}"].reshape(-1))
            norm.weight.data, norm.bias.data = torch.tensor(start[f"G{i}"]), torch.tensor(start[f"B{i}"])
        self.q, self.place = nn.Embedding(5, 16), nn.Embedding(4, 8)
        self.inp = nn.Linear(96 + 96 + 24, WIDE)
        self.conv = nn.ModuleList([nn.Linear(3 * WIDE, WIDE) for _ in DILATIONS])
        self.cn = nn.ModuleList([nn.LayerNorm(WIDE) for _ in DILATIONS])
        self.roles = nn.ModuleDict({role: nn.Linear(WIDE, 3) for role in ROLES})
        self.taught = nn.ModuleDict({name: nn.Linear(WIDE, taught[name]) for name in TAUGHT})
        self.A, self.B = nn.Linear(2 * WIDE, NARROW), nn.Linear(WIDE, NARROW, bias=False)
        sizes = {"dist": 29, "dpar": 5, "dsent": 9, "dq": 9, "dc": 7, "qq": 25}
        self.tables = nn.ModuleDict({name: nn.Embedding(size, NARROW) for name, size in sizes.items()})
        for table in self.tables.values():
            table.weight.data *= 0.3
        self.p1, self.p2, self.out = nn.Linear(3 * NARROW, NARROW), nn.Linear(3 * NARROW, NARROW), nn.Linear(NARROW, 5)
        self.n1, self.n2 = nn.LayerNorm(NARROW), nn.LayerNorm(NARROW)
        self.drop = nn.Dropout(drop)

    def begun(self) -> list[nn.Parameter]:
        """The parameters that come from spaCy's model."""
        return [p for name, p in self.named_parameters() if name.split(".")[0] in ("E", "mix", "mixn", "win", "winn")]

    def lower(self, batch: dict[str, Tensor], forget: float) -> tuple[Tensor, Tensor]:
        """Words alone, and among their neighbours; a share of the words is forgotten, so that their endings are heeded."""
        used, inverse = torch.unique(batch["types"], return_inverse=True)
        parts = [self.E[i][self.rows[used][:, i]].sum(1) for i in range(6)]
        if forget:
            parts[0] = parts[0] * (torch.rand(len(used), 1) > forget).float()
        alone = self.mixn(self.mix(torch.cat(parts, -1)))
        own = batch["own"].float()[:, None]
        given = x = self.drop(alone)[inverse] * own
        for layer, norm in zip(self.win, self.winn):
            x = (x + self.drop(norm(layer(beside(x, 1))))) * own
        return x, given

    def encoded(self, batch: dict[str, Tensor], forget: float = 0.0, frozen: bool = False) -> Tensor:
        """A vector a word [words, WIDE]; `frozen` leaves spaCy's layers as they are."""
        with torch.set_grad_enabled(torch.is_grad_enabled() and not frozen):
            x, given = self.lower(batch, forget)
        own = batch["own"].float()[:, None]
        h = self.inp(torch.cat([x, given, self.q(batch["quoted"]), self.place(batch["place"])], -1)) * own
        for layer, norm, dilation in zip(self.conv, self.cn, DILATIONS):
            h = (h + self.drop(functional.relu(layer(beside(norm(h), dilation))))) * own
        return h

    def around(self, h: Tensor, first: Tensor, last: Tensor, rows: dict[str, Tensor]) -> Tensor:
        """What each row of the cues' windows is to its cue [rows, 5]."""
        cue = self.A(torch.cat([h[first], h[last]], -1))
        z = functional.embedding(rows["cue"], cue) + functional.embedding(rows["word"], self.B(h))
        for name, table in self.tables.items():
            z = z + table(rows[name])
        z = functional.relu(z)
        own = rows["own"].float()[:, None]
        if self.training:
            z = z * functional.embedding(rows["cue"], self.drop(torch.ones(len(first), NARROW)))
        z = z + functional.relu(self.p1(beside(self.n1(z) * own, 1)))
        z = z + functional.relu(self.p2(beside(self.n2(z) * own, 3)))
        return self.out(z)

    def exported(self) -> dict[str, np.ndarray]:
        """The weights by the names and in the order in which `servanda.reading.tagger.network` wants them."""
        made: dict[str, Any] = {f"E.{i}": table for i, table in enumerate(self.E)}
        for name, layer in [("mix", self.mix), *((f"win.{i}", layer) for i, layer in enumerate(self.win))]:
            weight = layer.linear.weight.view(layer.size, 3, -1).transpose(0, 1).reshape(3 * layer.size, -1)
            made[f"{name}.weight"], made[f"{name}.bias"] = weight.T, layer.linear.bias.view(layer.size, 3).T.reshape(-1)
        norms = {"mixn": self.mixn, "n1": self.n1, "n2": self.n2}
        norms |= {f"winn.{i}": norm for i, norm in enumerate(self.winn)} | {
            f"cn.{i}": norm for i, norm in enumerate(self.cn)
        }
        for name, norm in norms.items():
            made[f"{name}.weight"], made[f"{name}.bias"] = norm.weight, norm.bias
        linear = {"inp": self.inp, "A": self.A, "p1": self.p1, "p2": self.p2, "out": self.out, **self.roles}
        linear |= {f"conv.{i}": layer for i, layer in enumerate(self.conv)}
        for name, layer in linear.items():
            made[f"{name}.weight"], made[f"{name}.bias"] = layer.weight.T, layer.bias
        made |= {"B": self.B.weight.T, "q": self.q.weight, "place": self.place.weight}
        tables = {name: table.weight for name, table in self.tables.items()}
        made |= {"dist": tables["dist"], "dc": tables["dc"]}
        made["placed"] = (tables["dpar"][:, None] + tables["dsent"][None]).reshape(-1, NARROW)
        made["marked"] = (tables["dq"][:, None] + tables["qq"][None]).reshape(-1, NARROW)
        return {name: value.detach().numpy().copy() for name, value in made.items()} | {
            "dilations": np.array(DILATIONS)
        }
