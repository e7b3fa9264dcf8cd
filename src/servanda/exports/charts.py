"""Charts of ladders as inline SVG: each claim an interval over the days it speaks of, disputes marked by more than colour.

Takes a `Ladder` and the words of a language, gives SVG text. A chart carries no names: its rungs have the numbers of the table
beside it, so that it can be read at the width of a telephone.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

import altair as alt

from servanda.exports.drawing import Span, day_axis, svg_of, value_axis
from servanda.exports.ladder import Ladder, Rung
from servanda.exports.marks import Mark, mark_layers, mark_rows, set_labels
from servanda.exports.wording import Wording

__all__ = ["chart"]

_MARGIN = timedelta(days=45)


def chart(ladder: Ladder, words: Wording, *, width: int) -> str:
    """The ladder as an SVG element of about that many pixels, hidden from readers of text, who have the table."""
    highest = max(
        (bound for rung in ladder.rungs for bound in (rung.interval.high, rung.interval.low) if bound), default=1
    )
    scale, unit = words.scale(Fraction(highest), ladder.unit)
    span = _span(ladder.rungs)
    marks = [
        Mark(place, rung.when, rung.interval, rung.dispute, rung.implied)
        for place, rung in enumerate(ladder.rungs, start=1)
    ]
    rows = mark_rows(marks, span, scale=scale, top=100.0 if ladder.is_share else None)
    top = 100.0 if ladder.is_share else max(row["high"] for row in rows)
    height = top - (0 if ladder.is_share else min(row["low"] for row in rows))
    set_labels(rows, (span[1] - span[0]).days * 30 / width, height / 16)
    x, y = day_axis(span, narrow=width < 500), value_axis(unit, top=100 if ladder.is_share else None)
    return svg_of([_band(ladder, scale, top, x, y), *mark_layers(rows, x, y)], words, width=width)


def _span(rungs: tuple[Rung, ...]) -> Span:
    """The first and last day to draw, with a margin for open ends and labels."""
    days = [day for rung in rungs for day in (rung.when.start, rung.when.end) if day]
    return min(days) - _MARGIN, max(days) + _MARGIN


def _band(ladder: Ladder, scale: int, top: float, x: alt.X, y: alt.Y) -> alt.Chart:
    """The corridor: between two days it reaches from the earlier lower bound to the later upper one."""
    rows = [
        {
            "start": earlier.day.isoformat(),
            "end": later.day.isoformat(),
            "low": float((earlier.interval.low or Fraction(0)) / scale),
            "high": top if later.interval.high is None else float(later.interval.high / scale),
        }
        for earlier, later in pairwise(ladder.points)
    ]
    base = alt.Chart(alt.InlineData(values=rows))
    band: alt.Chart = base.mark_rect(fill="var(--band)", fillOpacity=0.2).encode(x=x, x2="end:T", y=y, y2="high:Q")
    return band
