"""Say something of what waits without deciding it: a comment, a doubt, a day to wait for, somebody to look at it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from servanda.errors import UsageError
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults, unit
from servanda.record.settings import DATABASE_NAME

if TYPE_CHECKING:
    from servanda.record.project import Project
    from servanda.record.review_queue import Waiting

__all__ = ["about", "remark"]


def remark(
    project: Project, waiting: Waiting, kind: str, who: str, text: str = "", to: str = "", until: date | None = None
) -> models.Remark:
    """Keep what somebody says of what waits; `kind` is a RemarkKind, `to` who is to look at it, `until` when it is shown again.

    Raises UsageError where nobody is named, a comment has no words, an assignment no name or a day is missing.
    """
    if not who.strip():
        raise UsageError("judgement-needs-name", remedy="say-who")
    if kind in (models.RemarkKind.COMMENT, models.RemarkKind.SENT_BACK) and not text.strip():
        raise UsageError("remark-needs-words", remedy="write-remark")
    if kind in (models.RemarkKind.ASSIGNED, models.RemarkKind.SENT_BACK) and not to.strip():
        raise UsageError("remark-needs-receiver", remedy="name-receiver")
    if kind == models.RemarkKind.POSTPONED and until is None:
        raise UsageError("remark-needs-day", remedy="name-day")
    with named_faults(project.folder / DATABASE_NAME), unit(project.alias):
        batch = OpenBatch(project.alias, models.BatchKind.REMARK, [])
        with batch.unit() as row:
            kept: models.Remark = models.Remark.objects.using(project.alias).create(
                batch=row,
                kind=kind,
                who=who.strip(),
                text=text.strip(),
                to=to,
                until=until,
                **about(waiting),
            )
        batch.finish()
    return kept


def about(waiting: Waiting) -> Mapping[str, models.Statement | models.Claim | models.Obligation | models.Judgement]:
    """The one thing that is meant, by the name of the column that points to it."""
    for name in ("claim", "statement", "obligation"):
        if (row := getattr(waiting, name)) is not None:
            return {name: row}
    if waiting.settles is None:
        raise UsageError("nothing-left-to-judge")
    return {"judgement": waiting.settles}
