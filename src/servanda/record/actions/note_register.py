"""Keep the register as it lies in the project folder as a version of the record, and link all claims to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

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
"""How many rows are made before they are written, so that a large register is never held as rows too."""


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
            told = _assessments(agreement, version, row)
            while some := list(islice(told, _AT_ONCE)):
                models.Assessment.objects.using(batch.alias).bulk_create(some)
            models.Link.objects.using(batch.alias).bulk_create(Linker(agreement, digest).missing(view, row))
    return True


def _assessments(
    agreement: Agreement, version: models.RegisterVersion, batch: models.Batch
) -> Iterator[models.Assessment]:
    for assessment in agreement.assessments:
        yield models.Assessment(
            batch=batch,
            register=version,
            item=assessment.item,
            status=assessment.status.value,
            as_of=assessment.as_of,
            assessor=assessment.assessor,
            source=assessment.source,
        )
