"""What is done is not also behind schedule: shares of states that exclude each other come to no more than the whole.

Takes the shares of one topic and gives, for each day on which one of them is reported, the sums that cannot pass 100 per
cent. A share of another day counts too where it does not fall: what was done in February is done in March.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from fractions import Fraction

from servanda.reconciliation.links import Cell, Link, Sum
from servanda.reconciliation.reports import Scope, Sort, Thing

__all__ = ["EXCLUSIVE", "NAME", "links"]

NAME = "states"
STAGE = 1
WEIGHT = 6

EXCLUSIVE = (
    frozenset({"done", "in progress", "not started", "dropped"}),
    frozenset({"done", "behind schedule"}),
    frozenset({"done", "overdue"}),
    frozenset({"done", "at risk"}),
)
"""Sets of states of which a thing can be in one only."""


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """A limit for each day and each set of states of which at least two are reported on some day.

    >>> list(links(Scope("roads", ()), ()))
    []
    """
    shares = {cell.thing for cell in cells if cell.thing.sort is Sort.SHARE}
    sums = {thing: list(_sums(thing, shares)) for thing in shares}
    seen: set[tuple[Cell, ...]] = set()
    for cell in cells:
        if not cell.when.is_day:
            continue
        for things in sums.get(cell.thing, ()):
            parts = tuple(Cell(thing, cell.when) for thing in things)
            if parts not in seen:
                seen.add(parts)
                yield Sum(NAME, parts, limit=Fraction(100))


def _sums(thing: Thing, shares: Set[Thing]) -> Iterator[tuple[Thing, ...]]:
    """The shares of states that exclude each other, the thing's own among them, for each set of which at least two are given."""
    for states in EXCLUSIVE:
        alike = tuple(one for state in sorted(states) if (one := replace(thing, state=state)) in shares)
        if thing.state in states and len(alike) > 1:
            yield alike
