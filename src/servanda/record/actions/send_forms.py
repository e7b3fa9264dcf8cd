"""Hand out the forms of a round: one for each body, with its own entries alone and what it has said so far."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from servanda.agreement import Agreement
from servanda.errors import UsageError
from servanda.item import Item
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.encoding import encode
from servanda.record.rounds import Rounds, body_named, scale_of
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View
from servanda.reporting import BlankForm, FormEntry, Reporting, RoundAccount, State

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["as_shown", "send_forms"]

Write = Callable[[BlankForm, str], None]
"""What writes a form somewhere, in a language."""


def send_forms(
    project: Project, bodies: Sequence[str], lang: str, write: Write, period: str | None = None
) -> models.Batch:
    """Hand a form to each named body, or to all that have entries, in the body's own language or else in `lang`.

    All are written and kept, or, where one cannot be written, none is kept. Raises UsageError where a named body has no entries.
    """
    with named_faults(project.folder / DATABASE_NAME):
        agreement = project.register_as_written()[1]
        rounds = Rounds(View(project.alias), agreement)
        found = rounds.named(period, still_open=True)
        account = rounds.account(found)
        wanted = {body_named(agreement, one).id for one in bodies}
        parts = [one for one in account.bodies if one.entries and (not wanted or one.body.id in wanted)]
        without = wanted - {one.body.id for one in parts}
        if without:
            raise UsageError("body-without-entries", value=", ".join(sorted(without)), remedy="name-body-in-entries")
        if not parts:
            raise UsageError("no-body-with-entries", remedy="name-body-in-entries")
        batch = OpenBatch(project.alias, models.BatchKind.FORMS, [found.period, *(one.body.id for one in parts)])
        with batch.unit() as row:
            for one in parts:
                form = _blank(account, one)
                models.Form.objects.using(project.alias).create(
                    batch=row,
                    round=found,
                    body=one.body.id,
                    token=form.token,
                    lang=one.body.lang or lang,
                    entries={entry.item.id: _kept(entry) for entry in form.entries},
                    narrative=form.narrative,
                )
                write(form, one.body.lang or lang)
        batch.finish()
    return row


def _blank(account: RoundAccount, part: Reporting) -> BlankForm:
    agreement = account.agreement
    above = dict(_above(agreement))
    return BlankForm(
        secrets.token_urlsafe(24),
        agreement.names or {"": agreement.id},
        account.period,
        part.body,
        scale_of(agreement, part.assessor),
        tuple(
            FormEntry(item, above[item.id], part.before.get(item.id), part.said.get(item.id)) for item in part.entries
        ),
        part.narrative,
        part.note if part.state is State.SENT_BACK else "",
    )


def _above(agreement: Agreement) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """The entries above each entry, outermost first."""
    stack: list[tuple[Item, tuple[Item, ...]]] = [(item, ()) for item in agreement.items]
    while stack:
        item, above = stack.pop()
        yield item.id, above
        stack += [(one, (*above, item)) for one in item.items]


def _kept(entry: FormEntry) -> dict[str, Any]:
    """What the record keeps of a row, to see later whether somebody changed it meanwhile."""
    return as_shown(entry.item, entry.last) | {"said": encode(entry.said)}


def as_shown(item: Item, last: Any) -> dict[str, Any]:
    """What a form shows of an entry, in no language: its names, deadline, and the last status with its day.

    >>> as_shown(Item("b", "task", {"en": "Bridge"}), None)
    {'names': {'en': 'Bridge'}, 'due': '', 'last': ''}
    """
    told = f"{last.value or last.status.value}, {last.as_of}" if last else ""
    return {"names": dict(item.names), "due": str(item.due.end or "") if item.due else "", "last": told}
