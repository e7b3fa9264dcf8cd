"""The account as one page that needs nothing else: no script, no request to anybody, readable on paper and on a telephone.

Takes an `Account` and a language, gives HTML. Django's template engine escapes every value; the only markup that enters as it is
are the style sheet and the charts, both made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

from django.template import Context, Engine

from servanda.exports.charts import chart
from servanda.exports.course_chart import Frame
from servanda.exports.ladder import disputes_in
from servanda.exports.page import Cell, Page, ToldChart, ToldLadder, ToldMatrix
from servanda.exports.progress_chart import progress_chart
from servanda.exports.report import Account
from servanda.exports.signs import SIGNS
from servanda.exports.telling import page_of
from servanda.exports.wording import Wording, wording
from servanda.finding import Verdict

__all__ = ["render"]

_TEMPLATES = Path(__file__).parent / "templates"
_WIDE, _NARROW = 960, 360
"""Widths at which each chart is drawn, in pixels; the style sheet shows the one that fits."""


def render(account: Account, lang: str) -> str:
    """The account as a whole HTML document in a language; raises UnknownName for one that reports are not written in."""
    page, words = page_of(account, lang), wording(lang)
    values = {
        "page": page,
        "css": (_TEMPLATES / "report.css").read_text(encoding="utf-8"),
        "labels": _labels(words),
        "counts": [_count(verdict, page, words) for verdict in Verdict],
        "contents": list(_contents(page, words)),
        "matrices": [_cells(told) for told in page.matrices],
        "charts": [_charted(place, told, account, words) for place, told in enumerate(page.charts, start=1)],
        "ladders": [_drawn(place, ladder, words) for place, ladder in enumerate(page.ladders, start=1)],
        "groups": [{"sign": SIGNS[group.verdict], "group": group} for group in page.groups],
    }
    return str(_engine().get_template("report.html").render(Context(values)))


@cache
def _engine() -> Engine:
    """Django's template engine alone: it needs no settings, and a notebook has none."""
    return Engine(dirs=[str(_TEMPLATES)], autoescape=True)


def _labels(words: Wording) -> dict[str, str]:
    """The fixed words of the page."""
    return {
        "skip": words.say("Skip to the account"),
        "kicker": words.say("What was promised, what is said to be done, and whether the sayings hold together"),
        "contents": words.say("Contents"),
        "standing": words.say("Where it stands"),
        "progress": words.say("Progress"),
        "shaded": words.say("The fuller a cell, the larger its part of the row; a hatched one has no known status."),
        "risks": words.say("Overdue and at risk"),
        "arithmetic": words.say("The arithmetic"),
        "hypotheses": words.say("What would resolve it, the smallest change first:"),
        "rule": words.say("The rule"),
        "words": words.say("The words it rests on"),
        "summary": words.say("(an analyst’s summary, not a quotation)"),
        "read_as": words.say("Read as"),
        "claims": words.say("Every claim"),
        "dismissed": words.say("Dismissed findings"),
        "answers": words.say("Answers to findings that are no longer made"),
        "speakers": words.say("Who said what"),
        "sources": words.say("What was read"),
        "unread": words.say("What was left out"),
        "method": words.say("How this was made"),
    }


def _count(verdict: Verdict, page: Page, words: Wording) -> dict[str, str]:
    """How many findings a verdict has, with the place they stand at."""
    number = sum(len(group.findings) for group in page.groups if group.verdict is verdict)
    return {
        "verdict": verdict.value,
        "sign": SIGNS[verdict],
        "number": words.number(Fraction(number)),
        "name": words.plural("verdict", verdict.value, number),
        "target": verdict.value if number else "",
    }


def _contents(page: Page, words: Wording) -> Iterator[dict[str, str]]:
    """The sections of the page, in order."""
    yield {"target": "standing", "name": words.say("Where it stands")}
    if page.matrices or page.charts:
        yield {"target": "progress", "name": words.say("Progress")}
    for group in page.groups:
        yield {"target": group.verdict.value, "name": group.heading}
    if page.dismissed or page.answers:
        yield {"target": "dismissed", "name": words.say("Dismissed findings")}
    yield {"target": "claims", "name": words.say("Every claim")}
    if page.speakers:
        yield {"target": "speakers", "name": words.say("Who said what")}
    yield {"target": "sources", "name": words.say("What was read")}
    yield {"target": "method", "name": words.say("How this was made")}


def _cells(told: ToldMatrix) -> dict[str, object]:
    """A matrix with the part of its row beside each cell, as a style sheet takes it; what is counted stands under the name."""

    def cell(cell: Cell, share: Fraction | None, *, unknown: bool) -> dict[str, object]:
        part = "" if share is None else f"{float(share):.1f}%"
        return {"text": cell.text, "part": part, "unknown": unknown, "none": not part and cell.text == "0"}

    rows = []
    for depth, (name, level, *numbers), parts in zip(told.depths, told.table.rows, told.parts, strict=True):
        counted = zip(numbers, parts[2:], told.unknown[2:], strict=True)
        cells = [cell(number, part, unknown=unknown) for number, part, unknown in counted]
        rows.append({"depth": str(depth), "name": name, "level": level, "cells": cells})
    return {"told": told, "head": (told.table.head[0], *told.table.head[2:]), "rows": rows}


def _charted(place: int, told: ToldChart, account: Account, words: Wording) -> dict[str, object]:
    """A chart of progress, drawn wide and narrow."""
    disputes = disputes_in(account.findings)

    def drawn(width: int) -> str:
        return progress_chart(told, Frame(account.as_of, words, width, f"unknown-{place}-{width}", disputes))

    named_by_table = isinstance(told.drawn, tuple)
    return {
        "id": f"progress-{place}",
        "told": told,
        "open": named_by_table,
        "wide": drawn(_WIDE),
        "narrow": drawn(_NARROW),
    }


def _drawn(place: int, told: ToldLadder, words: Wording) -> dict[str, object]:
    """A ladder with its two charts."""
    return {
        "id": f"chart-{place}",
        "told": told,
        "wide": chart(told.ladder, words, width=_WIDE),
        "narrow": chart(told.ladder, words, width=_NARROW),
    }
