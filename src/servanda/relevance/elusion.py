"""How many of the documents that were set aside bear on the agreement all the same: what lawyers call the elusion test.

A random sample of what was set aside is looked at by a person; the share found in it is an estimate of the share that eluded
(Grossman and Cormack 2013, Glossary of Technology-Assisted Review, Federal Courts Law Review 7:1, "Elusion"). The
interval is that of Clopper and Pearson, exact for draws with replacement and somewhat too wide for those without.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from servanda.relevance.exact import clopper_pearson

__all__ = ["Elusion", "elusion"]


@dataclass(frozen=True, slots=True)
class Elusion:
    """Of `aside` documents, so many are unseen and relevant: an estimate with the bounds of its 95 % interval."""

    aside: int
    judged: int
    relevant: int
    unseen: int
    low: int
    high: int


def elusion(aside: int, judged: int, relevant: int) -> Elusion:
    """The estimate from a sample of `judged` documents, `relevant` of which bear on the agreement.

    The sample's own are no longer unseen, so they are taken off. With nothing judged all may be.

    >>> found = elusion(1000, 100, 0)
    >>> found.unseen, found.low, found.high
    (0, 0, 33)
    >>> elusion(1000, 0, 0).high
    1000
    """
    left = aside - judged
    if not judged:
        return Elusion(aside, 0, 0, 0, 0, aside)
    low, high = clopper_pearson(relevant, judged)
    return Elusion(
        aside, judged, relevant, round(left * relevant / judged), math.floor(left * low), math.ceil(left * high)
    )
