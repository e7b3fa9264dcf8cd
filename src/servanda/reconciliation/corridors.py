"""The corridor of a thing that does not fall: between which bounds it can have moved, if the claims about it hold.

Takes claims and gives, for each share or count of finished things, its reports and the tightest bounds on each day that
a report names. Where claims contradict each other there is no such corridor. It is then drawn from what no
contradiction touches: every claim of a smallest contradictory set is left out of the bounds, since choosing between
them is not for the program, and is named in `disputed`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from servanda.claim import Claim
from servanda.interval import Interval
from servanda.reconciliation.disputes import undisputed
from servanda.reconciliation.engine import links_of
from servanda.reconciliation.links import Bound
from servanda.reconciliation.network import parts
from servanda.reconciliation.reports import Report, Scope, Sort, Thing, families, scopes, subject_and_qualifiers

__all__ = ["Corridor", "Point", "corridor"]


@dataclass(frozen=True, slots=True)
class Point:
    """The bounds on one day, and the claims that each rests on (none where only the meaning of the words bounds it)."""

    day: date
    interval: Interval
    low_claims: tuple[str, ...] = ()
    high_claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corridor:
    """One measured thing: who said what of it (`reports`), the bounds day by day, and the claims left out as disputed."""

    subject: str
    measure: str
    unit: str
    qualifiers: frozenset[str]
    reports: tuple[Report, ...]
    points: tuple[Point, ...]
    disputed: tuple[str, ...] = ()


def corridor(claims: Iterable[Claim]) -> list[Corridor]:
    """A corridor for each thing that does not fall, in order of subject, qualifiers and thing.

    >>> corridor([])
    []
    """
    found, _ = scopes(claims)
    return [
        one for scope in found for family in families(scope, mixed=False, usual=False) for one in _corridors(family)
    ]


def _corridors(scope: Scope) -> Iterable[Corridor]:
    links = links_of(scope)
    settled = [undisputed(part) for part in parts(links)]
    disputed = frozenset[str]().union(*(one.disputed for one in settled))
    left_out = disputed.union(*(one.replaced for one in settled))
    bounds: dict[Thing, list[Bound]] = defaultdict(list)
    for link in links:
        if isinstance(link, Bound) and link.claims and link.cell.thing.rises:
            bounds[link.cell.thing].append(link)
    for thing in sorted(bounds):
        reports = tuple(report for report in scope.reports if report.thing == thing)
        known = [bound for bound in bounds[thing] if not bound.claims & left_out]
        days = sorted({day for bound in bounds[thing] for day in (bound.cell.when.start, bound.cell.when.end) if day})
        about = sorted(
            (source.claim for bound in bounds[thing] for source in bound.sources), key=lambda claim: claim.id
        )[0]
        yield Corridor(
            about.subject,
            about.measure,
            thing.unit,
            subject_and_qualifiers(about)[1],
            reports,
            _points(thing, known, days),
            tuple(sorted({claim for bound in bounds[thing] for claim in bound.claims & disputed})),
        )


def _points(thing: Thing, bounds: list[Bound], days: list[date]) -> tuple[Point, ...]:
    """The bounds on each day: from below by what was reached until then, from above by what is said of later."""
    whole = Interval(Fraction(0), Fraction(100) if thing.sort is Sort.SHARE else None)
    lows: dict[date, Point] = {}
    current, claims = whole, tuple[str, ...]()
    ending = sorted(
        (b for b in bounds if b.cell.when.end and b.interval.low is not None),
        key=lambda b: (b.cell.when.end, sorted(b.claims)),
    )
    for day in days:
        while ending and ending[0].cell.when.end is not None and ending[0].cell.when.end <= day:
            bound = ending.pop(0)
            both = current.intersection(Interval(bound.interval.low, None, bound.interval.low_open))
            if both != current:
                current, claims = both, tuple(sorted(bound.claims))
        lows[day] = Point(day, current, claims)
    points = []
    current, claims = whole, ()
    starting = sorted(
        (b for b in bounds if b.cell.when.start and b.interval.high is not None),
        key=lambda b: (b.cell.when.start, sorted(b.claims)),
    )
    for day in reversed(days):
        while starting and starting[-1].cell.when.start is not None and starting[-1].cell.when.start >= day:
            bound = starting.pop()
            both = current.intersection(Interval(None, bound.interval.high, high_open=bound.interval.high_open))
            if both != current:
                current, claims = both, tuple(sorted(bound.claims))
        points.append(Point(day, lows[day].interval.intersection(current), lows[day].low_claims, claims))
    return tuple(reversed(points))
