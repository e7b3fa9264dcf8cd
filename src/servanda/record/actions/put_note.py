"""Put beside an item what became of a reported error, or what a named body answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import UnknownName, UsageError
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.settings import DATABASE_NAME
from servanda.review import Noted

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["put_note"]


def put_note(project: Project, family: str, key: str, kind: str, who: str, text: str) -> Noted:
    """Keep it for ever, as one batch; `kind` is a NoteKind. Raises UsageError without a name or words, UnknownName."""
    if kind not in models.NoteKind.values:
        raise UnknownName("no-such-answer", value=kind, remedy="choose-one-of", known=", ".join(models.NoteKind.values))
    if not who.strip() or not text.strip():
        raise UsageError("answer-needs", remedy="give-who-and-text")
    with named_faults(project.folder / DATABASE_NAME):
        batch = OpenBatch(project.alias, models.BatchKind.NOTE, [f"{family} {key}"])
        with batch.unit() as row:
            kept = models.Note.objects.using(project.alias).create(
                batch=row, family=family, key=key, kind=kind, who=who.strip(), text=text.strip()
            )
        batch.finish()
    return Noted(family, key, kind, kept.who, kept.text, kept.recorded.date())
