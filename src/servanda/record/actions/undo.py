"""Undo a batch, or do it again: a note is added, and from then on the queries pass its rows over, or count them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import UsageError
from servanda.record import models
from servanda.record.database import unit
from servanda.record.register import digest_of, register_files, write_register
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project


def undo(project: Project, batch: int) -> None:
    """Leave out everything that the batch brought in; the register's earlier version comes back where the batch replaced it."""
    row = _batch(project, batch)
    if row.pk in View(project.alias).undone:
        raise UsageError("batch-undone-already", remedy="see-batches", batch=batch)
    _note(project, row, models.EventKind.UNDONE)


def redo(project: Project, batch: int) -> None:
    """Count everything that an undone batch brought in again."""
    row = _batch(project, batch)
    if row.pk not in View(project.alias).undone:
        raise UsageError("batch-not-undone", remedy="see-batches", batch=batch)
    _note(project, row, models.EventKind.REDONE)


def _batch(project: Project, number: int) -> models.Batch:
    row: models.Batch | None = models.Batch.objects.using(project.alias).filter(pk=number).first()
    if row is None:
        raise UsageError("no-such-batch", value=str(number), remedy="see-batches")
    return row


def _note(project: Project, row: models.Batch, kind: str) -> None:
    before = _newest_register(project)
    with unit(project.alias):
        models.BatchEvent.objects.using(project.alias).create(batch=row, kind=kind)
    after = _newest_register(project)
    if before is None or after is None or before.digest == after.digest:
        return
    if digest_of(register_files(project.folder)) == before.digest:
        write_register(project.folder, after.files)


def _newest_register(project: Project) -> models.RegisterVersion | None:
    newest: models.RegisterVersion | None = View(project.alias).rows(models.RegisterVersion).last()
    return newest
