"""Hand out the forms of a round: one for each body, with its own entries alone and what it has said so far."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.agreement import Agreement
from servanda.errors import UsageError
from servanda.item import Item
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.encoding import encode
from servanda.record.rounds import Rounds, alone, body_named, scale_of
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View
from servanda.reporting import BlankForm, FormEntry, Reporting, RoundAccount, State

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["as_shown", "form_at_desk", "send_forms"]

Write = Callable[[BlankForm, str], Path]
"""What writes a form in a language, and gives its file."""


def send_forms(
    project: Project, bodies: Sequence[str], lang: str, write: Write, period: str | None = None
) -> models.Batch:
    """Hand a form to each named body, or to all that have entries, in the body's own language or else in `lang`.

    All are written and kept, or, where one cannot be written, none is. Raises UsageError where a named body has no entries.
    The files are written before the record is, so that others go on working; what they change meanwhile is seen when a form comes
    back.
    """
    with named_faults(project.folder / DATABASE_NAME):
        agreement = project.register_as_written()[1]
        rounds = Rounds(View(project.alias), agreement)
        found = rounds.named(period, still_open=True)
        account = rounds.account(found)
        forms = [_blank(account, part) for part in _parts(account, bodies)]
    written: list[Path] = []
    try:
        for form in forms:
            written.append(write(form, form.body.lang or lang))  # noqa: PERF401 - those written are known when one fails
        batch = OpenBatch(project.alias, models.BatchKind.FORMS, [found.period, *(one.body.id for one in forms)])
        with named_faults(project.folder / DATABASE_NAME):
            with batch.unit() as row:
                models.Form.objects.using(project.alias).bulk_create(_row(row, found, form, lang) for form in forms)
            batch.finish()
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise
    return row


def form_at_desk(project: Project, body: str, lang: str, period: str | None = None) -> tuple[models.Form, BlankForm]:
    """The form that a body fills in at the desk: the newest handed out to it, while that shows what stands now, else a new one.

    So a page that was called is known again when it comes back, as a file is. Raises UsageError where no round is open, or
    the body has no entries.
    """
    with alone(project):
        agreement = project.register_as_written()[1]
        rounds = Rounds(View(project.alias), agreement)
        found = rounds.named(period, still_open=True)
        account = rounds.account(found)
        blank = _blank(account, _parts(account, [body])[0])
        newest = rounds.view.rows(models.Form).filter(round=found, body=blank.body.id).last()
        entries = {entry.item.id: _kept(entry) for entry in blank.entries}
        if newest is None or newest.entries != entries or newest.narrative != blank.narrative:
            batch = OpenBatch(project.alias, models.BatchKind.FORMS, [found.period, blank.body.id])
            with batch.unit() as row:
                newest = _row(row, found, blank, lang)
                newest.save(using=project.alias)
            batch.finish()
    return newest, replace(blank, token=newest.token)


def _parts(account: RoundAccount, bodies: Sequence[str]) -> list[Reporting]:
    """The parts of the named bodies, or of all, that have entries."""
    wanted = {body_named(account.agreement, one).id for one in bodies}
    parts = [one for one in account.bodies if one.entries and (not wanted or one.body.id in wanted)]
    without = wanted - {one.body.id for one in parts}
    if without:
        raise UsageError("body-without-entries", value=", ".join(sorted(without)), remedy="name-body-in-entries")
    if not parts:
        raise UsageError("no-body-with-entries", remedy="name-body-in-entries")
    return parts


def _row(batch: models.Batch, found: models.Round, form: BlankForm, lang: str) -> models.Form:
    return models.Form(
        batch=batch,
        round=found,
        body=form.body.id,
        token=form.token,
        lang=form.body.lang or lang,
        entries={entry.item.id: _kept(entry) for entry in form.entries},
        narrative=form.narrative,
    )


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
