"""The register as the desk edits it: its entries by kind and key, forms of their fields, and what was edited by whom.

Takes a project; gives rows for pages and, of a form, the edits that it means. Fields are texts; what makes a register is checked
when an edit is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from servanda.agreement import Agreement
from servanda.errors import DecidedMeanwhile, UsageError
from servanda.exports.wording import printable, wording
from servanda.intake.register_edit import KINDS, RegisterText, key_of_tenure
from servanda.item import Item
from servanda.record import models
from servanda.record.project import EntryEdit, Project
from servanda.record.register import register_files
from servanda.record.view import View

__all__ = ["Listed", "difference", "edits_in", "edits_of", "entries_of", "mark_of", "merging", "text_of"]

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry as a list shows it: how deep it stands, its key, its name, what else is told of it."""

    key: str
    name: str
    depth: int = 0
    told: str = ""
    is_dropped: bool = False


def text_of(project: Project) -> RegisterText:
    """The register's files, to look up fields."""
    return RegisterText(register_files(project.folder))


def mark_of(fields: Mapping[str, str] | None) -> str:
    """What a form carries of the fields that its editor saw.

    >>> mark_of(None) == mark_of({}), mark_of({"a": "1", "b": "2"}) == mark_of({"b": "2", "a": "1"})
    (False, True)
    """
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def entries_of(agreement: Agreement, kind: str, lang: str) -> Iterator[Listed]:
    """The entries of a kind, in the register's order."""
    words = wording(lang)
    if kind == "items":
        for item in agreement.items:
            yield from _below(item, 0, lang)
    elif kind == "tenures":
        for one in agreement.tenures:
            until = one.until and (one.until.text or str(one.until))
            key = key_of_tenure({"person": one.person, "office": one.office, "from": one.since.text or str(one.since)})
            yield Listed(
                key, printable(f"{one.person} · {one.office}"), told=f"{one.since.text or one.since} – {until or ''}"
            )
    else:
        for one in getattr(agreement, kind):
            yield Listed(one.id, printable(words.name(one.names, one.id)), told=printable("; ".join(one.aliases)))


def _below(item: Item, depth: int, lang: str) -> Iterator[Listed]:
    words = wording(lang)
    due = item.due.end if item.due else None
    name = printable(words.name(item.names, item.id))
    yield Listed(item.id, name, depth, words.day(due) if due else "", item.dropped is not None)
    for one in item.items:
        yield from _below(one, depth + 1, lang)


def edits_in(text: RegisterText, kind: str, key: str, form: Mapping[str, str]) -> list[EntryEdit]:
    """What a form of an entry means; raises DecidedMeanwhile where the entry is not as the form was made of it."""
    now = text.fields(kind, key) if key else None
    typed = {name: " ".join(form.get(name, "").replace("\x00", "").split())[:_LONGEST] for name in KINDS[kind]}
    wanted = {name: value for name, value in typed.items() if value}
    if not key:
        own = key_of_tenure(wanted) if kind == "tenures" else " ".join(form.get("id", "").split())[:300]
        if not own:
            raise UsageError("edit-needs-id", remedy="choose-other-id")
        if text.fields(kind, own) is not None:
            raise UsageError("entry-exists", value=own, remedy="choose-other-id")
        return [EntryEdit(kind, own, None, wanted)]
    if form.get("seen") != mark_of(now):
        raise DecidedMeanwhile("entry-changed-meanwhile", value=key, remedy="see-it-as-it-is")
    return [EntryEdit(kind, key, now, None if form.get("act") == "remove" else wanted)]


def merging(text: RegisterText, key: str, other: str, day: str) -> list[EntryEdit]:
    """One entry carried on by another: the other replaces it, and it is no longer pursued from a day on."""
    one, into = text.fields("items", key), text.fields("items", other)
    if one is None or into is None or key == other:
        raise UsageError("entry-not-there", value=other[:200], remedy="see-it-as-it-is")
    replaces = [name.strip() for name in into.get("replaces", "").split(";") if name.strip()]
    joined = "; ".join(dict.fromkeys([*replaces, key]))
    return [
        EntryEdit("items", other, into, {**into, "replaces": joined}),
        EntryEdit("items", key, one, {**one, "dropped": day}),
    ]


def edits_of(project: Project, kind: str = "", key: str = "", before: int | None = None, limit: int = 50) -> list[Any]:
    """The edits of an entry, or of all, the newest first."""
    rows = View(project.alias).rows(models.RegisterEdit).order_by("-pk")
    rows = rows.filter(kind=kind, entry=key) if kind else rows
    return list((rows if before is None else rows.filter(pk__lt=before))[:limit])


def difference(before: Mapping[str, str] | None, after: Mapping[str, str] | None) -> list[tuple[str, str, str]]:
    """The fields that differ, each with what it was and what it is.

    >>> difference({"name": "A", "due": "2030"}, {"name": "B", "due": "2030"}), difference(None, {"name": "A"})
    ([('name', 'A', 'B')], [('name', '', 'A')])
    """
    old, new = before or {}, after or {}
    names = [name for name in dict.fromkeys((*old, *new)) if old.get(name, "") != new.get(name, "")]
    return [(name, printable(old.get(name, "")), printable(new.get(name, ""))) for name in names]
