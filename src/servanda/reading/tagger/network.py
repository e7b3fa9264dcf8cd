"""The network that reads words as cue, source and content: its sums, in numpy alone.

Takes `Tokens`, gives for each word the probability of each role. The weights are made by `training/tagger.py`, whose network
this one repeats; their model card stands beside them.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from servanda.reading.lexicon import lexicon
from servanda.reading.tagger.hashing import row_numbers, string_number
from servanda.reading.tagger.tokens import Numbers, Tokens
from servanda.reading.tagger.wordpieces import Wordpieces

__all__ = ["TABLES", "TRAINED", "Floats", "Network", "Windows", "network_of", "rows_of", "windows_of"]

Floats = NDArray[np.float32]

_BEFORE, _BEHIND = 90, 160
"""How many words before and behind a cue are looked at in a long paragraph."""
_GAP = 3
"""Empty rows between two windows: as far as the last layer looks."""
TABLES = (5000, 1000, 2500, 2500, 50, 50)
"""The rows of the tables of words."""
_FIRST_SEED = 8
_PIECES = 3
_KEPT = 100_000
_SHORT = 4


class Windows(NamedTuple):
    """The paragraphs around cues, laid end to end with empty rows between them.

    For each row: the place of its word in the text, the number of its cue, whether it is one of the window's `own` rows, and
    how the word stands to the cue: by distance in words, paragraphs, sentences, quotation marks, other cues, and which of both
    is quoted. Window c has the rows `bounds[c]`.
    """

    words: Numbers
    cues: Numbers
    own: Floats
    distance: Numbers
    paragraphs: Numbers
    sentences: Numbers
    marks: Numbers
    passed: Numbers
    quoted: Numbers
    bounds: list[tuple[int, int]]


class Network:
    """Weights by name as `training/tagger.py` writes them, and the vocabulary of pieces of words."""

    def __init__(self, weights: dict[str, Floats], vocabulary: Sequence[str], spellings: dict[str, str]) -> None:
        self.weights = weights
        self.pieces = Wordpieces(vocabulary)
        self.spellings = spellings
        self.layers = sum(name.startswith("winn.") for name in weights) // 2
        self.dilations = [int(d) for d in weights["dilations"]]
        self._lock = threading.Lock()
        self._types: dict[tuple[str, bool], int] = {}
        self._vectors = np.zeros((0, weights["mix.bias"].shape[0] // _PIECES), np.float32)

    def encoded(self, tokens: Tokens) -> Floats:
        """A vector a word, of the word among its neighbours."""
        x = self._looked_up(tokens)
        for layer in range(self.layers):
            x = x + self._norm(f"winn.{layer}", self._maxout(f"win.{layer}", _beside(x, 1)))
        h = x + self.weights["q"][tokens.quoted]
        h += self.weights["place"][tokens.place]
        for layer, dilation in enumerate(self.dilations):
            h = h + np.maximum(self._linear(f"conv.{layer}", _beside(self._norm(f"cn.{layer}", h), dilation)), 0)
        return h

    def roles(self, encoded: Floats, role: str) -> Floats:
        """For each word the probabilities that it is outside a role ("cue", "source", "content"), begins it, goes on with it."""
        return _softmax(self._linear(role, encoded))

    def around(self, encoded: Floats, tokens: Tokens, first: Numbers, last: Numbers) -> tuple[Windows, Floats]:
        """For cues from `first` to `last` word: their windows, and for each row of them the logarithms of the probabilities that
        the word is outside, begins or goes on with the cue's content, begins or goes on with its source.
        """
        w = self.weights
        windows = windows_of(tokens, first, last)
        z = (encoded @ w["B"])[windows.words]
        z += self._linear("A", np.concatenate([encoded[first], encoded[last]], axis=1))[windows.cues]
        z += w["dist"][windows.distance]
        z += w["dc"][windows.passed]
        z += w["placed"][windows.paragraphs * 9 + windows.sentences]
        z += w["marked"][windows.marks * 25 + windows.quoted]
        np.maximum(z, 0, out=z)
        for layer, distance in (("1", 1), ("2", _GAP)):
            beside = _beside(self._norm(f"n{layer}", z) * windows.own, distance)
            z += np.maximum(self._linear(f"p{layer}", beside), 0)
        return windows, np.log(_softmax(self._linear("out", z)) + np.float32(1e-9))

    def _looked_up(self, tokens: Tokens) -> Floats:
        """A vector a word, of the word alone; each word is worked out once."""
        keys = list(zip(tokens.words, tokens.spaced, strict=True))
        with self._lock:
            if len(self._types) > _KEPT:
                self._types.clear()
            known = self._types
            new = [key for key in dict.fromkeys(keys) if key not in known]
            if new:
                self._vectors = np.concatenate([self._vectors[: len(known)], self._alone(new)])
                known.update(zip(new, range(len(known), len(known) + len(new)), strict=True))
            return self._vectors[[known[key] for key in keys]]

    def _alone(self, words: Sequence[tuple[str, bool]]) -> Floats:
        rows = rows_of(words, self.spellings)
        parts = [self.weights[f"E.{column}"][rows[:, column]].sum(axis=1) for column in range(len(TABLES))]
        made = self._linear("mix", np.concatenate(parts, axis=1)) + self._by_pieces(words) @ self.weights["lift"]
        return self._norm("mixn", _greatest(made))

    def _by_pieces(self, words: Sequence[tuple[str, bool]]) -> Floats:
        """The mean of the vectors of each word's pieces."""
        rows = [self.pieces.rows(word) for word, _ in words]
        sizes = np.array([len(each) for each in rows])
        vectors = self.weights["pieces"][np.concatenate(rows)]
        starts = np.cumsum(sizes) - sizes
        return np.asarray(np.add.reduceat(vectors, starts, axis=0) / sizes[:, None], np.float32)

    def _linear(self, name: str, x: Floats) -> Floats:
        y = np.asarray(x @ self.weights[f"{name}.weight"], np.float32)
        y += self.weights[f"{name}.bias"]
        return y

    def _maxout(self, name: str, x: Floats) -> Floats:
        """The greatest of three sums, which lie beside each other."""
        return _greatest(self._linear(name, x))

    def _norm(self, name: str, x: Floats) -> Floats:
        wide = x.shape[-1]
        centred = x - (x @ np.full((wide, 1), 1 / wide, np.float32))
        spread = np.einsum("...i,...i->...", centred, centred)[..., None] / np.float32(wide)
        centred /= np.sqrt(spread + np.float32(1e-5))
        centred *= self.weights[f"{name}.weight"]
        centred += self.weights[f"{name}.bias"]
        return np.asarray(centred, np.float32)


def _greatest(y: Floats) -> Floats:
    wide = y.shape[-1] // _PIECES
    return np.maximum(np.maximum(y[..., :wide], y[..., wide : 2 * wide]), y[..., 2 * wide :])


def rows_of(words: Sequence[tuple[str, bool]], spellings: dict[str, str]) -> Numbers:
    """The four rows of each table for words and whether a space follows them, [n, 6, 4].

    A word has rows by its spelling in small letters, first letter, last three, shape, the space, and whether it is white space:
    the features and hashes of spaCy's MultiHashEmbed.
    """
    numbers = np.array([(*_named(word, spellings), spaced, word.isspace()) for word, spaced in words], np.uint64)
    hashed = [row_numbers(numbers[:, column], _FIRST_SEED + column) % size for column, size in enumerate(TABLES)]
    return np.stack(hashed, axis=1).astype(np.int64)


def _named(word: str, spellings: dict[str, str]) -> tuple[int, ...]:
    lower = word.lower()
    return string_number(spellings.get(lower, lower)), _part(word[:1]), _part(word[-3:]), _part(_shape(word))


@lru_cache(maxsize=20_000)
def _part(part: str) -> int:
    """The number of a beginning, an end or a shape, which many words share."""
    return string_number(part)


def _beside(x: Floats, distance: int) -> Floats:
    """Each row with the one `distance` before and behind it."""
    made = np.zeros((*x.shape[:-1], 3 * x.shape[-1]), np.float32)
    wide = x.shape[-1]
    made[..., distance:, :wide] = x[..., :-distance, :]
    made[..., wide : 2 * wide] = x
    made[..., :-distance, 2 * wide :] = x[..., distance:, :]
    return made


def windows_of(tokens: Tokens, first: Numbers, last: Numbers) -> Windows:
    """The paragraph of each cue from `first` to `last` word, cut where it is very long."""
    edges = np.flatnonzero(np.diff(tokens.paragraph)) + 1
    edges = np.concatenate([[0], edges, [len(tokens)]])
    number = np.searchsorted(edges, first, side="right") - 1
    starts = np.maximum(edges[number], first - _BEFORE)
    stops = np.minimum(edges[number + 1], first + _BEHIND)
    sizes = stops - starts + _GAP
    ends = np.cumsum(sizes)
    cues = np.repeat(np.arange(len(first)), sizes)
    row = np.arange(ends[-1]) - (ends - sizes)[cues]
    is_own = row < (sizes - _GAP)[cues]
    here, end = first[cues], last[cues]
    words = np.where(is_own, starts[cues] + row, here)
    opened = np.zeros(len(tokens), np.int64)
    opened[first] = 1
    passed = np.cumsum(opened)
    return Windows(
        words=words,
        cues=cues,
        own=is_own[:, None].astype(np.float32),
        distance=_bucket(_past(words, here, end, words, here, end)),
        paragraphs=_between(tokens.paragraph, words, here, 2),
        sentences=_between(tokens.sentence, words, here, 4),
        marks=_between(tokens.marks, words, here, 4),
        passed=_past(words, here, end, passed[words], passed[here], passed[end]).clip(-3, 3) + 3,
        quoted=tokens.quoted[words] * 5 + tokens.quoted[here],
        bounds=list(zip((ends - sizes).tolist(), (ends - _GAP).tolist(), strict=True)),
    )


def _past(words: Numbers, first: Numbers, last: Numbers, here: Numbers, at_first: Numbers, at_last: Numbers) -> Numbers:
    """How far something has come at each word from where it was at the cue: 0 within it."""
    return np.where(words < first, here - at_first, np.where(words > last, here - at_last, 0))


def _between(numbers: Numbers, words: Numbers, here: Numbers, most: int) -> Numbers:
    return (numbers[words] - numbers[here]).clip(-most, most) + most


def _softmax(x: Floats) -> Floats:
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def _bucket(distance: Numbers) -> Numbers:
    """Distances to six words apart, farther ones by the doubling, at most 14 either way, from 0 to 28."""
    far = np.abs(distance)
    steps = np.where(far <= 6, far, np.minimum(np.round(6 + 2 * np.log2(np.maximum(far, 1) / 6)), 14)).astype(np.int64)
    return 14 + np.sign(distance) * steps


def _shape(word: str) -> str:
    """ "Xxxx" for a capitalised word, "dd" for a number of two digits; a run is cut at four, a long word has none.

    >>> _shape("Washington"), _shape("24th")
    ('Xxxxx', 'ddxx')
    """
    if len(word) >= 100:
        return "LONG"
    made = ""
    for sign in word:
        kind = "X" if sign.isupper() else "x" if sign.isalpha() else "d" if sign.isdigit() else sign
        if made[-_SHORT:] != kind * _SHORT:
            made += kind
    return made


_WEIGHTS = Path(__file__).with_name("weights")
TRAINED = frozenset(file.stem for file in _WEIGHTS.glob("*.npz"))
"""The languages that have a network."""


@cache
def network_of(lang: str) -> Network:
    """The network of a language, loaded once."""
    with np.load(_WEIGHTS / f"{lang}.npz") as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files if name != "vocabulary"}
        vocabulary = stored["vocabulary"].tobytes().decode("utf-8").split("\n")
    return Network(weights, vocabulary, lexicon(lang, "tagger")["spellings"])
