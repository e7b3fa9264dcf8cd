"""A claim agrees with the official statistic as it stood when it was said, or as it stands now.

Takes the figures of each claim and the series beside it (`official.py`), and judges the claim by its worst figure:

- it fits the newest value: consistent; a tension where only the letter of its words fits ("more than 4.5" of 6.8);
- it fits the value that was the newest when it was said, which has been revised since: consistent, and said so;
- it fits only a value that had been revised before it was said: a tension;
- it fits none of the values known when it was said, nor the newest: a contradiction, of the claim alone.

Where nothing had been published yet, the first value published stands for that of the day. A series whose definition is worded
otherwise than the claim's scope ("goods" for "goods and services") makes a tension at most, and so does a share or number reached
on some day of a month or year that neither side names. Where one of several series fits,
the claim is true by an official figure, and the others are named beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from servanda.finding import Verdict
from servanda.interval import Interval
from servanda.period import Period
from servanda.reconciliation.drafts import Amount, Draft, Fact, degree_between
from servanda.reconciliation.notation import interval_text, period_text, scaled, show, unit_text
from servanda.reconciliation.official import Official, Value, officials
from servanda.reconciliation.reports import Report, Scope, Sort, Thing, folded

__all__ = ["NAME", "judge"]

NAME = "series"


class _Case(IntEnum):
    """How a figure stands to a series, from the best to the worst."""

    FITS = 0
    REVISED = 1
    USUAL = 2
    OUTDATED = 3
    APART = 4


_VERDICTS = {
    _Case.FITS: Verdict.CONSISTENT,
    _Case.REVISED: Verdict.CONSISTENT,
    _Case.USUAL: Verdict.TENSION,
    _Case.OUTDATED: Verdict.TENSION,
    _Case.APART: Verdict.CONTRADICTION,
}


@dataclass(frozen=True, slots=True)
class _Judged:
    """A figure against a series: the value now, the one of the day it was said, and the one that fits, if another."""

    report: Report
    official: Official
    case: _Case
    now: Value
    then: Value
    fitting: Value | None = None
    others: tuple[tuple[Official, Value], ...] = ()

    @property
    def same_day(self) -> bool:
        """Whether both are of the same day or all of the same days: a share "in May" was taken on some day of May."""
        return self.report.when.is_day or self.report.thing.sort not in (Sort.SHARE, Sort.COUNT)

    @property
    def is_converted(self) -> bool:
        """Whether the series is in another unit than the claim."""
        unit = self.report.thing.unit
        plain = self.official.planned is None and not self.report.is_growth
        return plain and folded(self.official.series.unit) != unit

    @property
    def since(self) -> date | None:
        """Since when it holds, where that is another day than that of the claim: a revision, or the first figure published."""
        if self.case is _Case.REVISED:
            return self.now.vintage
        return self.then.vintage if self.then.vintage > _said(self.report) else None

    @property
    def is_firm(self) -> bool:
        """Whether both speak of the same thing and time beyond doubt."""
        return self.official.same_scope and self.same_day

    @property
    def verdict(self) -> Verdict:
        """What follows from it: without being sure that both speak of the same, no contradiction."""
        verdict = _VERDICTS[self.case]
        return Verdict.TENSION if verdict is Verdict.CONTRADICTION and not self.is_firm else verdict


def judge(scope: Scope, as_of: date) -> Iterator[Draft]:
    """One draft for each claim of which a series speaks.

    >>> list(judge(Scope("roads", ()), date(2024, 1, 1)))
    []
    """
    if not scope.background.series_of(scope.subject):
        return
    by_claim: dict[str, list[_Judged]] = defaultdict(list)
    for report in scope.reports:
        best = _best(report, scope)
        if best is not None:
            by_claim[report.claim.id].append(best)
    for found in by_claim.values():
        weightiest = min(list(Verdict).index(one.verdict) for one in found)
        yield _draft([one for one in found if list(Verdict).index(one.verdict) == weightiest])


def _best(report: Report, scope: Scope) -> _Judged | None:
    """The report against the series that it fits best; the others that do not fit stand beside it."""
    judged = [one for official in officials(report, scope) if (one := _judged(report, official)) is not None]
    if not judged:
        return None
    best = min(judged, key=lambda one: (one.case, one.official.series.id))
    if best.case not in (_Case.FITS, _Case.REVISED):
        return best
    others = tuple((one.official, one.now) for one in judged if one.case is _Case.APART)
    return _Judged(report, best.official, best.case, best.now, best.then, best.fitting, others)


def _judged(report: Report, official: Official) -> _Judged | None:
    """The report against one series, as it stood on each of its days."""
    days, said = official.vintages, _said(report)
    values = [(day, value) for day in days if (value := official.value(report, day)) is not None]
    if not values:
        return None
    now = values[-1][1]
    known = [value for day, value in values if day <= said] or [values[0][1]]
    then = known[-1]
    if _fits(report.literal, now):
        return _Judged(report, official, _Case.FITS if _fits(report.usual, now) else _Case.USUAL, now, then)
    if _fits(report.literal, then):
        return _Judged(report, official, _Case.REVISED, now, then, then)
    fitting = next((value for value in reversed(known) if _fits(report.literal, value)), None)
    case = _Case.APART if fitting is None else _Case.OUTDATED
    return _Judged(report, official, case, now, then, fitting)


def _said(report: Report) -> date:
    """The last day on which it may have been said; any day where it is not known."""
    said = report.claim.said_on
    return (said and (said.end or said.start)) or date.max


def _fits(words: Interval, value: Value) -> bool:
    return not words.intersection(value.interval).is_empty


def _draft(found: Sequence[_Judged]) -> Draft:
    """The finding on a claim by its figures that weigh the most, told by the first of them."""
    first = found[0]
    report, series = first.report, first.official.series
    lines = [line for one in found for line in _lines(one)]
    facts: dict[str, Fact] = {
        "series": series.measure,
        "source": series.source or series.id,
        "value": _amount(first, first.now),
        "then": _amount(first, first.then),
        "when": report.when,
        "earlier": report.figure.base or report.when,
        "published": Period.day(first.now.vintage),
        "known": Period.day(first.then.vintage),
        "definition": series.definition,
    }
    if first.fitting is not None:
        facts["older"], facts["published_older"] = _amount(first, first.fitting), Period.day(first.fitting.vintage)
    for other, value in first.others[:1]:
        facts["other"], facts["other_source"] = other.series.measure, other.series.source or other.series.id
        facts["other_value"] = _amount(first, value)
    return Draft(
        first.verdict,
        NAME,
        "series growth" if report.is_growth else "series",
        (report.claim,),
        tuple(dict.fromkeys(lines)),
        tuple(one.report for one in found),
        facts,
        tuple(_remarks(first)),
        about=report.claim,
        since=first.since,
        degree=degree_between(
            report.literal, first.now.interval, "" if report.is_growth else unit_text(report.thing.unit)
        )
        if first.case is _Case.APART
        else None,
    )


def _remarks(one: _Judged) -> Iterator[str]:
    """The sentences after the first: which vintage, what follows, what the series covers."""
    if one.is_converted:
        yield "series converted"
    if one.now.vintage != date.min:
        yield "series published"
    early = one.then.vintage > _said(one.report)
    if one.case is _Case.FITS:
        yield "series fits"
    elif one.case is _Case.REVISED:
        yield "series first" if early else "series revised"
    elif one.case is _Case.OUTDATED:
        yield "series outdated"
    elif one.case is _Case.USUAL:
        yield "usual"
    else:
        yield "series apart"
        if one.then.interval != one.now.interval:
            yield "series first apart" if early else "series then"
    if not one.official.same_scope:
        yield "scope"
    if one.official.series.definition:
        yield "series definition"
    if one.case is _Case.APART and not one.same_day:
        yield "series day"
    if one.case is _Case.APART and one.is_firm:
        yield "series resolve"
    if one.others:
        yield "series other"


def _amount(one: _Judged, value: Value) -> Amount:
    """What a series gives, as the sentences show it: the figure printed, where there is one."""
    interval = value.interval if value.printed is None else Interval.point(value.printed)
    thing = Thing(one.report.thing.subject, "", Sort.LEVEL) if one.report.is_growth else one.report.thing
    return Amount(interval, thing)


def _lines(one: _Judged) -> Iterator[str]:
    """The series' figures, the claim's, and how they meet."""
    values = {value.lines: value for value in (one.fitting, one.then, one.now) if value is not None}
    for value in sorted(values.values(), key=lambda value: value.vintage):
        yield from value.lines
    report = one.report
    if report.is_growth and report.figure.base:
        name = f"{period_text(report.when)} / {period_text(report.figure.base)}"
        yield f"{report.claim.id}: {name} = {interval_text(report.literal)[0]}"
    else:
        yield f"{report.claim.id}: {period_text(report.when)} {show(report.literal, report.thing)}"
    words = report.usual if one.case is _Case.USUAL else report.literal
    unit = "" if report.is_growth else report.thing.unit
    for value in values.values():
        size = scaled(value.interval, unit)[2]
        both = words.intersection(value.interval)
        left, right = (interval_text(each.scaled(1 / size))[0] for each in (words, value.interval))
        text, inexact = ("∅", False) if both.is_empty else interval_text(both.scaled(1 / size))
        yield f"{left} ∩ {right} {'≈' if inexact else '='} {text}"
