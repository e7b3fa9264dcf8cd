"""Keep the register as it lies in the project folder as a version of the record, and link all claims to it."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from django.db import connections

from servanda.agreement import Agreement
from servanda.errors import RegisterError
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.links import Linker
from servanda.record.outcome import Outcome
from servanda.record.register import REGISTER, register_files
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project

_AT_ONCE = 5_000
"""How many rows are written at once, so that a large register is never held as rows too."""


def note_current_register(project: Project, batch: OpenBatch, outcome: Outcome) -> Linker | None:
    """Keep the project's register as it stands; gives what links claims to it, or None where it has a fault.

    The fault is among the outcome's refused inputs: what comes in is kept all the same, and linked once it is mended.
    """
    if not (project.folder / REGISTER).is_file():
        return None
    try:
        digest, agreement = project.register_as_written()
    except RegisterError as error:
        outcome.refused.append(error)
        return None
    note_register(batch, register_files(project.folder), digest, agreement)
    return Linker(agreement, digest)


def note_register(batch: OpenBatch, files: dict[str, str], digest: str, agreement: Agreement | None) -> bool:
    """Add the version unless it is the newest already; gives whether it was added.

    `agreement` is None where the files have a fault; they are kept all the same, so that nothing typed is lost.
    """
    view = View(batch.alias)
    newest = view.rows(models.RegisterVersion).last()
    if not files or (newest is not None and newest.digest == digest):
        return False
    with batch.unit() as row:
        version = models.RegisterVersion.objects.using(batch.alias).create(batch=row, digest=digest, files=files)
        if agreement is not None:
            _keep_assessments(agreement, version, row, batch.alias)
            models.Link.objects.using(batch.alias).bulk_create(Linker(agreement, digest).missing(view, row))
    return True


def _keep_assessments(agreement: Agreement, version: models.RegisterVersion, batch: models.Batch, alias: str) -> None:
    """Add a row an assessment, by one statement: a register has many, and a model's object for each takes longer than all else.

    What all rows have in common is taken from one such object.
    """
    connection, told = connections[alias], ("item", "status", "as_of", "assessor", "source")
    shared = models.Assessment(batch=batch, register=version)
    same = {
        field.column: field.get_db_prep_save(field.pre_save(shared, add=True), connection)
        for field in models.Assessment._meta.concrete_fields
        if not field.primary_key and field.name not in told
    }
    quoted = ", ".join(map(connection.ops.quote_name, (*same, *told)))
    table = connection.ops.quote_name(models.Assessment._meta.db_table)
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({', '.join(['%s'] * (len(same) + len(told)))})"  # noqa: S608 - the model's own names
    common, day = tuple(same.values()), cache(connection.ops.adapt_datefield_value)
    rows = (
        (*common, one.item, one.status.value, day(one.as_of), one.assessor, one.source) for one in agreement.assessments
    )
    with connection.cursor() as cursor:
        while some := list(islice(rows, _AT_ONCE)):
            cursor.executemany(statement, some)
