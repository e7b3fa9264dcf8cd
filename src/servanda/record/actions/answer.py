"""Put a named body's answer, or a notice of correction, beside a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import UnknownName, UsageError
from servanda.record import models
from servanda.record.actions.dismiss import about
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.reviewed import review_of
from servanda.record.settings import DATABASE_NAME

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["answer"]


def answer(project: Project, finding: str, who: str, text: str, kind: str = "answer") -> models.Answer:
    """Keep what is answered to a finding, whose id begins so; `kind` is "answer" or "correction"."""
    if kind not in models.AnswerKind.values:
        known = ", ".join(models.AnswerKind.values)
        raise UnknownName("no-such-answer", value=kind, remedy="choose-one-of", known=known)
    if not who.strip() or not text.strip():
        raise UsageError("answer-needs", remedy="give-who-and-text")
    meant = review_of(project).finding(finding)
    with named_faults(project.folder / DATABASE_NAME):
        batch = OpenBatch(project.alias, models.BatchKind.ANSWER, [meant.id])
        with batch.unit() as row:
            kept: models.Answer = models.Answer.objects.using(project.alias).create(
                batch=row, kind=kind, who=who.strip(), text=text.strip(), **about(project, meant)
            )
        batch.finish()
    return kept
