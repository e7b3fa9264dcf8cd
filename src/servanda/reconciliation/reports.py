"""From claims to reports: one figure of one claim, about one measured thing, ready to be compared.

Takes Claims and gives Scopes: all that is said of one subject, figure by figure, with the claims that had to be left
out and why. What may be compared with what is decided here and nowhere else:

- subjects and topics are compared without regard to capitals and spacing;
- figures in different units or currencies are about different things;
- qualifiers narrow a scope (see `families`): those of definitions.yaml ("goods and services") say how a thing is counted, any
  other ("transport") names a part of it, whose values are not those of the whole;
- a count of finished things over more than a month may be what was reached by its end, or what that period added: it is compared
  with others of the same period, and with what was reached by its end (see `relations/total.py`);
- a figure about days that lay ahead when it was said is a plan, not a report. One about a period that was nearly over
  (NEARLY_OVER of it) is an estimate, and counts as a report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib import resources
from itertools import pairwise

import yaml

from servanda.claim import DONE_STATES, Claim, Figure, Measure
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT
from servanda.reconciliation.background import NOTHING_BESIDE, Background, folded
from servanda.series import Series

__all__ = [
    "A_MONTH",
    "NEARLY_OVER",
    "LeftOut",
    "Report",
    "Scope",
    "Sort",
    "Thing",
    "families",
    "folded",
    "plan_changes",
    "plan_number",
    "scopes",
]

NEARLY_OVER = Fraction(3, 4)
"""How much of a period must have passed before an expectation of its result is an estimate rather than a plan."""

A_MONTH = 31
"""How many days a period may have for a count to be what was reached in it; "12 laws in 2029" may be the year's own."""


class Sort(StrEnum):
    """How a measured thing behaves."""

    SHARE = "share"
    COUNT = "count"
    PLAN = "plan"
    VOLUME = "volume"
    LEVEL = "level"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What is measured. `plan` numbers the plans that a share refers to, where a changed plan was declared.

    `part` names the part of the subject that the figure is about, where others speak of the whole.
    """

    subject: str
    topic: str
    sort: Sort
    unit: str = ""
    state: str = ""
    plan: int = 0
    part: str = ""

    def __hash__(self) -> int:
        """Of the words that tell things apart."""
        return hash((self.subject, self.topic, self.unit, self.state))

    @property
    def rises(self) -> bool:
        """Whether it cannot fall: shares and counts of finished things.

        >>> Thing("roads", "completion", Sort.SHARE, "per cent", "done").rises
        True
        """
        return self.sort in (Sort.SHARE, Sort.COUNT) and self.state in DONE_STATES


@dataclass(frozen=True, slots=True)
class Report:
    """One figure of one claim and the thing that it measures; `number` counts the claim's figures from 0.

    A growth factor's thing is the volume or level that grows.
    """

    claim: Claim
    number: int
    figure: Figure
    thing: Thing
    when: Period
    literal: Interval
    usual: Interval

    @property
    def is_growth(self) -> bool:
        """Whether it gives a factor between two periods."""
        return self.figure.measure is Measure.GROWTH


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that is not compared, and why; `number` is None where it is the whole claim.

    `reasons` are keys of "left out" in explanations/*.yaml, which `explanation.left_out_because` puts into words; `value` is the
    interval that one of them speaks of.
    """

    claim: str
    number: int | None
    reasons: tuple[str, ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """All that is said of one subject by claims whose qualifiers may be compared, under one reading of the words.

    `background` is what they are held against beside each other.
    """

    subject: str
    reports: tuple[Report, ...]
    usual: bool = False
    background: Background = NOTHING_BESIDE

    def interval(self, report: Report) -> Interval:
        """The report's interval under the scope's reading."""
        return report.usual if self.usual else report.literal

    def of(self, *sorts: Sort) -> list[Report]:
        """The reports on things of these sorts, growth factors apart."""
        return [report for report in self.reports if report.thing.sort in sorts and not report.is_growth]


def subject_and_qualifiers(claim: Claim | Series) -> tuple[str, frozenset[str]]:
    """The subject's head and what narrows it, wherever the claim or series keeps the latter.

    >>> from servanda.claim import Figure
    >>> claim = Claim("c1", "exports", "Exports, Services", (Figure(Measure.STATUS, None),))
    >>> subject_and_qualifiers(claim)
    ('exports', frozenset({'services'}))
    """
    if claim.qualifiers:
        return folded(claim.subject), frozenset(folded(word) for word in claim.qualifiers)
    head, *rest = claim.subject.split(",")
    return folded(head), frozenset(folded(word) for word in rest if word.strip())


_SORTS = {
    Measure.SHARE: Sort.SHARE,
    Measure.DONE: Sort.COUNT,
    Measure.PLANNED: Sort.PLAN,
    Measure.VOLUME: Sort.VOLUME,
    Measure.LEVEL: Sort.LEVEL,
    Measure.GROWTH: Sort.VOLUME,
    Measure.DUE: Sort.PROMISE,
    Measure.STATUS: Sort.PROMISE,
}
_TELLING_THE_VALUE = ("upside down", "factor")


def _fault(claim: Claim, figure: Figure) -> str | None:
    """Why a figure cannot be compared, as a key of "left out" in the explanations, or None where it can."""
    when, quantity = figure.when, figure.quantity
    if figure.measure is Measure.DUE:
        return None if when is not None and when.end is not None else "due date"
    if figure.measure is Measure.STATUS:
        return None if when is not None or claim.said_on is not None else "period"
    if when is None or (when.start is None and when.end is None):
        return "period"
    if quantity is None:
        return "number"
    if quantity.literal.is_empty:
        return "upside down"
    if figure.measure is Measure.GROWTH:
        if figure.base is None or None in (figure.base.start, figure.base.end, when.start, when.end):
            return "base period"
        if quantity.literal.high is not None and quantity.literal.high <= 0:
            return "factor"
    elif figure.measure is Measure.SHARE:
        if quantity.unit != PER_CENT:
            return "not per cent"
    elif figure.measure in (Measure.VOLUME, Measure.LEVEL) and not quantity.unit:
        return "unit"
    if figure.measure is Measure.VOLUME and None in (when.start, when.end):
        return "days"
    return _ahead(claim, when)


def _ahead(claim: Claim, when: Period) -> str | None:
    """Why a figure is a plan rather than a report, or None where it is a report."""
    said = claim.said_on.end if claim.said_on else None
    if said is None:
        return "said on" if claim.forecast else None
    if when.start is not None and when.start > said:
        return "ahead"
    if claim.forecast and when.start is not None and when.end is not None and when.days:
        passed = Fraction((said - when.start).days + 1, when.days)
        if passed < NEARLY_OVER:
            return "mostly ahead"
    return None


def _report(claim: Claim, number: int, figure: Figure, subject: str) -> Report:
    quantity, topic = figure.quantity, folded(claim.topic or claim.measure)
    when = figure.when or claim.said_on
    assert when is not None, "checked by _fault"  # noqa: S101
    sort = _SORTS[figure.measure]
    unit = folded(quantity.unit or "") if quantity and figure.measure is not Measure.GROWTH else ""
    counted = sort in (Sort.SHARE, Sort.COUNT, Sort.PROMISE)
    if (figure.measure is Measure.VOLUME and when.is_day) or (sort is Sort.COUNT and (when.days or 0) > A_MONTH):
        sort = Sort.LEVEL
    thing = Thing(subject, topic, sort, unit, folded(figure.state) if counted else "")
    if quantity is None:
        return Report(claim, number, figure, thing, when, Interval(), Interval())
    literal = quantity.literal
    usual = literal.intersection(quantity.usual)
    if figure.measure is Measure.GROWTH:
        literal, usual = (one.intersection(Interval(Fraction(0))) ** figure.years for one in (literal, usual))
    return Report(claim, number, figure, thing, when, literal, literal if usual.is_empty else usual)


def _growing(reports: Sequence[Report]) -> list[Report]:
    """The reports, with each growth factor put on the volume or level that it speaks of.

    That is the one its own claim gives; else the one that others give, where there is only one unit; else the factor is
    compared with other factors alone, since growth in one currency is not growth in another.
    """
    targets: dict[str, set[Thing]] = defaultdict(set)
    for report in reports:
        if not report.is_growth and report.thing.sort in (Sort.VOLUME, Sort.LEVEL):
            targets[report.thing.topic].add(report.thing)
    own = {(r.claim.id, r.thing.topic): r.thing for r in reports if not r.is_growth and r.thing.sort is Sort.VOLUME}
    placed = []
    for report in reports:
        if report.is_growth:
            thing = own.get((report.claim.id, report.thing.topic))
            for sort in (Sort.VOLUME, Sort.LEVEL):
                known = [one for one in targets[report.thing.topic] if one.sort is sort]
                thing = thing or (known[0] if len(known) == 1 else None)
            report = replace(report, thing=thing or report.thing)
        placed.append(report)
    return placed


def plan_changes(reports: Iterable[Report]) -> dict[str, list[date]]:
    """The days on which another plan was declared, by topic: a count of planned things that the one before leaves out.

    >>> plan_changes([])
    {}
    """
    plans: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report.thing.sort is Sort.PLAN and report.when.start is not None:
            plans[report.thing.topic, report.thing.unit].append(report)
    changes: dict[str, set[date]] = defaultdict(set)
    for (topic, _), known in plans.items():
        known.sort(key=lambda report: (report.when.start or date.min, report.claim.id))
        for one, two in pairwise(known):
            if two.when.start and one.when != two.when and one.literal.intersection(two.literal).is_empty:
                changes[topic].add(two.when.start)
    return {topic: sorted(days) for topic, days in changes.items()}


def plan_number(when: Period, changes: Sequence[date]) -> int:
    """Which plan a share of that time refers to, counted from 0; below 0 where it may be a share of the plan before as well.

    >>> [plan_number(Period.parse(text), [date(2024, 3, 9)]) for text in ("2024-02", "2024-03", "2024-04", "by 2024-04")]
    [0, -1, 1, -1]
    """
    start, end = when.start or date.min, when.end or date.max
    number = sum(1 for day in changes if day <= end)
    return -number if any(start < day <= end for day in changes) else number


def _planned(reports: Sequence[Report]) -> list[Report]:
    """The reports, with shares numbered by the plan they refer to: a share may fall when the plan grows."""
    changes = plan_changes(reports)
    numbered = []
    for report in reports:
        thing = report.thing
        if thing.sort is Sort.SHARE and thing.topic in changes:
            report = replace(report, thing=replace(thing, plan=plan_number(report.when, changes[thing.topic])))
        numbered.append(report)
    return numbered


def scopes(claims: Iterable[Claim], background: Background | None = None) -> tuple[list[Scope], list[LeftOut]]:
    """What is said of each subject, in order of subject and claim, and what had to be left out.

    >>> scopes([Claim("c1", "output", "Steel", (Figure(Measure.LEVEL, None),))])[1]
    [LeftOut(claim='c1', number=None, reasons=('period',), value='')]
    """
    found: dict[str, list[Report]] = defaultdict(list)
    left_out: list[LeftOut] = []
    for claim in sorted(claims, key=lambda claim: claim.id):
        if claim.missing:
            left_out.append(LeftOut(claim.id, None, claim.missing))
            continue
        subject, _ = subject_and_qualifiers(claim)
        faults = [(number, _fault(claim, figure)) for number, figure in enumerate(claim.figures)]
        whole = all(reason for _, reason in faults)
        for number, reason in faults:
            if reason is None:
                found[subject].append(_report(claim, number, claim.figures[number], subject))
            elif not whole or number == 0:
                given = claim.figures[number].quantity
                value = str(given.literal) if given and reason in _TELLING_THE_VALUE else ""
                left_out.append(LeftOut(claim.id, None if whole else number, (reason,), value))
    known = background or NOTHING_BESIDE
    return [Scope(subject, tuple(found[subject]), background=known) for subject in sorted(found)], left_out


@cache
def definitions() -> frozenset[str]:
    """The qualifiers that say how a thing is counted, as they are compared.

    >>> "goods and services" in definitions(), "transport" in definitions()
    (True, False)
    """
    text = resources.files("servanda.reconciliation").joinpath("definitions.yaml").read_text(encoding="utf-8")
    return frozenset(folded(word) for word in yaml.safe_load(text)["definitions"])


def _of_part(report: Report, qualifiers: frozenset[str]) -> Report:
    """The report as one on a part of the subject, where its qualifiers name one."""
    part = ", ".join(sorted(qualifiers - definitions()))
    return replace(report, thing=replace(report.thing, part=part)) if part else report


def families(scope: Scope, *, mixed: bool, usual: bool) -> list[Scope]:
    """The parts of a scope within which figures are compared.

    Unmixed: one for each set of qualifiers. Mixed: one for each largest set of qualifiers, with all claims that lack some of
    them; what is found across qualifiers there is a tension at most. There, figures about a part of the subject have a thing of
    their own (`Thing.part`).

    >>> status = (Figure(Measure.STATUS, Period.parse("2029")),)
    >>> claims = [Claim(name[-1], "x", name, status) for name in ("Trade A", "Trade A, goods B", "Trade A, services C")]
    >>> [scope] = scopes(claims)[0]
    >>> [[report.claim.id for report in part.reports] for part in families(scope, mixed=True, usual=True)]
    [['A', 'B'], ['A', 'C']]
    """
    by_qualifiers: dict[frozenset[str], list[Report]] = defaultdict(list)
    for report in scope.reports:
        by_qualifiers[subject_and_qualifiers(report.claim)[1]].append(report)
    parts = []
    for qualifiers in sorted(by_qualifiers, key=sorted):
        if mixed and any(qualifiers < other for other in by_qualifiers):
            continue
        reports = by_qualifiers[qualifiers]
        if mixed:
            reports = [
                _of_part(r, known) for known in by_qualifiers if known <= qualifiers for r in by_qualifiers[known]
            ]
        reports = sorted(_planned(_growing(reports)), key=lambda report: (report.claim.id, report.number))
        parts.append(Scope(scope.subject, tuple(reports), usual, scope.background))
    return parts
