"""Take a table of official statistics in, row by row, and keep it in the project's `series/` folder.

A value that is already there and says the same changes nothing; one of the same series, period and day of publication that says
something else supersedes the older. A value published on another day is a vintage of its own and stands beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.errors import InputError
from servanda.message import reason
from servanda.record import models
from servanda.record.actions.note_register import note_current_register
from servanda.record.actions.refuse import refuse
from servanda.record.batches import OpenBatch
from servanda.record.encoding import encode, fingerprint
from servanda.record.folder import path_in
from servanda.record.outcome import Outcome
from servanda.record.series import FOLDER, current_rows, digest_of_file, key_of, read_table
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project


def import_series(project: Project, file: Path) -> Outcome:
    """Take the rows in as one unit; gives how many values were taken, changed, unchanged and refused."""
    outcome = Outcome()
    rows, refused = read_table(file)
    view = View(project.alias)
    current = current_rows(view)
    news: list[Any] = []
    for row in rows:
        old = current.get(key_of(row.series))
        if old is None:
            outcome.taken += 1
        elif old.fingerprint == fingerprint(row.series):
            outcome.unchanged += 1
            continue
        else:
            outcome.changed += 1
        news.append(row)
    kept = _kept(project, file) if rows else file
    name = path_in(project.folder, kept)
    batch = OpenBatch(project.alias, models.BatchKind.IMPORT_SERIES, [name])
    if news:
        note_current_register(project, batch, outcome)
        with batch.unit() as unit:
            _add(project.alias, unit, name, digest_of_file(kept.read_bytes()), news)
    for error in refused:
        refuse(batch, name, error, view)
        outcome.refused.append(error)
    batch.finish()
    outcome.batch = batch.id
    return outcome


def _add(alias: str, unit: models.Batch, name: str, digest: str, rows: list[Any]) -> None:
    """Add the table and its new values."""
    table = models.SeriesFile.objects.using(alias).create(batch=unit, name=name, digest=digest)
    models.Observation.objects.using(alias).bulk_create(
        models.Observation(
            batch=unit,
            file=table,
            line=row.line,
            series=row.series.id,
            fingerprint=fingerprint(row.series),
            noun=encode(row.series),
        )
        for row in rows
    )


def _kept(project: Project, file: Path) -> Path:
    """The table in the project's folder: where it lies, or a copy; under a name with its digest where its own is taken."""
    folder = project.folder / FOLDER
    whole = file.absolute().resolve()
    if whole.is_relative_to(folder):
        return whole
    data = whole.read_bytes()
    place = folder / file.name
    if place.exists() and place.read_bytes() != data:
        place = folder / f"{file.stem}.{digest_of_file(data).rpartition(':')[2][:8]}{file.suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    except OSError as error:
        raise InputError(
            "cannot-be-copied", file=str(place), remedy="check-folder-rights", reason=reason(error)
        ) from error
    return place
