"""What the approved forms of a reporting round come to: a status for each entry, or why there is none, and totals of both.

Takes a RoundAccount; gives each entry of each responsible body as it stands at the period's end, and totals that say what they
leave out. Only what is approved counts, and what the body's assessor said elsewhere within the period; an entry done or dropped
before stays so. What is not applicable is left out of the whole; all else that is unknown may be anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from servanda.assessment import Assessment, Reason, Status
from servanda.interval import Interval
from servanda.item import Item
from servanda.period import Period
from servanda.reporting import SETTLED, Reporting, RoundAccount

__all__ = ["Gap", "Reported", "Totals", "reported_entries", "totals_of_body", "totals_of_round"]


class Gap(StrEnum):
    """Why an entry has no status in a round."""

    NOT_APPLICABLE = "not applicable"
    NOT_YET_REPORTED = "not yet reported"
    REFUSED = "refused"
    NO_STATUS = "no status"
    """Its value stands for no status by its scale."""
    DISPUTED = "disputed"
    """Two bodies that answer for it say different things."""


_GAPS = {
    Reason.NOT_APPLICABLE: Gap.NOT_APPLICABLE,
    Reason.NOT_YET_REPORTED: Gap.NOT_YET_REPORTED,
    Reason.REFUSED: Gap.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Reported:
    """One entry as one body reports it: what counts of it, or the gap."""

    item: Item
    part: Reporting
    assessment: Assessment | None
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many entries there are, by status, and by why they have none.

    >>> gaps = {Gap.NOT_APPLICABLE: 2, Gap.REFUSED: 1, Gap.NOT_YET_REPORTED: 2}
    >>> found = Totals(10, {Status.DONE: 3, Status.IN_PROGRESS: 2}, gaps)
    >>> found.counted, found.unknown, str(found.done)
    (8, 3, '[37.5, 75]')
    """

    entries: int
    statuses: Mapping[Status, int] = field(hash=False)
    gaps: Mapping[Gap, int] = field(hash=False)

    @property
    def counted(self) -> int:
        """The whole: all entries but those that are not applicable."""
        return self.entries - self.gaps.get(Gap.NOT_APPLICABLE, 0)

    @property
    def unknown(self) -> int:
        """How many of the whole have no status."""
        return self.counted - sum(self.statuses.values())

    @property
    def done(self) -> Interval:
        """The per cent done of the whole, from what is known to be done to that and all that is unknown."""
        if not self.counted:
            return Interval(Fraction(0), Fraction(100))
        done, share = self.statuses.get(Status.DONE, 0), Fraction(100, self.counted)
        return Interval(done * share, (done + self.unknown) * share)


def reported_entries(account: RoundAccount) -> tuple[Reported, ...]:
    """Each entry of each body, body by body in the register's order."""
    return tuple(_one(item, part, account.period) for part in account.bodies for item in part.entries)


def totals_of_body(part: Reporting, period: Period) -> Totals:
    """The totals of one body."""
    return _counted(_standing([_one(item, part, period)]) for item in part.entries)


def totals_of_round(account: RoundAccount) -> Totals:
    """The totals of all bodies; an entry that several answer for counts once, as unknown where they disagree."""
    by_item: dict[str, list[Reported]] = {}
    for one in reported_entries(account):
        by_item.setdefault(one.item.id, []).append(one)
    return _counted(_standing(found) for found in by_item.values())


def _one(item: Item, part: Reporting, period: Period) -> Reported:
    told = part.approved.get(item.id)
    before = part.before.get(item.id)
    if told is None and before is not None:
        is_of_period = period.start is not None and before.as_of >= period.start
        told = before if is_of_period or before.status in SETTLED else None
    if told is None:
        return Reported(item, part, None, Gap.NOT_YET_REPORTED)
    if told.reason is not None:
        return Reported(item, part, told, _GAPS[told.reason])
    if told.status is Status.NOT_ASSESSED:
        return Reported(item, part, told, Gap.NO_STATUS if told.value != told.status else Gap.NOT_YET_REPORTED)
    return Reported(item, part, told, None)


def _standing(found: list[Reported]) -> Status | Gap:
    """Where an entry stands by all bodies that answer for it: what those say who say anything, if it is one thing."""
    statuses = {one.assessment.status for one in found if one.gap is None and one.assessment is not None}
    if len(statuses) == 1:
        return statuses.pop()
    if statuses:
        return Gap.DISPUTED
    gaps = {one.gap for one in found if one.gap is not None}
    return next(gap for gap in (Gap.NO_STATUS, Gap.REFUSED, Gap.NOT_YET_REPORTED, Gap.NOT_APPLICABLE) if gap in gaps)


def _counted(standings: Iterable[Status | Gap]) -> Totals:
    counted = Counter(standings)
    return Totals(
        counted.total(),
        {one: counted[one] for one in Status if counted[one]},
        {one: counted[one] for one in Gap if counted[one]},
    )
