"""A body's form as a page: its fields from the blank form, and what was filled in back into one.

The form is the one of `servanda round forms`: known by its key, refused and taken row by row by the same rules.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from servanda.assessment import Assessment
from servanda.desk.models import Account
from servanda.exports.wording import wording
from servanda.record.actions.take_form import FormOutcome, Received, take_filled
from servanda.record.project import Project
from servanda.reporting import REASON_WORDS, BlankForm, FilledForm, FormEntry, FormLine, grade_told, offered

__all__ = ["A_PAGE", "fields_of", "taken_in"]

A_PAGE = 50
"""Entries on a page of the form; each page is sent alone, and a row that is not on it says nothing."""


def fields_of(blank: BlankForm, lang: str, first: int) -> list[dict[str, Any]]:
    """The rows of one page of a form, from an entry on."""
    return [
        _row(blank, entry, number, lang)
        for number, entry in enumerate(blank.entries[first : first + A_PAGE], start=first)
    ]


def _row(blank: BlankForm, entry: FormEntry, number: int, lang: str) -> dict[str, Any]:
    words, said = wording(lang), entry.said
    is_known = said is not None and said.reason is None
    value = str(said.value or said.status.value) if said is not None and is_known else ""
    due = entry.item.due.end if entry.item.due else None
    return {
        "number": number,
        "item": entry.item.id,
        "name": words.name(entry.item.names, entry.item.id),
        "above": [words.name(one.names, one.id) for one in entry.above],
        "due": words.day(due) if due else "",
        "last": f"{_grade(blank, entry.last, lang)}, {words.day(entry.last.as_of)}" if entry.last else "",
        "grades": [
            (one.id, grade_told(blank.scale.id, one.id, one.names, lang), one.id == value)
            for one in offered(blank.scale)
        ],
        "value": value,
        "reasons": [
            (word.told("en"), word.told(lang), said is not None and said.reason is reason)
            for reason, word in REASON_WORDS.items()
        ],
        "evidence": "\n".join(said.evidence) if said is not None else "",
    }


def _grade(blank: BlankForm, said: Assessment, lang: str) -> str:
    return grade_told(blank.scale.id, said.value or said.status.value, {}, lang)


def taken_in(project: Project, blank: BlankForm, token: str, account: Account, form: Mapping[str, str]) -> FormOutcome:
    """Take in what was filled in on a page: the rows that stand on it, and the words on the period.

    `token` is the form's key as the page had it; raises InputError where it is none of the account's body.
    """
    lines = tuple(
        FormLine(
            number + 1,
            entry.item.id,
            form.get(f"status-{number}", "").strip(),
            form.get(f"reason-{number}", "").strip(),
            form.get(f"evidence-{number}", "").replace("\x00", ""),
        )
        for number, entry in enumerate(blank.entries)
        if f"evidence-{number}" in form and form.get(f"item-{number}") == entry.item.id
    )
    narrative = form.get("narrative", blank.narrative).replace("\r\n", "\n").replace("\x00", "").strip()
    text = json.dumps([token, [(one.item, one.status, one.reason, one.evidence) for one in lines], narrative])
    digest = "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    received = Received("desk", "desk", digest, account.name, account.body)
    return take_filled(project, FilledForm(token, lines, narrative), received)
