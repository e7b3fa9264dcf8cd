"""What is done, out of what is planned, is the share.

Takes counts, plans and shares of one subject and gives the shares (or plans) that follow from them. A count and a plan
go together where they count the same unit; the plan is the one of that time, else the last one stated before, else the
first one after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from servanda.interval import Interval
from servanda.quantity import PER_CENT
from servanda.reconciliation.links import Bound, Cell, Link, cell_of
from servanda.reconciliation.reports import Report, Scope, Sort, plan_changes, plan_number

__all__ = ["NAME", "links", "plan_for", "share_interval"]

NAME = "ratio"


def share_interval(done: Interval, planned: Interval) -> Interval | None:
    """The share in per cent, or None where the plan may be nothing.

    >>> str(share_interval(Interval.point(45), Interval.point(60)))
    '[75, 75]'
    """
    if planned.low is None or planned.low <= 0 or done.low is None or done.low < 0:
        return None
    return done.divided_by(planned).scaled(100)


def plan_for(done: Report, plans: Sequence[Report]) -> list[Report]:
    """The plans that a count refers to: those of its own time and unit, else the last before it, else the first after it.

    >>> from servanda.claim import Claim, Figure, Measure
    >>> from servanda.period import Period
    >>> from servanda.quantity import Quantity
    >>> from servanda.reconciliation.reports import scopes
    >>> def said(name, measure, day, number):
    ...     figure = Figure(measure, Period.parse(day), Quantity.exact(number, "bridge"))
    ...     return Claim(name, "bridges", "Road plan", (figure,))
    >>> claims = [said("a", Measure.DONE, "2029-05-01", 9), said("b", Measure.PLANNED, "2028-01-01", 12)]
    >>> done, plan = scopes(claims)[0][0].reports
    >>> [one.claim.id for one in plan_for(done, [plan])]
    ['b']
    """
    own = [plan for plan in plans if plan.claim.id == done.claim.id and plan.when == done.when]
    if own:
        return own
    fitting = [plan for plan in plans if plan.thing.unit == done.thing.unit]
    if not done.thing.unit:
        fitting = [plan for plan in fitting if plan.thing.topic == done.thing.topic]
    now = [plan for plan in fitting if plan.when == done.when]
    if now or not fitting or done.when.end is None:
        return now
    days = [(plan.when.end or date.max, plan) for plan in fitting]
    before = [day for day, _ in days if day <= done.when.end]
    chosen = max(before) if before else min(day for day, _ in days)
    return [plan for day, plan in days if day == chosen]


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """The shares that counts and plans make, and the plans that a claim's own count and share make.

    >>> list(links(Scope("roads", ()), ()))
    []
    """
    plans, shares = scope.of(Sort.PLAN), scope.of(Sort.SHARE)
    changes = plan_changes(plans)
    for done in scope.of(Sort.COUNT):
        used = plan_for(done, plans)
        for plan in used:
            value = share_interval(scope.interval(done), scope.interval(plan))
            if value is not None:
                yield from _shares(done, plan, value, shares, changes.get(done.thing.topic, ()))
        if any(plan.claim.id == done.claim.id for plan in used):
            continue
        for share in shares:
            if share.claim.id == done.claim.id and share.when == done.when and share.thing.state == done.thing.state:
                yield from _plan(scope, done, share)


def _shares(
    done: Report, plan: Report, value: Interval, shares: list[Report], changes: Sequence[date]
) -> Iterator[Link]:
    """The share, said of each share cell that speaks of the same."""
    claims = frozenset({done.claim.id, plan.claim.id})
    seen = set()
    for share in shares:
        same_words = share.thing.topic in (done.thing.topic, plan.thing.topic) or share.claim.id in claims
        if share.thing.state == done.thing.state and share.when == done.when and same_words:
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
