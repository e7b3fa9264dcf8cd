"""Take a table of activities or assessments into the register beside agreement.yaml, row by row, as one unit.

The rows become rows of activities.csv and assessments.csv in the project folder; a row whose id is there already replaces the
older. What the whole register refuses (an unknown parent, a circle, a status of no scale) is refused with its place in the table.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.errors import RegisterError, ServandaError, UsageError
from servanda.record import models
from servanda.record.actions.import_register import note_before
from servanda.record.actions.note_register import note_register
from servanda.record.batches import OpenBatch
from servanda.record.folder import path_in
from servanda.record.obligations import duties_in, has_year
from servanda.record.register import digest_of, register_files, write_register
from servanda.record.rounds import with_approved
from servanda.record.versions import earlier_ids
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.intake.register_replaced import Earlier
    from servanda.record.project import Project

__all__ = ["TableOutcome", "import_obligations", "import_register_table", "import_rows"]

_Rows = dict[tuple[str, ...], dict[str, str]]
ENTRIES, ASSESSMENTS = "activities.csv", "assessments.csv"
_CIRCLES = ("parents-in-circle", "dependencies-in-circle", "replaced-in-circle")
_KEYS = {ENTRIES: ("id",), ASSESSMENTS: ("item", "assessor", "as_of")}


@dataclass(slots=True)
class TableOutcome:
    """What came of an import: what columns were taken for, what changes it makes, which rows were refused, and the bodies that
    the table names and the register does not know."""

    columns: Any
    batch: int | None = None
    taken: int = 0
    changed: int = 0
    unchanged: int = 0
    changes: tuple[Any, ...] = ()
    refused: list[ServandaError] = field(default_factory=list)
    unknown_bodies: tuple[str, ...] = ()

    @property
    def refused_rows(self) -> int:
        """How many rows were refused, each for one fault or several."""
        return len({(fault.file, fault.line) for fault in self.refused})


def import_register_table(
    project: Project, file: Path, columns: Mapping[str, str], constants: Mapping[str, str], *, whole: bool, trial: bool
) -> TableOutcome:
    """Take the table in. With `whole` a refused row refuses all; with `trial` nothing is written."""
    cells = import_module("servanda.reading.cells")
    reader = import_module("servanda.intake.cell_reader").CellReader(cells.days_named, cells.amount_named)
    found = import_module("servanda.intake.register_table").read_register_table(
        file, project.register()[1], columns, constants, reader
    )
    return _take(project, file, found, whole=whole, trial=trial)


def import_obligations(
    project: Project, file: Path, articles: Sequence[str], constants: Mapping[str, str], *, trial: bool
) -> TableOutcome:
    """Take the dated duties of a treaty in as entries, those of the named articles or all; with `trial` nothing is written.

    Each needs the entry above it and its level among the `constants`. Only what is due on a day, in a month or a year comes in: a
    date without a year, a procedure and what comes again is for people to enter.
    """
    rows = [duty.row for duty in duties_in(file, articles, constants) if has_year(duty.row)]
    return import_rows(project, file, rows, trial=trial)


def import_rows(
    project: Project, file: Path, rows: Sequence[dict[str, str]], *, whole: bool = False, trial: bool = False
) -> TableOutcome:
    """Take rows of entries in that come from no table but from another file, with the place in it as their origin."""
    found = import_module("servanda.intake.register_table").TableRows(None)
    found.entries += rows
    return _take(project, file, found, whole=whole, trial=trial)


def _take(project: Project, file: Path, found: Any, *, whole: bool, trial: bool) -> TableOutcome:
    table = import_module("servanda.intake.register_table")
    _, agreement = project.register()
    outcome = TableOutcome(found.columns, refused=list(found.refused), unknown_bodies=tuple(found.unknown_bodies))
    before, earlier = register_files(project.folder), earlier_ids(project.alias)
    files, after = before, agreement
    sheet = next((name for name in before if Path(name).suffix in (".xlsx", ".ods")), None)
    if sheet is not None:
        raise UsageError("register-in-spreadsheet", value=sheet, remedy="save-as-csv-beside")
    new = {
        ENTRIES: _news(found.entries, _by_key(ENTRIES, table.entry_rows(agreement)), table, outcome),
        ASSESSMENTS: _news(found.assessments, _by_key(ASSESSMENTS, table.assessment_rows(agreement)), table, outcome),
    }
    refused: list[RegisterError] | None = None
    while refused != []:
        files, after, refused = _with(before, new, file, agreement, table, earlier)
        outcome.refused += refused
    if outcome.refused and whole:
        files, after, new = before, agreement, {ENTRIES: [], ASSESSMENTS: []}
    _count(outcome, before, new)
    today = import_module("datetime").date.max
    approved = with_approved(after, View(project.alias)) if after is not agreement else agreement
    outcome.changes = import_module("servanda.progress").changes_between(agreement, approved, today, today)
    if not trial and files != before:
        note_before(project, before)
        batch = OpenBatch(project.alias, models.BatchKind.IMPORT_REGISTER, [path_in(project.folder, file)])
        write_register(project.folder, files)
        note_register(batch, files, digest_of(files), after)
        batch.finish()
        outcome.batch = batch.id
    return outcome


def _by_key(name: str, rows: Sequence[dict[str, str]]) -> _Rows:
    return {_key(name, row): row for row in rows}


def _key(name: str, row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.get(part, "") for part in _KEYS[name])


def _news(rows: Sequence[dict[str, str]], known: _Rows, table: Any, outcome: TableOutcome) -> list[dict[str, str]]:
    """The rows that say something which the register does not say yet; the others are counted as unchanged."""
    found = []
    for row in rows:
        name = ENTRIES if "id" in row else ASSESSMENTS
        old = known.get(_key(name, row))
        if old is not None and table.says_the_same(row, old):
            outcome.unchanged += 1
        else:
            found.append(row)
    return found


def _rows(files: Mapping[str, str], name: str) -> _Rows:
    """The rows of a file of the register by what makes them one."""
    rows = csv.DictReader(io.StringIO(files.get(name, ""), newline=""))
    return {tuple(row.get(key) or "" for key in _KEYS[name]): {k: v for k, v in row.items() if v} for row in rows}


def _merged(files: Mapping[str, str], name: str, new: Sequence[dict[str, str]], table: Any) -> _Rows:
    rows = _rows(files, name)
    for row in new:
        key = _key(name, row)
        rows[key] = table.joined(rows[key], row, table.says_the_same) if key in rows else dict(row)
    return rows


def _with(
    before: Mapping[str, str],
    new: dict[str, list[dict[str, str]]],
    file: Path,
    agreement: Any,
    table: Any,
    earlier: Earlier,
) -> tuple[dict[str, str], Any, list[RegisterError]]:
    """The files with the new rows in them, the register that they make, and the new rows that it refuses.

    These are taken out of `new`, whole: a row whose status is refused gives no entry either.
    """
    if not any(new.values()):
        return dict(before), agreement, []
    columns = {ENTRIES: table.ENTRY_COLUMNS, ASSESSMENTS: table.STATUS_COLUMNS}
    merged = {name: list(_merged(before, name, new[name], table).values()) for name in new}
    files = dict(before) | {name: table.as_csv(rows, columns[name]) for name, rows in merged.items() if rows}
    with tempfile.TemporaryDirectory() as folder:
        write_register(Path(folder), files)
        after, faults = import_module("servanda.intake.register").check_agreement(Path(folder), earlier)
    return files, after or agreement, _refused(faults, files, new, file) if faults else []


def _refused(
    faults: Sequence[RegisterError], files: Mapping[str, str], new: dict[str, list[dict[str, str]]], file: Path
) -> list[RegisterError]:
    """The faults that are those of new rows, each with its place in the table; a row is told of once, and taken out of `new`."""
    on_line = {name: _rows_by_line(files[name]) for name in new if name in files}
    origins = {name: _by(rows, partial(_key, name)) for name, rows in new.items()}
    by_id, by_parent = _by(new[ENTRIES], itemgetter("id")), _by(new[ENTRIES], lambda row: row.get("parent"))
    gone: set[str] = set()
    refused: list[RegisterError] = []
    for fault in faults:
        name = Path(fault.file or "").name
        key = _key(name, on_line[name].get(fault.line or 0, {})) if name in on_line else ()
        origin = next((one for one in origins.get(name, {}).get(key, ()) if one not in gone), "")
        if not origin:
            continue
        gone.add(origin)
        if fault.fault.key in _CIRCLES:
            gone.update(one for part in (fault.value or "").split(" → ") for one in by_id.get(part, ()))
        elif fault.fault.key == "weights-do-not-sum":
            gone.update(by_parent.get(dict(fault.fault.slots)["entry"], ()))
        line = int(origin.rpartition(":")[2])
        refused.append(RegisterError(fault.fault, file=str(file), line=line, value=fault.found, remedy=fault.advice))
    for kind, rows in new.items():
        new[kind] = [row for row in rows if row["origin"] not in gone]
    return refused


def _by(rows: Sequence[dict[str, str]], key: Callable[[dict[str, str]], Any]) -> dict[Any, list[str]]:
    """The origins of rows by a key."""
    found: dict[Any, list[str]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row["origin"])
    return found


def _rows_by_line(text: str) -> dict[int, dict[str, str]]:
    """Each row of a file's text by every line that it stands on."""
    found: dict[int, dict[str, str]] = {}
    reader, last = csv.DictReader(io.StringIO(text, newline="")), 1
    for row in reader:
        found |= dict.fromkeys(range(last + 1, reader.line_num + 1), row)
        last = reader.line_num
    return found


def _count(outcome: TableOutcome, before: Mapping[str, str], new: Mapping[str, Sequence[dict[str, str]]]) -> None:
    for name, rows in new.items():
        known = _rows(before, name)
        for row in rows:
            if _key(name, row) in known:
                outcome.changed += 1
            else:
                outcome.taken += 1
