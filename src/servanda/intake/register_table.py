"""An office's own table of activities or assessments, or IATI, to the rows of activities.csv and assessments.csv.

Takes a CSV, TSV, XLSX, ODS, IATI or JSON file, the register that it is for, and the columns' fields; gives rows with the
register's own ids, days and numbers, each with the place that it came from. A row that cannot be read is refused with its
place; nothing is taken of it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from servanda.agreement import Agreement
from servanda.assessment import Status
from servanda.errors import RegisterError, TableError
from servanda.intake import received
from servanda.intake.cell_reader import PLAIN, CellReader
from servanda.intake.iati import iati_rows
from servanda.intake.register_columns import Columns, columns_of, plain, status_of
from servanda.intake.register_days import DATED, PARTED, days_in, days_written, joined_days, parts_of, shortest
from servanda.intake.register_json import json_rows
from servanda.intake.register_origins import joined, origin_cells
from servanda.intake.register_scales import ScaleReader
from servanda.intake.register_schema import Faults, nearest
from servanda.intake.register_written import assessment_rows, entry_rows, says_the_same
from servanda.intake.table import Row, read_rows
from servanda.message import Message
from servanda.origin import Origin
from servanda.reporting import REASON_WORDS, listed_evidence, named_reason

__all__ = [
    "ENTRY_COLUMNS", "STATUS_COLUMNS", "TableRows", "as_csv", "assessment_rows", "entry_rows", "joined", "read_register_table",
    "says_the_same",
]  # fmt: skip

ENTRY_COLUMNS = (
    "id", "parent", "level", "name", "period", "due", "bodies", "cooperating", "depends_on", "weight", "budget", "currency",
    "dropped", "replaces", "split_from", "source", "origin", "typed",
)  # fmt: skip
STATUS_COLUMNS = ("item", "status", "as_of", "assessor", "reason", "evidence", "source", "origin", "typed")
_ASSESSED = frozenset({"status", "reason", "evidence", "as_of", "assessor"})
_MOST_STRANGERS = 500
"""For how many unknown names of bodies the nearest known one is looked for."""
_SPACES = re.compile(r"[\s\u00a0\u202f']")
_BARE = re.compile(r"[\d\s\u00a0\u202f'.,]+")


@dataclass(slots=True)
class TableRows:
    """The rows of entries and of assessments that a table gives, what its columns were taken for (None for rows
    that come from no table), what was refused, and the bodies that it names and the register does not know."""

    columns: Columns | None
    entries: list[dict[str, str]] = field(default_factory=list)
    assessments: list[dict[str, str]] = field(default_factory=list)
    refused: list[RegisterError | TableError] = field(default_factory=list)
    unknown_bodies: list[str] = field(default_factory=list)


def read_register_table(
    path: Path,
    agreement: Agreement,
    given: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
    reader: CellReader = PLAIN,
) -> TableRows:
    """The rows of a table; `constants` are fields that every row has, such as the day and the assessor of a report; `reader`
    understands days and sums in words.

    Bodies may stand under their id, any name or alias, in any case and with any apostrophe. Raises UsageError for columns that
    are not there, InputError where the table cannot be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder) / "plan.csv"
    ...     text = "Код;Программа;Уровень;Мероприятие;Срок\\n1.1;roads;activity;Мост;30.06.2031\\n"
    ...     _ = table.write_text(text, encoding="utf-8")
    ...     found = read_register_table(table, Agreement("accord", {}))
    >>> {name: found.entries[0][name] for name in ("id", "parent", "name_ru", "due")}
    {'id': '1.1', 'parent': 'roads', 'name_ru': 'Мост', 'due': '2031-06-30'}
    """
    refused: list[TableError] = []
    rows = _rows_of(path, refused)
    header = list(dict.fromkeys(column for row in rows for column in row.cells))
    statuses = _Statuses(agreement, rows, (constants or {}).get("assessor", ""))
    chosen = {column.casefold(): name for column, name in (given or {}).items()}
    columns = columns_of(header, chosen, reader.is_unit, reader.days, statuses.fill, constants or {})
    found = TableRows(columns, refused=[*refused])
    cells = _Cells(agreement, columns, reader, Faults(str(path)), found.unknown_bodies)
    faults = cells.faults
    seen: dict[tuple[str, ...], tuple[int, dict[str, str]]] = {}
    for row in rows:
        given_cells = {name: row.cells[column] for column, name in columns.fields.items() if row.cells.get(column)}
        before = len(faults.found)
        said = [(one, cells.values(one, row.number)) for one in _each_day(dict(constants or {}) | given_cells)]
        if not said[0][1].get("id"):
            faults.add(row.number, "cell-empty", None, "give-cell", cell="id", entry="?")
        if len(faults.found) > before or any(_given_twice(values, row.number, seen, faults) for _, values in said):
            continue
        place = ":".join(filter(None, (path.name, row.sheet, str(row.number))))
        typed, values = said[0]
        if values.keys() - _ASSESSED - {"id", "source"}:
            entry = {name: value for name, value in values.items() if name not in _ASSESSED}
            found.entries.append(entry | _origins(entry, typed, place))
        for typed, values in said:
            if values.get("status"):
                told = {name: values[name] for name in (*_ASSESSED, "source") if name in values}
                found.assessments.append({"item": values.get("id", ""), **told, **_origins(told, typed, place)})
    found.refused += faults.found
    return found


def _each_day(typed: dict[str, str]) -> list[dict[str, str]]:
    """The cells of a row once for each day of which it tells a status; once where it tells of none.

    Parts of a day stand beside what they are together, as it was typed.
    """
    for name in PARTED:
        if parts := [typed[part] for part in parts_of(name) if part in typed]:
            typed[name] = " ".join(parts)
    rest = {name: cell for name, cell in typed.items() if not name.startswith(DATED)}
    dated = [
        rest | {"status": cell, "as_of": name.removeprefix(DATED)} for name, cell in typed.items() if name not in rest
    ]
    return [*([rest] if "status" in rest or not dated else []), *dated]


class _Statuses:
    """Which columns hold statuses and nothing else: words for them, per cent, or grades of the assessor's own scale."""

    def __init__(self, agreement: Agreement, rows: Sequence[Row], assessor: str) -> None:
        self._rows, self._assessor = rows, assessor
        self._scales = ScaleReader(agreement.scales, agreement.assessors)

    def fill(self, column: str) -> bool:
        """Whether each cell of the column that is not empty is one, and there is one."""
        cells = {cell for row in self._rows if (cell := row.cells.get(column))}
        return bool(cells) and all(self._scales.knows(self._assessor, status_of(cell)) for cell in cells)


def _rows_of(path: Path, refused: list[TableError]) -> list[Row]:
    """The rows of a file by what it is: IATI, JSON, or a table."""
    if path.suffix.lower() == ".json":
        return json_rows(path, refused)
    if path.suffix.lower() == ".xml":
        return iati_rows(received(path), str(path))
    return read_rows(path, refused)


def _given_twice(
    values: Mapping[str, str], number: int, seen: dict[tuple[str, ...], tuple[int, dict[str, str]]], faults: Faults
) -> bool:
    """Whether an earlier row says something else of the same entry, or of its status on the same day."""
    entry = {name: value for name, value in values.items() if name not in _ASSESSED | {"source"}}
    told = {name: values[name] for name in ("status", "assessor", "as_of", "reason", "evidence") if name in values}
    keys: list[tuple[tuple[str, ...], dict[str, str]]] = []
    if entry.keys() - {"id"}:
        keys.append((("entry", values["id"]), entry))
    if "status" in told:
        keys.append((("status", values["id"], told.get("assessor", ""), told.get("as_of", "")), told))
    for key, says in keys:
        line, before = seen.get(key, (number, says))
        if before != says:
            twice = Message.of("status-twice") if key[0] == "status" else Message.of("cell-id-in-use")
            faults.add(number, twice, values["id"], Message.of("id-used-on-line", other=line))
            return True
    for key, says in keys:
        seen.setdefault(key, (number, says))
    return False


def _origins(values: Mapping[str, str], typed: Mapping[str, str], place: str) -> dict[str, str]:
    """Where a row came from, with what was typed where the register keeps something else."""
    differing = {name: typed[name] for name, value in values.items() if typed.get(name, value) != value}
    return origin_cells({"": Origin(place), **{name: Origin(place, text) for name, text in differing.items()}})


class _Cells:
    """The fields of a row in the register's own writing; what cannot be read is added to `faults`, and to `unknown` the names of
    bodies that the register does not know."""

    def __init__(
        self, agreement: Agreement, columns: Columns, reader: CellReader, faults: Faults, unknown: list[str]
    ) -> None:
        self.bodies: dict[str, str] = {}
        self.names: list[str] = []
        self.strangers: dict[str, Message] = {}
        for body in agreement.bodies:
            for form in (body.id, *body.names.values(), *body.aliases):
                self.bodies.setdefault(plain(form), body.id)
                self.names.append(form)
        self.unit = next((columns.units[column] for column in columns.units), "")
        self.reader, self.faults, self.unknown = reader, faults, unknown

    def values(self, cells: Mapping[str, str], line: int) -> dict[str, str]:
        """The fields of one row."""
        found = dict(cells)
        for name in PARTED:
            self._join(found, name, line)
        for name in ("due", "period", "dropped", "as_of"):
            if name in found:
                self._days(found, name, line)
        for name in ("depends_on", "replaces"):
            if name in found:
                found[name] = "; ".join(_listed(found[name]))
        for name in ("bodies", "cooperating"):
            if name in found:
                found[name] = "; ".join(self._body(one, found, line) for one in _listed(found[name]))
        self._money(found, line)
        if "weight" in found:
            self._set(
                found, "weight", _number(found["weight"]), line, Message.of("expect-number"), Message.of("write-number")
            )
        if "status" in found:
            found["status"] = status_of(found["status"])
        if "reason" in found:
            self._reason(found, line)
        if "evidence" in found:
            found["evidence"] = "; ".join(listed_evidence(found["evidence"]))
        return found

    def _set(
        self, found: dict[str, str], name: str, value: str | None, line: int, wanted: Message, remedy: Message
    ) -> None:
        """Write a field's value, or the fault of a cell that has none."""
        if value is not None:
            found[name] = value
            return
        entry = found.get("id", "?")
        self.faults.add(line, "cell-expected", found[name], remedy, cell=name, entry=entry, expected=wanted)

    def _join(self, found: dict[str, str], name: str, line: int) -> None:
        """Make one cell of those that hold the year and the part of it."""
        if parts := {part: found.pop(part) for part in parts_of(name) if part in found}:
            made = joined_days(parts, name, self.reader.days)
            self._set(found, name, made, line, Message.of("expect-when-cell"), Message.of("write-when"))
            if made is None:
                del found[name]

    def _days(self, found: dict[str, str], name: str, line: int) -> None:
        """Days as the register writes them, from what spreadsheets and people write: 30.06.2031, June 2031, before 2032."""
        cell = found[name]
        written = days_written(cell)
        period = written or days_in(cell, self.reader.days)
        days = cell if written and name != "as_of" else None
        if days is None and period is not None and period.end is not None:
            days = str(period.end) if name == "as_of" else shortest(period)
        self._set(found, name, days, line, Message.of("expect-when-cell"), Message.of("write-when"))

    def _body(self, name: str, found: Mapping[str, str], line: int) -> str:
        known = self.bodies.get(plain(name))
        if known is None:
            advice = self.strangers.get(plain(name))
            if advice is None:
                advice = self.strangers[plain(name)] = self._advice(name)
                self.unknown.append(name)
            self.faults.add(line, "cell-bodies", name, advice, entry=found.get("id", "?"))
        return known or name

    def _advice(self, name: str) -> Message:
        """The known name nearest to an unknown one; a table that is full of invented names is not gone through for each."""
        if len(self.strangers) < _MOST_STRANGERS:
            return nearest(name, self.names)
        return Message.of("one-of-many-known", number=len(self.bodies))

    def _money(self, found: dict[str, str], line: int) -> None:
        """A sum in bare numbers with its currency in a column of its own, or with both in words: "12,5 M€"."""
        cell = found.get("budget")
        if cell is None:
            return
        amount: str | None = None
        if _BARE.fullmatch(cell) and not self.unit:
            amount = _number(cell)
        elif priced := self.reader.priced(cell, self.unit if _BARE.fullmatch(cell) else "", found.get("currency", "")):
            amount = f"{Decimal(priced[0].numerator) / Decimal(priced[0].denominator):f}"
            found["currency"] = priced[1]
        self._set(found, "budget", amount, line, Message.of("expect-money"), Message.of("write-money"))

    def _reason(self, found: dict[str, str], line: int) -> None:
        reason = named_reason(found["reason"])
        if reason is None:
            wanted = Message.of("expect-reason", known=", ".join(word.told("en") for word in REASON_WORDS.values()))
            entry = found.get("id", "?")
            self.faults.add(line, "cell-expected", found["reason"], cell="reason", entry=entry, expected=wanted)
            return
        found["reason"] = reason.value
        found.setdefault("status", Status.NOT_ASSESSED.value)


def _listed(cell: str) -> list[str]:
    return [one.strip() for one in re.split(r"[;\n]", cell) if one.strip()]


def _number(cell: str) -> str | None:
    """A number without spaces and with the point that the register writes; a comma before three digits parts thousands."""
    plain = _SPACES.sub("", cell)
    plain = plain.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain) else plain.replace(",", ".")
    try:
        return plain if Fraction(plain) >= 0 else None
    except (ValueError, ZeroDivisionError):
        return None


def as_csv(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> str:
    """Rows as the text of a CSV, with the columns of the register first and names in other languages behind them."""
    further = sorted({name for row in rows for name in row} - set(columns))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*columns, *further], lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
