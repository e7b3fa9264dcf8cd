"""Keep what a reviewer decides on what a body sent in a round; `approve` and `send_back` are the two decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import DecidedMeanwhile, UsageError
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.rounds import Rounds, Sent, alone, body_named
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project


def decide_on_submission(
    project: Project, body: str, kind: str, who: str, note: str, period: str | None, seen: int | None = None
) -> models.Approval:
    """Keep the decision on the newest that a body sent, which is all of it up to then.

    Raises UsageError where it has sent nothing, or where this is decided already, DecidedMeanwhile where it has sent something
    since the submission that was `seen`.
    """
    if not who.strip():
        raise UsageError("round-needs-name", remedy="name-who")
    with alone(project):
        agreement = project.register_as_written()[1]
        rounds = Rounds(View(project.alias), agreement)
        found, one = rounds.named(period, still_open=True), body_named(agreement, body)
        sent = rounds.sent.get((found.pk, one.id), Sent())
        last = sent.last
        if last is None:
            raise UsageError("nothing-sent", value=one.id, remedy="see-round-status")
        if seen is not None and last.pk != seen:
            raise DecidedMeanwhile("sent-meanwhile", value=one.id, remedy="see-what-was-sent")
        before = sent.approvals.get(last.pk)
        if before is not None and before.kind == kind:
            raise UsageError("decided-already", value=one.id, remedy="see-round-status", who=before.who)
        batch = OpenBatch(project.alias, models.BatchKind.APPROVAL, [found.period, one.id])
        with batch.unit() as row:
            kept: models.Approval = models.Approval.objects.using(project.alias).create(
                batch=row, submission=last, kind=kind, who=who.strip(), note=note.strip()
            )
        batch.finish()
    return kept
