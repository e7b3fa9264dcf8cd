"""Close a reporting round: nothing more is taken into it, until the closing is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import UsageError
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.rounds import Rounds, alone
from servanda.record.view import View
from servanda.reporting import State

if TYPE_CHECKING:
    from servanda.record.project import Project


def close_round(project: Project, period: str | None, who: str) -> models.Closing:
    """Keep that a round was closed, and by whom; `period` names it, None the only open one.

    Bodies may be missing from it, but what was sent has to be decided on first: raises UsageError with those that wait.
    """
    if not who.strip():
        raise UsageError("round-needs-name", remedy="name-who")
    with alone(project):
        rounds = Rounds(View(project.alias), project.register_as_written()[1])
        found = rounds.named(period, still_open=True)
        waiting = [one.body.id for one in rounds.account(found).bodies if one.state is State.RECEIVED]
        if waiting:
            raise UsageError("round-undecided", value=", ".join(waiting), remedy="approve-or-send-back")
        batch = OpenBatch(project.alias, models.BatchKind.ROUND, [found.period])
        with batch.unit() as row:
            kept: models.Closing = models.Closing.objects.using(project.alias).create(
                batch=row, round=found, who=who.strip()
            )
        batch.finish()
    return kept
