"""Promises of a number: which later figures speak of it, and whether they reach it.

Takes a promise with a quantity ("150 milestones by the end of 2023") and the reports of its subject; gives the figures in the
same unit that were given after it, and whether one of them is as much as was promised, or as little, where the promise is to
bring something down: it says "at most", or what was reported before it lies above. Where figures of several measured things
fit the unit, only those that the promise's own words name are taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from servanda.claim import DONE_STATES, Claim
from servanda.interval import Interval
from servanda.quantity import Comparator
from servanda.reconciliation.reports import Report, Sort, folded

__all__ = ["Measured", "Target", "measured", "said", "target_of"]

_DOWNWARD = frozenset({Comparator.LESS, Comparator.AT_MOST})
_A_YEAR = 366


def said(claim: Claim) -> date:
    """The day on which a claim was made; the first of all days where it is not known.

    >>> said(Claim("c1", "output", "Steel", ()))
    datetime.date(1, 1, 1)
    """
    when = claim.said_on
    return (when.end or when.start or date.min) if when else date.min


Measured = Mapping[tuple[str, str], Sequence[Report]]
"""The reports of numbers that can be promised, by unit and part of the subject, in the order in which they were said."""


def measured(reports: Iterable[Report]) -> Measured:
    """The reports that give a number of what may be promised: amounts, and counts and shares of what is done.

    >>> measured([])
    {}
    """
    found: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        thing, counted = report.thing, report.thing.sort in (Sort.SHARE, Sort.COUNT)
        if report.is_growth or report.figure.quantity is None:
            continue
        if thing.sort in (Sort.VOLUME, Sort.LEVEL) or (counted and thing.state in DONE_STATES):
            found[thing.unit, thing.part].append(report)
    for known in found.values():
        known.sort(key=lambda report: said(report.claim))
    return dict(found)


def _named(reports: Sequence[Report], promise: Report) -> Sequence[Report]:
    """The reports of the thing that the promise means: the only one there is, else those that its words name."""
    topics = {report.thing.topic for report in reports}
    if len(topics) < 2:
        return reports
    words = folded(f"{promise.claim.measure} {promise.claim.text}")
    topics = {topic for topic in topics if topic and re.search(rf"(?<!\w){re.escape(topic)}(?!\w)", words)}
    return [report for report in reports if report.thing.topic in topics]


@dataclass(frozen=True, slots=True)
class Target:
    """A number promised: the figures given of it since, and the values that are all of it."""

    figures: tuple[Report, ...]
    wanted: Interval

    def is_reached(self, report: Report) -> bool:
        """Whether a figure is all that was promised, in its literal reading."""
        return not report.literal.is_empty and report.literal.intersection(self.wanted) == report.literal


def target_of(promise: Report, reports: Measured) -> Target | None:
    """What a promise of a number is to be held against; None where it names none.

    Figures are those of the thing that it names, given after it; sums of several years only where no year has one.

    >>> from servanda.claim import Figure, Measure
    >>> from servanda.period import Period
    >>> from servanda.quantity import Quantity
    >>> from servanda.reconciliation.reports import scopes
    >>> due = Figure(Measure.DUE, Period.parse("by 2023"), Quantity.exact(150, "bridge"))
    >>> done = Figure(Measure.DONE, Period.parse("2023-12-31"), Quantity.exact(161, "bridge"))
    >>> found, _ = scopes([Claim("a", "target", "Roads", (due,)), Claim("b", "bridges", "Roads", (done,))])
    >>> target = target_of(found[0].reports[0], measured(found[0].reports))
    >>> [(report.claim.id, target.is_reached(report)) for report in target.figures]
    [('b', True)]
    """
    quantity, day = promise.figure.quantity, said(promise.claim)
    if quantity is None:
        return None
    known = _named(reports.get((folded(quantity.unit or ""), promise.thing.part), ()), promise)
    place = bisect_left(known, day, key=lambda report: said(report.claim))
    before = known[:place]
    later = [r for r in known[place:] if not r.claim.forecast and r.claim.id != promise.claim.id]
    yearly = [r for r in later if r.thing.sort is not Sort.VOLUME or (r.when.days or 0) <= _A_YEAR]
    given = quantity.literal
    if quantity.comparator in _DOWNWARD or _lies_above(before, given):
        return Target(tuple(yearly or later), Interval(None, given.high, high_open=given.high_open))
    return Target(tuple(yearly or later), Interval(given.low, None, low_open=given.low_open))


def _lies_above(before: Sequence[Report], given: Interval) -> bool:
    """Whether all that was reported lies above the number, so that the promise is to bring it down."""
    lows = [report.literal.low for report in before]
    return bool(lows) and all(low is not None and given.high is not None and low > given.high for low in lows)
