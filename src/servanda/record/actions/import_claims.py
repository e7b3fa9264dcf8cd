"""Take a table of claims in, row by row: what is new, what has changed, what cannot be taken.

A row whose id is already there and says the same changes nothing; one that says something else supersedes the older.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.claim import Claim
from servanda.errors import InputError, ServandaError
from servanda.message import reason
from servanda.record import models
from servanda.record.actions.note_register import note_current_register
from servanda.record.actions.refuse import refuse
from servanda.record.batches import OpenBatch
from servanda.record.encoding import fingerprint
from servanda.record.folder import path_in
from servanda.record.nouns import claim_row
from servanda.record.outcome import Outcome
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project


def import_claims(project: Project, file: Path) -> Outcome:
    """Take the rows of a claims table in as one unit; gives how many were taken, changed, unchanged and refused."""
    batch = OpenBatch(project.alias, models.BatchKind.IMPORT_CLAIMS, [path_in(project.folder, file)])
    outcome = Outcome()
    claims, refused = _read(file)
    name = path_in(project.folder, file)
    current = View(project.alias).table_claims()
    news: list[Claim] = []
    for claim in claims:
        old = current.get(claim.id)
        if old is None:
            outcome.taken += 1
        elif old.fingerprint == fingerprint(claim):
            outcome.unchanged += 1
            continue
        else:
            outcome.changed += 1
        news.append(claim)
    linker = note_current_register(project, batch, outcome)
    if news:
        with batch.unit() as row:
            rows = [claim_row(claim, row, file=name) for claim in news]
            models.Claim.objects.using(project.alias).bulk_create(rows)
            if linker is not None:
                links = linker.rows(zip(rows, news, strict=True), row)
                models.Link.objects.using(project.alias).bulk_create(links)
    for error in refused:
        refuse(batch, name, error, View(project.alias))
        outcome.refused.append(error)
    batch.finish()
    outcome.batch = batch.id
    return outcome


def _read(file: Path) -> tuple[list[Claim], list[ServandaError]]:
    """The table's claims and the errors of the rows that give none."""
    table = import_module("servanda.intake.table")
    reading = import_module("servanda.reading.table")
    faulty: list[ServandaError] = []
    try:
        rows = table.read_rows(file, faulty)
    except OSError as error:
        raise InputError(
            "table-cannot-be-opened", file=str(file), remedy="check-path-and-rights", reason=reason(error)
        ) from error
    claims, refused = reading.read_claims(({"row": row.number, **row.cells} for row in rows), str(file))
    return claims, [*faulty, *refused]
