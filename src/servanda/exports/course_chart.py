"""The chart of a time course: what is done, what is unknown, and what is claimed, day by day.

Takes a `TimeCourse` or a `BurnUp`, gives SVG text. The lowest band is done, the hatched one unknown, and neither is drawn as
a line through its middle; a step lies on the day of the assessment that made it, and none is drawn after the day of the account.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import altair as alt

from servanda.assessment import Status
from servanda.claim import Measure
from servanda.exports.drawing import HATCH, Span, day_axis, svg_of, value_axis
from servanda.exports.marks import Mark, mark_layers, mark_rows, set_labels
from servanda.exports.wording import Wording
from servanda.finding import Verdict
from servanda.progress import BurnUp, TimeCourse
from servanda.progress.burn_up import under_way
from servanda.progress.time_course import Moment
from servanda.quantity import PER_CENT

__all__ = ["Frame", "burn_up_chart", "course_chart", "marks_of_burn_up", "marks_of_course", "today_layer"]

_Row = dict[str, Any]
_Level = Callable[[Moment | None], float]
"""A height of the chart at a moment; before the first one nothing is known."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a chart is drawn for: the day of the account, the words, the width in pixels, an id of its own on the page, and the
    dispute that each disputed claim is part of.
    """

    as_of: date
    words: Wording
    width: int
    id: str
    disputes: Mapping[str, Verdict]


def course_chart(course: TimeCourse, frame: Frame) -> str:
    """Completion in per cent over time, with the claimed shares."""
    marks = marks_of_course(course, frame.disputes)
    span = _span(course, frame.as_of, marks)
    _, unit = frame.words.scale(Fraction(100), PER_CENT)
    x, y = day_axis(span, narrow=frame.width < 500), value_axis(unit, top=100)
    layers = [
        _area(course, span, frame.as_of, (_least, _most), HATCH).encode(x=x, y=y, y2="high:Q"),
        _area(course, span, frame.as_of, (_nothing, _least), "var(--band)").encode(x=x, y=y, y2="high:Q"),
        _line(course, span, frame.as_of, _most, dashed=True).encode(x=x, y=y),
        _line(course, span, frame.as_of, _least).encode(x=x, y=y),
        *_last(course, x, y, (_least, _most)),
        *today_layer(frame.as_of, span, x),
        *_claims(marks, span, 100, frame.width, x, y),
    ]
    return svg_of(layers, frame.words, width=frame.width, id=frame.id)


def burn_up_chart(burn_up: BurnUp, frame: Frame) -> str:
    """Counts over time: done, under way, unknown, against what is due and what there is in all; with the claimed counts."""
    course, marks = burn_up.course, marks_of_burn_up(burn_up)
    span = _span(course, frame.as_of, marks, [day for day, _ in burn_up.due])
    claimed = [bound for mark in marks for bound in (mark.interval.low, mark.interval.high) if bound is not None]
    top = float(max([Fraction(course.total), *claimed]))
    x, y = day_axis(span, narrow=frame.width < 500), value_axis(_noun(burn_up, frame.words), top=top * 1.04, whole=True)

    def done(moment: Moment | None) -> float:
        return float(moment.count.statuses.get(Status.DONE, 0)) if moment else 0

    def begun(moment: Moment | None) -> float:
        return done(moment) + (under_way(moment.count) if moment else 0)

    def open_to(moment: Moment | None) -> float:
        return begun(moment) + (moment.count.unknown if moment else course.total)

    layers = [
        _area(course, span, frame.as_of, (begun, open_to), HATCH).encode(x=x, y=y, y2="high:Q"),
        _area(course, span, frame.as_of, (done, begun), "var(--begun)").encode(x=x, y=y, y2="high:Q"),
        _area(course, span, frame.as_of, (_nothing, done), "var(--band)").encode(x=x, y=y, y2="high:Q"),
        _line(course, span, frame.as_of, open_to, dashed=True).encode(x=x, y=y),
        _line(course, span, frame.as_of, done).encode(x=x, y=y),
        *_last(course, x, y, (done, open_to)),
        _total(course.total, span).encode(x=x, y=y),
        *_due(burn_up, span, x, y),
        *today_layer(frame.as_of, span, x),
        *_claims(marks, span, top, frame.width, x, y),
    ]
    return svg_of(layers, frame.words, width=frame.width, id=frame.id)


def marks_of_course(course: TimeCourse, disputes: Mapping[str, Verdict]) -> list[Mark]:
    """The claimed shares by their numbers in the table; one that lacks its day cannot be drawn."""
    return [
        Mark(number, one.when, one.share, disputes.get(one.claim), one.forecast)
        for number, one in enumerate(course.claimed, start=1)
        if one.when is not None and (one.when.start or one.when.end)
    ]


def marks_of_burn_up(burn_up: BurnUp) -> list[Mark]:
    """The claimed counts by their numbers in the table, those planned with a broken outline."""
    return [
        Mark(number, one.when, one.number, broken=one.forecast or one.measure is Measure.PLANNED)
        for number, one in enumerate(burn_up.counts, start=1)
        if one.when is not None and (one.when.start or one.when.end)
    ]


def _nothing(_: Moment | None) -> float:
    return 0


def _least(moment: Moment | None) -> float:
    return float(moment.completion.low or 0) if moment else 0


def _most(moment: Moment | None) -> float:
    return 100 if moment is None or moment.completion.high is None else float(moment.completion.high)


def _noun(burn_up: BurnUp, words: Wording) -> str:
    return words.noun(burn_up.course.level, 5)


def _span(course: TimeCourse, as_of: date, marks: Sequence[Mark], others: Sequence[date] = ()) -> Span:
    """The first and last day to draw, with a margin."""
    days = [as_of, *others, *(moment.day for moment in course.moments)]
    days += [day for mark in marks for day in (mark.when.start, mark.when.end) if day]
    margin = timedelta(days=max(15, (max(days) - min(days)).days // 20))
    return min(days) - margin, max(days) + margin


def _steps(course: TimeCourse, span: Span, as_of: date) -> list[tuple[date, Moment | None]]:
    """Each moment from its day on, from the first day drawn to the end of the day of the account."""
    last = course.moments[-1] if course.moments else None
    return [(span[0], None), *((moment.day, moment) for moment in course.moments), (as_of + timedelta(days=1), last)]


def _area(course: TimeCourse, span: Span, as_of: date, bounds: tuple[_Level, _Level], fill: str) -> alt.Chart:
    low, high = bounds
    rows = [
        {"start": day.isoformat(), "low": low(moment), "high": high(moment)}
        for day, moment in _steps(course, span, as_of)
    ]
    area: alt.Chart = alt.Chart(alt.InlineData(values=rows)).mark_area(interpolate="step-after", fill=fill)
    return area


def _line(course: TimeCourse, span: Span, as_of: date, level: _Level, *, dashed: bool = False) -> alt.Chart:
    rows = [{"start": day.isoformat(), "low": level(moment)} for day, moment in _steps(course, span, as_of)]
    width, dash = (1, [2, 3]) if dashed else (2, [])
    line: alt.Chart = alt.Chart(alt.InlineData(values=rows)).mark_line(
        interpolate="step-after", stroke="var(--ink)", strokeWidth=width, strokeDash=dash
    )
    return line


def _last(course: TimeCourse, x: alt.X, y: alt.Y, bounds: tuple[_Level, _Level]) -> list[alt.Chart]:
    """The newest moment as an upright bar with a dot at its foot, so that it is seen where the account ends on its day."""
    if not course.moments:
        return []
    moment, (low, high) = course.moments[-1], bounds
    rows = [{"start": moment.day.isoformat(), "low": low(moment), "high": high(moment)}]
    base = alt.Chart(alt.InlineData(values=rows))
    return [
        base.mark_rule(strokeWidth=2, stroke="var(--ink)").encode(x=x, y=y, y2="high:Q"),
        base.mark_point(filled=True, size=60, opacity=1, fill="var(--ink)").encode(x=x, y=y),
    ]


def today_layer(as_of: date, span: Span, x: alt.X) -> list[alt.Chart]:
    """The day of the account as an upright dotted line, where days after it are drawn."""
    rows: list[_Row] = [{"start": as_of.isoformat()}]
    line = alt.Chart(alt.InlineData(values=rows)).mark_rule(stroke="var(--muted)", strokeDash=[1, 3], strokeWidth=1.5)
    return [line.encode(x=x)] if span[1] > as_of else []


def _total(total: int, span: Span) -> alt.Chart:
    rows = [{"start": day.isoformat(), "low": total} for day in span]
    line: alt.Chart = alt.Chart(alt.InlineData(values=rows)).mark_line(
        stroke="var(--ink)", strokeWidth=1.5, strokeDash=[8, 4]
    )
    return line


def _due(burn_up: BurnUp, span: Span, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    if not burn_up.due:
        return []
    steps = [(span[0], 0), *burn_up.due, (span[1], burn_up.due[-1][1])]
    rows = [{"start": day.isoformat(), "low": number} for day, number in steps]
    line = alt.Chart(alt.InlineData(values=rows)).mark_line(
        interpolate="step-after", stroke="var(--late)", strokeWidth=2, strokeDash=[4, 3]
    )
    return [line.encode(x=x, y=y)]


def _claims(marks: list[Mark], span: Span, top: float, width: int, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    rows = mark_rows(marks, span, top=top)
    set_labels(rows, (span[1] - span[0]).days * 30 / width, top / 16)
    return mark_layers(rows, x, y) if rows else []
