"""What a reviewer does with an item: each act is one transaction, by the calls that `servanda review` makes.

Takes an item, who acts, and the words of a form; gives the batch that it is, by which it is undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from importlib import import_module

from servanda.claim import Claim
from servanda.desk.items import Item
from servanda.desk.models import Account
from servanda.desk.roles import Right, Role
from servanda.errors import DecidedMeanwhile, InputError, UsageError
from servanda.record import models
from servanda.record.actions.judge import Reviewer
from servanda.record.actions.remark import remark
from servanda.record.correction import corrected, placed
from servanda.record.database import named_faults, unit
from servanda.record.project import accept_obligations, reject_obligation
from servanda.record.review_queue import decide, still_waits
from servanda.record.settings import DATABASE_NAME
from servanda.statement import Statement

__all__ = ["RIGHT_OF", "Act", "act_on", "receivers"]


class Act(StrEnum):
    """What can be done with an item."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    UNSURE = "unsure"
    POSTPONE = "postpone"
    COMMENT = "comment"
    ASSIGN = "assign"
    SEND_BACK = "send-back"


RIGHT_OF = dict.fromkeys(Act, Right.JUDGE) | {Act.ASSIGN: Right.DIRECT, Act.SEND_BACK: Right.DIRECT}
"""What one needs for each."""

_DECISIONS = {
    Act.ACCEPT: models.Decision.ACCEPTED,
    Act.CORRECT: models.Decision.CORRECTED,
    Act.REJECT: models.Decision.REJECTED,
}
_REMARKS = {
    Act.UNSURE: models.RemarkKind.UNSURE,
    Act.POSTPONE: models.RemarkKind.POSTPONED,
    Act.COMMENT: models.RemarkKind.COMMENT,
    Act.ASSIGN: models.RemarkKind.ASSIGNED,
}


def act_on(item: Item, account: Account, act: Act, form: Mapping[str, str]) -> int:
    """Do it; raises UsageError or InputError, and DecidedMeanwhile where somebody else was faster, and keeps nothing then."""
    why = form.get("why", "").replace("\x00", "").strip()
    if act is Act.SEND_BACK:
        return _sent_back(item, account, why)
    if act in _REMARKS:
        to = form.get("to", "") if act is Act.ASSIGN else ""
        if act is Act.ASSIGN and to not in receivers():
            raise UsageError("remark-needs-receiver", remedy="name-receiver")
        until = _day(form.get("until", "")) if act is Act.POSTPONE else None
        return int(remark(item.project, item.waiting, _REMARKS[act], account.name, why, to, until).batch_id)
    reviewer = Reviewer(account.name, why)
    if item.waiting.obligation is not None:
        return _on_duty(item, act, reviewer, form)
    replacement = replacement_in(item, form) if act is Act.CORRECT else None
    seen = form.get("seen", "")
    kept = decide(
        item.project, item.waiting, _DECISIONS[act], reviewer, replacement, int(seen) if seen.isdecimal() else -1
    )
    return int(kept.batch_id)


def receivers() -> list[str]:
    """The names of those to whom something can be given to look at."""
    may = [role for role in Role if role.may(Right.JUDGE)]
    return list(Account.objects.filter(is_active=True, role__in=may).order_by("name").values_list("name", flat=True))


def replacement_in(item: Item, form: Mapping[str, str]) -> Statement:
    """The statement with the words, speaker and figures that were typed; claims that were unticked are left out.

    Raises InputError with words that are not in the text, or a figure that cannot be read.
    """
    row = item.waiting.statement
    if row is None:
        raise UsageError("nothing-left-to-judge")
    near = {role: form.get(f"near-{role}", "") for role in ("source", "cue", "content")}
    source, cue, content = (
        placed(row, role, form.get(role, ""), int(at) if at.isdecimal() and len(at) < 10 else None)
        for role, at in near.items()
    )
    names = tuple(name.strip() for name in form.get("speaker", "").split(",") if name.strip())
    new = corrected(row, source, cue, content, names)
    if item.said is None or new.content != item.said.content:
        return new
    lang = row.reading.document.lang or ""
    claims = [
        replace(_valued(claim, form.get(f"value-{number}", ""), lang), speaker=", ".join(names))
        for number, claim in enumerate(item.claims)
        if f"value-{number}" not in form or form.get(f"keep-{number}")
    ]
    return replace(new, claims=tuple(claims))


def _valued(claim: Claim, typed: str, lang: str) -> Claim:
    """The claim with the figure that was typed in the place of its first, as the reader of figures reads it."""
    figure = claim.figure
    if figure.quantity is None or " ".join(typed.split()) in ("", " ".join(figure.quantity.text.split())):
        return claim
    found = import_module("servanda.reading.quantities").find_quantities(typed, lang)
    if len(found) != 1:
        raise InputError("not-one-figure", value=typed, remedy="write-figure")
    read = found[0]
    old = figure.quantity
    kept = replace(
        read,
        unit=read.unit or old.unit,
        kind=read.kind if read.unit else old.kind,
        start=old.start,
        end=old.end,
        number_start=old.number_start,
        number_end=old.number_end,
    )
    return replace(claim, figures=(replace(figure, quantity=kept), *claim.figures[1:]))


def _on_duty(item: Item, act: Act, reviewer: Reviewer, form: Mapping[str, str]) -> int:
    """Take a treaty's duty into the register, as it stands or as it was typed, or reject it."""
    duty = item.waiting.obligation
    if duty is None or not still_waits(item.project, item.waiting):
        raise DecidedMeanwhile("decided-meanwhile", remedy="see-decision")
    if act is Act.REJECT:
        return int(reject_obligation(item.project, duty, reviewer).batch_id)
    row = None
    if act is Act.CORRECT:
        typed = {name.removeprefix("row-"): text.strip() for name, text in form.items() if name.startswith("row-")}
        row = {name: text for name, text in (dict(duty.row) | typed).items() if text}
    return int(accept_obligations(item.project, [duty], reviewer, row)[0].batch_id)


def _sent_back(item: Item, account: Account, note: str) -> int:
    """Undo the decision that counts, and give the item back to who decided it, with a note; one transaction."""
    newest = item.newest
    if newest is None:
        raise UsageError("not-decided-yet", remedy="give-out-instead")
    together = models.Judgement.objects.using(item.project.alias).filter(batch_id=newest.batch_id)
    if together.exclude(pk=newest.pk).exists():
        raise UsageError("decided-together", remedy="undo-whole-step", batch=newest.batch_id)
    with named_faults(item.project.folder / DATABASE_NAME), unit(item.project.alias):
        item.project.undo(newest.batch_id)
        kept = remark(item.project, item.waiting, models.RemarkKind.SENT_BACK, account.name, note, newest.who)
    return int(kept.batch_id)


def _day(text: str) -> date:
    """The day until which something waits; tomorrow where none is given."""
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    try:
        asked = date.fromisoformat(text) if text else tomorrow
    except ValueError as error:
        raise UsageError("remark-needs-day", value=text[:40], remedy="name-day") from error
    if asked < tomorrow:
        raise UsageError("remark-needs-day", value=text, remedy="name-day")
    return asked
