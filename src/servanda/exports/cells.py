"""Words in the cells of a workbook: never a formula, never a character that a spreadsheet program refuses, never too long."""

from __future__ import annotations

from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill

__all__ = ["HEAD", "LONGEST_CELL", "bold", "put"]

LONGEST_CELL = 32_767
HEAD = PatternFill("solid", fgColor="E7EBF0")
"""The ground of the heads of columns."""
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t")


def bold(size: int = 11) -> Font:
    """The bold letters of a new workbook's own font."""
    return Font(name="Calibri", size=size, bold=True)


def put(cell: Any, text: str) -> None:
    """Write text into a cell; what looks like a formula is marked as text, so that it stays text when it is edited.

    >>> from openpyxl import Workbook
    >>> cell = Workbook().active["A1"]
    >>> put(cell, "=HYPERLINK(1)")
    >>> cell.data_type, cell.quotePrefix
    ('s', True)
    """
    plain = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text.encode("utf-8", "replace").decode("utf-8"))
    cell.value = plain[:LONGEST_CELL]
    if plain.startswith(_BEGINS_FORMULA):
        cell.data_type = "s"
        cell.quotePrefix = True
