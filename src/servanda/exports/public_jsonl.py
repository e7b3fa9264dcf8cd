"""The tables as JSON Lines: a head that says the day, the record's version and the licence, then one row a line with its table.

Numbers are exact, as strings, like the bounds of claims elsewhere; lists are lists, and columns that a row has nothing for are
left out.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, BinaryIO

from servanda.exports.public import Public
from servanda.exports.table_rows import rows_of
from servanda.exports.tables import Cell, tables
from servanda.interval import decimal_text
from servanda.record.encoding import as_text

__all__ = ["write_public_jsonl"]


def write_public_jsonl(public: Public, out: BinaryIO) -> int:
    """Write the lines; gives the number of rows."""
    out.write(as_text({"public": 1, **public.head}))
    number = 0
    for table in tables():
        for row in rows_of(public, table.name):
            cells = {name: _plain(cell) for name, cell in row.items() if cell not in (None, "", ())}
            out.write(as_text({"table": table.name, **cells}))
            number += 1
    return number


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Fraction):
        return decimal_text(cell)
    if isinstance(cell, tuple):
        return list(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
