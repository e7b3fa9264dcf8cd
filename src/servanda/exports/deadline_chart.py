"""The chart of deadlines that moved: a line a deadline, from the first to the one now, with every stop between them.

Takes `MovedDeadline`s, gives SVG text. The lines have the numbers of the table beside the chart, which has the names.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt

from servanda.exports.course_chart import Frame, today_layer
from servanda.exports.drawing import Span, day_axis, row_of, svg_of
from servanda.progress import MovedDeadline

__all__ = ["deadline_chart"]

_ROW = 26
"""Pixels of a line."""


def deadline_chart(moved: Sequence[MovedDeadline], frame: Frame) -> str:
    """The deadlines in order, the first on top; one that was taken away ends in a cross where it stood last."""
    span = _span(moved, frame.as_of)
    x = day_axis(span, narrow=frame.width < 500)
    side = alt.Axis(ticks=False, domain=False, labelFontWeight="bold", labelColor="var(--ink)", grid=True)
    y = alt.Y("place:O", title=None, sort=None, axis=side)
    lines, stops, times = [], [], []
    for place, one in enumerate(moved, start=1):
        days = [day for day in (one.first, *(move.after for move in one.moves)) if day]
        lines.append({"place": place, "start": min(days).isoformat(), "end": max(days).isoformat()})
        for number, day in enumerate(days):
            stops.append(
                {"place": place, "start": day.isoformat(), **_look(number, len(days), is_gone=one.due is None)}
            )
        times.append({"place": place, "start": max(days).isoformat(), "times": f"{one.times}\u00d7"})
    ends = alt.Chart(alt.InlineData(values=stops)).mark_point(opacity=1, strokeWidth=2, stroke="var(--ink)")
    told = alt.Chart(alt.InlineData(values=times)).mark_text(align="left", dx=10, fontSize=12, color="var(--ink)")
    layers = [
        *today_layer(frame.as_of, span, x),
        alt.Chart(alt.InlineData(values=lines)).mark_rule(strokeWidth=2, stroke="var(--late)").encode(
            x=x, x2="end:T", y=y, description=row_of("place")),
        ends.encode(x=x, y=y, fill=alt.Fill("fill:N", scale=None), shape=alt.Shape("shape:N", scale=None),
                    size=alt.Size("size:Q", scale=None), description=row_of("place")),
        told.encode(x=x, y=y, text="times:N"),
    ]  # fmt: skip
    return svg_of(layers, frame.words, width=frame.width, height=_ROW * len(moved), id=frame.id)


def _look(number: int, of: int, *, is_gone: bool) -> dict[str, Any]:
    """The first stop is hollow, the last filled, those between are small."""
    if number == of - 1:
        return {"fill": "var(--ink)", "shape": "cross" if is_gone else "circle", "size": 80}
    return {"fill": "var(--card)", "shape": "circle", "size": 80 if number == 0 else 25}


def _span(moved: Sequence[MovedDeadline], as_of: date) -> Span:
    days = [as_of, *(day for one in moved for move in one.moves for day in (move.before, move.after) if day)]
    margin = timedelta(days=max(20, (max(days) - min(days)).days // 12))
    return min(days) - margin, max(days) + margin
