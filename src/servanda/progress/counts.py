"""How many entries are declared, listed and assessed below an entry of the register, and what completion that leaves open.

What is declared and not listed, or listed and not assessed, is unknown; it is counted as such and widens the interval.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from servanda.assessment import Assessment, Status
from servanda.interval import Interval
from servanda.item import Item

__all__ = ["Count", "Told", "counts_of", "latest", "newest_by"]

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Count:
    """The entries of one level below an entry.

    `declared` is None where nothing says how many there are; `statuses` counts the listed ones by their status as of the day;
    `unknown` are those with no status, listed or not. `completion` is per cent, closed at both ends.
    """

    level: str
    declared: int | None
    listed: int
    statuses: Mapping[Status, int] = field(hash=False)

    @property
    def total(self) -> int:
        """How many there are: as declared, or as listed where more are listed or none are declared."""
        return max(self.declared or 0, self.listed)

    @property
    def assessed(self) -> int:
        """How many have a status."""
        return sum(self.statuses.values())

    @property
    def unknown(self) -> int:
        """How many have none, whether they are listed or only declared."""
        return self.total - self.assessed

    @property
    def completion(self) -> Interval:
        """The per cent done: from those known to be done, to those and all unknown ones.

        >>> str(Count("programme", 28, 6, {}).completion), str(Count("programme", 4, 4, {Status.DONE: 3}).completion)
        ('[0, 100]', '[75, 100]')
        """
        if not self.total:
            return Interval(Fraction(0), Fraction(100))
        done = self.statuses.get(Status.DONE, 0)
        share = Fraction(100, self.total)
        return Interval(done * share, (done + self.unknown) * share)


def latest(assessments: Iterable[Assessment], as_of: date | None) -> dict[str, Assessment]:
    """The newest assessment of each entry that is not after the day; of two of one day the later given.

    >>> done = Assessment("a", Status.DONE, date(2023, 5, 1), "office")
    >>> begun = Assessment("a", Status.IN_PROGRESS, date(2023, 1, 1), "office")
    >>> latest([done, begun], date(2023, 2, 1))["a"].status, latest([done, begun], None)["a"].status
    (<Status.IN_PROGRESS: 'in progress'>, <Status.DONE: 'done'>)
    """
    return newest_by(attrgetter("item"), assessments, as_of)


def newest_by(
    key: Callable[[Assessment], _Key], assessments: Iterable[Assessment], as_of: date | None
) -> dict[_Key, Assessment]:
    """The same for whatever makes assessments supersede each other, such as the entry and the assessor."""
    newest: dict[_Key, Assessment] = {}
    for assessment in assessments:
        if as_of is not None and assessment.as_of > as_of:
            continue
        superseded = key(assessment)
        known = newest.get(superseded)
        if known is None or assessment.as_of >= known.as_of:
            newest[superseded] = assessment
    return newest


class Told:
    """What assessors said by a day, in the ways in which methods ask for it; each is worked out once, however many entries ask.

    >>> done = Assessment("a", Status.DONE, date(2023, 5, 1), "office")
    >>> told = Told([done], date(2023, 2, 1))
    >>> told.newest, told.by_entry == {"a": [done]}
    ({}, True)
    """

    def __init__(self, assessments: Iterable[Assessment], as_of: date | None = None) -> None:
        self.assessments, self.as_of = tuple(assessments), as_of

    @cached_property
    def newest(self) -> Mapping[str, Assessment]:
        """The newest assessment of each entry that is not after the day."""
        return latest(self.assessments, self.as_of)

    @cached_property
    def by_entry(self) -> Mapping[str, list[Assessment]]:
        """All assessments of each entry, those after the day too: what is not done later was not done before."""
        found: dict[str, list[Assessment]] = {}
        for one in self.assessments:
            found.setdefault(one.item, []).append(one)
        return found


def counts_of(item: Item, newest: Mapping[str, Assessment]) -> tuple[Count, ...]:
    """One Count for each level that is declared or listed below the entry, in the register's order; an entry that others took the
    place of is counted in them.

    >>> plan = Item("p", "plan", {"en": "Plan"}, declared={"programme": 28}, items=(Item("a", "programme", {"en": "A"}),))
    >>> [(count.level, count.declared, count.listed, count.unknown) for count in counts_of(plan, {})]
    [('programme', 28, 1, 28)]
    """
    listed: Counter[str] = Counter()
    statuses: dict[str, Counter[Status]] = {}
    for entry in item.walk():
        if entry is item or entry.replaced_by:
            continue
        listed[entry.level] += 1
        assessment = newest.get(entry.id)
        if assessment and assessment.status is not Status.NOT_ASSESSED:
            statuses.setdefault(entry.level, Counter())[assessment.status] += 1
    levels = dict.fromkeys((*item.declared, *listed))
    return tuple(
        Count(level, item.declared.get(level), listed[level], dict(statuses.get(level, {}))) for level in levels
    )
