"""What keeps the rows of a sheet from being taken: cells far out, merged cells, errors, and formulas whose value was never
worked out.

Takes a sheet's XML, its merged ranges and its rows; gives one TableError a row at most, which names the cell. A sheet whose
cells reach too far is refused before it is opened, since whoever opens it has to lay out every cell in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from servanda.errors import InputTooLarge, TableError

__all__ = ["MOST_CELLS", "MOST_COLUMNS", "check_extent", "error_cell", "faulty_rows"]

MOST_COLUMNS = 1_000
MOST_CELLS = 20_000_000
"""Cells of the rectangle that a sheet's cells span, filled or not."""
_PLACE = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]+)(\d+)["']""")
_UNWORKED = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]+)(\d+)["'][^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"""
    rb"""\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_ERRORS = re.compile(rb"""<(?:\w+:)?c\b(?=[^>]*\bt=["']e["'])[^>]*?\br=["']([A-Z]+)(\d+)["']""")
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|GETTING_DATA|SPILL!|CALC!)")
_Range = tuple[tuple[int, int], tuple[int, int]]


def check_extent(sheet: bytes, name: str) -> None:
    """Raise InputTooLarge where the cells of a sheet, given as its XML, lie too far apart.

    >>> check_extent(b'<c r="A1"><v>1</v></c><c r="F9"/>', "a.xlsx")
    >>> check_extent(b'<c r="A1"><v>1</v></c><c r="XFD9"/>', "a.xlsx")
    Traceback (most recent call last):
        ...
    servanda.errors.InputTooLarge: a.xlsx: Its cells reach further than a table does. Found 'XFD9'. Delete what is far out.
    """
    widths: set[bytes] = set()
    last = 0
    for letters, digits in _PLACE.findall(sheet):
        widths.add(letters)
        last = max(last, int(digits))
    width = max(map(_number, widths), default=0)
    if width > MOST_COLUMNS or width * last > MOST_CELLS:
        where = f"{_letters(width)}{last}"
        raise InputTooLarge("sheet-reaches-far", file=name, value=where, remedy="delete-far-cells")


def faulty_rows(sheet: bytes, merged: Iterable[_Range], height: int, name: str) -> dict[int, TableError]:
    """The fault of each row that has one, by the row's number; rows and columns of ranges are counted from 0, ends included.

    The first row of cells that are merged downwards has their value, and stays.

    >>> found = faulty_rows(b'<c r="A4" t="e"><v>#REF!</v></c>', [((1, 1), (2, 1))], 4, "a.xlsx")
    >>> [(number, error.value) for number, error in found.items()]
    [(3, 'B2:B3'), (4, 'A4')]
    """
    found: dict[int, TableError] = {}
    for (top, left), (bottom, right) in merged:
        shown = f"{_letters(left + 1)}{top + 1}:{_letters(right + 1)}{bottom + 1}"
        for row in range(top if right > left else top + 1, min(bottom + 1, height)):
            found[row + 1] = TableError("merged-cells", file=name, line=row + 1, value=shown, remedy="unmerge-cells")
    for letters, digits in _ERRORS.findall(sheet):
        found[int(digits)] = _error(name, int(digits), f"{letters.decode()}{digits.decode()}")
    for letters, digits in _UNWORKED.findall(sheet):
        where = f"{letters.decode()}{digits.decode()}"
        found[int(digits)] = TableError(
            "formula-unworked", file=name, line=int(digits), value=where, remedy="open-and-save"
        )
    return found


def error_cell(cells: Iterable[str], name: str, number: int) -> TableError | None:
    """The fault of a row in which a cell shows a formula's error, as tables saved as text have them.

    >>> error_cell(["a", "#REF!"], "a.csv", 3).value, error_cell(["#1"], "a.csv", 3)
    ('#REF!', None)
    """
    found = next((cell for cell in cells if cell[:1] == "#" and _ERROR.fullmatch(cell.strip())), None)
    return None if found is None else _error(name, number, found)


def _error(name: str, number: int, value: str) -> TableError:
    return TableError("error-cell", file=name, line=number, value=value, remedy="mend-formula")


def _number(letters: bytes) -> int:
    """The number of a column from its letters, counted from 1."""
    number = 0
    for letter in letters[:8]:
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
