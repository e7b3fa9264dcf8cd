"""Words in the cells of a workbook: never a formula, never a character that a spreadsheet program refuses, never too long.

A cell holds 32,767 characters; text that is longer is cut and says so.
"""

from __future__ import annotations

import re
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill

__all__ = ["HEAD", "LONGEST_CELL", "begins_formula", "bold", "fitted", "put"]

LONGEST_CELL = 32_767
HEAD = PatternFill("solid", fgColor="E7EBF0")
"""The ground of the heads of columns."""
_BEGINS_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d.,\u00a0\u202f ]*%?")
_CUT = " […]"


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula; a number with its sign is none.

    >>> [begins_formula(one) for one in ("=A1", "-1+cmd", "@SUM(A1)", "-5", "+6 %", "five")]
    [True, True, True, False, False, False]
    """
    return bool(_BEGINS_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def fitted(text: str) -> str:
    """The text as a cell can hold it: without what no spreadsheet takes, and with a sign where it was cut.

    >>> fitted("short"), len(fitted("x" * 40_000)), fitted("x" * 40_000)[-5:]
    ('short', 32767, 'x […]')
    """
    plain = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text.encode("utf-8", "replace").decode("utf-8"))
    return plain if len(plain) <= LONGEST_CELL else plain[: LONGEST_CELL - len(_CUT)] + _CUT


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
    plain = cell.value = fitted(text)
    if begins_formula(plain):
        cell.data_type = "s"
        cell.quotePrefix = True
