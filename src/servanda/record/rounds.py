"""Reporting rounds as a view of the record has them: each body's part, and the assessments that approved forms came to.

Takes a view and the register as its files have it; gives RoundAccounts, and the register with what was approved beside its own
assessments. Of what a body sent in a round, the newest word on each entry counts; of several decisions on a submission the
newest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.agreement import Agreement, Body
from servanda.assessment import PERCENTAGES, STATUSES, Assessment, Assessor, Scale
from servanda.errors import UnknownName, UsageError
from servanda.item import Item
from servanda.message import Message
from servanda.period import Period
from servanda.record import models
from servanda.record.database import named_faults, unit
from servanda.record.encoding import decode
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View
from servanda.reporting import Reporting, RoundAccount, State

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["Rounds", "Sent", "alone", "assessor_of", "body_named", "scale_of", "with_approved"]


@dataclass(slots=True)
class Sent:
    """What a body sent in a round, in order, and the newest decision on each submission that has one."""

    submissions: list[models.Submission] = field(default_factory=list)
    approvals: dict[int, models.Approval] = field(default_factory=dict)

    @property
    def last(self) -> models.Submission | None:
        """The newest submission with something new in it."""
        return next((one for one in reversed(self.submissions) if one.said or one.narrative is not None), None)

    @property
    def approved(self) -> models.Submission | None:
        """The newest submission that is approved: it counts with all before it."""
        is_approved = {key for key, one in self.approvals.items() if one.kind == models.ApprovalKind.APPROVED}
        return next((one for one in reversed(self.submissions) if one.pk in is_approved), None)

    def said(self, last: models.Submission | None) -> dict[str, Assessment]:
        """The newest word on each entry up to a submission."""
        found: dict[str, Assessment] = {}
        for row in self.submissions:
            if last is None or row.pk > last.pk:
                break
            for item, told in row.said.items():
                found.pop(item, None)
                if told is not None:
                    found[item] = decode(Assessment, told)
        return found

    def narrative(self, last: models.Submission | None) -> str:
        """What was written of the period up to a submission."""
        told = [one.narrative for one in self.submissions if last and one.pk <= last.pk and one.narrative is not None]
        return told[-1] if told else ""


@contextmanager
def alone(project: Project) -> Iterator[None]:
    """What is read of the rounds inside still stands when it is written on: nobody else takes, decides or closes meanwhile."""
    with named_faults(project.folder / DATABASE_NAME), unit(project.alias):
        yield


class Rounds:
    """All rounds of a view; `agreement` is the register as its files have it."""

    def __init__(self, view: View, agreement: Agreement) -> None:
        self.view = view
        self.agreement = agreement
        self._others: tuple[int, list[Assessment]] | None = None

    @cached_property
    def rows(self) -> list[models.Round]:
        """The rounds, oldest first."""
        return list(self.view.rows(models.Round))

    @cached_property
    def closings(self) -> dict[int, models.Closing]:
        """The closing of each round that is closed."""
        return {row.round_id: row for row in self.view.rows(models.Closing)}

    @cached_property
    def sent(self) -> Mapping[tuple[int, str], Sent]:
        """What was sent, by round and body."""
        found: defaultdict[tuple[int, str], Sent] = defaultdict(Sent)
        for row in self.view.rows(models.Submission).select_related("form"):
            found[row.form.round_id, row.form.body].submissions.append(row)
        for row in self.view.rows(models.Approval).select_related("submission__form"):
            form = row.submission.form
            found[form.round_id, form.body].approvals[row.submission_id] = row
        return found

    def named(self, period: str | None, *, still_open: bool = False) -> models.Round:
        """The round of a period, or the only one that is open, or, where none is, the newest.

        With `still_open` a closed one is refused. Raises UsageError or UnknownName, with the rounds that there are.
        """
        known = ", ".join(row.period for row in self.rows)
        if not self.rows:
            raise UsageError("no-round", remedy="open-round")
        if period is None:
            listed = [row for row in self.rows if row.pk not in self.closings]
            if len(listed) > 1:
                raise UsageError(
                    "several-rounds-open", remedy="name-period", known=", ".join(one.period for one in listed)
                )
            found = listed[0] if listed else self.rows[-1]
        else:
            days = _days(period)
            matching = [row for row in self.rows if row.period == period or (row.start, row.end) == days]
            if not matching:
                raise UnknownName("no-such-round", value=period, remedy="choose-one-of", known=known)
            found = matching[-1]
        if still_open and found.pk in self.closings:
            raise UsageError("round-closed", value=found.period, remedy="undo-closing", batch=self.closed_by(found))
        return found

    def closed_by(self, row: models.Round) -> int:
        """The number of the batch that closed a round."""
        return int(self.closings[row.pk].batch_id)

    def account(self, row: models.Round) -> RoundAccount:
        """The round as it stands."""
        closing = self.closings.get(row.pk)
        period = Period(row.start, row.end, row.period)
        bodies = (self.part(row, body) for body in self.agreement.bodies)
        return RoundAccount(
            self.agreement,
            period,
            row.recorded.date(),
            closing.recorded.date() if closing else None,
            tuple(one for one in bodies if one.entries or one.received),
        )

    def part(self, row: models.Round, body: Body) -> Reporting:
        """One body's part of a round."""
        sent = self.sent.get((row.pk, body.id), Sent())
        last, approved = sent.last, sent.approved
        decision = sent.approvals.get(last.pk) if last else None
        newest = sent.submissions[-1] if sent.submissions else None
        assessor = assessor_of(self.agreement, body)
        entries = tuple(self._entries.get(body.id, ()))
        own = {item.id for item in entries}
        return Reporting(
            body,
            assessor,
            tuple(item for item in entries if not _is_dropped(item, row)),
            self._state(row, body, last, decision),
            _only(sent.said(last), own),
            _only(sent.said(approved), own),
            self._before(row, assessor),
            sent.narrative(last),
            sent.narrative(approved),
            last.recorded.date() if last else None,
            decision.who if decision else "",
            decision.note if decision else "",
            decision.recorded.date() if decision else None,
            tuple(Message.from_data(one) for one in newest.refused) if newest else (),
        )

    def approved(self, but: int | None = None) -> list[Assessment]:
        """What approved forms came to, oldest round first, without one round; nothing of entries that the register lost."""
        known = {item.id for item in self.agreement.walk()}
        keys = sorted(key for key, sent in self.sent.items() if sent.approved and key[0] != but)
        return [
            told for key in keys for item, told in self.sent[key].said(self.sent[key].approved).items() if item in known
        ]

    def _state(
        self, row: models.Round, body: Body, last: models.Submission | None, decision: models.Approval | None
    ) -> State:
        if last is None:
            return State.FORM_OUT if (row.pk, body.id) in self._handed_out else State.NO_FORM
        if decision is None:
            return State.RECEIVED
        return State.APPROVED if decision.kind == models.ApprovalKind.APPROVED else State.SENT_BACK

    def _before(self, row: models.Round, assessor: Assessor) -> dict[str, Assessment]:
        """The newest that an assessor said of each entry by the round's last day, other than in the round."""
        newest: dict[str, Assessment] = {}
        for one in self._outside(row.pk):
            if one.assessor != assessor.id or one.as_of > row.end:
                continue
            if one.item not in newest or one.as_of >= newest[one.item].as_of:
                newest[one.item] = one
        return newest

    def _outside(self, round_id: int) -> Iterable[Assessment]:
        if self._others is None or self._others[0] != round_id:
            self._others = round_id, [*self.agreement.assessments, *self.approved(but=round_id)]
        return self._others[1]

    @cached_property
    def _handed_out(self) -> frozenset[tuple[int, str]]:
        return frozenset(self.view.rows(models.Form).values_list("round_id", "body"))

    @cached_property
    def _entries(self) -> Mapping[str, list[Item]]:
        """The entries that each body is responsible for, in the register's order."""
        found: defaultdict[str, list[Item]] = defaultdict(list)
        for item in self.agreement.walk():
            for body in dict.fromkeys(item.bodies):
                found[body].append(item)
        return found


def with_approved(agreement: Agreement, view: View) -> Agreement:
    """The register with what approved forms came to beside its own assessments; itself where nothing was approved."""
    found = Rounds(view, agreement).approved() if view.rows(models.Approval).exists() else []
    return replace(agreement, assessments=(*agreement.assessments, *found)) if found else agreement


def body_named(agreement: Agreement, text: str) -> Body:
    """The body of that id, name or alias in any language; raises UnknownName with those that there are.

    >>> office = Body("office", {"en": "The Office", "fr": "Le Bureau"}, aliases=("TO",))
    >>> body_named(Agreement("a", {}, bodies=(office,)), "le bureau").id
    'office'
    """
    wanted = " ".join(text.casefold().split())
    for body in agreement.bodies:
        if wanted in {" ".join(form.casefold().split()) for form in (body.id, *body.names.values(), *body.aliases)}:
            return body
    known = ", ".join(body.id for body in agreement.bodies)
    raise UnknownName("no-such-body", value=text, remedy="choose-one-of", known=known)


def assessor_of(agreement: Agreement, body: Body) -> Assessor:
    """Who a body is among the assessors: the one that names it, else one of its own id, else itself with the seven statuses.

    >>> office, watch = Body("office", {"en": "Office"}), Assessor("self", {}, "per cent", "office")
    >>> assessor_of(Agreement("a", {}, assessors=(watch,)), office).id, assessor_of(Agreement("a", {}), office).scale
    ('self', 'statuses')
    """
    naming = [one for one in agreement.assessors if one.body == body.id]
    naming += [one for one in agreement.assessors if one.id == body.id]
    return naming[0] if naming else Assessor(body.id, body.names, body=body.id)


def scale_of(agreement: Agreement, assessor: Assessor) -> Scale:
    """The scale that an assessor uses."""
    return {one.id: one for one in (STATUSES, PERCENTAGES, *agreement.scales)}[assessor.scale]


def _only(said: Mapping[str, Assessment], items: set[str]) -> dict[str, Assessment]:
    return {item: told for item, told in said.items() if item in items}


def _is_dropped(item: Item, row: models.Round) -> bool:
    """Whether the entry had been given up before the round began."""
    return item.dropped is not None and (item.dropped.start is None or item.dropped.start < row.start)


def _days(period: str) -> tuple[object, object]:
    try:
        found = Period.parse(period)
    except ValueError:
        return None, None
    return found.start, found.end
