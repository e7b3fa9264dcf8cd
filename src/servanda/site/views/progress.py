"""Progress: entries and bodies by status, completion over time, and the deadlines that moved."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from servanda.exports.page import Cell, ToldMatrix
from servanda.site.charting import progress_charts
from servanda.site.page import Shown, kept

__all__ = ["progress"]

_SHADES = 10
"""Steps by which a cell is fuller the larger its part of the row is; a style sheet has a rule for each."""


def progress(request: HttpRequest, lang: str) -> HttpResponse:
    """All of it."""
    shown: Shown = request.shown
    addresses = _addresses(shown)
    matrices, charts, uncharted = shown.telling.progress
    values = {
        "matrices": [_matrix(told, addresses) for told in matrices],
        "charts": progress_charts(shown, charts),
        "uncharted": uncharted,
    }
    return render(request, "site/progress.html", values)


@kept
def _addresses(shown: Shown) -> Mapping[str, str]:
    """Where the entries and bodies that matrices name have their pages, by their names."""
    entries = {shown.telling.entry(id).casefold(): shown.at("programme", id) for id in shown.facts.items}
    bodies = (one.id for one in shown.facts.agreement.bodies)
    return entries | {shown.organ(id).text.casefold(): shown.at("body", id) for id in bodies}


def _matrix(told: ToldMatrix, addresses: Mapping[str, str]) -> dict[str, Any]:
    """A matrix with the shade of each cell; the name of a row leads to its page."""
    rows = []
    for depth, (name, level, *numbers), parts in zip(told.depths, told.table.rows, told.parts, strict=True):
        counted = zip(numbers, parts[2:], told.unknown[2:], strict=True)
        cells = [
            {
                "text": cell.text,
                "shade": _shade(part),
                "unknown": unknown and part is not None,
                "none": cell.text == "0",
            }
            for cell, part, unknown in counted
        ]
        linked = Cell(name.text, name.lang, addresses.get(name.text.casefold(), ""))
        rows.append({"depth": min(depth, 5), "name": linked, "level": level.text, "cells": cells})
    return {"told": told, "head": (told.table.head[0], *told.table.head[2:]), "rows": rows}


def _shade(part: Fraction | None) -> int:
    """The step that a part of a row, in per cent, is drawn at: 0 for none, else 1 to 10.

    >>> [_shade(part) for part in (None, Fraction(1), Fraction(50), Fraction(100))]
    [0, 1, 5, 10]
    """
    return 0 if not part else max(1, min(_SHADES, round(part / _SHADES)))
