"""Claimed figures as the marks of a chart: each an interval over the days it speaks of, numbered as in the table beside it.

Takes what is claimed, gives Vega-Lite layers. A dispute is told by the shape of the mark as well as by its colour, and
a figure that is only implied or forecast by a broken outline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import altair as alt

from servanda.exports.drawing import Span, row_of
from servanda.finding import Verdict
from servanda.interval import Interval
from servanda.period import Period

__all__ = ["Mark", "mark_layers", "mark_rows", "set_labels"]

_MOST_NUMBERED = 60
"""Marks beyond which numbers would cover each other and say nothing; the table beside the chart keeps them."""

_COLOUR = {None: "var(--claim)", Verdict.CONTRADICTION: "var(--wrong)", Verdict.TENSION: "var(--doubt)"}
_SHAPE = {None: "circle", Verdict.CONTRADICTION: "diamond", Verdict.TENSION: "triangle-up"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure: its number, the days it speaks of, its interval, the dispute it is part of, whether its outline is broken."""

    number: int
    when: Period
    interval: Interval
    dispute: Verdict | None = None
    broken: bool = False


def mark_rows(marks: Sequence[Mark], span: Span, *, scale: int = 1, top: float | None = None) -> list[dict[str, Any]]:
    """The marks as rows of a chart's data, cut to the days that are drawn and to the top, by default the highest bound.

    >>> first, last = date(2030, 1, 1), date(2030, 12, 31)
    >>> [row] = mark_rows([Mark(1, Period.parse("2030-05-02 or earlier"), Interval(Fraction(46), None))], (first, last), top=100)
    >>> row["start"], row["end"], row["middle"], row["low"], row["high"]
    ('2030-01-01', '2030-05-03', '2030-05-02', 46.0, 100)
    """
    rows = [_row(mark, scale, *span) for mark in marks]
    limit = top if top is not None else max((row["high"] for row in rows), default=0)
    return [row | {"high": min(row["high"], limit)} for row in rows]


def _row(mark: Mark, scale: int, first: date, last: date) -> dict[str, Any]:
    start, end = mark.when.start or first, mark.when.end or last
    middle = start + (end - start) / 2
    return {
        "number": str(mark.number),
        "start": start.isoformat(),
        "end": (end + timedelta(days=1)).isoformat(),
        "middle": (end if mark.when.start is None else middle).isoformat(),
        "low": float((mark.interval.low or Fraction(0)) / scale),
        "high": float("inf") if mark.interval.high is None else float(mark.interval.high / scale),
        "colour": _COLOUR[mark.dispute],
        "shape": _SHAPE[mark.dispute],
        "broken": mark.broken,
        "is_day": mark.when.is_day,
    }


def set_labels(rows: list[dict[str, Any]], near: float, level: float) -> None:
    """Each number goes right of its mark, but left where another mark stands near on the right and about level with it."""
    for row in rows:
        row["centre"] = (row["low"] + row["high"]) / 2
    for row in rows if len(rows) <= _MOST_NUMBERED else ():
        here = date.fromisoformat(row["middle"])
        row["right"] = not any(
            0 <= (date.fromisoformat(other["middle"]) - here).days <= near
            and abs(other["centre"] - row["centre"]) < level
            and (other["middle"], int(other["number"])) > (row["middle"], int(row["number"]))
            for other in rows
        )


def mark_layers(rows: list[dict[str, Any]], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A box over several days or a thick line at one, a mark in the middle of each, and its number."""
    base = alt.Chart(alt.InlineData(values=rows))
    boxes = [
        base.transform_filter(f"!datum.is_day && {'' if broken else '!'}datum.broken")
        .mark_rect(strokeWidth=1.5, fillOpacity=0 if broken else 0.16, strokeDash=[5, 3] if broken else [])
        .encode(
            x=x,
            x2="end:T",
            y=y,
            y2="high:Q",
            fill=alt.Fill("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            description=row_of("number"),
        )
        for broken in (False, True)
    ]
    line = (
        base.transform_filter("datum.is_day")
        .mark_rule(strokeWidth=4)
        .encode(x=x, y=y, y2="high:Q", color=alt.Color("colour:N", scale=None), description=row_of("number"))
    )
    mark = base.mark_point(filled=True, size=80, opacity=1).encode(
        x="middle:T",
        y="centre:Q",
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("colour:N", scale=None),
        description=row_of("number"),
    )
    labels = [
        base.transform_filter(f"datum.right === {str(right).lower()}")
        .mark_text(align="left" if right else "right", dx=9 if right else -9, fontSize=13, fontWeight="bold")
        .encode(x="middle:T", y="centre:Q", text="number:N", color=alt.value("var(--ink)"))
        for right in (True, False)
    ]
    return [*boxes, line, mark, *labels]
