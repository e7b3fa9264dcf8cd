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
from datetime import date
from fractions import Fraction
from pathlib import Path

from servanda.agreement import Agreement
from servanda.assessment import Status
from servanda.errors import RegisterError, TableError
from servanda.intake import received
from servanda.intake.dateline import written_period
from servanda.intake.iati import iati_rows
from servanda.intake.register_columns import Columns, columns_of, status_of
from servanda.intake.register_json import json_rows
from servanda.intake.register_origins import joined, origin_cells
from servanda.intake.register_schema import Faults
from servanda.intake.register_written import assessment_rows, entry_rows, says_the_same
from servanda.intake.table import Row, read_rows
from servanda.message import Message
from servanda.origin import Origin
from servanda.period import Period
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
_SPACES = re.compile(r"[\s\u00a0\u202f']")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "₽": "RUB", "₴": "UAH"}


@dataclass(slots=True)
class TableRows:
    """The rows of entries and of assessments that a table gives, what its columns were taken for (None for rows
    that come from no table), and what was refused."""

    columns: Columns | None
    entries: list[dict[str, str]] = field(default_factory=list)
    assessments: list[dict[str, str]] = field(default_factory=list)
    refused: list[RegisterError | TableError] = field(default_factory=list)


def read_register_table(
    path: Path, agreement: Agreement, given: Mapping[str, str] | None = None, constants: Mapping[str, str] | None = None
) -> TableRows:
    """The rows of a table; `constants` are fields that every row has, such as the day and the assessor of a report.

    Bodies may stand under their id, any name or alias. Raises UsageError for columns that are not there, InputError where the
    table cannot be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder) / "plan.csv"
    ...     text = "Код;Программа;Уровень;Мероприятие;Срок\\n1.1;roads;activity;Мост;30.06.2031\\n"
    ...     _ = table.write_text(text, encoding="utf-8")
    ...     found = read_register_table(table, Agreement("accord", {}))
    >>> {name: found.entries[0][name] for name in ("id", "parent", "name", "due")}
    {'id': '1.1', 'parent': 'roads', 'name': 'Мост', 'due': '2031-06-30'}
    """
    refused: list[TableError] = []
    rows = _rows_of(path, refused)
    header = list(dict.fromkeys(column for row in rows for column in row.cells))
    columns = columns_of(header, {column.casefold(): name for column, name in (given or {}).items()})
    found = TableRows(columns, refused=[*refused])
    bodies = {
        form.casefold(): body.id for body in agreement.bodies for form in (body.id, *body.names.values(), *body.aliases)
    }
    faults = Faults(str(path))
    seen: dict[tuple[str, ...], tuple[int, dict[str, str]]] = {}
    for row in rows:
        given_cells = {name: row.cells[column] for column, name in columns.fields.items() if row.cells.get(column)}
        before = len(faults.found)
        typed = dict(constants or {}) | given_cells
        values = _values(typed, row.number, bodies, faults)
        if not values.get("id"):
            faults.add(row.number, "cell-empty", None, "give-cell", cell="id", entry="?")
        if len(faults.found) > before or _given_twice(values, row.number, seen, faults):
            continue
        place = ":".join(filter(None, (path.name, row.sheet, str(row.number))))
        if values.keys() - _ASSESSED - {"id", "source"}:
            entry = {name: value for name, value in values.items() if name not in _ASSESSED}
            found.entries.append(entry | _origins(entry, typed, place))
        if values.get("status"):
            told = {name: values[name] for name in (*_ASSESSED, "source") if name in values}
            found.assessments.append({"item": values.get("id", ""), **told, **_origins(told, typed, place)})
    found.refused += faults.found
    return found


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


def _values(cells: Mapping[str, str], line: int, bodies: Mapping[str, str], faults: Faults) -> dict[str, str]:
    """The fields of a row in the register's own writing."""
    found = dict(cells)
    entry = found.get("id", "?")
    for name in ("due", "period", "dropped", "as_of"):
        if name in found and (days := _days(found[name], whole=name == "as_of")):
            found[name] = days
        elif name in found:
            wanted = Message.of("expect-when-cell")
            faults.add(line, "cell-expected", found[name], "write-when", cell=name, entry=entry, expected=wanted)
    for name in ("depends_on", "replaces"):
        if name in found:
            found[name] = "; ".join(one.strip() for one in re.split(r"[;\n]", found[name]) if one.strip())
    for name in ("bodies", "cooperating"):
        if name in found:
            named = [one.strip() for one in re.split(r"[;\n]", found[name]) if one.strip()]
            for one in named:
                if one.casefold() not in bodies:
                    faults.add(line, "cell-bodies", one, "name-body", entry=entry)
            found[name] = "; ".join(bodies.get(one.casefold(), one) for one in named)
    sign = next((sign for sign in _SIGNS if sign in found.get("budget", "")), "")
    if sign:
        found["budget"] = found["budget"].replace(sign, "")
        found.setdefault("currency", _SIGNS[sign])
    for name in ("weight", "budget"):
        if name in found and (number := _number(found[name])) is not None:
            found[name] = number
        elif name in found:
            wanted = Message.of("expect-number")
            faults.add(line, "cell-expected", found[name], "write-number", cell=name, entry=entry, expected=wanted)
    if "status" in found:
        found["status"] = status_of(found["status"])
    if "reason" in found:
        reason = named_reason(found["reason"])
        if reason is None:
            wanted = Message.of("expect-reason", known=", ".join(word.told("en") for word in REASON_WORDS.values()))
            faults.add(line, "cell-expected", found["reason"], cell="reason", entry=entry, expected=wanted)
        else:
            found["reason"] = reason.value
            found.setdefault("status", Status.NOT_ASSESSED.value)
    if "evidence" in found:
        found["evidence"] = "; ".join(listed_evidence(found["evidence"]))
    return found


def _days(cell: str, *, whole: bool) -> str | None:
    """Days as the register writes them, from what spreadsheets and people write: 30.06.2031, June 2031, before 2032; None for
    what names no days. With `whole`, a period is written by its days.
    """
    try:
        period = Period.parse(cell)
    except ValueError:
        written = written_period(cell)
        return None if written is None or written.start is None or written.end is None else _iso(written)
    return _iso(period) if whole else cell


def _iso(period: Period) -> str:
    if period.is_day:
        return str(period.start)
    first, last = period.start or date.min, period.end or date.max
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else str(period)


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
