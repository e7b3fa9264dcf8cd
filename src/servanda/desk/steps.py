"""What was done, batch by batch: decisions and remarks with who and on what, and for editors imports and ingests as well.

Takes a project and a name; gives steps, the newest first. Any of them can be taken back and done again, however old: that is what
`servanda undo` and `redo` do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any

from servanda.record import models
from servanda.record.project import Project
from servanda.record.view import View

__all__ = ["Step", "is_own", "last_step", "steps_of"]

_TABLES = (models.Judgement, models.ObligationJudgement, models.Remark, models.RegisterEdit)


@dataclass(frozen=True, slots=True)
class Step:
    """One batch. `what` is a Decision, a RemarkKind or a BatchKind; `keys` are the items that it is about, `number` how many."""

    batch: int
    when: datetime
    what: str
    who: str
    about: str
    keys: tuple[str, ...]
    number: int
    is_undone: bool


def steps_of(project: Project, name: str | None, before: int | None, limit: int) -> list[Step]:
    """The newest steps of somebody, or of all where nobody is named, that are older than a batch."""
    alias = project.alias
    undone = View(alias).undone
    batches = models.Batch.objects.using(alias).order_by("-pk")
    if before is not None:
        batches = batches.filter(pk__lt=before)
    if name is not None:
        own = (table.objects.using(alias).filter(who=name).order_by("-batch_id") for table in _TABLES)
        older = (rows if before is None else rows.filter(batch_id__lt=before) for rows in own)
        numbers = {pk for rows in older for pk in rows.values_list("batch_id", flat=True)[: limit * 4]}
        batches = batches.filter(pk__in=sorted(numbers, reverse=True)[:limit])
    return [_step(alias, batch, batch.pk in undone) for batch in batches[:limit]]


def last_step(project: Project, name: str) -> Step | None:
    """The newest step of somebody that still counts."""
    return next((one for one in steps_of(project, name, None, 50) if not one.is_undone), None)


def is_own(project: Project, batch: int, name: str) -> bool:
    """Whether a batch holds decisions and remarks of somebody, and of nobody else."""
    found = {row.who for row in _rows(project.alias, batch)}
    return found == {name}


def _rows(alias: str, batch: int) -> Iterable[Any]:
    return chain.from_iterable(table.objects.using(alias).filter(batch_id=batch).iterator() for table in _TABLES)


def _step(alias: str, batch: models.Batch, is_undone: bool) -> Step:
    rows = list(islice(_rows(alias, batch.pk), 1000))
    if not rows:
        about = ", ".join(batch.inputs[:3]) + (" …" if len(batch.inputs) > 3 else "")
        return Step(batch.pk, batch.recorded, batch.kind, "", about, (), 0, is_undone)
    first = rows[0]
    if isinstance(first, models.RegisterEdit):
        about = ", ".join(batch.inputs[:3])
        return Step(batch.pk, batch.recorded, batch.kind, first.who, about, (), len(rows), is_undone)
    what = first.kind if isinstance(first, models.Remark) else first.decision
    return Step(batch.pk, batch.recorded, what, first.who, _words(first), tuple(map(_key, rows)), len(rows), is_undone)


def _key(row: Any) -> str:
    for letter, name in zip("coj", ("claim_id", "obligation_id", "judgement_id"), strict=True):
        if number := getattr(row, name, None):
            return f"{letter}{number}"
    return f"s{row.statement_id}"


def _words(row: Any) -> str:
    """The first words of what a row is about."""
    statement = getattr(row, "statement", None)
    if statement is not None:
        text = statement.reading.document.text
        return " ".join(" ".join(text[start:end] for start, end in statement.content).split())[:160]
    if getattr(row, "claim", None) is not None:
        return str(row.claim.claim_id)
    duty = getattr(row, "obligation", None)
    return "" if duty is None else " ".join(duty.text.split())[:160]
