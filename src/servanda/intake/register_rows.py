"""activities.csv, .xlsx or .ods: the lower levels of a large register, one entry a row, beside agreement.yaml.

Columns: `id`, `parent` (the id of another row or of an entry in agreement.yaml; none for a part of the agreement itself),
`level`, `name` (English; `name_fr`, `name_ru` and so on for others), `period`, `due`, `bodies`, `cooperating`, `depends_on` (ids,
`;` between them), `weight`, `budget` with `currency`, `dropped`, `replaces` (ids), `split_from`, `status`, `as_of`, `assessor`,
`source`. A row that cannot be taken is refused with its line; the others stay.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Reason
from servanda.errors import InputError, TableError
from servanda.intake.encoding import in_two_encodings
from servanda.intake.register_origins import read_origins
from servanda.intake.register_scales import ScaleReader
from servanda.intake.register_schema import Faults, nearest
from servanda.intake.sheet_faults import MOST_COLUMNS
from servanda.intake.table import Row, other_encoding, read_rows
from servanda.item import Budget, Item
from servanda.message import Message
from servanda.period import Period
from servanda.reporting import listed_evidence

__all__ = ["Activity", "read_activities", "read_assessments"]

_COLUMNS = (
    "id", "parent", "level", "name", "period", "due", "bodies", "cooperating", "depends_on", "weight", "budget", "currency",
    "dropped", "replaces", "split_from", "status", "as_of", "assessor", "source", "origin", "typed",
)  # fmt: skip
_NAME_COLUMN = re.compile(r"name_([a-z]{2,3})")
_REQUIRED = ("id", "level")
_STATUS_NEEDS = ("item", "status", "as_of", "assessor")
_WHEN, _DAY = Message.of("expect-when-cell"), Message.of("expect-day")
_NUMBER, _TYPED = Message.of("expect-number"), Message.of("expect-typed")
_REASON = Message.of("expect-reason", known=", ".join(Reason))
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Activity:
    """One row: the entry, the id of the entry above it ("" where there is none), and its assessment where the row gives one."""

    item: Item
    parent: str
    assessment: Assessment | None = None


def read_activities(path: Path, agreement: Agreement, faults: Faults) -> Iterator[Activity]:
    """The rows of the file that can be taken, in order; each other one is added to `faults`. Statuses are read on the scales of
    the agreement.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "activities.csv"
    ...     _ = file.write_text("id,parent,level,name,due\\na1,p1,activity,Adopt,2024-06\\na2,p1,activity,Sign,soon\\n")
    ...     faults = Faults("activities.csv")
    ...     rows = list(read_activities(file, Agreement("accord", {}), faults))
    >>> [row.item.id for row in rows], [(fault.line, fault.value) for fault in faults.found]
    (['a1'], [(3, 'soon')])
    """
    reader = ScaleReader(agreement.scales, agreement.assessors)
    for line, cells in _rows(path, lambda columns: _header_is_good(columns, faults), faults):
        activity = _activity(cells, line, reader, faults)
        if activity:
            yield activity


def read_assessments(path: Path, agreement: Agreement, faults: Faults) -> Iterator[Assessment]:
    """The assessments of a table with item, status, as_of, assessor, and where they are there reason, evidence, source."""
    items = {item.id for item in agreement.walk()}
    reader = ScaleReader(agreement.scales, agreement.assessors)
    for line, cells in _rows(path, lambda columns: _names_statuses(columns, faults), faults):
        if cells.get("item", "") not in items:
            faults.add(line, "expected-item", cells.get("item", ""), nearest(cells.get("item", ""), items))
        elif told := _assessment(cells | {"id": cells["item"]}, line, reader, faults):
            yield told


def _rows(
    path: Path, header_is_good: Callable[[list[str]], bool], faults: Faults
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their lines, or their rows in a sheet; none where its header is not good."""
    if path.suffix != ".csv":
        yield from _sheet_rows(path, header_is_good, faults)
        return
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
            for line, cells in _text_rows(lines, header_is_good, faults):
                error = other_encoding(cells.values(), str(path), line)
                if error is None:
                    yield line, cells
                elif in_two_encodings(path.read_bytes()):
                    faults.add(line, error.fault, error.found, error.advice)
                else:
                    faults.add(line, "file-no-utf8", error.found, "save-as-utf8")
                    return
    except csv.Error as fault:
        faults.add(None, "no-csv", None, "check-quotation-marks", reason=str(fault))


def _sheet_rows(
    path: Path, header_is_good: Callable[[list[str]], bool], faults: Faults
) -> Iterator[tuple[int, dict[str, str]]]:
    refused: list[TableError] = []
    rows: list[Row] = []
    try:
        rows = read_rows(path, refused)
    except InputError as fault:
        faults.add(fault.line, fault.fault, fault.found, fault.advice)
    for error in refused:
        faults.add(error.line, error.fault, error.found, error.advice)
    if rows and header_is_good(list(rows[0].cells)):
        yield from ((row.number, row.cells) for row in rows)


def _text_rows(
    lines: Iterator[str], header_is_good: Callable[[list[str]], bool], faults: Faults
) -> Iterator[tuple[int, dict[str, str]]]:
    header = next(lines, "")
    delimiter = max(",;\t", key=header.count)
    columns = [name.strip().casefold() for name in next(csv.reader([header], delimiter=delimiter), [])]
    if len(columns) > MOST_COLUMNS:
        faults.add(1, "too-many-columns", None, "fewer-columns", limit=MOST_COLUMNS)
        return
    if not header_is_good(columns):
        return
    reader = csv.reader(lines, delimiter=delimiter)
    line = 2
    for row in reader:
        cells = [cell.strip() for cell in row]
        if any(cells):
            if len(cells) > len(columns):
                faults.add(line, "expected-cells", str(len(cells)), "quote-comma", columns=len(columns))
            else:
                yield line, dict(zip(columns, cells, strict=False))
        line = reader.line_num + 2


def _header_is_good(columns: list[str], faults: Faults) -> bool:
    for name in columns:
        if name not in _COLUMNS and not _NAME_COLUMN.fullmatch(name):
            faults.add(1, "unknown-column", name, nearest(name, (*_COLUMNS, "name_fr", "name_ru")))
    missing = [name for name in _REQUIRED if name not in columns]
    if not any(name.startswith("name") for name in columns):
        missing.append("name")
    for name in missing:
        faults.add(1, "column-missing", None, "columns-are", column=name, known=", ".join(_COLUMNS))
    return not missing


def _names_statuses(columns: list[str], faults: Faults) -> bool:
    missing = [name for name in _STATUS_NEEDS if name not in columns]
    for name in missing:
        faults.add(
            1, "column-missing", None, "columns-are", column=name, known=", ".join((*_STATUS_NEEDS, "source", "origin"))
        )
    return not missing


def _activity(cells: dict[str, str], line: int, reader: ScaleReader, faults: Faults) -> Activity | None:
    """The row's entry, or None where a cell cannot be read: never half a row."""
    before = len(faults.found)
    entry = cells.get("id") or "?"
    for name in _REQUIRED:
        if not cells.get(name):
            faults.add(line, "cell-empty", None, "give-cell", cell=name, entry=entry)
    names = {"en": cells["name"]} if cells.get("name") else {}
    for column, cell in cells.items():
        if cell and column.startswith("name_") and (found := _NAME_COLUMN.fullmatch(column)):
            names[found[1]] = cell
    if not names:
        faults.add(line, "row-no-name", None, "give-name", entry=entry)
    period = _cell(cells, "period", _days, _WHEN, line, faults)
    due = _cell(cells, "due", _days, _WHEN, line, faults)
    dropped = _cell(cells, "dropped", _days, _WHEN, line, faults)
    weight = _cell(cells, "weight", _number, _NUMBER, line, faults)
    budget = _budget(cells, line, faults)
    origins = _cell(cells, "typed", lambda _: read_origins(cells), _TYPED, line, faults)
    assessment = _assessment(cells, line, reader, faults)
    if len(faults.found) > before:
        return None
    item = Item(
        id=cells["id"],
        level=cells["level"],
        names=names,
        period=period,
        due=due,
        source=cells.get("source", ""),
        bodies=_listed(cells, "bodies"),
        cooperating=_listed(cells, "cooperating"),
        depends_on=_listed(cells, "depends_on"),
        weight=weight,
        budgets=(budget,) if budget else (),
        dropped=dropped,
        replaces=_listed(cells, "replaces"),
        split_from=cells.get("split_from", ""),
        line=line,
        origins=origins or read_origins({"origin": cells.get("origin", "")}),
    )
    return Activity(item, cells.get("parent", ""), assessment)


def _cell(
    cells: dict[str, str], name: str, read: Callable[[str], _Value], expected: Message, line: int, faults: Faults
) -> _Value | None:
    """A cell's value, None where it is empty or, with a fault, where it cannot be read."""
    cell = cells.get(name)
    if not cell:
        return None
    try:
        return read(cell)
    except ValueError:
        faults.add(line, "cell-expected", cell, cell=name, entry=cells.get("id") or "?", expected=expected)
        return None


@lru_cache(4_096)
def _days(cell: str) -> Period:
    """Days as registers write them; many entries are due on the same."""
    return Period.parse(cell)


def _listed(cells: dict[str, str], name: str) -> tuple[str, ...]:
    cell = cells.get(name)
    return tuple(part for one in cell.split(";") if (part := one.strip())) if cell else ()


def _number(cell: str) -> Fraction:
    number = Fraction(cell.replace(" ", "").replace("\u00a0", "").replace("\u202f", ""))
    if number < 0:
        raise ValueError(cell)
    return number


def _budget(cells: dict[str, str], line: int, faults: Faults) -> Budget | None:
    """The money of a row, which needs its currency."""
    amount = _cell(cells, "budget", _number, _NUMBER, line, faults)
    if amount is None:
        return None
    currency = cells.get("currency", "")
    if not re.fullmatch("[A-Z]{3}", currency):
        wanted = Message.of("expect-currency")
        entry = cells.get("id") or "?"
        faults.add(line, "cell-expected", currency, "write-currency", cell="currency", entry=entry, expected=wanted)
        return None
    return Budget(amount, currency)


def _assessment(cells: dict[str, str], line: int, reader: ScaleReader, faults: Faults) -> Assessment | None:
    if not cells.get("status"):
        return None
    as_of = _cell(cells, "as_of", date.fromisoformat, _DAY, line, faults)
    for name in ("as_of", "assessor"):
        if not cells.get(name):
            faults.add(line, "status-needs", None, "say-day-and-assessor", cell=name)
    if as_of is None or not cells.get("assessor"):
        return None
    entry = {"item": cells.get("id", ""), "as_of": as_of, "source": cells.get("source", "")}
    origins = _cell(cells, "typed", lambda _: read_origins(cells), _TYPED, line, faults)
    if origins is None and cells.get("typed"):
        return None
    reason = _cell(cells, "reason", Reason, _REASON, line, faults)
    if reason is None and cells.get("reason"):
        return None
    entry |= {"status": cells["status"], "assessor": cells["assessor"], "reason": reason}
    entry["evidence"] = listed_evidence(cells.get("evidence", ""))
    entry["origins"] = origins or read_origins({"origin": cells.get("origin", "")})
    return reader.assessment(entry, line, faults)
