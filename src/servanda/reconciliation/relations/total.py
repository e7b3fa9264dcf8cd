"""The parts of a period add up to the whole: months and quarters to the year, ten months to no more than it.

Takes the periods of a volume and cuts time where one of them begins or ends; each period's amount is the sum of the
pieces that it covers, and no piece is negative. So containment, quarters that make a year, and periods that overlap are
one rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from servanda.interval import Interval
from servanda.period import Period
from servanda.reconciliation.links import Bound, Cell, Link, Sum
from servanda.reconciliation.relations.growth import signed_things
from servanda.reconciliation.reports import Scope, Sort, Thing

__all__ = ["NAME", "links"]

NAME = "total"
STAGE = 2
WEIGHT = 7


def _overlapping(periods: Iterable[Period]) -> Iterator[list[tuple[date, date]]]:
    """The periods in groups that share days, as first and last day."""
    closed = sorted({(period.start, period.end) for period in periods if period.start and period.end})
    group: list[tuple[date, date]] = []
    last = date.min
    for start, end in closed:
        if group and start > last:
            yield group
            group = []
        group.append((start, end))
        last = max(last, end)
    if group:
        yield group


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """For each period of a volume, the sum of the pieces that make it.

    >>> trade = Thing("trade", "trade", Sort.VOLUME, "usd")
    >>> year, start = Cell(trade, Period.parse("2023")), Cell(trade, Period.parse("2023-01/2023-10"))
    >>> [len(link.parts) for link in links(Scope("trade", ()), [year, start]) if isinstance(link, Sum)]
    [2]
    """
    signed = signed_things(scope)
    by_thing: dict[Thing, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.thing.sort is Sort.VOLUME and cell.thing not in signed:
            by_thing[cell.thing].append(cell)
    for thing, known in by_thing.items():
        for group in _overlapping(cell.when for cell in known):
            edges = sorted({start for start, _ in group} | {end + timedelta(days=1) for _, end in group})
            pieces = [Cell(thing, Period(one, two - timedelta(days=1))) for one, two in pairwise(edges)]
            for piece in pieces:
                yield Bound(NAME, piece, Interval(Fraction(0)))
            for start, end in group:
                parts = tuple(
                    p for p in pieces if p.when.start and p.when.end and start <= p.when.start and p.when.end <= end
                )
                if len(parts) > 1:
                    yield Sum(NAME, parts, whole=Cell(thing, Period(start, end)))
