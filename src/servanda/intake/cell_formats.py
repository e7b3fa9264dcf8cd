"""Which cells of an XLSX workbook are shown as percentages, and with how many decimals.

A spreadsheet keeps 74 % as 0.74 with a format beside it. The reader of cells gives the bare number, so the formats are looked up
here: the styles that show percentages, and the cells of a sheet that have one of them. XML is looked through by patterns, since
of millions of cells only a style's number matters.
"""

from __future__ import annotations

import re
from decimal import Decimal

from servanda.intake.sheet_parts import ELEMENT, SheetParts, attribute

__all__ = ["PercentCells", "as_percentage"]

_BUILT_IN = {9: 0, 10: 2}
"""The numbers of the two formats for percentages that every workbook has, with their decimals."""

_FORMAT = re.compile(ELEMENT % "numFmt")
_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(ELEMENT % "xf")
_CELL = re.compile((ELEMENT % "c").encode())
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_OF_STYLE = re.compile(rb'\bs="(\d+)"')
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class PercentCells:
    """The cells shown as percentages in the sheets of one workbook; none where it is no XLSX."""

    def __init__(self, parts: SheetParts) -> None:
        self._parts = parts
        self._decimals = _percent_styles(parts.styles)

    def of_sheet(self, name: str) -> dict[tuple[int, int], int]:
        """The decimals with which each percentage of a sheet is shown, by row and column counted from 0."""
        if not self._decimals:
            return {}
        found: dict[tuple[int, int], int] = {}
        for cell in _CELL.finditer(self._parts.of_sheet(name)):
            style = _OF_STYLE.search(cell[1])
            if style and (decimals := self._decimals.get(int(style[1]))) is not None:
                place = _PLACE.search(cell[1])
                if place:
                    found[int(place[2]) - 1, _column(place[1])] = decimals
        return found


def as_percentage(value: float, decimals: int) -> str:
    """A share of one as the cell shows it.

    >>> as_percentage(0.744, 0), as_percentage(0.744, 1), as_percentage(1.1, 0)
    ('74%', '74.4%', '110%')
    """
    shown = round(Decimal(repr(value)) * 100, decimals)
    return f"{shown:f}%"


def _percent_styles(styles: str) -> dict[int, int]:
    """The places of the cell styles that show percentages, with their decimals."""
    formats = dict(_BUILT_IN)
    for found in _FORMAT.finditer(styles):
        code = _LITERAL.sub("", attribute(found[1], "formatCode")).split(";")[0]
        if "%" in code:
            formats[int(attribute(found[1], "numFmtId"))] = len(re.sub(r"[^0#?]", "", code.partition(".")[2]))
    listed = _STYLES.search(styles)
    used = (attribute(style[1], "numFmtId") for style in _STYLE.finditer(listed[0] if listed else ""))
    return {place: formats[int(one)] for place, one in enumerate(used) if one.isdigit() and int(one) in formats}


def _column(letters: bytes) -> int:
    """The place of a column from its letters, counted from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
