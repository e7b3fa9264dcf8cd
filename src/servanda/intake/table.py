"""A table of any kind to rows: CSV and TSV by their delimiters, XLSX and ODS by calamine.

Every cell comes out as the text that its reader sees; numbers keep the digits of the file, percentages of XLSX are shown as such,
days become ISO 8601. Rows carry their
number in the file, where an error can name it: the line of a text table, the row of a sheet.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from servanda.errors import EmptyInput, InputError, InputTooLarge, TableError
from servanda.intake.cell_formats import PercentCells, as_percentage
from servanda.intake.encoding import decode, in_two_encodings
from servanda.intake.sheet_faults import MOST_COLUMNS, check_extent, error_cell, faulty_rows
from servanda.intake.sheet_parts import SheetParts
from servanda.message import reason

__all__ = ["LARGEST_TABLE", "LONGEST_CELL", "MOST_ROWS", "Row", "other_encoding", "read_rows"]

LARGEST_TABLE = 50_000_000
MOST_ROWS = 200_000
LONGEST_CELL = 32_767
"""Characters of the longest cell that is taken: what a spreadsheet program can hold."""

_DELIMITERS = "\t,;|"
_HEADER_WITHIN = 10
"""Among how many lines with anything in them the header is looked for."""
_SHEET_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

_HALF = re.compile("[\ud800-\udfff]")
_Numbered = Sequence[tuple[int, Sequence[str]]]
_Faulty = Mapping[int, TableError]

Cell = int | float | str | bool | time | date | datetime | timedelta


class Row(NamedTuple):
    """A row: its number in the file, counted from 1 with the header, its cells by column name, and the name of its sheet."""

    number: int
    cells: dict[str, str]
    sheet: str = ""


def read_rows(path: Path, refused: list[TableError] | None = None) -> list[Row]:
    """The rows of a table below its header; names of columns are stripped and in lower case, empty rows are left out.

    The header is the first row with two cells or more, so that a title may stand above it. Raises TableError with the row's
    number, EmptyInput, BinaryInput, InputTooLarge, or InputError where it cannot be read. The faults of single rows are put into
    `refused` where that is given, and the other rows go on.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder) / "claims.tsv"
    ...     _ = table.write_text("Id\\tValue \\nc1\\t74\\n", encoding="utf-8")
    ...     read_rows(table)
    [Row(number=2, cells={'id': 'c1', 'value': '74'}, sheet='')]
    """
    name = str(path)
    data = _bytes(path, name)
    if not data.strip():
        raise EmptyInput("nothing-in-it", file=name, remedy="save-table-again")
    if data.startswith(_SHEET_STARTS):
        sheet, numbered, faulty = _sheet_rows(data, name)
        return [row._replace(sheet=sheet) for row in _named(numbered, name, refused, faulty)]
    numbered, faulty = _text_rows(data, name)
    return _named(numbered, name, refused, faulty)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST_TABLE:
            raise InputTooLarge("table-too-large", file=name, remedy="split-table", limit=LARGEST_TABLE)
        return path.read_bytes()
    except (OSError, ValueError) as fault:
        raise InputError("cannot-be-read", file=name, remedy="check-name-and-rights", reason=reason(fault)) from fault


def _text_rows(data: bytes, name: str) -> tuple[_Numbered, _Faulty]:
    """The rows of a text table, each with the line that it begins on, and the faults of those in another encoding."""
    if not in_two_encodings(data):
        return _of_text(decode(data, name).text, name), {}
    rows = _of_text(data.decode("utf-8-sig", "surrogateescape"), name)
    return rows, {number: error for number, cells in rows if (error := other_encoding(cells, name, number))}


def other_encoding(cells: Iterable[str], name: str, number: int) -> TableError | None:
    """The fault of a row with bytes that are no UTF-8, kept as halves of surrogate pairs.

    >>> str(other_encoding(["Caf" + chr(0xDCE9)], "a.csv", 7))
    "a.csv:7: This row is in another encoding than the rest of the file. Found 'Caf\\\\xe9'. Save the whole file as UTF-8."
    """
    cells = list(cells)
    if not _HALF.search("".join(cells)):
        return None
    found = next(cell for cell in cells if _HALF.search(cell))
    shown = found.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return TableError("row-other-encoding", file=name, line=number, value=shown, remedy="save-whole-as-utf8")


def _of_text(text: str, name: str) -> _Numbered:
    delimiter = _delimiter(text)
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_TABLE))
    try:
        return _split(text, delimiter, name)
    except TableError:
        if delimiter != "\t":
            raise
        return _split(
            text, delimiter, name, quoted=False
        )  # where tabs part the cells, a quotation mark may be just one


def _split(text: str, delimiter: str, name: str, *, quoted: bool = True) -> _Numbered:
    lines = io.StringIO(text, newline="")
    if quoted:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
    else:
        reader = csv.reader(lines, delimiter=delimiter, strict=True, quoting=csv.QUOTE_NONE)
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            rows.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise TableError(
            "row-unreadable", file=name, line=begins, remedy="close-quotation-marks", reason=str(fault)
        ) from fault
    return rows


def _delimiter(text: str) -> str:
    """The delimiter that one of the first lines holds most often outside quotation marks; a comma where none holds any."""
    lines = islice((line for line in text.splitlines() if line.strip()), _HEADER_WITHIN)
    counts = [{sign: "".join(line.split('"')[::2]).count(sign) for sign in _DELIMITERS} for line in lines]
    header = next((count for count in counts if max(count.values()) > 1), counts[0] if counts else {})
    return max(_DELIMITERS, key=lambda sign: (header.get(sign, 0), sign == ","))


def _sheet_rows(data: bytes, name: str) -> tuple[str, _Numbered, _Faulty]:
    """The name of the first sheet that has any rows, its rows, and the faults of those that cannot be taken."""
    parts = SheetParts(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet_name in book.sheet_names:
            check_extent(parts.of_sheet(sheet_name), name)
            sheet = book.get_sheet_by_name(sheet_name)
            if sheet.total_height > MOST_ROWS + 1:
                raise _too_many(name)
            rows = sheet.to_python(skip_empty_area=False)
            if any(cell != "" for row in rows for cell in row):
                shown = list(_shown_rows(rows, PercentCells(parts).of_sheet(sheet_name)))
                merged = sheet.merged_cell_ranges or ()
                return sheet_name, shown, faulty_rows(parts.of_sheet(sheet_name), merged, len(rows), name)
    except (CalamineError, ValueError, OSError) as fault:
        raise InputError("no-spreadsheet", file=name, remedy="save-as-spreadsheet", reason=str(fault)) from fault
    return "", [], {}


def _shown_rows(rows: Sequence[Sequence[Cell]], percent: dict[tuple[int, int], int]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet as text, numbered from 1; `percent` has the decimals of the cells that are shown as percentages."""
    for place, row in enumerate(rows):
        cells = [_shown(cell) for cell in row]
        for column, cell in enumerate(row):
            if (place, column) in percent and isinstance(cell, (int, float)) and not isinstance(cell, bool):
                cells[column] = as_percentage(cell, percent[place, column])
        yield place + 1, cells


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


def _named(rows: _Numbered, name: str, refused: list[TableError] | None, faulty: _Faulty) -> list[Row]:
    """The rows below the header, cells by column; those that are `faulty` are refused."""
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise EmptyInput("only-empty-rows", file=name, remedy="save-table-again")
    first = filled[:_HEADER_WITHIN]
    at = next((place for place, (_, cells) in enumerate(first) if sum(bool(cell.strip()) for cell in cells) > 1), 0)
    header = _header(filled[at][1], name, filled[at][0])
    if len(filled) - at - 1 > MOST_ROWS:
        raise _too_many(name)
    found: list[Row] = []
    for number, cells in filled[at + 1 :]:
        try:
            if number in faulty:
                raise faulty[number]
            found.append(_row(header, cells, name, number))
        except TableError as error:
            if refused is None:
                raise
            refused.append(error)
    return found


def _header(cells: Sequence[str], name: str, number: int) -> list[str]:
    header = [" ".join(cell.split()).lower() for cell in cells]
    while header and not header[-1]:
        header.pop()
    if len(header) > MOST_COLUMNS:
        raise TableError("too-many-columns", file=name, line=number, remedy="fewer-columns", limit=MOST_COLUMNS)
    if error := other_encoding(header, name, number):
        raise error
    twice = next((column for column, times in Counter(filter(None, header)).items() if times > 1), None)
    if twice is not None:
        raise TableError("two-columns-one-name", file=name, line=number, value=twice, remedy="rename-column")
    return header


def _row(header: Sequence[str], cells: Sequence[str], name: str, number: int) -> Row:
    over = next((cell for cell in cells[len(header) :] if cell.strip()), None)
    if over is not None:
        raise TableError(
            "too-many-cells", file=name, line=number, value=over, remedy="quote-delimiter", columns=len(header)
        )
    if error := error_cell(cells, name, number):
        raise error
    long = next((cell for cell in cells if len(cell) > LONGEST_CELL), None)
    if long is not None:
        raise TableError(
            "cell-too-long", file=name, line=number, value=long, remedy="find-open-quotation", limit=LONGEST_CELL
        )
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return Row(number, {column: cell.strip() for column, cell in zip(header, padded, strict=False) if column})


def _too_many(name: str) -> InputTooLarge:
    return InputTooLarge("too-many-rows", file=name, remedy="split-table", limit=MOST_ROWS)
