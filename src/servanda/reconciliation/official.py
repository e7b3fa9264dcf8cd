"""What official statistics give for a figure of a claim, vintage by vintage.

Takes a report and the series beside the claims; gives the series that speak of the same, and for each of them what it gave on
each day on which it was published: the value of the period itself, the sum of the parts that make it (all of them there), the
quotient of two periods for a growth factor, or what is done out of what is planned for a share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT
from servanda.reconciliation.arithmetic import converted
from servanda.reconciliation.background import Background, folded
from servanda.reconciliation.conversion import factor_between, holds_for, rates_beside
from servanda.reconciliation.notation import interval_text, period_text, scaled, show, times
from servanda.reconciliation.relations.ratio import share_interval
from servanda.reconciliation.reports import Report, Scope, Sort, Thing, definitions, subject_and_qualifiers
from servanda.series import PLANNED, Observation, Series

__all__ = ["Official", "Value", "officials"]

MOST_SHOWN = 12
"""How many parts of a sum are written out; of more, the first ones and the last."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a series gave: the exact interval, the figure printed, the lines that lead to it, and the newest day it rests on.

    `printed` is the number before rounding is allowed for; it is None for a quotient, which nobody printed.
    """

    interval: Interval
    printed: Fraction | None
    lines: tuple[str, ...]
    vintage: date


@dataclass(frozen=True, slots=True)
class Official:
    """A series that speaks of what a report speaks of, or one of things done with one of things planned.

    `same_scope` says whether its definition is worded as the claim's is: what differs there makes a tension at most.
    """

    series: Series
    same_scope: bool
    beside: Background
    planned: Series | None = None

    @property
    def vintages(self) -> tuple[date, ...]:
        """The days on which something was published."""
        both = (self.series, self.planned) if self.planned else (self.series,)
        days = (self.beside.once(("vintages", id(one)), partial(getattr, one, "vintages")) for one in both)
        return tuple(sorted({day for some in days for day in some}))

    def value(self, report: Report, day: date) -> Value | None:
        """What it gave for the report as it stood on a day; None where it had nothing, or not all parts."""
        if self.planned is not None:
            return self._share(report, day)
        if not report.is_growth:
            return self._in_unit_of(report, self._amount(self.series, report.when, self._thing(report), day))
        base = report.figure.base
        later = self._amount(self.series, report.when, self._thing(report), day)
        earlier = self._amount(self.series, base, self._thing(report), day) if base else None
        if later is None or earlier is None or base is None:
            return None
        if later.interval.low is None or later.interval.low < 0 or not earlier.interval.low or earlier.interval.low < 0:
            return None
        factor = later.interval.divided_by(earlier.interval)
        size = scaled(earlier.interval, self.series.unit)[2]
        one, two = (interval_text(value.interval.scaled(1 / size))[0] for value in (later, earlier))
        text, inexact = interval_text(factor)
        line = f"{period_text(report.when)} / {period_text(base)}: {one} / {two} {'≈' if inexact else '='} {text}"
        lines = (*later.lines, *earlier.lines, line)
        return Value(factor, None, lines, max(later.vintage, earlier.vintage))

    def _thing(self, report: Report) -> Thing:
        """What the report measures, in the series' unit."""
        return replace(report.thing, unit=folded(self.series.unit))

    def _in_unit_of(self, report: Report, value: Value | None) -> Value | None:
        """The value in the report's unit; None where nothing says what it comes to in it."""
        unit = folded(self.series.unit)
        if value is None or unit == report.thing.unit:
            return value
        factor = factor_between(unit, report.thing.unit, report.when, rates_beside(self.beside))
        if factor is None or factor.is_average or not holds_for(factor, report.thing):
            return None
        if value.interval.low is None or value.interval.low < 0:
            return None
        interval = times(value.interval, factor.interval)
        own = self._thing(report)
        line = converted(factor.basis, report.when, value.interval, own, "×", factor.interval, interval, report.thing)
        return Value(interval, None, (*value.lines, line), value.vintage)

    def _share(self, report: Report, day: date) -> Value | None:
        """What is done out of what is planned, in per cent."""
        unit = folded(self.series.unit)
        counted = Thing(report.thing.subject, report.thing.topic, Sort.COUNT, unit)
        done = self._amount(self.series, report.when, counted, day)
        planned = self._amount(self.planned, report.when, counted, day) if self.planned else None
        if done is None or planned is None:
            return None
        share = share_interval(done.interval, planned.interval)
        if share is None:
            return None
        one, two = interval_text(done.interval)[0], interval_text(planned.interval)[0]
        line = f"100 × {one} / {two} {show(share, report.thing)}"
        return Value(share, None, (*done.lines, *planned.lines, line), max(done.vintage, planned.vintage))

    def _amount(self, series: Series, when: Period, thing: Thing, day: date) -> Value | None:
        """The value of a period, or the sum of its parts where it is an amount that adds up."""
        known = self.beside.once(("known on", id(series), day), partial(series.known_on, day))
        key = ("amount", id(series), day, when, thing)
        return self.beside.once(key, partial(_amount, series, known, when, thing))


def _amount(series: Series, known: Mapping[Period, Observation], when: Period, thing: Thing) -> Value | None:
    """The value of a period of one vintage, or the sum of its parts."""
    own = known.get(when)
    parts = [own] if own else _parts(known, when) if thing.sort is Sort.VOLUME else []
    if not parts:
        return None
    interval = sum((part.interval for part in parts[1:]), parts[0].interval)
    vintage = max(part.vintage for part in parts)
    where = ", ".join(dict.fromkeys(part.source for part in parts if part.source)) or series.source
    published = "" if vintage == date.min else f", {vintage}"
    head = f"{series.id} ({where}{published})" if where or published else series.id
    if len(parts) == 1:
        line = f"{head}: {period_text(when)} {show(interval, thing)}"
    else:
        line = f"{head}: {period_text(when)} = {_added(parts, interval, thing)} {show(interval, thing)}"
    return Value(interval, sum((part.value for part in parts), Fraction(0)), (line,), vintage)


def _added(parts: Sequence[Observation], total: Interval, thing: Thing) -> str:
    """The parts of a sum, in the scale of the total."""
    size = scaled(total, thing.unit)[2]
    shown = [interval_text(part.interval.scaled(1 / size))[0] for part in parts]
    if len(shown) > MOST_SHOWN:
        shown = [*shown[: MOST_SHOWN - 2], f"… ({len(shown)})", shown[-1]]
    return " + ".join(shown)


def _parts(known: Mapping[Period, Observation], when: Period) -> list[Observation]:
    """The fewest observations that cover each day of the period once; none where days are left out."""
    if when.start is None or when.end is None:
        return []
    best: dict[date, list[Observation]] = {when.end + timedelta(days=1): []}
    inside = (one for period, one in known.items() if when.contains(period))
    for one in sorted(inside, key=lambda one: (one.when.start or date.min, one.when.end or date.max), reverse=True):
        start, end = one.when.start, one.when.end
        rest = best.get(end + timedelta(days=1)) if end else None
        if start is None or rest is None:
            continue
        if start not in best or len(rest) + 1 < len(best[start]):
            best[start] = [one, *rest]
    return best.get(when.start, [])


def officials(report: Report, scope: Scope) -> list[Official]:
    """The series that speak of the same subject, topic and unit; only those with the claim's own scope, where there are any.

    >>> from servanda.claim import Claim, Figure, Measure
    >>> from servanda.quantity import Quantity
    >>> from servanda.reconciliation.background import Background
    >>> from servanda.reconciliation.reports import scopes
    >>> figure = Figure(Measure.VOLUME, Period.parse("2029"), Quantity.exact(14, "EUR"))
    >>> beside = Background(tuple(Series(name, name, "Trade", "EUR", "Office") for name in ("exports", "imports")))
    >>> [scope] = scopes([Claim("c1", "exports", "Trade", (figure,))], beside)[0]
    >>> [one.series.id for one in officials(scope.reports[0], scope)]
    ['exports']
    """
    beside = scope.background.series_of(scope.subject)
    if not beside or report.when.start is None or report.when.end is None:
        return []
    found = list(_direct(report, scope, beside))
    if not found:
        found = list(
            _pairs(report, scope, beside) if report.thing.sort is Sort.SHARE else _converted(report, scope, beside)
        )
    if report.is_growth and not report.thing.unit and len({folded(one.series.unit) for one in found}) > 1:
        return []  # growth in one currency is no growth in another, and the claim does not say in which it grew
    exact = [one for one in found if one.same_scope]
    return sorted(exact or found, key=lambda one: one.series.id)


def _direct(report: Report, scope: Scope, beside: Sequence[Series]) -> Iterator[Official]:
    for series in beside:
        same = _same_scope(series, report) if _speaks_of(series, report) else None
        if same is not None and (
            folded(series.unit) == report.thing.unit or (report.is_growth and not report.thing.unit)
        ):
            yield Official(series, same, scope.background)


def _converted(report: Report, scope: Scope, beside: Sequence[Series]) -> Iterator[Official]:
    """Series in another unit, for an amount."""
    for series in beside:
        unit = folded(series.unit)
        may_be = unit != report.thing.unit and PER_CENT not in (unit, report.thing.unit) and not report.is_growth
        if may_be and _speaks_of(series, report) and (same := _same_scope(series, report)) is not None:
            yield Official(series, same, scope.background)


def _pairs(report: Report, scope: Scope, beside: Sequence[Series]) -> Iterator[Official]:
    """Series of things done with series of things planned, for a share."""
    for done in beside:
        if not _speaks_of(done, report):
            continue
        for planned in beside:
            alike = (folded(planned.unit), planned.qualifiers) == (folded(done.unit), done.qualifiers)
            same = _same_scope(done, report)
            if planned.state == PLANNED and alike and _topic(planned) == _topic(done) and same is not None:
                yield Official(done, same, scope.background, planned)


def _topic(series: Series) -> str:
    return folded(series.topic or series.measure)


def _speaks_of(series: Series, report: Report) -> bool:
    """Whether it measures the same thing in the same state."""
    same_words = folded(series.measure) == folded(report.claim.measure)
    if _topic(series) != report.thing.topic and not same_words:
        return False
    if (report.thing.sort is Sort.PLAN) != (series.state == PLANNED):
        return False
    return not report.thing.state or folded(series.state) == report.thing.state


def _same_scope(series: Series, report: Report) -> bool | None:
    """Whether its scope is worded as the claim's; None where the two are about different parts and cannot be compared."""
    subject, own = subject_and_qualifiers(series)
    if subject != report.thing.subject:
        return None
    theirs = subject_and_qualifiers(report.claim)[1]
    if own == theirs:
        return True
    if own - definitions() != theirs - definitions():
        return None
    one, two = own & definitions(), theirs & definitions()
    if not one or not two or any(_overlap(a, b) for a in one for b in two):
        return False
    return None


def _overlap(one: str, two: str) -> bool:
    """Whether one wording holds the other: "goods and services" holds "goods"."""
    words, others = set(one.split()), set(two.split())
    return words <= others or others <= words
