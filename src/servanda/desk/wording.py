"""The desk's names for decisions, orders, states and kinds, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from servanda.desk.decisions import Act
from servanda.desk.models import UploadKind
from servanda.exports.wording import printable
from servanda.record.models import BatchKind, Decision, RemarkKind
from servanda.reporting import status_told
from servanda.site.views.statements import kind_named
from servanda.statement import Kind

__all__ = [
    "change_told",
    "done",
    "event_named",
    "kind_told",
    "order_named",
    "state_named",
    "step_named",
    "upload_named",
]


def order_named(by: str) -> str:
    """What the queue is sorted by."""
    return {
        "use": _("what changes a finding first"),
        "confidence": _("the least certain first"),
        "relevance": _("what counts in the register first"),
        "age": _("the oldest first"),
        "document": _("document by document"),
    }[by]


def state_named(state: str) -> str:
    """A part of the queue."""
    return {
        "open": _("open"),
        "mine": _("given to me"),
        "proposed": _("waits for a second person"),
        "unsure": _("somebody was not sure"),
        "postponed": _("postponed"),
        "all": _("all"),
    }[state]


def event_named(what: str) -> str:
    """What was decided or remarked."""
    return {
        Decision.ACCEPTED: pgettext("event", "accepted"),
        Decision.CORRECTED: pgettext("event", "corrected"),
        Decision.REJECTED: pgettext("event", "rejected"),
        RemarkKind.COMMENT: pgettext("event", "remarked"),
        RemarkKind.UNSURE: pgettext("event", "not sure"),
        RemarkKind.POSTPONED: pgettext("event", "postponed"),
        RemarkKind.ASSIGNED: pgettext("event", "given to"),
        RemarkKind.SENT_BACK: pgettext("event", "sent back to"),
        RemarkKind.PROPOSED: pgettext("event", "proposed"),
        RemarkKind.SECOND_LOOK: pgettext("event", "looked again"),
    }.get(what, what)


def step_named(what: str) -> str:
    """What a batch did: a decision, a remark, or what else changes a record."""
    return {
        BatchKind.INGEST: _("documents taken in"),
        BatchKind.IMPORT_CLAIMS: _("claims imported"),
        BatchKind.IMPORT_REGISTER: _("register imported"),
        BatchKind.IMPORT_SERIES: _("statistics imported"),
        BatchKind.IMPORT_JUDGEMENTS: _("judgements imported"),
        BatchKind.DISMISSAL: _("finding dismissed or taken up"),
        BatchKind.ANSWER: _("answer to a finding"),
        BatchKind.SAMPLE: _("sample drawn"),
        BatchKind.MERGE: _("people merged"),
        BatchKind.OBLIGATIONS: _("duties proposed"),
        BatchKind.ROUND: _("reporting round"),
        BatchKind.FORMS: _("forms handed out"),
        BatchKind.SUBMISSION: _("form taken"),
        BatchKind.APPROVAL: _("report approved or sent back"),
        BatchKind.JUDGEMENT: _("judgement"),
        BatchKind.REMARK: _("remark"),
        BatchKind.NOTE: _("note on an item"),
        BatchKind.SIGNATURE: _("finding signed"),
        BatchKind.TRANSLATION: _("words translated"),
        BatchKind.EDIT_REGISTER: _("register edited"),
        BatchKind.RELEVANCE: _("relevance of documents"),
    }.get(what) or event_named(what)


def done(act: Act) -> str:
    """What was just done."""
    return {
        Act.ACCEPT: _("Accepted."),
        Act.CORRECT: _("Corrected."),
        Act.REJECT: _("Rejected."),
        Act.UNSURE: _("Noted that you are not sure."),
        Act.POSTPONE: _("Postponed."),
        Act.COMMENT: _("Remark kept."),
        Act.ASSIGN: _("Given to somebody."),
        Act.SEND_BACK: _("Sent back."),
        Act.AGREE: _("Agreed: it counts now."),
        Act.MERGE: _("Merged."),
        Act.SPLIT: _("Split."),
    }[act]


def kind_told(kind: str) -> str:
    """What a statement is about."""
    return kind_named(Kind(kind)) if kind in set(Kind) else kind


def upload_named(kind: str) -> str:
    """What uploaded files are taken for."""
    return {
        UploadKind.DOCUMENTS: _("Documents"),
        UploadKind.REGISTER: _("Register, or a table of its entries and statuses"),
        UploadKind.CLAIMS: _("Table of claims"),
        UploadKind.SERIES: _("Table of official statistics"),
        UploadKind.TREATY: _("Treaty, for its dated duties"),
    }.get(kind, kind)


def change_told(change: Mapping[str, str], lang: str) -> tuple[str, str, str, str]:
    """A change of the register: the entry, what happened to it, what it was before and after."""
    before, after = change["before"], change["after"]
    if change["kind"] == "status":
        before, after = status_told(before, lang), status_told(after, lang)
    what = {
        "added": pgettext("entry", "added"),
        "removed": pgettext("entry", "taken out"),
        "renamed": pgettext("entry", "renamed"),
        "moved": pgettext("entry", "put below another"),
        "deadline moved": pgettext("entry", "deadline moved"),
        "dropped": pgettext("entry", "dropped"),
        "status": pgettext("entry", "status"),
    }.get(change["kind"], change["kind"])
    return printable(change["item"]), what, printable(before), printable(after)


def register_kind_named(kind: str) -> str:
    """A kind of entries of the register."""
    return {
        "items": _("Programmes and activities"),
        "people": _("People"),
        "bodies": _("Bodies"),
        "offices": _("Offices"),
        "tenures": _("Tenures"),
    }.get(kind, kind)


def field_named(name: str) -> str:
    """A field of the register's entries."""
    return {
        "name": _("Name in English"),
        "name_fr": _("Name in French"),
        "name_ru": _("Name in Russian"),
        "level": _("Level"),
        "parent": _("Below the entry"),
        "aliases": _("Further names"),
        "period": _("Period"),
        "due": _("Due"),
        "bodies": _("Responsible bodies"),
        "cooperating": _("Bodies that take part"),
        "depends_on": _("Depends on"),
        "weight": _("Weight"),
        "dropped": _("Dropped since"),
        "replaces": _("Replaces"),
        "split_from": _("Split from"),
        "source": _("Source"),
        "offices": _("Offices, in words"),
        "party": _("Party"),
        "lang": _("Language of letters to it"),
        "person": _("Person"),
        "office": _("Office"),
        "from": _("From"),
        "to": _("Until"),
        "accessed": _("Source looked up on"),
    }.get(name, name)
