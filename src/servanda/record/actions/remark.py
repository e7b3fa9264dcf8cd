"""Say something of what waits without deciding it: a comment, a doubt, a day to wait for, somebody to look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from servanda.errors import UsageError
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults, unit
from servanda.record.settings import DATABASE_NAME

if TYPE_CHECKING:
    from servanda.record.project import Project
    from servanda.record.review_queue import Waiting

__all__ = ["Said", "about", "remark"]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says: `kind` is a RemarkKind, `to` who is to look at it, `until` when it is shown again.

    `proposal` is a decision that somebody else has to agree with.
    """

    kind: str
    who: str
    text: str = ""
    to: str = ""
    until: date | None = None
    proposal: dict[str, Any] | None = None


def remark(project: Project, waiting: Waiting, said: Said) -> models.Remark:
    """Keep what somebody says of what waits.

    Raises UsageError where nobody is named, a comment has no words, an assignment no name or a day is missing.
    """
    if not said.who.strip():
        raise UsageError("judgement-needs-name", remedy="say-who")
    if said.kind in (models.RemarkKind.COMMENT, models.RemarkKind.SENT_BACK) and not said.text.strip():
        raise UsageError("remark-needs-words", remedy="write-remark")
    if said.kind in (models.RemarkKind.ASSIGNED, models.RemarkKind.SENT_BACK) and not said.to.strip():
        raise UsageError("remark-needs-receiver", remedy="name-receiver")
    if said.kind == models.RemarkKind.POSTPONED and said.until is None:
        raise UsageError("remark-needs-day", remedy="name-day")
    with named_faults(project.folder / DATABASE_NAME), unit(project.alias):
        batch = OpenBatch(project.alias, models.BatchKind.REMARK, [])
        with batch.unit() as row:
            kept: models.Remark = models.Remark.objects.using(project.alias).create(
                batch=row,
                kind=said.kind,
                who=said.who.strip(),
                text=said.text.strip(),
                to=said.to,
                until=said.until,
                proposal=said.proposal,
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
