"""The charts of a page: a ladder drawn wide and narrow, with the table that says the same and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from servanda.exports.charts import chart
from servanda.exports.course_chart import Frame
from servanda.exports.ladder import Ladder, disputes_in
from servanda.exports.page import ToldChart, ToldLadder
from servanda.exports.progress_chart import progress_chart
from servanda.exports.wording import wording
from servanda.site.page import Shown, kept

__all__ = ["charts_about", "drawn", "progress_charts", "told_chart", "told_ladder"]

WIDE, NARROW = 960, 360
"""Widths at which each chart is drawn, in pixels; the style sheet shows the one that fits."""
_MOST = 3
"""Charts on a page of something else."""


def told_chart(shown: Shown, key: str) -> dict[str, Any]:
    """A chart by the part of its address that names it, as the templates set it."""
    told = told_ladder(shown, key)
    return {
        "key": key,
        "told": told,
        "wide": drawn(told.ladder, shown.lang, WIDE),
        "narrow": drawn(told.ladder, shown.lang, NARROW),
    }


@kept
def told_ladder(shown: Shown, key: str) -> ToldLadder:
    """A chart with its words, before it is drawn."""
    return shown.telling.ladder(shown.facts.ladders[key])


def charts_about(shown: Shown, claims: Iterable[str]) -> list[dict[str, Any]]:
    """The charts on which one of the claims stands."""
    wanted = set(claims)
    keys = [key for key, one in shown.facts.ladders.items() if wanted & {rung.claim.id for rung in one.rungs}]
    return [told_chart(shown, key) for key in keys[:_MOST]]


def progress_charts(shown: Shown, charts: Iterable[ToldChart]) -> list[dict[str, Any]]:
    """Charts of progress, drawn wide and narrow; on each page they have ids of their own."""
    return [
        {
            "id": f"progress-{place}",
            "told": told,
            "open": isinstance(told.drawn, tuple),
            "wide": _progress(shown, told, place, WIDE),
            "narrow": _progress(shown, told, place, NARROW),
        }
        for place, told in enumerate(charts, start=1)
    ]


def _progress(shown: Shown, told: ToldChart, place: int, width: int) -> str:
    """One of them, drawn once for each state of the record."""
    made, key = shown.facts.made, ("chart of progress", shown.lang, told.title, told.note, width)
    if key not in made:
        account = shown.facts.account
        frame = Frame(account.as_of, shown.words, width, f"unknown-{place}-{width}", disputes_in(account.findings))
        made[key] = progress_chart(told, frame)
    drawing: str = made[key]
    return drawing


@lru_cache(maxsize=256)
def drawn(ladder: Ladder, lang: str, width: int) -> str:
    """The chart as SVG, drawn once as long as its claims are the same."""
    return chart(ladder, wording(lang), width=width)
