"""Take duties that wait into the register, or reject them: one by one, or all of an article at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from servanda.errors import UsageError
from servanda.record import models
from servanda.record.actions.import_register_table import import_rows
from servanda.record.actions.judge import Reviewer
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.settings import DATABASE_NAME

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["accept_obligations", "reject_obligation"]


def accept_obligations(
    project: Project,
    obligations: Sequence[models.Obligation],
    reviewer: Reviewer,
    corrected: Mapping[str, str] | None = None,
) -> list[models.ObligationJudgement]:
    """Take duties into the register as one import, and keep who decided it; undone with the import, they wait again.

    `corrected` is the row that stands in the place of a single duty's. Raises the register's first error where it
    refuses one of them; then none is taken.
    """
    _named(reviewer)
    rows = [dict(corrected)] if corrected is not None else [dict(one.row) for one in obligations]
    outcome = import_rows(project, project.folder / obligations[0].file, rows, whole=True)
    if outcome.refused:
        raise outcome.refused[0]
    decision = models.Decision.ACCEPTED if corrected is None else models.Decision.CORRECTED
    return _judge(project, obligations, decision, reviewer, outcome.batch, corrected)


def reject_obligation(
    project: Project, obligation: models.Obligation, reviewer: Reviewer
) -> models.ObligationJudgement:
    """Keep that a duty does not go into the register."""
    _named(reviewer)
    return _judge(project, [obligation], models.Decision.REJECTED, reviewer)[0]


def _judge(
    project: Project,
    obligations: Sequence[models.Obligation],
    decision: str,
    reviewer: Reviewer,
    imported: int | None = None,
    row: Mapping[str, str] | None = None,
) -> list[models.ObligationJudgement]:
    """Keep a decision on each, in the batch that brought them into the register where there is one."""
    with named_faults(project.folder / DATABASE_NAME):
        batch = OpenBatch(project.alias, models.BatchKind.JUDGEMENT, [])
        if imported is not None:
            batch.row = models.Batch.objects.using(project.alias).get(pk=imported)
        with batch.unit() as kept:
            judged = [
                models.ObligationJudgement.objects.using(project.alias).create(
                    batch=kept, obligation=one, decision=decision, who=reviewer.who.strip(), why=reviewer.why, row=row
                )
                for one in obligations
            ]
        if imported is None:
            batch.finish()
    return judged


def _named(reviewer: Reviewer) -> None:
    if not reviewer.who.strip():
        raise UsageError("judgement-needs-name", remedy="say-who")
