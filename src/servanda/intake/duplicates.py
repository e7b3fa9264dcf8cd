"""Texts that are nearly the same: one agency's line reprinted with small edits.

Each text becomes the set of its runs of three words. A MinHash sketch of that set (one permutation, empty bins filled from
others) is cut into bands; texts that share a band are compared exactly, so that the sketch decides only what is compared, and a
reported similarity is the Jaccard index itself. The work grows with the number of texts and of pairs reported, not with its
square, and a text is asked for when it is needed, so that none has to be held.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

import numpy as np

__all__ = ["near_duplicates", "similarity"]

_WORD = re.compile(r"\w+")
_RUN = 3
_BINS = 128
_MASK = (1 << 61) - 1
_READ_AGAIN = 64
"""Texts that are held while pairs are compared; all others are asked for again."""


def near_duplicates(texts: Mapping[str, str], threshold: Fraction = Fraction(3, 4)) -> list[tuple[str, str, Fraction]]:
    """The pairs of names whose texts are at least so alike, each with its similarity, in the order of the names.

    >>> texts = {"a": "The council met in the capital on Monday and agreed on trade",
    ...          "b": "The council met in the capital on Monday and agreed on trade.", "c": "Wheat is dear"}
    >>> near_duplicates(texts, Fraction(1, 2))
    [('a', 'b', Fraction(1, 1))]
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"a threshold lies above 0 and is at most 1, not {threshold}")
    names = sorted(texts)
    read = lru_cache(maxsize=_READ_AGAIN)(lambda place: _shingles(texts[names[place]]))
    alike = ((one, two, _jaccard(read(one), read(two))) for one, two in _candidates(names, texts, threshold))
    return [(names[one], names[two], share) for one, two, share in alike if share >= threshold]


def similarity(one: str, two: str) -> Fraction:
    """How alike two texts are: the share of their runs of three words that both have.

    >>> similarity("a b c d", "A, b c e"), similarity("", "a")
    (Fraction(1, 3), Fraction(0, 1))
    """
    return _jaccard(_shingles(one), _shingles(two))


def _shingles(text: str) -> frozenset[int]:
    """The runs of words, as numbers that are the same on every machine; a shorter text is one run."""
    words = _WORD.findall(text.casefold())
    if not words:
        return frozenset()
    runs = {" ".join(words[start : start + _RUN]) for start in range(max(1, len(words) - _RUN + 1))}
    return frozenset(_number(run.encode()) for run in runs)


def _jaccard(one: frozenset[int], two: frozenset[int]) -> Fraction:
    return Fraction(len(one & two), len(one | two)) if one or two else Fraction(0)


def _sketch(shingles: frozenset[int]) -> tuple[int, ...]:
    """The least value in each bin; an empty bin takes that of another, chosen by the bin alone, alike for every text."""
    bins: list[int | None] = [None] * _BINS
    for value in shingles:
        place, rest = value % _BINS, value // _BINS
        held = bins[place]
        if held is None or rest < held:
            bins[place] = rest
    filled: list[int] = []
    for place in range(_BINS):
        donor, tries = place, 0
        while (value_there := bins[donor]) is None:
            tries += 1
            donor = ((place * 0x9E3779B1 + tries * 0x85EBCA6B) * 0xC2B2AE35 & _MASK) >> 13
            donor = donor % _BINS if tries < 50 * _BINS else (place + tries) % _BINS
        filled.append(value_there)
    return tuple(filled)


def _rows(threshold: Fraction) -> int:
    """The most rows a band may have for a pair at the threshold to share a band with 99 chances of 100."""
    fitting = [rows for rows in (2, 4, 8, 16) if (1 - float(threshold) ** rows) ** (_BINS // rows) < 0.01]
    return max(fitting, default=1)


def _candidates(names: Sequence[str], texts: Mapping[str, str], threshold: Fraction) -> list[tuple[int, int]]:
    """The places in the names of texts that share a band of their sketches, in pairs.

    Of a text no more is held than a number for each band; those of one band are sorted, so that those that share it lie together.
    """
    rows = _rows(threshold)
    bands = np.zeros((len(names), _BINS // rows), np.uint64)
    has_words = np.zeros(len(names), bool)
    for place, name in enumerate(names):
        if shingles := _shingles(texts[name]):
            has_words[place] = True
            sketch = np.array(_sketch(shingles), ">u8").tobytes()
            bands[place] = [_number(sketch[start : start + 8 * rows]) for start in range(0, 8 * _BINS, 8 * rows)]
    places = np.flatnonzero(has_words)
    pairs: set[tuple[int, int]] = set()
    for band in bands[places].T:
        order = np.argsort(band, kind="stable")
        ends = np.flatnonzero(np.diff(band[order])) + 1
        for group in np.split(places[order], ends):
            if len(group) > 1:
                pairs.update(combinations(map(int, group), 2))
    return sorted(pairs)


def _number(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")
