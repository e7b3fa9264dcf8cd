"""One thing of the queue as a reviewer looks at it: what it is, what counts of it now, and what was ever said of it.

Takes a key (`s12` a statement, `c5` a claim, `o7` a treaty's duty, `j9` a judgement whose words are gone), gives an `Item`; None
where nothing that may be judged has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from servanda.claim import Claim
from servanda.desk.queue import Entry, Snapshot
from servanda.message import Message
from servanda.record import models
from servanda.record.actions.remark import about
from servanda.record.encoding import decode
from servanda.record.project import Project
from servanda.record.review_queue import Waiting, newest_judgement
from servanda.record.view import View
from servanda.statement import Statement

__all__ = ["Event", "Item", "item_of"]

_NEAR = 6
"""How many neighbours a statement may be merged with."""
_KEY = re.compile(r"([scoj])([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was decided or remarked: when, by whom, why; `what` is a Decision or a RemarkKind, `to` whom it is given."""

    when: datetime
    who: str
    what: str
    why: str
    batch: int
    is_undone: bool
    to: str = ""


@dataclass
class Item:
    """A thing that may be judged. `entry` is its place in the queue, None where it waits no more."""

    project: Project
    key: str
    waiting: Waiting
    entry: Entry | None

    @property
    def statement(self) -> models.Statement | None:
        """The statement that it is, or that its claim is of."""
        claim = self.waiting.claim
        return self.waiting.statement or (claim.statement if claim is not None else None)

    @cached_property
    def newest(self) -> models.Judgement | None:
        """The judgement that counts on it now."""
        target = self.waiting.claim or self.waiting.statement
        return None if target is None else newest_judgement(self.project.alias, target)

    @property
    def seen(self) -> int:
        """What `decide` is told was seen."""
        return self.newest.pk if self.newest else 0

    @cached_property
    def said(self) -> Statement | None:
        """The statement as it counts: as it was corrected, else as it was read."""
        row = self.waiting.statement
        if row is None:
            return None
        corrected = self.newest and self.newest.replacement
        return decode(Statement, corrected or row.noun)

    @cached_property
    def claims(self) -> list[Claim]:
        """What it claims, as it counts."""
        if self.waiting.claim is not None:
            return [decode(Claim, self.waiting.claim.noun)]
        row = self.waiting.statement
        if row is None or self.said is None:
            return []
        if self.newest and self.newest.replacement:
            return list(self.said.claims)
        rows = models.Claim.objects.using(self.project.alias).filter(statement=row).order_by("id")
        return [decode(Claim, one.noun) for one in rows]

    @cached_property
    def proposal(self) -> models.Remark | None:
        """The newest decision that somebody proposed since the last that counts; a second person may agree with it."""
        rows = (
            View(self.project.alias).rows(models.Remark).filter(kind=models.RemarkKind.PROPOSED, **about(self.waiting))
        )
        found: models.Remark | None = rows.last()
        return None if found is None or (self.newest and self.newest.batch_id > found.batch_id) else found

    @cached_property
    def neighbours(self) -> list[models.Statement]:
        """The statements of the same reading that stand nearest, in the order of the text."""
        row = self.waiting.statement
        if row is None:
            return []
        rows = models.Statement.objects.using(self.project.alias).filter(reading_id=row.reading_id).exclude(pk=row.pk)
        nearest = sorted(rows, key=lambda one: abs(one.start - row.start))[:_NEAR]
        return sorted(nearest, key=lambda one: one.start)

    @cached_property
    def history(self) -> list[Event]:
        """What was decided and remarked, the oldest first, what was taken back among it."""
        alias, undone = self.project.alias, View(self.project.alias).undone
        found = []
        for model, column in (
            (models.Judgement, "decision"),
            (models.ObligationJudgement, "decision"),
            (models.Remark, "kind"),
        ):
            wanted = self._columns(model)
            for row in model.objects.using(alias).filter(**wanted) if wanted else ():
                why = row.text if model is models.Remark else row.why
                to = getattr(row, "to", "")
                is_undone = row.batch_id in undone
                found.append(Event(row.recorded, row.who, getattr(row, column), why, row.batch_id, is_undone, to))
        return sorted(found, key=lambda one: (one.when, one.batch))

    def _columns(self, model: type[Any]) -> dict[str, Any]:
        """How the rows of a table that are about this are found; empty where it has none."""
        waiting = self.waiting
        names = {field.name for field in model._meta.fields}
        for name in ("claim", "statement", "obligation"):
            row = getattr(waiting, name)
            if row is not None:
                return {name: row} if name in names else {}
        if waiting.settles is None:
            return {}
        return {"judgement": waiting.settles} if model is models.Remark else {"pk": waiting.settles.pk}


def item_of(project: Project, snapshot: Snapshot, key: str) -> Item | None:
    """The item of a key, where it may be judged: it waits, or is of a current reading, or was judged before."""
    parts = _KEY.fullmatch(key)
    if parts is None:
        return None
    entry, letter, number = snapshot.entries.get(key), parts[1], int(parts[2])
    reason = entry.reason if entry else Message.of("decided-before")
    settles = _row(project, models.Judgement, entry.settles) if entry and entry.settles else None
    match letter:
        case "s":
            row = _row(project, models.Statement, number, "reading__document")
            if row is None or row.reading_id not in snapshot.readings:
                return None
            return Item(project, key, Waiting(reason, statement=row, settles=settles), entry)
        case "c":
            claim = _row(project, models.Claim, number, "statement__reading__document")
            item = claim and Item(project, key, Waiting(reason, claim=claim, settles=settles), entry)
        case "o":
            duty = _row(project, models.Obligation, number)
            item = duty and Item(project, key, Waiting(reason, obligation=duty), entry)
        case _:
            judgement = _row(project, models.Judgement, number, "statement__reading__document")
            item = judgement and Item(project, key, Waiting(reason, settles=judgement), entry)
    return item if item is not None and (entry is not None or item.history) else None


def _row(project: Project, model: type[Any], number: int, *with_it: str) -> Any:
    return model.objects.using(project.alias).select_related(*with_it).filter(pk=number).first()
