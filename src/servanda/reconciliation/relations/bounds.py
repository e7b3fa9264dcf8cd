"""A share lies between 0 and 100 per cent; a count is not negative.

Takes the cells and bounds each by what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from servanda.interval import Interval
from servanda.reconciliation.links import Bound, Cell, Link
from servanda.reconciliation.reports import Scope, Sort

__all__ = ["NAME", "links"]

NAME = "bounds"
STAGE = 3
WEIGHT = 1

_LIMITS = {
    Sort.SHARE: Interval(Fraction(0), Fraction(100)),
    Sort.COUNT: Interval(Fraction(0)),
    Sort.PLAN: Interval(Fraction(0)),
}


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """The limits of each share and count.

    >>> list(links(Scope("roads", ()), ()))
    []
    """
    for cell in cells:
        limit = _LIMITS.get(cell.thing.sort)
        if limit is not None:
            yield Bound(NAME, cell, limit)
