"""Charts of ladders as inline SVG: each claim an interval over the days it speaks of, disputes marked by more than colour.

Takes a `Ladder` and the words of a language, gives SVG text made by Vega-Lite. Colours are CSS variables of the page, so that the
chart follows light, dark and print; text stays text, in the page's font. A chart carries no names: its rungs have the numbers of
the table beside it, so that it can be read at the width of a telephone.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

import altair as alt
import vl_convert

from servanda.exports.ladder import Ladder, Rung
from servanda.exports.wording import Wording
from servanda.finding import Verdict

__all__ = ["chart"]

_MOST_NUMBERED = 60
"""Rungs beyond which numbers would cover each other and say nothing; the table beside the chart keeps them."""

_MARGIN = timedelta(days=45)
_COLOUR = {None: "var(--claim)", Verdict.CONTRADICTION: "var(--wrong)", Verdict.TENSION: "var(--doubt)"}
_SHAPE = {None: "circle", Verdict.CONTRADICTION: "diamond", Verdict.TENSION: "triangle-up"}
_TICK = "utcFormat(datum.value, utcFormat(datum.value, '%m') == '01' ? '%Y' : '%b')"
_REGION: dict[str, Literal["en-GB", "fr-FR", "ru-RU"]] = {"en": "en-GB", "fr": "fr-FR", "ru": "ru-RU"}
_WRAPPING = re.compile(r'<svg [^>]*viewBox="([^"]+)"[^>]*>(?:<rect [^>]*fill="white"/>)?')
_ATTRIBUTES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"| font-family="[^"]*"')


def chart(ladder: Ladder, words: Wording, *, width: int) -> str:
    """The ladder as an SVG element of about that many pixels, hidden from readers of text, who have the table."""
    highest = max(
        (bound for rung in ladder.rungs for bound in (rung.interval.high, rung.interval.low) if bound), default=1
    )
    scale, unit = words.scale(Fraction(highest), ladder.unit)
    first, last = _span(ladder.rungs)
    rows = [_row(place, rung, scale, first, last) for place, rung in enumerate(ladder.rungs, start=1)]
    top = 100.0 if ladder.is_share else max(row["high"] for row in rows)
    rows = [row | {"high": min(row["high"], top)} for row in rows]
    height = top - (0 if ladder.is_share else min(row["low"] for row in rows))
    _set_labels(rows, (last - first).days * 30 / width, height / 16)
    axes = _axes(ladder, unit, (first, last), narrow=width < 500)
    layers = alt.layer(_band(ladder, scale, top, *axes), *_layers(rows, *axes)).properties(width=width - 60, height=300)
    config: dict[str, Any] = {
        "background": None,
        "view": {"stroke": None},
        "axis": {"labelColor": "var(--muted)", "titleColor": "var(--muted)", "gridColor": "var(--line)", "labelFontSize": 12,
                 "domainColor": "var(--line)", "tickColor": "var(--line)", "titleFontSize": 12, "titleFontWeight": "normal"},
    }  # fmt: skip
    spec = layers.to_dict() | {"config": config}
    region = _REGION[words.lang]
    svg = vl_convert.vegalite_to_svg(spec, format_locale=region, time_format_locale=region)
    return _WRAPPING.sub(
        r'<svg class="chart" aria-hidden="true" focusable="false" viewBox="\1">', _ATTRIBUTES.sub("", svg)
    )


def _span(rungs: tuple[Rung, ...]) -> tuple[date, date]:
    """The first and last day to draw, with a margin for open ends and labels."""
    days = [day for rung in rungs for day in (rung.when.start, rung.when.end) if day]
    return min(days) - _MARGIN, max(days) + _MARGIN


def _row(place: int, rung: Rung, scale: int, first: date, last: date) -> dict[str, Any]:
    """A rung as a row of the chart's data, cut to the days that are drawn."""
    start, end = rung.when.start or first, rung.when.end or last
    low = float((rung.interval.low or Fraction(0)) / scale)
    high = float("inf") if rung.interval.high is None else float(rung.interval.high / scale)
    middle = start + (end - start) / 2
    return {
        "number": str(place),
        "start": start.isoformat(),
        "end": (end + timedelta(days=1)).isoformat(),
        "middle": (end if rung.when.start is None else middle).isoformat(),
        "low": low,
        "high": high,
        "colour": _COLOUR[rung.dispute],
        "shape": _SHAPE[rung.dispute],
        "implied": rung.implied,
        "is_day": rung.when.is_day,
    }


def _set_labels(rows: list[dict[str, Any]], near: float, level: float) -> None:
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


def _axes(ladder: Ladder, unit: str, span: tuple[date, date], *, narrow: bool) -> tuple[alt.X, alt.Y]:
    """Days along the bottom, values up the side."""
    days = alt.Scale(type="utc", domain=[day.isoformat() for day in span])
    values = alt.Scale(domain=[0, 100]) if ladder.is_share else alt.Scale(zero=False, nice=True)
    upright = alt.Axis(titleAngle=0, titleAlign="left", titleAnchor="end", titleX=0, titleY=-10, tickCount=5)
    bottom = alt.Axis(tickCount=4 if narrow else 8, grid=False, labelExpr=_TICK)
    return (
        alt.X("start:T", title=None, scale=days, axis=bottom),
        alt.Y("low:Q", title=unit, scale=values, axis=upright),
    )


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


def _layers(rows: list[dict[str, Any]], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A box over several days or a thick line at one, a mark in the middle of each, and its number."""
    base = alt.Chart(alt.InlineData(values=rows))
    boxes = [
        base.transform_filter(f"!datum.is_day && {'' if implied else '!'}datum.implied")
        .mark_rect(strokeWidth=1.5, fillOpacity=0 if implied else 0.16, strokeDash=[5, 3] if implied else [])
        .encode(
            x=x,
            x2="end:T",
            y=y,
            y2="high:Q",
            fill=alt.Fill("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
        )
        for implied in (False, True)
    ]
    line = (
        base.transform_filter("datum.is_day")
        .mark_rule(strokeWidth=4)
        .encode(x=x, y=y, y2="high:Q", color=alt.Color("colour:N", scale=None))
    )
    mark = base.mark_point(filled=True, size=80, opacity=1).encode(
        x="middle:T", y="centre:Q", shape=alt.Shape("shape:N", scale=None), fill=alt.Fill("colour:N", scale=None)
    )
    labels = [
        base.transform_filter(f"datum.right === {str(right).lower()}")
        .mark_text(align="left" if right else "right", dx=9 if right else -9, fontSize=13, fontWeight="bold")
        .encode(x="middle:T", y="centre:Q", text="number:N", color=alt.value("var(--ink)"))
        for right in (True, False)
    ]
    return [*boxes, line, mark, *labels]
