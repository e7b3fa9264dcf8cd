"""What is done is not also behind schedule: shares of states that exclude each other come to no more than the whole.

Takes the shares of one subject on one day and gives the sums that cannot pass 100 per cent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from servanda.period import Period
from servanda.reconciliation.links import Cell, Link, Sum
from servanda.reconciliation.reports import Scope, Sort

__all__ = ["EXCLUSIVE", "NAME", "links"]

NAME = "states"

EXCLUSIVE = (
    frozenset({"done", "in progress", "not started", "dropped"}),
    frozenset({"done", "behind schedule"}),
    frozenset({"done", "overdue"}),
    frozenset({"done", "at risk"}),
)
"""Sets of states of which a thing can be in one only."""


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """A limit for each day and each set of states of which at least two are reported.

    >>> list(links(Scope("roads", ()), ()))
    []
    """
    by_day: dict[Period, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.thing.sort is Sort.SHARE and cell.when.is_day:
            by_day[cell.when].append(cell)
    for known in by_day.values():
        for states in EXCLUSIVE:
            by_state: dict[str, Cell] = {}
            for cell in known:
                if cell.thing.state in states:
                    by_state.setdefault(cell.thing.state, cell)
            if len(by_state) > 1:
                yield Sum(NAME, tuple(by_state.values()), limit=Fraction(100))
