"""Charts: claims over time with the corridor that they leave open; each to be cited, downloaded and shown on another site."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from servanda.site.charting import WIDE, drawn, told_chart
from servanda.site.listing import Listing, Row, as_csv, paged
from servanda.site.page import Shown

__all__ = ["card", "chart", "charts", "drawing", "table"]

_PER_PAGE = 10
_LIGHT = (
    "svg{--paper:#fbfaf6;--card:#fff;--ink:#1b2430;--muted:#55606c;--line:#d9dcd8;--claim:#2f5d8a;--band:#7a8ea3;"
    "--wrong:#a3271f;--doubt:#835400;font-family:sans-serif}"
)
"""The page's colours, for a drawing that stands alone."""


def charts(request: HttpRequest, lang: str, number: int = 1) -> HttpResponse:
    """All of them, a few on a page: a drawing is as large as ten rows of a list."""
    shown: Shown = request.shown
    keys = list(shown.facts.ladders)
    part, ways = paged(shown, "charts", keys, int(number), _PER_PAGE)
    return render(request, "site/charts.html", {"charts": [told_chart(shown, key) for key in part], **ways})


def chart(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One, with what can be done with it."""
    values = _values(request, key)
    return render(request, "site/chart.html", values)


@xframe_options_exempt
def card(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One as a small page for a frame on another site."""
    return render(request, "site/card.html", _values(request, key))


def drawing(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One as a file."""
    shown = _known(request, key)
    svg = drawn(shown.facts.ladders[key], lang, WIDE)
    head, _, rest = svg.partition(">")
    whole = f'{head} xmlns="http://www.w3.org/2000/svg"><style>{_LIGHT}</style>{rest}'
    response = HttpResponse(whole, content_type="image/svg+xml")
    response.headers["Content-Disposition"] = f'attachment; filename="{key}-{lang}.svg"'
    return response


def table(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """The values of one as a file."""
    shown = _known(request, key)
    told = told_chart(shown, key)["told"]
    rows = [
        Row.of((*row[:5], shown.source_of(rung.claim)))
        for row, rung in zip(told.table.rows, told.ladder.rungs, strict=True)
    ]
    return as_csv(request, Listing(key, told.title, "", (*told.table.head[:5], _("Source")), rows))


def _known(request: HttpRequest, key: str) -> Shown:
    shown: Shown = request.shown
    if key not in shown.facts.ladders:
        raise Http404
    return shown


def _values(request: HttpRequest, key: str) -> dict[str, Any]:
    shown = _known(request, key)
    place = shown.at("chart", key)
    claims = {rung.claim.id: rung.claim for rung in shown.facts.ladders[key].rungs if not rung.official}
    return {
        "chart": told_chart(shown, key),
        "address": shown.outward(request, place),
        "card": shown.outward(request, shown.at("card", key)),
        "claims": [(shown.claim(one), shown.witness(one)) for one in claims.values()],
    }
