"""Texts that are nearly the same: one agency's line reprinted with small edits.

Each text becomes the set of its runs of three words. A MinHash sketch of that set (one permutation, empty bins filled from
others) is cut into bands; texts that share a band are compared exactly, so that the sketch decides only what is compared, and a
reported similarity is the Jaccard index itself. The work grows with the number of texts and of pairs reported, not with its
square.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

__all__ = ["near_duplicates", "similarity"]

_WORD = re.compile(r"\w+")
_RUN = 3
_BINS = 128
_MASK = (1 << 61) - 1


def near_duplicates(texts: Mapping[str, str], threshold: Fraction = Fraction(3, 4)) -> list[tuple[str, str, Fraction]]:
    """The pairs of names whose texts are at least so alike, each with its similarity, in the order of the names.

    >>> texts = {"a": "The council met in the capital on Monday and agreed on trade",
    ...          "b": "The council met in the capital on Monday and agreed on trade.", "c": "Wheat is dear"}
    >>> near_duplicates(texts, Fraction(1, 2))
    [('a', 'b', Fraction(1, 1))]
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"a threshold lies above 0 and is at most 1, not {threshold}")
    shingles = {name: found for name, text in texts.items() if (found := _shingles(text))}
    pairs: set[tuple[str, str]] = set()
    for group in _sharing_a_band(shingles, threshold):
        names = sorted(group)
        pairs.update((one, two) for place, one in enumerate(names) for two in names[place + 1 :])
    alike = ((one, two, _jaccard(shingles[one], shingles[two])) for one, two in sorted(pairs))
    return [(one, two, share) for one, two, share in alike if share >= threshold]


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
    return frozenset(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)


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


def _sharing_a_band(shingles: Mapping[str, frozenset[int]], threshold: Fraction) -> Iterator[list[str]]:
    """Groups of names that share a band of their sketches."""
    rows = _rows(threshold)
    bands: defaultdict[tuple[int, tuple[int, ...]], list[str]] = defaultdict(list)
    for name, found in shingles.items():
        sketch = _sketch(found)
        for start in range(0, _BINS, rows):
            bands[start, sketch[start : start + rows]].append(name)
    return (group for group in bands.values() if len(group) > 1)
