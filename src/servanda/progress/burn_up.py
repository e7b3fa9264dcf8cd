"""Burn-up: how many entries of a level are done, under way and of unknown status, day by day, against how many there are to be.

Takes a time course, which has the counts, and the claims of its entry; gives a `BurnUp`: with how many were due by which day, and
the numbers that speakers claim to be done and planned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from servanda.agreement import Agreement
from servanda.assessment import Status
from servanda.claim import Claim
from servanda.progress.claimed import ClaimedCount, by_subject, claimed_counts, said_of
from servanda.progress.counts import Count
from servanda.progress.time_course import TimeCourse, time_courses

__all__ = ["BurnUp", "burn_up", "courses_and_burn_ups", "under_way"]

_UNDER_WAY = (Status.IN_PROGRESS, Status.AT_RISK, Status.OVERDUE)


@dataclass(frozen=True, slots=True)
class BurnUp:
    """A course in counts: `due` has, for each day on which something is due, how many entries are due by then; `undated` how many
    of the listed ones have no due date; `counts` what speakers say is done and planned.
    """

    course: TimeCourse
    due: tuple[tuple[date, int], ...]
    undated: int
    counts: tuple[ClaimedCount, ...] = ()


def burn_up(course: TimeCourse, claims: Iterable[Claim] = (), as_of: date | None = None) -> BurnUp:
    """The burn-up of a course; an entry is due by the last day of its due date.

    >>> from servanda.item import Item
    >>> from servanda.period import Period
    >>> dues = (("a", "2030-05"), ("b", "2030-05-31"), ("c", "2031"))
    >>> bridges = tuple(Item(name, "bridge", {}, due=Period.parse(due)) for name, due in dues)
    >>> plan = Item("p", "plan", {}, items=(*bridges, Item("d", "bridge", {})))
    >>> found = burn_up(TimeCourse(plan, "bridge", "declared", 4, ()))
    >>> [(str(day), number) for day, number in found.due], found.undated
    ([('2030-05-31', 2), ('2031-12-31', 3)], 1)
    """
    item, level = course.item, course.level
    entries = [entry for entry in item.walk() if entry is not item and entry.level == level]
    ends = Counter(entry.due.end for entry in entries if entry.due is not None and entry.due.end is not None)
    due, reached = [], 0
    for day in sorted(ends):
        reached += ends[day]
        due.append((day, reached))
    said = said_of(item, by_subject(claims))
    return BurnUp(course, tuple(due), len(entries) - reached, claimed_counts(said, level, as_of))


def courses_and_burn_ups(
    agreement: Agreement, claims: Iterable[Claim] = (), as_of: date | None = None
) -> tuple[TimeCourse | BurnUp, ...]:
    """The time courses of a register, each that counts what is done followed by its burn-up.

    >>> courses_and_burn_ups(Agreement("x", {}))
    ()
    """
    claims = tuple(claims)
    found: list[TimeCourse | BurnUp] = []
    for course in time_courses(agreement, claims, as_of):
        found.append(course)
        if course.method == "declared":
            found.append(burn_up(course, claims, as_of))
    return tuple(found)


def under_way(count: Count) -> int:
    """How many are begun and not done, those at risk or overdue among them.

    >>> under_way(Count("bridge", None, 3, {Status.IN_PROGRESS: 1, Status.OVERDUE: 1, Status.DONE: 1}))
    2
    """
    return sum(count.statuses.get(status, 0) for status in _UNDER_WAY)
