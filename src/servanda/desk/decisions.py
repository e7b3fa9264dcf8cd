"""What a reviewer does with an item: each act is one transaction, by the calls that `servanda review` makes.

Takes an item, who acts, and the words of a form; gives the batch that it is, by which it is undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from importlib import import_module

from django.conf import settings

from servanda.claim import Claim
from servanda.desk.items import Item
from servanda.desk.models import Account
from servanda.desk.roles import Right, Role
from servanda.errors import DecidedMeanwhile, InputError, UsageError
from servanda.record import models
from servanda.record.actions.judge import Reviewer
from servanda.record.actions.regroup import merge_statements, split_statement
from servanda.record.actions.remark import Said, remark
from servanda.record.correction import corrected, placed
from servanda.record.database import named_faults, unit
from servanda.record.encoding import decode, encode
from servanda.record.models import RemarkKind
from servanda.record.project import accept_obligations, reject_obligation
from servanda.record.review_queue import decide, still_waits
from servanda.record.settings import DATABASE_NAME
from servanda.statement import Statement

__all__ = ["RIGHT_OF", "Act", "act_on", "duty_fields", "receivers", "seen_in"]


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
    AGREE = "agree"
    MERGE = "merge"
    SPLIT = "split"


RIGHT_OF = dict.fromkeys(Act, Right.JUDGE) | {Act.ASSIGN: Right.DIRECT, Act.SEND_BACK: Right.DIRECT}
"""What one needs for each."""

_FIXED = ("id", "source", "origin")
_FIELDS = ("parent", "level", "bodies")
_DECISIONS = {
    Act.ACCEPT: models.Decision.ACCEPTED,
    Act.CORRECT: models.Decision.CORRECTED,
    Act.REJECT: models.Decision.REJECTED,
}
_REMARKS = {
    Act.UNSURE: RemarkKind.UNSURE,
    Act.POSTPONE: RemarkKind.POSTPONED,
    Act.COMMENT: RemarkKind.COMMENT,
    Act.ASSIGN: RemarkKind.ASSIGNED,
}


def act_on(item: Item, account: Account, act: Act, form: Mapping[str, str]) -> int:
    """Do it; raises UsageError or InputError, and DecidedMeanwhile where somebody else was faster, and keeps nothing then."""
    reviewer = Reviewer(account.name, form.get("why", "").replace("\x00", "").strip())
    if act in _DECISIONS:
        return _judged(item, act, reviewer, form)
    if act in _REMARKS:
        return _remarked(item, act, reviewer, form)
    if act is Act.SEND_BACK:
        return _sent_back(item, reviewer)
    if act is Act.AGREE:
        return _agreed(item, reviewer, form)
    return _regrouped(item, act, reviewer, form)


def seen_in(form: Mapping[str, str], name: str = "seen") -> int:
    """Which judgement the reviewer saw, as the form says; what is no number is none that was ever kept."""
    seen = form.get(name, "")
    return int(seen) if seen.isdecimal() and len(seen) < 19 else -1


def _judged(item: Item, act: Act, reviewer: Reviewer, form: Mapping[str, str]) -> int:
    """Decide, or propose it where a second person has to agree."""
    replacement: Statement | dict[str, str] | None = None
    if act is Act.CORRECT:
        replacement = replacement_in(item, form) if item.waiting.obligation is None else _row_in(item, form)
    if not settings.SERVANDA_TWO_PEOPLE:
        return _decided(item, _DECISIONS[act], reviewer, replacement, seen_in(form))
    proposal = {"decision": str(_DECISIONS[act]), "replacement": None if replacement is None else encode(replacement)}
    said = Said(RemarkKind.PROPOSED, reviewer.who, reviewer.why, proposal=proposal)
    return int(remark(item.project, item.waiting, said).batch_id)


def _decided(
    item: Item, decision: str, reviewer: Reviewer, replacement: Statement | dict[str, str] | None, seen: int
) -> int:
    """Keep a decision on a statement, a claim or a duty."""
    if item.waiting.obligation is not None:
        return _on_duty(item, decision, reviewer, replacement if isinstance(replacement, dict) else None)
    statement = replacement if isinstance(replacement, Statement) else None
    return int(decide(item.project, item.waiting, decision, reviewer, statement, seen).batch_id)


def _agreed(item: Item, reviewer: Reviewer, form: Mapping[str, str]) -> int:
    """Let what somebody else proposed count; it must be the proposal that was shown."""
    proposal = item.proposal
    if proposal is None or proposal.who == reviewer.who or str(proposal.pk) != form.get("proposal"):
        raise DecidedMeanwhile("no-proposal", remedy="see-decision")
    kept = proposal.proposal["replacement"]
    is_duty = item.waiting.obligation is not None
    replacement = None if kept is None else (dict(kept) if is_duty else decode(Statement, kept))
    return _decided(item, proposal.proposal["decision"], reviewer, replacement, seen_in(form))


def _remarked(item: Item, act: Act, reviewer: Reviewer, form: Mapping[str, str]) -> int:
    to = form.get("to", "") if act is Act.ASSIGN else ""
    if act is Act.ASSIGN and to not in receivers():
        raise UsageError("remark-needs-receiver", remedy="name-receiver")
    until = _day(form.get("until", "")) if act is Act.POSTPONE else None
    said = Said(_REMARKS[act], reviewer.who, reviewer.why, to, until)
    return int(remark(item.project, item.waiting, said).batch_id)


def _regrouped(item: Item, act: Act, reviewer: Reviewer, form: Mapping[str, str]) -> int:
    """Merge a statement with a neighbour, or split it where its words have a bar between them."""
    row = item.waiting.statement
    if row is None:
        raise UsageError("nothing-left-to-judge")
    if settings.SERVANDA_TWO_PEOPLE:
        raise UsageError("one-by-one", remedy="correct-instead")
    if act is Act.MERGE:
        other = next((one for one in item.neighbours if f"s{one.pk}" == form.get("other")), None)
        if other is None:
            raise UsageError("not-of-one-document", remedy="choose-neighbour")
        return int(merge_statements(item.project, row, other, reviewer, seen_in(form)).pk)
    parts = [placed(row, "content", part, row.start) for part in form.get("content", "").split("|") if part.strip()]
    return int(split_statement(item.project, row, parts, reviewer, seen_in(form)).pk)


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
        replace(
            _valued(claim, form.get(f"value-{number}", ""), lang),
            speaker=", ".join(names),
            subject=" ".join(form.get(f"subject-{number}", "").split()) or claim.subject,
        )
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


def _on_duty(item: Item, decision: str, reviewer: Reviewer, row: dict[str, str] | None) -> int:
    """Take a treaty's duty into the register, as it stands or as it was typed, or reject it."""
    duty = item.waiting.obligation
    if duty is None or not still_waits(item.project, item.waiting):
        raise DecidedMeanwhile("decided-meanwhile", remedy="see-decision")
    if decision == models.Decision.REJECTED:
        return int(reject_obligation(item.project, duty, reviewer).batch_id)
    return int(accept_obligations(item.project, [duty], reviewer, row)[0].batch_id)


def duty_fields(duty: models.Obligation) -> list[str]:
    """The fields of a duty's row that a reviewer may type over: not what it is and where it comes from."""
    return [*(name for name in duty.row if name not in _FIXED), *(name for name in _FIELDS if name not in duty.row)]


def _row_in(item: Item, form: Mapping[str, str]) -> dict[str, str]:
    """The duty's row of the register with what was typed over its fields."""
    duty = item.waiting.obligation
    if duty is None:
        return {}
    typed = {name: form[f"row-{name}"].strip() for name in duty_fields(duty) if f"row-{name}" in form}
    return {name: text for name, text in (dict(duty.row) | typed).items() if text}


def _sent_back(item: Item, reviewer: Reviewer) -> int:
    """Undo the decision that counts, and give the item back to who decided it, with a note; one transaction."""
    newest = item.newest
    if newest is None:
        raise UsageError("not-decided-yet", remedy="give-out-instead")
    together = models.Judgement.objects.using(item.project.alias).filter(batch_id=newest.batch_id)
    if together.exclude(pk=newest.pk).exists():
        raise UsageError("decided-together", remedy="undo-whole-step", batch=newest.batch_id)
    with named_faults(item.project.folder / DATABASE_NAME), unit(item.project.alias):
        item.project.undo(newest.batch_id)
        said = Said(RemarkKind.SENT_BACK, reviewer.who, reviewer.why, newest.who)
        kept = remark(item.project, item.waiting, said)
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
