"""One thing has one value at one time: each report bounds the cell it speaks of.

Takes a scope and gives a bound for every report. Two bounds on one cell that do not meet are the simplest
contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.reconciliation.links import Bound, Cell, Link, cell_of
from servanda.reconciliation.reports import Scope, Sort

__all__ = ["NAME", "links"]

NAME = "same"
WEIGHT = 0


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """A bound for each report of a value.

    >>> list(links(Scope("roads", ()), ()))
    []
    """
    for report in scope.of(Sort.SHARE, Sort.COUNT, Sort.PLAN, Sort.VOLUME, Sort.LEVEL):
        yield Bound(NAME, cell_of(report), scope.interval(report), frozenset({report.claim.id}), (report,))
