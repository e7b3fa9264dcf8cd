"""Shares estimated from a sample, with 95 % intervals that hold for small samples and for statements in the same document.

A share is a ratio of sums, `sum(w * hit) / sum(w * whole)` over what was judged: for precision `whole` is 1 for each statement,
for recall it is the attributions of a passage. The weight makes up for languages of which a larger part was drawn.

The interval is Wilson's (1927, JASA 22:209-212), which keeps its promise near 0 and 1 and with few judgements, where
the textbook's p ± 1.96 s does not (Brown, Cai and DasGupta 2001, Statistical Science 16:101-133). Statements in one document are
alike, so that a hundred of them tell less than a hundred from a hundred documents; the interval is therefore taken at the
*effective* number of judgements, as Korn and Graubard (1998, Survey Methodology 24:193-201) do: that number with which simple
random sampling would have the same variance. The variance is that of a ratio over clusters, by linearisation (Cochran 1977,
Sampling Techniques, ch. 11), with documents as clusters and Student's t for their small number.

There is no correction for a finite population: documents that come tomorrow are meant, too.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from statistics import NormalDist

__all__ = ["Observation", "Share", "effective", "share", "student", "wilson"]

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Observation:
    """One judgement: `hit` of `whole` in a document, with a weight."""

    document: Hashable
    hit: float
    whole: float = 1.0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Share:
    """An estimate in 0..1 with the bounds of its interval, from how many judgements in how many documents."""

    value: float
    low: float
    high: float
    judged: int
    documents: int


def share(observations: Iterable[Observation], level: float = LEVEL) -> Share | None:
    """The share of what was hit, or None where nothing was judged.

    >>> found = share(Observation(document, hit) for document, hit in enumerate([1, 1, 1, 1, 1, 1, 1, 1, 1, 0]))
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2), found.judged
    (0.9, 0.6, 0.98, 10)
    >>> share([]) is None
    True
    """
    seen = [one for one in observations if one.whole > 0]
    whole = sum(one.weight * one.whole for one in seen)
    if not whole:
        return None
    value = sum(one.weight * one.hit for one in seen) / whole
    low, high = wilson(value, effective(seen, level), level)
    documents = len({one.document for one in seen})
    return Share(value, low, high, round(sum(one.whole for one in seen)), documents)


def wilson(value: float, number: float, level: float = LEVEL) -> tuple[float, float]:
    """Wilson's interval for a share seen in a number of independent judgements.

    >>> [round(bound, 3) for bound in wilson(81 / 263, 263)]
    [0.255, 0.366]
    >>> [round(bound, 3) for bound in wilson(1.0, 20)]
    [0.839, 1.0]
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = value + z * z / (2 * number)
    half = z * math.sqrt(value * (1 - value) / number + z * z / (4 * number * number))
    scale = 1 + z * z / number
    low, high = (middle - half) / scale, (middle + half) / scale
    return (0.0 if value <= 0 else max(0.0, low), 1.0 if value >= 1 else min(1.0, high))


def effective(observations: Iterable[Observation], level: float = LEVEL) -> float:
    """With how many independent judgements the share would be as uncertain as it is.

    Never more than there are, nor than unequal weights leave of them (Kish 1965, Survey Sampling, 11.7). Where all were hit or
    none, or all stand in one document, nothing is known of how documents differ, and judgements count as independent; where
    each stands in its own document, they are.

    >>> alike = [Observation(document, hit) for document, hit in ((1, 1), (2, 0), (3, 1), (4, 0)) for _ in range(25)]
    >>> 1 < effective(alike) < 4
    True
    """
    seen = [one for one in observations if one.whole > 0]
    whole = sum(one.weight * one.whole for one in seen)
    most = whole**2 / sum(one.weight**2 * one.whole for one in seen)
    value = sum(one.weight * one.hit for one in seen) / whole
    residuals: dict[Hashable, float] = {}
    for one in seen:
        residuals[one.document] = residuals.get(one.document, 0.0) + one.weight * (one.hit - value * one.whole)
    clusters = len(residuals)
    spread = sum(rest * rest for rest in residuals.values())
    if clusters in (1, len(seen)) or not 0 < value < 1 or not spread:
        return most
    variance = clusters / (clusters - 1) * spread / whole**2
    caution = NormalDist().inv_cdf((1 + level) / 2) / student(clusters - 1, level)
    return min(most, value * (1 - value) / variance) * caution**2


def student(freedom: int, level: float = LEVEL) -> float:
    """The two-sided quantile of Student's t: exact for 1 and 2 degrees of freedom, else by Abramowitz and Stegun 26.7.5.

    >>> [round(student(freedom), 1) for freedom in (1, 2, 5, 10, 30)]
    [12.7, 4.3, 2.6, 2.2, 2.0]
    """
    if freedom == 1:
        return math.tan(math.pi * level / 2)
    if freedom == 2:
        return level * math.sqrt(2 / (1 - level * level))
    z = NormalDist().inv_cdf((1 + level) / 2)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
