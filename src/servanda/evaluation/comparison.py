"""Two readers on the same judged passages: which is better, and whether the difference is more than chance.

Takes for each passage how many statements each reader has right there, how many it has, and how many there are. The
difference in F1 is given with a 95 % interval from the paired bootstrap over documents (Efron and Tibshirani 1993, An
Introduction to the Bootstrap, ch. 13; for readers of text, Berg-Kirkpatrick, Burkett and Klein 2012, EMNLP): documents are
drawn with replacement, both readers are scored on the same draw, and the middle 95 % of the differences are the interval.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Comparison", "Counts", "compare"]

DRAWS = 2000


class Counts(NamedTuple):
    """What a reader did in one passage: right statements, all it has, all there are."""

    right: int
    read: int
    there: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """F1 of two readers on the same passages, and how much better the second is, with the bounds of the difference."""

    first: float
    second: float
    difference: float
    low: float
    high: float
    passages: int
    documents: int


def compare(documents: Sequence[str], first: Sequence[Counts], second: Sequence[Counts], seed: int = 1) -> Comparison:
    """Compare two readers, whose counts are given passage by passage beside the name of the passage's document.

    >>> names, a, b = ["x", "y", "z"], [Counts(1, 2, 2)] * 3, [Counts(2, 2, 2)] * 3
    >>> found = compare(names, a, b)
    >>> found.first, found.second, found.low, found.high
    (0.5, 1.0, 0.5, 0.5)
    """
    by_document: dict[str, tuple[Counts, Counts]] = {}
    for name, one, other in zip(documents, first, second, strict=True):
        before = by_document.get(name, (Counts(0, 0, 0), Counts(0, 0, 0)))
        by_document[name] = (_sum([before[0], one]), _sum([before[1], other]))
    pairs = list(by_document.values())
    chance = random.Random(seed)  # noqa: S311 - drawn again from the seed, no secret
    draws = (chance.choices(pairs, k=len(pairs)) for _ in range(DRAWS if pairs else 0))
    differences = sorted(_f1([pair[1] for pair in draw]) - _f1([pair[0] for pair in draw]) for draw in draws)
    old, new = _f1([pair[0] for pair in pairs]), _f1([pair[1] for pair in pairs])
    return Comparison(
        first=old,
        second=new,
        difference=new - old,
        low=differences[round(0.025 * (DRAWS - 1))] if pairs else 0.0,
        high=differences[round(0.975 * (DRAWS - 1))] if pairs else 0.0,
        passages=len(documents),
        documents=len(pairs),
    )


def _sum(counts: Sequence[Counts]) -> Counts:
    return Counts(*(sum(part) for part in zip(*counts, strict=True)))


def _f1(counts: Sequence[Counts]) -> float:
    right, read, there = _sum(counts)
    return 2 * right / (read + there) if read + there else 0.0
