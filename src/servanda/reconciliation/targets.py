"""Promises of a number: which later figures speak of it, and whether they reach it.

Takes a promise with a quantity ("150 milestones by the end of 2023") and the reports of its subject; gives the figures in the
same unit that were given after it, and whether one of them is as much as was promised, or as little, where the promise is to
bring something down: it says "at most", or what was reported before it lies above. Where figures of several measured things
fit the unit, only those that the promise's own words name are taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from servanda.claim import DONE_STATES, Claim
from servanda.interval import Interval
from servanda.quantity import Comparator
from servanda.reconciliation.reports import Report, Sort, folded

__all__ = ["figures_for", "reaches", "said"]

_DOWNWARD = frozenset({Comparator.LESS, Comparator.AT_MOST})
_A_YEAR = 366


def said(claim: Claim) -> date:
    """The day on which a claim was made; the first of all days where it is not known.

    >>> said(Claim("c1", "output", "Steel", ()))
    datetime.date(1, 1, 1)
    """
    when = claim.said_on
    return (when.end or when.start or date.min) if when else date.min


def _fits(report: Report, promise: Report) -> bool:
    """Whether the report measures what the promise names a number of."""
    quantity, thing = promise.figure.quantity, report.thing
    if quantity is None or report.is_growth or report.figure.quantity is None or thing.part != promise.thing.part:
        return False
    counted = thing.sort in (Sort.SHARE, Sort.COUNT)
    if thing.sort not in (Sort.VOLUME, Sort.LEVEL) and not (counted and thing.state in DONE_STATES):
        return False
    return thing.unit == folded(quantity.unit or "") and report.claim.id != promise.claim.id


def _named(reports: Sequence[Report], promise: Report) -> list[Report]:
    """The reports of the thing that the promise means: the only one there is, else those that its words name."""
    topics = {report.thing.topic for report in reports}
    if len(topics) > 1:
        words = folded(f"{promise.claim.measure} {promise.claim.text}")
        topics = {topic for topic in topics if topic and re.search(rf"(?<!\w){re.escape(topic)}(?!\w)", words)}
    return [report for report in reports if report.thing.topic in topics]


def figures_for(promise: Report, reports: Sequence[Report]) -> list[Report]:
    """The figures given after a promise of a number, of the thing that it names; of several years only where no year has one.

    >>> from servanda.claim import Figure, Measure
    >>> from servanda.period import Period
    >>> from servanda.quantity import Quantity
    >>> from servanda.reconciliation.reports import scopes
    >>> due = Figure(Measure.DUE, Period.parse("by 2023"), Quantity.exact(150, "bridge"))
    >>> done = Figure(Measure.DONE, Period.parse("2023-12-31"), Quantity.exact(161, "bridge"))
    >>> found, _ = scopes([Claim("a", "target", "Roads", (due,)), Claim("b", "bridges", "Roads", (done,))])
    >>> [report.claim.id for report in figures_for(found[0].reports[0], found[0].reports)]
    ['b']
    """
    known = _named([report for report in reports if _fits(report, promise)], promise)
    later = [report for report in known if said(report.claim) >= said(promise.claim) and not report.claim.forecast]
    yearly = [r for r in later if r.thing.sort is not Sort.VOLUME or (r.when.days or 0) <= _A_YEAR]
    return yearly or later


def _is_downward(promise: Report, reports: Sequence[Report]) -> bool:
    """Whether the promise is to bring something down to its number."""
    target = promise.figure.quantity
    if target is None or target.comparator in _DOWNWARD:
        return target is not None
    before = [
        r for r in _named([r for r in reports if _fits(r, promise)], promise) if said(r.claim) < said(promise.claim)
    ]
    high = target.literal.high
    return bool(before) and all(
        high is not None and report.literal.low is not None and report.literal.low > high for report in before
    )


def reaches(report: Report, promise: Report, reports: Sequence[Report]) -> bool:
    """Whether a figure is all that was promised, in its literal reading; `reports` tell in which direction that lies.

    >>> reaches.__name__
    'reaches'
    """
    target = promise.figure.quantity
    if target is None:
        return False
    if _is_downward(promise, reports):
        wanted = Interval(None, target.literal.high, high_open=target.literal.high_open)
    else:
        wanted = Interval(target.literal.low, None, low_open=target.literal.low_open)
    return not report.literal.is_empty and report.literal.intersection(wanted) == report.literal
