"""What is done, out of what is planned, is the share.

Takes counts, plans and shares of one subject and gives the shares (or plans) that follow from them. A count and a plan
go together where they count the same unit; the plan is the one of that time, else the last one stated before, else the
first one after.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT
from servanda.reconciliation.links import Bound, Cell, Link, cell_of
from servanda.reconciliation.reports import Report, Scope, Sort, plan_changes, plan_number

__all__ = ["NAME", "Plans", "links", "share_interval", "shares_by_time"]

NAME = "ratio"


def share_interval(done: Interval, planned: Interval) -> Interval | None:
    """The share in per cent, or None where the plan may be nothing.

    >>> str(share_interval(Interval.point(45), Interval.point(60)))
    '[75, 75]'
    """
    if planned.low is None or planned.low <= 0 or done.low is None or done.low < 0:
        return None
    return done.divided_by(planned).scaled(100)


class Plans:
    """Counts of planned things, and which of them a count of finished things refers to.

    >>> from servanda.claim import Claim, Figure, Measure
    >>> from servanda.period import Period
    >>> from servanda.quantity import Quantity
    >>> from servanda.reconciliation.reports import scopes
    >>> def said(name, measure, day, number):
    ...     figure = Figure(measure, Period.parse(day), Quantity.exact(number, "bridge"))
    ...     return Claim(name, "bridges", "Road plan", (figure,))
    >>> claims = [said("a", Measure.DONE, "2029-05-01", 9), said("b", Measure.PLANNED, "2028-01-01", 12)]
    >>> done, plan = scopes(claims)[0][0].reports
    >>> [one.claim.id for one in Plans([plan]).of(done)]
    ['b']
    """

    def __init__(self, plans: Iterable[Report]) -> None:
        self._own: dict[tuple[str, Period], list[Report]] = defaultdict(list)
        self._at: dict[tuple[tuple[str, str], Period], list[Report]] = defaultdict(list)
        self._until: dict[tuple[str, str], dict[date, list[Report]]] = defaultdict(lambda: defaultdict(list))
        for plan in plans:
            self._own[plan.claim.id, plan.when].append(plan)
            kind = _counted(plan)
            self._at[kind, plan.when].append(plan)
            self._until[kind][plan.when.end or date.max].append(plan)
        self._days = {kind: sorted(known) for kind, known in self._until.items()}

    def of(self, done: Report) -> list[Report]:
        """The plans of its own claim and time, else of its time and unit, else the last before it, else the first after it."""
        kind = _counted(done)
        now = self._own.get((done.claim.id, done.when)) or self._at.get((kind, done.when))
        days = self._days.get(kind)
        if now or not days or done.when.end is None:
            return now or []
        return self._until[kind][days[max(bisect_right(days, done.when.end) - 1, 0)]]


def _counted(report: Report) -> tuple[str, str]:
    """What is counted: the unit, or the topic where there is none."""
    return (report.thing.unit, "") if report.thing.unit else ("", report.thing.topic)


def shares_by_time(shares: Iterable[Report]) -> Mapping[tuple[Period, str], Sequence[Report]]:
    """The shares by their time and state.

    >>> shares_by_time([])[Period.parse("2029"), "done"]
    []
    """
    found: dict[tuple[Period, str], list[Report]] = defaultdict(list)
    for share in shares:
        found[share.when, share.thing.state].append(share)
    return found


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """The shares that counts and plans make, and the plans that a claim's own count and share make.

    >>> list(links(Scope("roads", ()), ()))
    []
    """
    stated = scope.of(Sort.PLAN)
    plans, shares, changes = Plans(stated), shares_by_time(scope.of(Sort.SHARE)), plan_changes(stated)
    for done in scope.of(Sort.COUNT):
        used, known = plans.of(done), shares[done.when, done.thing.state]
        for plan in used:
            value = share_interval(scope.interval(done), scope.interval(plan))
            if value is not None:
                yield from _shares(done, plan, value, known, changes.get(done.thing.topic, ()))
        if any(plan.claim.id == done.claim.id for plan in used):
            continue
        for share in known:
            if share.claim.id == done.claim.id:
                yield from _plan(scope, done, share)


def _shares(
    done: Report, plan: Report, value: Interval, shares: Sequence[Report], changes: Sequence[date]
) -> Iterator[Link]:
    """The share, said of each share cell of that time and state that speaks of the same."""
    claims = frozenset({done.claim.id, plan.claim.id})
    seen = set()
    for share in shares:
        if share.thing.topic in (done.thing.topic, plan.thing.topic) or share.claim.id in claims:
            cell = cell_of(share)
            if cell not in seen and (cell.of == "" or share.claim.id == done.claim.id):
                seen.add(cell)
                yield Bound(NAME, cell, value, claims, (done, plan))
    if not seen:
        thing = replace(done.thing, sort=Sort.SHARE, unit=PER_CENT, plan=plan_number(done.when, changes))
        of = "" if done.when.is_day else f"{done.claim.id}/{done.number}"
        yield Bound(NAME, Cell(thing, done.when, of), value, claims, (done, plan))


def _plan(scope: Scope, done: Report, share: Report) -> Iterator[Link]:
    """How many there are in all, from one claim's count and share."""
    count, part = scope.interval(done), scope.interval(share)
    if part.low is None or part.low <= 0 or count.low is None or count.low < 0:
        return
    thing = replace(done.thing, sort=Sort.PLAN, state="")
    value = count.divided_by(part.scaled(Fraction(1, 100)))
    yield Bound(NAME, Cell(thing, done.when), value, frozenset({done.claim.id}), (done, share))
