"""Which cells of an XLSX workbook are shown as percentages, and with how many decimals.

A spreadsheet keeps 74 % as 0.74 with a format beside it. The reader of cells gives the bare number, so the formats are looked up
here: the styles that show percentages, and the cells of a sheet that have one of them. XML is looked through by patterns, since
of millions of cells only a style's number matters.
"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

__all__ = ["PercentCells", "as_percentage"]

_BUILT_IN = {9: 0, 10: 2}
"""The numbers of the two formats for percentages that every workbook has, with their decimals."""

_LARGEST_PART = 500_000_000
_ELEMENT = r"<(?:\w+:)?%s\b([^>]*)>"
_FORMAT = re.compile(_ELEMENT % "numFmt")
_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(_ELEMENT % "xf")
_SHEET = re.compile(_ELEMENT % "sheet")
_RELATION = re.compile(_ELEMENT % "Relationship")
_CELL = re.compile((_ELEMENT % "c").encode())
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_OF_STYLE = re.compile(rb'\bs="(\d+)"')
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class PercentCells:
    """The cells shown as percentages in the sheets of one workbook; none where it is no XLSX."""

    def __init__(self, data: bytes) -> None:
        self._decimals: dict[int, int] = {}
        self._parts: dict[str, str] = {}
        try:
            self._book = zipfile.ZipFile(io.BytesIO(data))
            self._decimals = _percent_styles(self._part("xl/styles.xml").decode("utf-8", "replace"))
            self._parts = self._parts_of_sheets()
        except (zipfile.BadZipFile, KeyError, ValueError):
            return

    def of_sheet(self, name: str) -> dict[tuple[int, int], int]:
        """The decimals with which each percentage of a sheet is shown, by row and column counted from 0."""
        if not self._decimals or name not in self._parts:
            return {}
        found: dict[tuple[int, int], int] = {}
        for cell in _CELL.finditer(self._part(self._parts[name])):
            style = _OF_STYLE.search(cell[1])
            if style and (decimals := self._decimals.get(int(style[1]))) is not None:
                place = _PLACE.search(cell[1])
                if place:
                    found[int(place[2]) - 1, _column(place[1])] = decimals
        return found

    def _part(self, name: str) -> bytes:
        """One part of the workbook; none that would unpack to more than any sheet that is taken."""
        if self._book.getinfo(name).file_size > _LARGEST_PART:
            raise ValueError(name)
        return self._book.read(name)

    def _parts_of_sheets(self) -> dict[str, str]:
        """The part in which each sheet is kept, by the sheet's name."""
        relations = self._part("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        targets = {_attribute(one[1], "Id"): _attribute(one[1], "Target") for one in _RELATION.finditer(relations)}
        sheets = self._part("xl/workbook.xml").decode("utf-8", "replace")
        parts: dict[str, str] = {}
        for sheet in _SHEET.finditer(sheets):
            target = targets.get(_attribute(sheet[1], "r:id"), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in self._book.namelist():
                parts[_attribute(sheet[1], "name")] = part
        return parts


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
        code = _LITERAL.sub("", _attribute(found[1], "formatCode")).split(";")[0]
        if "%" in code:
            formats[int(_attribute(found[1], "numFmtId"))] = len(re.sub(r"[^0#?]", "", code.partition(".")[2]))
    listed = _STYLES.search(styles)
    used = (_attribute(style[1], "numFmtId") for style in _STYLE.finditer(listed[0] if listed else ""))
    return {place: formats[int(one)] for place, one in enumerate(used) if one.isdigit() and int(one) in formats}


def _attribute(inside: str, name: str) -> str:
    """The value of an attribute, with the signs that XML writes by name; empty where it is missing."""
    found = re.search(rf"""(?<![\w:]){name}=(?:"([^"]*)"|'([^']*)')""", inside)
    value = (found[1] or found[2] or "") if found else ""
    for sign, entity in (('"', "&quot;"), ("'", "&apos;"), ("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")):
        value = value.replace(entity, sign)
    return value


def _column(letters: bytes) -> int:
    """The place of a column from its letters, counted from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
