"""A table of any kind to rows: CSV and TSV by their delimiters, XLSX and ODS by calamine.

Every cell comes out as the text that its reader sees; numbers keep the digits of the file, days become ISO 8601. Rows carry their
number in the file, where an error can name it: the line of a text table, the row of a sheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from servanda.errors import EmptyInput, InputError, InputTooLarge, TableError
from servanda.intake.encoding import decode

__all__ = ["LARGEST_TABLE", "LONGEST_CELL", "MOST_ROWS", "Row", "read_rows"]

LARGEST_TABLE = 50_000_000
MOST_ROWS = 200_000
LONGEST_CELL = 32_767
"""Characters of the longest cell that is taken: what a spreadsheet program can hold."""

_DELIMITERS = "\t,;|"
_SHEET_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

Cell = int | float | str | bool | time | date | datetime | timedelta


class Row(NamedTuple):
    """A row: its number in the file, counted from 1 with the header, and its cells by column name."""

    number: int
    cells: dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """The rows of a table below its header; names of columns are stripped and in lower case, empty rows are left out.

    Raises TableError with the row's number, EmptyInput, BinaryInput, InputTooLarge, or InputError where it cannot be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder) / "claims.tsv"
    ...     _ = table.write_text("Id\\tValue \\nc1\\t74\\n", encoding="utf-8")
    ...     read_rows(table)
    [Row(number=2, cells={'id': 'c1', 'value': '74'})]
    """
    name = str(path)
    data = _bytes(path, name)
    if not data.strip():
        raise EmptyInput("There is nothing in it.", file=name, remedy="Save the table again.")
    numbered = _sheet_rows(data, name) if data.startswith(_SHEET_STARTS) else _text_rows(data, name)
    return _named(numbered, name)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST_TABLE:
            fault = f"It has more than {LARGEST_TABLE:,} bytes."
            raise InputTooLarge(fault, file=name, remedy="Split it into smaller tables.")
        return path.read_bytes()
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise InputError(f"It cannot be read: {reason}.", file=name, remedy="Check its name and its rights.") from fault


def _text_rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text table, each with the line that it begins on."""
    text = decode(data, name).text
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_TABLE))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise TableError(
            f"This row cannot be read: {fault}.",
            file=name,
            line=begins,
            remedy='Close every quotation mark, and write one inside a cell twice ("").',
        ) from fault


def _delimiter(text: str) -> str:
    """The delimiter that the header line holds most often outside quotation marks; a comma where it holds none."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=lambda sign: (bare.count(sign), sign == ","))


def _sheet_rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet that has any."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet_name in book.sheet_names:
            sheet = book.get_sheet_by_name(sheet_name)
            if sheet.total_height > MOST_ROWS + 1:
                raise _too_many(name)
            rows = sheet.to_python(skip_empty_area=False)
            if any(cell != "" for row in rows for cell in row):
                yield from ((number, [_shown(cell) for cell in row]) for number, row in enumerate(rows, start=1))
                return
    except (CalamineError, ValueError, OSError) as fault:
        raise InputError(
            f"This is no spreadsheet that can be read: {fault}.",
            file=name,
            remedy="Save it as XLSX, ODS or CSV, without a password.",
        ) from fault


def _shown(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, days in ISO 8601."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def _named(rows: Iterable[tuple[int, Sequence[str]]], name: str) -> list[Row]:
    """The rows below the header, cells by column."""
    header: list[str] | None = None
    found: list[Row] = []
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = _header(cells, name, number)
            continue
        found.append(_row(header, cells, name, number))
        if len(found) > MOST_ROWS:
            raise _too_many(name)
    if header is None:
        raise EmptyInput("There is nothing in it but empty rows.", file=name, remedy="Save the table again.")
    return found


def _header(cells: Sequence[str], name: str, number: int) -> list[str]:
    header = [" ".join(cell.split()).lower() for cell in cells]
    while header and not header[-1]:
        header.pop()
    twice = next((column for place, column in enumerate(header) if column and column in header[:place]), None)
    if twice is not None:
        raise TableError(
            "Two columns have one name.",
            file=name,
            line=number,
            value=twice,
            remedy="Rename one of them in the first row.",
        )
    return header


def _row(header: Sequence[str], cells: Sequence[str], name: str, number: int) -> Row:
    over = next((cell for cell in cells[len(header) :] if cell.strip()), None)
    if over is not None:
        raise TableError(
            f"The row has more cells than the header's {len(header)} columns.",
            file=name,
            line=number,
            value=over,
            remedy="Put a cell that holds the delimiter into quotation marks.",
        )
    long = next((cell for cell in cells if len(cell) > LONGEST_CELL), None)
    if long is not None:
        raise TableError(
            f"A cell has more than {LONGEST_CELL:,} characters.",
            file=name,
            line=number,
            value=long,
            remedy="Look for a quotation mark that is not closed.",
        )
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return Row(number, {column: cell.strip() for column, cell in zip(header, padded, strict=False) if column})


def _too_many(name: str) -> InputTooLarge:
    return InputTooLarge(f"It has more than {MOST_ROWS:,} rows.", file=name, remedy="Split it into smaller tables.")
