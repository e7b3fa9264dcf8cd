"""Vega-Lite layers drawn as inline SVG in the colours of the page: what every chart of a report has in common.

Takes layers and the words of a language; gives SVG text made by vl-convert. Colours are CSS variables of the page, so that a
chart follows light, dark and print; text stays text, in the page's font. What is unknown is hatched, so that more than its colour
tells it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import altair as alt
import vl_convert

from servanda.exports.wording import Wording

__all__ = ["HATCH", "Span", "day_axis", "row_of", "svg_of", "value_axis"]

Span = tuple[date, date]
"""The first and the last day that is drawn."""

HATCH = "hatched"
"""The fill of what is unknown."""

_HEIGHT = 300
_TICK = "utcFormat(datum.value, utcFormat(datum.value, '%m') == '01' ? '%Y' : '%b')"
_DAY_TICK = "utcFormat(datum.value, '%-d %b %Y')"
_FEW_DAYS = 120
"""Days up to which the ticks are days, since months would be written several times."""
_REGION: dict[str, Literal["en-GB", "fr-FR", "ru-RU"]] = {"en": "en-GB", "fr": "fr-FR", "ru": "ru-RU"}
_WRAPPING = re.compile(r'<svg [^>]*viewBox="([^"]+)"[^>]*>(?:<rect [^>]*fill="white"/>)?')
_ROW = re.compile(r' aria-label="(\d+)"')
_ATTRIBUTES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"| font-family="[^"]*"')
_STRIPES = (
    '<defs><pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0V6" stroke="var(--band)" stroke-width="2.4"/></pattern></defs>'
)
_CONFIG: dict[str, Any] = {
    "background": None,
    "view": {"stroke": None},
    "axis": {"labelColor": "var(--muted)", "titleColor": "var(--muted)", "gridColor": "var(--line)", "labelFontSize": 12,
             "domainColor": "var(--line)", "tickColor": "var(--line)", "titleFontSize": 12, "titleFontWeight": "normal"},
}  # fmt: skip


def svg_of(layers: Sequence[alt.Chart], words: Wording, *, width: int, id: str = "", height: int = _HEIGHT) -> str:
    """The layers one over the other as an SVG element of about that many pixels, hidden from readers of text, who have a table.

    `id` is the one that the hatching has on its page; a chart without anything unknown needs none.
    """
    drawn = alt.layer(*layers).properties(width=width - 60, height=height)
    region = _REGION[words.lang]
    svg = vl_convert.vegalite_to_svg(
        drawn.to_dict(validate=False) | {"config": _CONFIG}, format_locale=region, time_format_locale=region
    )
    svg = _ROW.sub(r' data-row="\1"', svg)
    stripes = _STRIPES.format(id=id) if HATCH in svg else ""
    opening = rf'<svg class="chart" aria-hidden="true" focusable="false" viewBox="\1">{stripes}'
    svg = _WRAPPING.sub(opening, _ATTRIBUTES.sub("", svg), count=1)
    return svg.replace(f'"{HATCH}"', f'"url(#{id})"')


def row_of(column: str) -> alt.Description:
    """Ties marks to the rows of the table beside the chart that have the numbers of this column: `data-row` in the SVG."""
    return alt.Description(f"{column}:N")


def day_axis(span: Span, *, narrow: bool) -> alt.X:
    """Days along the bottom, with their years."""
    days = alt.Scale(type="utc", domain=[day.isoformat() for day in span])
    short = (span[1] - span[0]).days <= _FEW_DAYS
    count = (2 if narrow else 5) if short else (4 if narrow else 8)
    bottom = alt.Axis(tickCount=count, grid=False, labelExpr=_DAY_TICK if short else _TICK)
    return alt.X("start:T", title=None, scale=days, axis=bottom)


def value_axis(unit: str, *, top: float | None = None, whole: bool = False) -> alt.Y:
    """Values up the side, from nothing to the top where there is one; whole numbers only for counts."""
    values = alt.Scale(zero=False, nice=True) if top is None else alt.Scale(domain=[0, top])
    upright = alt.Axis(titleAngle=0, titleAlign="left", titleAnchor="end", titleX=0, titleY=-10, tickCount=5)
    if whole:
        upright.tickMinStep = 1
    return alt.Y("low:Q", title=unit, scale=values, axis=upright)
