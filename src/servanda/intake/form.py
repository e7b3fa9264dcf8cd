"""A filled form of a reporting round, as XLSX: the token that it is known by, its rows, what was written of the period.

Only the cells that a body fills in are read, beside the entry's id: what else stands in the file has no say. A cell is taken as
its reader sees it, so that 40 % typed as a percentage is "40 %"; of a formula the value that was last worked out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from servanda.errors import BinaryInput, InputTooLarge
from servanda.intake.package import package_bytes
from servanda.reporting import FilledForm, FormLine

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["COLUMNS", "KEY_SHEET", "LONGEST_CELL", "MARK", "read_form"]

KEY_SHEET = "servanda"
"""The hidden sheet with the form's token in its first cell."""
MARK = "id"
"""What the first cell of the header says, in every language."""
COLUMNS = ("item", "name", "above", "due", "last", "status", "reason", "evidence")
"""What stands in each column of a form, in order; the last three are filled in."""
FIRST_PARAGRAPH = 4
"""The row of the second sheet on which the text of the period begins."""
LONGEST_CELL = 32_767
MOST_ROWS = 200_000
_HEADER_WITHIN = 20
_LONGEST_TOKEN = 64


def read_form(path: Path) -> FilledForm:
    """What was filled in; raises InputError, BinaryInput or InputTooLarge where the file is no form that can be taken."""
    data, name = package_bytes(path), str(path)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as fault:  # the library raises whatever the part it stumbles over suggests
        raise BinaryInput("no-form-file", file=name, remedy="fill-form-handed-out") from fault
    try:
        return _read(book, name)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError) as fault:
        raise BinaryInput("no-form-file", file=name, remedy="fill-form-handed-out") from fault
    finally:
        book.close()


def _read(book: Workbook, name: str) -> FilledForm:
    if KEY_SHEET not in book.sheetnames:
        raise BinaryInput("no-form-file", file=name, remedy="fill-form-handed-out")
    token = next((_text(cells[0]) for _, cells in _rows(book[KEY_SHEET], 1, 1)), "")[:_LONGEST_TOKEN]
    sheets = [book[title] for title in book.sheetnames if title != KEY_SHEET]
    lines = tuple(_lines(sheets[0], name))
    written = [_text(cells[0]) for number, cells in _rows(sheets[1], MOST_ROWS, 1) if number >= FIRST_PARAGRAPH]
    return FilledForm(token, lines, "\n".join(filter(None, written)))


def _lines(sheet: Any, name: str) -> Iterator[FormLine]:
    """The rows below the header in which there is an entry's id or anything filled in."""
    header = None
    for number, cells in _rows(sheet, MOST_ROWS + 1, len(COLUMNS)):
        texts = [_text(cell) for cell in cells]
        if header is None:
            header = number if texts[0] == MARK else None
            if header is None and number > _HEADER_WITHIN:
                break
            continue
        if number > MOST_ROWS:
            raise InputTooLarge("too-many-rows", file=name, remedy="split-table", limit=MOST_ROWS)
        row = dict(zip(COLUMNS, texts, strict=False))
        if row["item"] or any(row.get(column) for column in COLUMNS[5:]):
            yield FormLine(number, row["item"], row.get("status", ""), row.get("reason", ""), row.get("evidence", ""))
    if header is None:
        raise BinaryInput("no-form-file", file=name, remedy="fill-form-handed-out")


def _rows(sheet: Any, most: int, width: int) -> Iterator[tuple[int, Sequence[Any]]]:
    """The cells of the rows that have any, each with its number; no wider and longer than they may be."""
    for number, cells in enumerate(sheet.iter_rows(max_row=most, max_col=width), start=1):
        if any(cell.value is not None for cell in cells):
            yield number, cells


def _text(cell: Any) -> str:
    """A cell as its reader sees it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if "%" in str(cell.number_format):
            return f"{(Decimal(str(value)) * 100).normalize():f} %"
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)[:LONGEST_CELL].replace("\r\n", "\n").replace("_x000D_", "").strip()
