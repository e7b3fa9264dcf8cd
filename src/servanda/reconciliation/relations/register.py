"""A completion agrees with the register's assessments by one named method of counting them, or by none.

Takes shares and numbers of done things and the roll-ups of the same entry and day, by method (`progress/methods.py`): out of all
declared, out of all listed, out of those assessed, and what is certain. A claim is judged at the level below the entry where it
fits best:

- true of all listed: consistent, with each method and what it gives;
- true only as long as what is not assessed is left open: consistent, and it is said that the register neither confirms nor
  excludes it;
- true only of those assessed, so that the rest is left out: a tension, since nobody says "of the programme" of a part of it;
- true by no method, but older assessments are all there is, so that the days between may have brought it: a tension;
- outside what is certain: a contradiction between the claim and the register.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction

from servanda.claim import Measure
from servanda.finding import Verdict
from servanda.interval import Interval
from servanda.period import Period
from servanda.reconciliation.drafts import Amount, Draft, Fact, degree_between
from servanda.reconciliation.notation import interval_text, period_text, show
from servanda.reconciliation.reports import A_MONTH, Report, Scope, Sort, Thing, definitions, subject_and_qualifiers
from servanda.roll_up import RollUp

__all__ = ["NAME", "judge"]

NAME = "register"
_SHOWN = ("declared", "listed", "assessed")
_MEASURES = {Sort.SHARE: Measure.SHARE, Sort.COUNT: Measure.DONE}


class _Case(IntEnum):
    """By which method a claim is true, from the best to the worst."""

    LISTED = 0
    OPEN = 1
    FAVOURABLE = 2
    OLDER = 3
    NONE = 4


_VERDICTS = {
    _Case.LISTED: Verdict.CONSISTENT,
    _Case.OPEN: Verdict.CONSISTENT,
    _Case.FAVOURABLE: Verdict.TENSION,
    _Case.OLDER: Verdict.TENSION,
    _Case.NONE: Verdict.CONTRADICTION,
}
_REMARKS = {_Case.OPEN: "open", _Case.FAVOURABLE: "favourable", _Case.OLDER: "older", _Case.NONE: "none"}


@dataclass(frozen=True, slots=True)
class _Judged:
    """A report against the roll-ups of one level: by method, what it gives."""

    report: Report
    level: str
    methods: Mapping[str, RollUp]

    def fits(self, method: str) -> bool:
        """Whether the claim is true by a method."""
        roll_up = self.methods.get(method)
        return roll_up is not None and not roll_up.interval.intersection(self.report.literal).is_empty

    @property
    def case(self) -> _Case:
        """By which method it is true."""
        if self.fits("listed"):
            return _Case.LISTED
        if self.fits("assessed"):
            return _Case.FAVOURABLE
        if self.fits("declared"):
            return _Case.OPEN
        return _Case.OLDER if self.fits("certain") else _Case.NONE


def judge(scope: Scope, as_of: date) -> Iterator[Draft]:
    """One draft for each claim that gives a share or number done of an entry with assessments.

    >>> list(judge(Scope("roads", ()), date(2024, 1, 1)))
    []
    """
    beside = scope.background.roll_ups_of(scope.subject)
    if not beside:
        return
    by_claim: dict[str, list[_Judged]] = defaultdict(list)
    for report in scope.of(Sort.SHARE, Sort.COUNT):
        levels = _levels(report, beside)
        if levels:
            by_claim[report.claim.id].append(min(levels, key=lambda one: (one.case, one.level)))
    for found in by_claim.values():
        yield _draft(max(found, key=lambda one: one.case))


def _levels(report: Report, beside: Sequence[RollUp]) -> list[_Judged]:
    """The report against each level that it may be about; the methods of its first and last day taken together."""
    when = report.when
    if report.thing.state != "done" or when.start is None or when.end is None or (when.days or 0) > A_MONTH:
        return []
    by_level: dict[str, dict[str, RollUp]] = defaultdict(dict)
    for one in beside:
        if one.measure is not _MEASURES[report.thing.sort] or one.day not in (when.start, when.end):
            continue
        if one.measure is Measure.DONE and one.unit != report.thing.unit:
            continue
        known = by_level[one.level].get(one.method)
        by_level[one.level][one.method] = one if known is None else _both(known, one)
    qualifiers = subject_and_qualifiers(report.claim)[1]
    named = [level for level in by_level if any(_names(word, level) for word in qualifiers)]
    if not named and qualifiers - definitions():
        return []
    return [_Judged(report, level, by_level[level]) for level in named or by_level]


def _names(word: str, level: str) -> bool:
    """Whether a qualifier is a level's name in the plural: "activities" for "activity"."""
    return word.startswith(level[:-1] if level.endswith("y") else level)


def _both(one: RollUp, two: RollUp) -> RollUp:
    """What a method gives on either of two days, under the name of the later."""
    earlier, later = sorted((one, two), key=lambda each: each.day)
    low = min(each.interval.low or Fraction(0) for each in (one, two))
    high = max(each.interval.high or Fraction(0) for each in (one, two))
    rest = (later.source, later.level, min(earlier.whole, later.whole), later.latest)
    return RollUp(later.subject, later.method, later.day, later.measure, Interval(low, high), later.unit, *rest)


def _draft(one: _Judged) -> Draft:
    report, case = one.report, one.case
    shown = [one.methods[name] for name in _SHOWN if name in one.methods]
    facts: dict[str, Fact] = {"when": Period.day(shown[0].day), "source": shown[0].source}
    remarks, lines = [], []
    for roll_up in shown:
        name = roll_up.method
        facts[name] = Amount(roll_up.interval, report.thing)
        facts[f"{name}_whole"] = Amount(Interval.point(roll_up.whole), Thing("", "", Sort.PLAN, one.level))
        remarks.append(f"register {name} {'true' if one.fits(name) else 'false'}")
        lines.append(_line(roll_up, report.thing))
    latest = max((each.latest for each in shown if each.latest), default=None)
    if latest is not None:
        facts["latest"] = Period.day(latest)
    if case in _REMARKS:
        remarks.append(f"register {_REMARKS[case]}")
    certain = one.methods.get("certain")
    if certain is not None and case in (_Case.OLDER, _Case.NONE):
        lines.append(_line(certain, report.thing))
    lines.append(f"{report.claim.id}: {period_text(report.when)} {show(report.literal, report.thing)}")
    if certain is not None and case is _Case.NONE:
        lines.append(f"{interval_text(report.literal)[0]} ∩ {interval_text(certain.interval)[0]} = ∅")
    return Draft(
        _VERDICTS[case],
        NAME,
        "register",
        (report.claim,),
        tuple(lines),
        (report,),
        facts,
        tuple(remarks),
        about=report.claim,
        degree=degree_between(report.literal, certain.interval, report.thing.unit)
        if certain is not None and case is _Case.NONE
        else None,
    )


def _line(roll_up: RollUp, thing: Thing) -> str:
    """What a method gives, as a line."""
    head = f"{roll_up.method} {roll_up.day}"
    if roll_up.measure is not Measure.SHARE:
        return f"{head} {show(roll_up.interval, thing)}"
    number = interval_text(roll_up.interval.scaled(Fraction(roll_up.whole, 100)))[0]
    return f"{head}: 100 × {number} / {roll_up.whole} {show(roll_up.interval, thing)}"
