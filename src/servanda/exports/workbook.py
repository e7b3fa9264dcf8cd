"""The tables as one XLSX workbook, a sheet a table, with heads in English.

Numbers and days are numbers and days. Text stays text, whatever it begins with; a cell holds 32,767 characters, and one that is
longer says that it was cut. A table with more rows than a sheet has goes on in a further sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from servanda.exports.cells import HEAD, begins_formula, bold, fitted, put
from servanda.exports.public import Public
from servanda.exports.table_rows import rows_of
from servanda.exports.tables import Cell, Table, cell_text, tables

__all__ = ["write_workbook"]

MOST_ROWS = 1_048_576
_WIDTHS = {"text": 24, "list": 24, "whole": 10, "number": 14, "yes-no": 10, "day": 12}


def write_workbook(public: Public, out: BinaryIO) -> int:
    """Write the workbook; gives the number of rows."""
    book = Workbook(write_only=True)
    number = 0
    for table in tables():
        sheet = None
        for place, row in enumerate(rows_of(public, table.name)):
            if place % (MOST_ROWS - 1) == 0:
                sheet = _sheet(book, table, place // (MOST_ROWS - 1))
            sheet.append(list(_cells(sheet, table, row)))  # type: ignore[union-attr]
            number += 1
        if sheet is None:
            _sheet(book, table, 0)
    book.save(out)
    return number


def _sheet(book: Workbook, table: Table, further: int) -> Any:
    sheet = book.create_sheet(f"{table.name} {further + 1}" if further else table.name)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns):
        sheet.column_dimensions[chr(ord("A") + place)].width = _WIDTHS[column.type]
    heads = []
    for column in table.columns:
        head = WriteOnlyCell(sheet, column.name)
        head.font, head.fill = bold(), HEAD
        heads.append(head)
    sheet.append(heads)
    return sheet


def _cells(sheet: Any, table: Table, row: Any) -> Iterator[Any]:
    for column in table.columns:
        cell: Cell = row.get(column.name)
        if not isinstance(cell, str | tuple):
            yield float(cell) if isinstance(cell, Fraction) else cell
        elif begins_formula(text := cell_text(cell)):
            marked = WriteOnlyCell(sheet)
            put(marked, text)
            yield marked
        else:
            yield fitted(text) or None
