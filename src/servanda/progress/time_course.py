"""How completion went: for each day on which an assessment changed something, what was counted then and what it left open.

Takes an entry, the level below it that is counted, and assessments; gives a `TimeCourse` by one of two methods that leave open
what is not known: `declared` (entries done, of all declared) and `shares` (the mean share done, of all declared). One pass over
the assessments in order of their days makes it, so that its cost grows with them and not with their days times the entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.claim import Claim
from servanda.errors import UnknownName
from servanda.interval import Interval
from servanda.item import Item
from servanda.progress.claimed import Claimed, by_subject, claimed_shares, said_of
from servanda.progress.counts import Count
from servanda.progress.weighing import share_of
from servanda.progress.whole import WHOLE, whole_of

__all__ = ["COURSES", "Moment", "TimeCourse", "time_course", "time_courses"]

COURSES = ("declared", "shares")
"""The methods by which a time course can be counted, a part of METHODS."""

_ALL = Interval(Fraction(0), Fraction(100))
_UNTOLD = frozenset({Status.NOT_ASSESSED})
_NOTHING_OR_ALL = (Interval.point(0), Interval.point(100))


@dataclass(frozen=True, slots=True)
class Moment:
    """What was counted from a day on, and the per cent done that it left open."""

    day: date
    count: Count
    completion: Interval


@dataclass(frozen=True, slots=True)
class TimeCourse:
    """The moments of one level below an entry by a named method, in order; what is claimed of the entry stands beside them.

    Before the first moment nothing is known: all `total` entries are unknown then.
    """

    item: Item
    level: str
    method: str
    total: int
    moments: tuple[Moment, ...]
    claimed: tuple[Claimed, ...] = ()

    def on(self, day: date) -> Interval:
        """The per cent done that was open on a day."""
        known = [moment.completion for moment in self.moments if moment.day <= day]
        return known[-1] if known else _ALL


def time_course(
    item: Item, level: str, assessments: Iterable[Assessment], method: str = "declared", as_of: date | None = None
) -> TimeCourse:
    """The course of one level below an entry up to a day; raises UnknownName for a method that is not one of COURSES.

    >>> bridges = tuple(Item(name, "bridge", {}) for name in "ab")
    >>> told = [Assessment(name, Status.DONE, date(2030, month, 1), "office") for name, month in (("a", 1), ("b", 4))]
    >>> course = time_course(Item("p", "plan", {}, declared={"bridge": 4}, items=bridges), "bridge", told)
    >>> [(str(moment.day), str(moment.completion)) for moment in course.moments], str(course.on(date(2029, 1, 1)))
    ([('2030-01-01', '[25, 100]'), ('2030-04-01', '[50, 100]')], '[0, 100]')
    """
    if method not in COURSES:
        raise UnknownName("no-such-method", value=method, remedy="known-methods", known=", ".join(COURSES))
    listed = {entry.id for entry in item.walk() if entry is not item and entry.level == level}
    total = max(item.declared.get(level, 0), len(listed))
    empty = Count(level, item.declared.get(level), len(listed), {})
    return TimeCourse(item, level, method, total, tuple(_moments(empty, listed, assessments, method, as_of)))


def _moments(
    empty: Count, listed: set[str], assessments: Iterable[Assessment], method: str, as_of: date | None
) -> Iterator[Moment]:
    """A moment for each day after which something is counted otherwise; of two assessments of one day the later given counts."""
    days: dict[date, dict[str, Assessment]] = {}
    for one in assessments:
        if one.item in listed and (as_of is None or one.as_of <= as_of):
            days.setdefault(one.as_of, {})[one.item] = one
    newest: dict[str, Assessment] = {}
    statuses: Counter[Status] = Counter()
    low, high = Fraction(0), Fraction(100 * empty.total)
    before: tuple[dict[Status, int], Interval] = {}, _ALL
    for day in sorted(days):
        for identifier, one in days[day].items():
            old = newest.get(identifier)
            if method == "shares":
                was, now = share_of(old), share_of(one)
                low += (now.low or Fraction(0)) - (was.low or Fraction(0))
                high += _upper(now) - _upper(was)
            if old is not None:
                statuses[old.status] -= 1
            statuses[one.status] += 1
            newest[identifier] = one
        known = {status: statuses[status] for status in statuses if statuses[status] and status not in _UNTOLD}
        count = Count(empty.level, empty.declared, empty.listed, known)
        share = count.completion if method == "declared" else Interval(low / count.total, high / count.total)
        if before != (known, share):
            yield Moment(day, count, share)
        before = (known, share)


def _upper(share: Interval) -> Fraction:
    return Fraction(100) if share.high is None else share.high


def time_courses(
    agreement: Agreement, claims: Iterable[Claim] = (), as_of: date | None = None
) -> tuple[TimeCourse, ...]:
    """The courses worth looking at: of the register as a whole where it has several entries at its top, of each of these, and of
    each further entry that something is claimed of; for each the level with the most assessments.

    An entry without any assessment below it has none. By `declared` where statuses are given, and by `shares` where an assessor
    gives a share that is neither nothing nor all.

    >>> told = [Assessment("a", Status.DONE, date(2030, 1, 1), "office")]
    >>> plan = Item("p", "plan", {"en": "Plan"}, items=(Item("a", "bridge", {}),))
    >>> [(one.item.id, one.level, one.method) for one in time_courses(Agreement("x", {}, items=(plan,), assessments=tuple(told)))]
    [('p', 'bridge', 'declared')]
    """
    said, top = by_subject(claims), {item.id for item in agreement.items}
    told: dict[str, list[Assessment]] = {}
    for one in agreement.assessments:
        if as_of is None or one.as_of <= as_of:
            told.setdefault(one.item, []).append(one)
    found: list[TimeCourse] = []
    for item in _whole_and_entries(agreement):
        claimed = said_of(item, said)
        if item.level != WHOLE and item.id not in top and not claimed:
            continue
        entries = {entry.id: entry for entry in item.walk() if entry is not item}
        mine = [one for identifier in entries for one in told.get(identifier, ())]
        if not mine:
            continue
        level = Counter(entries[one.item].level for one in mine).most_common(1)[0][0]
        for method in _methods_for([one for one in mine if entries[one.item].level == level]):
            course = time_course(item, level, mine, method, as_of)
            found.append(replace(course, claimed=claimed_shares(claimed, as_of)))
    return tuple(found)


def _whole_and_entries(agreement: Agreement) -> Iterator[Item]:
    """The register as one entry where it has several at its top, then all its entries."""
    if len(agreement.items) > 1:
        yield whole_of(agreement)
    yield from agreement.walk()


def _methods_for(assessments: Iterable[Assessment]) -> Iterator[str]:
    """The methods that have something to show: statuses, and shares that are neither nothing nor all."""
    assessments = tuple(assessments)
    if any(one.status is not Status.NOT_ASSESSED for one in assessments):
        yield "declared"
    if any(one.share is not None and one.share not in _NOTHING_OR_ALL for one in assessments):
        yield "shares"
