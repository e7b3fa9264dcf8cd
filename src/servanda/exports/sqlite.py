"""The tables as one SQLite database, with the titles of all columns in a table of their own.

Keys and references are declared, so that a query tool shows what belongs to what. Days are text as ISO 8601 has it, the texts of
a list stand on lines of their own.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

from servanda.exports.public import Public
from servanda.exports.table_rows import rows_of
from servanda.exports.tables import Cell, Column, Table, cell_text, tables
from servanda.message import LANGUAGES

__all__ = ["write_sqlite"]

_TYPES = {"text": "TEXT", "list": "TEXT", "whole": "INTEGER", "number": "REAL", "yes-no": "INTEGER", "day": "TEXT"}


def write_sqlite(public: Public, out: BinaryIO) -> int:
    """Write the database; gives the number of rows."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "public.db"
        database = sqlite3.connect(place)
        try:
            with database:
                number = sum(_fill(public, table, database) for table in tables())
                _tell_columns(database)
        finally:
            database.close()
        with place.open("rb") as made:
            shutil.copyfileobj(made, out)
    return number


def _fill(public: Public, table: Table, database: sqlite3.Connection) -> int:
    columns = ", ".join(_column(column) for column in table.columns)
    key = ", ".join(f'"{name}"' for name in table.key)
    database.execute(f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({key}))')
    places = ", ".join("?" for _ in table.columns)
    before = database.total_changes
    database.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', _values(public, table))  # noqa: S608 - our names
    return database.total_changes - before


def _values(public: Public, table: Table) -> Iterator[list[object]]:
    for row in rows_of(public, table.name):
        yield [_value(row.get(column.name)) for column in table.columns]


def _column(column: Column) -> str:
    reference = f' REFERENCES "{column.of}"' if column.of else ""
    return f'"{column.name}" {_TYPES[column.type]}{reference}'


def _value(cell: Cell) -> object:
    if isinstance(cell, Fraction):
        return float(cell)
    if cell is None or isinstance(cell, int):
        return cell
    return cell_text(cell).encode("utf-8", "replace").decode("utf-8")


def _tell_columns(database: sqlite3.Connection) -> None:
    titles = ", ".join(f"title_{lang} TEXT" for lang in LANGUAGES)
    database.execute(
        f'CREATE TABLE "columns" ("table" TEXT, "column" TEXT, unit TEXT, {titles}, PRIMARY KEY ("table", "column"))'
    )
    for table in tables():
        for one in table.columns:
            told = (table.name, one.name, one.unit or None, *(one.titles[lang] for lang in LANGUAGES))
            database.execute('INSERT INTO "columns" VALUES (?, ?, ?, ?, ?, ?)', told)
