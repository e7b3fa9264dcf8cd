"""One decision on several things that wait, as one batch: all of it is kept or nothing, and it is undone as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from servanda.errors import UsageError
from servanda.record import models
from servanda.record.actions.judge import Reviewer, add_judgement
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults, unit
from servanda.record.review_queue import Waiting, as_seen
from servanda.record.settings import DATABASE_NAME

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["decide_together"]


def decide_together(
    project: Project, waiting: Sequence[tuple[Waiting, int]], decision: str, reviewer: Reviewer
) -> models.Batch:
    """Accept or reject statements and claims, each with the newest judgement that was seen on it (0 for none).

    Raises DecidedMeanwhile where somebody else was faster with one of them, UsageError where there is nothing to decide.
    """
    if not waiting or decision not in (models.Decision.ACCEPTED, models.Decision.REJECTED):
        raise UsageError("nothing-left-to-judge")
    with named_faults(project.folder / DATABASE_NAME), unit(project.alias):
        batch = OpenBatch(project.alias, models.BatchKind.JUDGEMENT, [])
        with batch.unit() as row:
            for one, seen in waiting:
                target = one.claim or one.statement
                if target is None:
                    raise UsageError("nothing-left-to-judge")
                as_seen(project.alias, target, seen)
                settles = None if one.settles is None else one.settles.pk
                add_judgement(row, target, decision, Reviewer(reviewer.who, reviewer.why, settles))
        batch.finish()
    return row
