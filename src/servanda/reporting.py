"""The reporting round: what bodies are asked for a period, what they send, what of it is approved.

A round is a stretch of days. Each body gets a form with the entries that it alone is responsible for, says of each a value of
its assessor's scale or why there is none, and tells the period in its own words. A reviewer approves what was sent, or sends
it back; only what is approved counts, as Assessments as of the round's last day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from servanda.agreement import Agreement, Body
from servanda.assessment import PERCENTAGES, STATUSES, Assessment, Assessor, Grade, Reason, Scale, Status
from servanda.item import Item, Names
from servanda.message import LANGUAGES, Message
from servanda.period import Period

__all__ = [
    "REASON_WORDS", "SETTLED", "STATE_WORDS", "STATUS_WORDS", "BlankForm", "FilledForm", "FormEntry", "FormLine", "Reporting",
    "RoundAccount", "State", "grade_told", "listed_evidence", "named_grade", "named_reason", "offered", "same_said",
    "status_told",
]  # fmt: skip

SETTLED = (Status.DONE, Status.DROPPED)
"""Statuses after which nobody has to report again."""

STATUS_WORDS = {
    Status.NOT_STARTED: Message.of("status-not-started"),
    Status.IN_PROGRESS: Message.of("status-in-progress"),
    Status.DONE: Message.of("status-done"),
    Status.DROPPED: Message.of("status-dropped"),
    Status.NOT_ASSESSED: Message.of("status-not-assessed"),
    Status.AT_RISK: Message.of("status-at-risk"),
    Status.OVERDUE: Message.of("status-overdue"),
}
REASON_WORDS = {
    Reason.NOT_APPLICABLE: Message.of("reason-not-applicable"),
    Reason.NOT_YET_REPORTED: Message.of("reason-not-yet-reported"),
    Reason.REFUSED: Message.of("reason-refused"),
}


class State(StrEnum):
    """How far a body's part of a round has come."""

    NO_FORM = "no form"
    FORM_OUT = "form sent"
    RECEIVED = "received"
    SENT_BACK = "sent back"
    APPROVED = "approved"


STATE_WORDS = {
    State.NO_FORM: Message.of("state-no-form"),
    State.FORM_OUT: Message.of("state-form-out"),
    State.RECEIVED: Message.of("state-received"),
    State.SENT_BACK: Message.of("state-sent-back"),
    State.APPROVED: Message.of("state-approved"),
}


@dataclass(frozen=True, slots=True)
class Reporting:
    """One body's part of a round.

    `entries` are those it is responsible for; `said` is what it has sent of them, the newest of each, `approved` what of that
    counts, `before` what its assessor said of them elsewhere by the round's last day. `refused` are rows that could not be taken
    from the newest form, in the words that were told then.
    """

    body: Body
    assessor: Assessor
    entries: tuple[Item, ...]
    state: State = State.NO_FORM
    said: Mapping[str, Assessment] = field(default_factory=dict, hash=False)
    approved: Mapping[str, Assessment] = field(default_factory=dict, hash=False)
    before: Mapping[str, Assessment] = field(default_factory=dict, hash=False)
    narrative: str = ""
    approved_narrative: str = ""
    received: date | None = None
    who: str = ""
    note: str = ""
    decided: date | None = None
    refused: tuple[Message, ...] = ()

    @property
    def open(self) -> tuple[Item, ...]:
        """The entries of which it has said nothing yet, but for those that were done or dropped before.

        >>> bridge, road = Item("b", "task", {"en": "Bridge"}), Item("r", "task", {"en": "Road"})
        >>> done = Assessment("b", Status.DONE, date(2030, 3, 31), "office")
        >>> office = Body("office", {"en": "Office"})
        >>> [one.id for one in Reporting(office, Assessor("office", {}), (bridge, road), before={"b": done}).open]
        ['r']
        """
        return tuple(
            item
            for item in self.entries
            if item.id not in self.said and not (item.id in self.before and self.before[item.id].status in SETTLED)
        )


@dataclass(frozen=True, slots=True)
class RoundAccount:
    """A round as it stands: each responsible body's part, in the register's order."""

    agreement: Agreement
    period: Period
    opened: date
    closed: date | None = None
    bodies: tuple[Reporting, ...] = ()


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One row of a form: the entry, those above it, what was said of it last, and what was said of it in this round."""

    item: Item
    above: tuple[Item, ...] = ()
    last: Assessment | None = None
    said: Assessment | None = None


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form to be filled in; `token` is what it is known by when it comes back, `note` why the last one was sent back."""

    token: str
    agreement: Names = field(hash=False)
    period: Period
    body: Body
    scale: Scale
    entries: tuple[FormEntry, ...]
    narrative: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormLine:
    """What was filled in on one row of a form, as text."""

    line: int
    item: str
    status: str = ""
    reason: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as it came back: its token, its rows, and what was written of the period."""

    token: str
    lines: tuple[FormLine, ...]
    narrative: str = ""


def offered(scale: Scale) -> tuple[Grade, ...]:
    """The values that a form offers; "not assessed" is none of them, since a reason stands in its place.

    >>> [grade.id for grade in offered(STATUSES)]
    ['not started', 'in progress', 'done', 'dropped', 'at risk', 'overdue']
    """
    return tuple(one for one in scale.grades if scale.id != STATUSES.id or one.status is not Status.NOT_ASSESSED)


def grade_told(scale: str, grade: str, names: Names, lang: str) -> str:
    """A value of a scale in a language, as forms and reports show it.

    >>> grade_told("statuses", "done", {}, "fr"), grade_told("matrix", "full", {"en": "All"}, "fr")
    ('achevé', 'All')
    """
    if scale == STATUSES.id and grade in set(Status):
        return STATUS_WORDS[Status(grade)].told(lang)
    return names.get(lang) or names.get("en") or next(iter(names.values()), grade)


def status_told(text: str, lang: str) -> str:
    """A status as a register writes it, in a language; what is no status, such as a share or a grade, stays as it is.

    >>> status_told("in progress", "fr"), status_told("45 %", "fr")
    ('en cours', '45 %')
    """
    return grade_told(STATUSES.id, text, {"en": text}, lang)


def named_grade(scale: Scale, text: str) -> Grade | None:
    """The value that a form's cell names, in any language; None where it names none that is offered.

    >>> named_grade(STATUSES, "Achevé").id, named_grade(STATUSES, "не начато").id, named_grade(STATUSES, "not assessed")
    ('done', 'not started', None)
    """
    if scale.per_cent:
        return scale.grade(text)
    wanted = " ".join(text.casefold().split())
    for grade in offered(scale):
        told = (grade_told(scale.id, grade.id, grade.names, lang) for lang in LANGUAGES)
        if wanted in {" ".join(word.casefold().split()) for word in told}:
            return grade
    found = scale.grade(text)
    return found if found in offered(scale) else None


def named_reason(text: str) -> Reason | None:
    """The reason that a form's cell names, in any language.

    >>> named_reason("Sans objet"), named_reason("because")
    (<Reason.NOT_APPLICABLE: 'not applicable'>, None)
    """
    wanted = " ".join(text.casefold().split())
    return next(
        (one for one, word in REASON_WORDS.items() if wanted in {word.told(lang).casefold() for lang in LANGUAGES}),
        None,
    )


def listed_evidence(text: str) -> tuple[str, ...]:
    """What a cell names as evidence, one below the other or with ; between them, each once.

    >>> listed_evidence("Act 12; https://a.example\\nAct 12")
    ('Act 12', 'https://a.example')
    """
    return tuple(dict.fromkeys(one.strip() for one in text.replace(";", "\n").split("\n") if one.strip()))


def same_said(one: Assessment | None, other: Assessment | None) -> bool:
    """Whether both say the same of an entry, wherever it was said.

    >>> first = Assessment("b", Status.DONE, date(2030, 6, 30), "office", "a.xlsx, row 9", value="done")
    >>> same_said(first, Assessment("b", Status.DONE, date(2030, 6, 30), "office", value="done")), same_said(first, None)
    (True, False)
    """
    if one is None or other is None:
        return one is other
    return (_value(one), one.reason, one.evidence) == (_value(other), other.reason, other.evidence)


def _value(told: Assessment) -> object:
    """The value of its scale; of a percentage the number, however it is typed."""
    return told.share if told.scale == PERCENTAGES.id else told.value
