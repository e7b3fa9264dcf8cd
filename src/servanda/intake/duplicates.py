"""Texts that are nearly the same: one agency's line reprinted with small edits.

Each text becomes the set of its runs of three words. A MinHash sketch of that set (one permutation, empty bins filled from
others) is cut into bands; texts that share a band are compared exactly, so that the sketch decides only what is compared, and a
reported similarity is the Jaccard index itself. The bands of a text depend on nothing else, so whoever keeps them finds what new
texts are to be compared with and reads no other text again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

__all__ = ["ALIKE", "as_rows", "bands_of", "near_duplicates", "sharing", "shingles_of", "similarity"]

ALIKE = Fraction(3, 4)
"""What share of their runs of words near copies have in common at least."""
_WORD = re.compile(r"\w+")
_RUN = 3
_BINS = 128
_ROWS = 4
"""Bins in a band: two texts that are just ALIKE share a band in all but 5 of 1,000,000 cases."""
_BANDS = _BINS // _ROWS
_MASK = (1 << 61) - 1
_MOST_HELD = 1_000_000


def near_duplicates(texts: Mapping[str, str]) -> list[tuple[str, str, Fraction]]:
    """The pairs of names whose texts are near copies, each with its similarity, in the order of the names.

    >>> texts = {"a": "The council met in the capital on Monday and agreed on trade",
    ...          "b": "The council met in the capital on Monday and agreed on trade.", "c": "Wheat is dear"}
    >>> near_duplicates(texts)
    [('a', 'b', Fraction(1, 1))]
    """
    bands = {name: bands_of(texts[name]) for name in sorted(texts)}
    names = [name for name in bands if bands[name]]
    rows = as_rows(bands[name] for name in names)
    pairs = [(names[one], names[two]) for one, two in sharing(rows, rows) if one < two]
    alike = ((one, two, similarity(shingles_of(texts[one]), shingles_of(texts[two]))) for one, two in pairs)
    return [(one, two, share) for one, two, share in alike if share >= ALIKE]


def shingles_of(text: str) -> frozenset[int]:
    """The runs of words, as numbers that are the same on every machine; a shorter text is one run.

    >>> shingles_of("A, b") == shingles_of("a b"), len(shingles_of("a b c d")), len(shingles_of("..."))
    (True, 2, 0)
    """
    words = _WORD.findall(text.casefold())
    if not words:
        return frozenset()
    runs = {" ".join(words[start : start + _RUN]) for start in range(max(1, len(words) - _RUN + 1))}
    return frozenset(_number(run.encode()) for run in runs)


def similarity(one: frozenset[int], two: frozenset[int]) -> Fraction:
    """How alike two texts are: the share of their runs of three words that both have.

    >>> similarity(shingles_of("a b c d"), shingles_of("A, b c e")), similarity(shingles_of(""), shingles_of("a"))
    (Fraction(1, 3), Fraction(0, 1))
    """
    return Fraction(len(one & two), len(one | two)) if one or two else Fraction(0)


def bands_of(text: str) -> bytes:
    """The bands of a text's sketch, eight bytes each, to be kept; nothing of a text without words, which is a copy of none.

    >>> len(bands_of("They met.")), bands_of("They met.") == bands_of("they met"), bands_of("...")
    (256, True, b'')
    """
    shingles = shingles_of(text)
    if not shingles:
        return b""
    sketch = np.array(_sketch(shingles), ">u8").tobytes()
    width = 8 * _ROWS
    return b"".join(_digest(sketch[start : start + width]) for start in range(0, 8 * _BINS, width))


def as_rows(bands: Iterable[bytes]) -> NDArray[np.uint64]:
    """The bands of several texts as a table, a row for each; all of these texts have words.

    >>> as_rows([bands_of("They met.")]).shape
    (1, 32)
    """
    return np.frombuffer(b"".join(bands), ">u8").astype(np.uint64).reshape(-1, _BANDS)


def sharing(some: NDArray[np.uint64], others: NDArray[np.uint64]) -> Iterator[tuple[int, int]]:
    """The places of rows in two tables of bands that have a band in common, in pairs, in their order.

    Of pairs no more than a million are held at once, however many texts are copies of one.

    >>> list(sharing(as_rows([bands_of("a"), bands_of("b")]), as_rows([bands_of("c"), bands_of("B")])))
    [(1, 1)]
    """
    orders = np.argsort(some, axis=0, kind="stable")
    ordered = np.take_along_axis(some, orders, axis=0)
    first, end = (
        np.stack([np.searchsorted(mine, theirs, side) for mine, theirs in zip(ordered.T, others.T, strict=True)])
        for side in ("left", "right")
    )
    if int((end - first).sum()) > _MOST_HELD and len(some) > 1:
        half = len(some) // 2
        yield from sharing(some[:half], others)
        yield from ((one + half, two) for one, two in sharing(some[half:], others))
        return
    found = [np.zeros(0, np.int64)]
    for band, lengths in enumerate(end - first):
        theirs = np.repeat(np.arange(len(others)), lengths)
        within = np.arange(len(theirs)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        found.append(orders[np.repeat(first[band], lengths) + within, band] * len(others) + theirs)
    for key in np.unique(np.concatenate(found)).tolist():
        yield divmod(key, len(others))


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


def _number(data: bytes) -> int:
    return int.from_bytes(_digest(data), "big")


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=8).digest()
