"""The parts of a period add up to the whole: months and quarters to the year, and each increment to the cumulative figure.

Takes the periods of a volume and cuts time where one of them begins or ends; each period's amount is the sum of the
pieces that it covers, and no piece is negative. So containment, quarters that make a year, "in ten months", and periods that
overlap are one rule. Where the same is also told as reached to date, what a period added lies between the cumulative
figures before it and at its end. A count over a period ("12 laws in 2029") may be that period's own or a running total, but it
is no more than the cumulative count at its end in either case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from servanda.interval import Interval
from servanda.period import Period
from servanda.reconciliation.links import Bound, Cell, Link, Sum, cell_of
from servanda.reconciliation.relations.growth import signed_things
from servanda.reconciliation.reports import Scope, Sort, Thing

__all__ = ["NAME", "case_of", "links"]

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
    """For each period of a volume, the sum of the pieces that make it; for each cumulative figure, the increments to it.

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
    yield from _to_date(scope, cells, signed)


def _to_date(scope: Scope, cells: Sequence[Cell], signed: set[Thing]) -> Iterator[Link]:
    """What each period brought, within what had been reached by its end, where that is told of that day or a later one."""
    last: dict[Thing, date] = {}
    states: dict[Thing, set[str]] = defaultdict(set)
    for cell in cells:
        if cell.thing.sort is Sort.COUNT and cell.thing.rises and cell.when.start is not None:
            last[cell.thing] = max(last.get(cell.thing, date.min), cell.when.start)
            states[replace(cell.thing, state="")].add(cell.thing.state)
    for report in scope.of(Sort.VOLUME, Sort.LEVEL) if last else ():
        start, end, own = report.when.start, report.when.end, cell_of(report)
        if start is None or end is None or start == end or report.thing in signed:
            continue
        adds = report.thing.sort is Sort.VOLUME
        thing = replace(report.thing, sort=Sort.COUNT)
        if adds and len(states[thing]) == 1:
            thing = replace(thing, state=min(states[thing]))
        said = report.claim.said_on.end if report.claim.said_on else None
        day = end if said is None or adds else min(end, max(start, said))
        if last.get(thing, date.min) < day:
            continue
        if adds:
            before = Cell(thing, Period.day(start - timedelta(days=1)))
            yield Sum(NAME, (before, own), whole=Cell(thing, Period.day(day)))
        else:
            rest = Cell(replace(report.thing, state="rest"), report.when)
            yield Bound(NAME, rest, Interval(Fraction(0)))
            yield Sum(NAME, (own, rest), whole=Cell(thing, Period.day(day)))


def case_of(core: Sequence[Link]) -> str:
    """Which sentences tell a clash of totals: those on a cumulative figure, or on the parts of a period.

    >>> case_of([])
    'total'
    """
    sums = (link for link in core if isinstance(link, Sum) and link.relation == NAME and link.whole)
    return "to date" if any(link.whole and link.whole.thing.sort is Sort.COUNT for link in sums) else "total"
