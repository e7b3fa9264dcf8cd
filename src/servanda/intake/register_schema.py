"""What a register may hold: the fields of each kind of entry, and how a field's value is read.

One table, `ENTRIES`, says for each kind of entry which fields it has, what is expected in them and which must be there;
the errors, the list of known fields and the reading are all made from it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from servanda.agreement import Status
from servanda.errors import RegisterError
from servanda.intake.register_yaml import Node
from servanda.period import Period

__all__ = ["ENTRIES", "Faults", "Field", "Unreadable", "nearest", "read_entry"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WHOLE = re.compile(r"\d{1,9}")


class Unreadable(ValueError):
    """A value that is not what its field expects; its text says what to do, where that can be said."""


@dataclass(slots=True)
class Faults:
    """The faults found in one file so far."""

    file: str
    found: list[RegisterError] = field(default_factory=list)

    def add(self, line: int | None, message: str, value: str | None = None, remedy: str | None = None) -> None:
        """Keep a fault with its place.

        >>> faults = Faults("agreement.yaml")
        >>> faults.add(3, "Expected a day.", "soon", "Write it as 2023-04-06.")
        >>> str(faults.found[0])
        "agreement.yaml:3: Expected a day. Found 'soon'. Write it as 2023-04-06."
        """
        self.found.append(RegisterError(message, file=self.file, line=line, value=value, remedy=remedy))


def nearest(word: str, known: Iterable[str]) -> str:
    """A remedy that names the known word nearest to this one, or all of them where none is near.

    >>> nearest("alias", ["id", "aliases"]), nearest("zzz", ["id", "aliases"])
    ("Did you mean 'aliases'?", 'Known here: aliases, id.')
    """
    words = sorted(known)
    near = difflib.get_close_matches(word, words, n=1)
    if near:
        return f"Did you mean {near[0]!r}?"
    shown = ", ".join(words[:20]) + (" ..." if len(words) > 20 else "")
    return f"Known here: {shown}." if words else "None is known yet."


def _text(node: Node) -> str:
    if node.text is None or not node.text.strip():
        raise Unreadable
    return " ".join(node.text.split())


def _texts(node: Node) -> tuple[str, ...]:
    if node.text is not None:
        return (_text(node),)
    if node.entries is None:
        raise Unreadable
    return tuple(_text(entry) for entry in node.entries)


def _names(node: Node) -> dict[str, str]:
    if not node.fields:
        raise Unreadable
    for code in node.fields:
        if not _LANGUAGE.fullmatch(code):
            raise Unreadable(f"{code!r} is not a language code such as en, fr or ru.")
    return {code: _text(name) for code, name in node.fields.items()}


def _day(node: Node) -> date:
    try:
        return date.fromisoformat(_text(node))
    except ValueError as fault:
        raise Unreadable from fault


def _period(node: Node) -> Period:
    try:
        return Period.parse(_text(node))
    except ValueError as fault:
        raise Unreadable from fault


def _counts(node: Node) -> dict[str, int]:
    counts = {}
    for level, number in (node.fields or {}).items():
        if number.text is None or not _WHOLE.fullmatch(number.text.strip()):
            raise Unreadable(f"The count of {level!r} is {number.shown!r}: write it in digits alone.")
        counts[level] = int(number.text)
    if not counts:
        raise Unreadable
    return counts


def _qualifiers(node: Node) -> dict[str, tuple[str, ...]]:
    if node.fields is None:
        return dict.fromkeys(_texts(node), ())
    return {name: _texts(words) for name, words in node.fields.items()}


def _status(node: Node) -> Status:
    words = _text(node).replace("_", " ").casefold()
    try:
        return Status(words)
    except ValueError as fault:
        raise Unreadable(nearest(words, (status.value for status in Status))) from fault


def _nodes(node: Node) -> tuple[Node, ...]:
    """Entries below this one; they are read in their turn."""
    if node.entries is None:
        raise Unreadable
    return tuple(node.entries)


@dataclass(frozen=True, slots=True)
class Field:
    """How one field is read, what it expects in words, and whether it must be there."""

    read: Callable[[Node], Any]
    expected: str
    remedy: str = ""
    required: bool = False


_ID = Field(_text, "a short name without spaces", "Give each entry an id such as `trade`.", required=True)
_NAME = Field(_names, "a name by language", "Write it as `name: {en: Trade, fr: Commerce}`.", required=True)
_ALIASES = Field(_texts, "a list of names", "Write it as `aliases: [commerce, exchange of goods]`.")
_SOURCE = Field(_text, "an address or a document's name")
_PARTY = Field(_text, "the id of a party")
_DAY = "a day such as 2023-04-06"
_WHEN = Field(
    _period, "a day, month, quarter or year, or a stretch of them", "Write it as 2023-04-06, 2023-Q2 or 2021/2023."
)
_TEXTS = Field(_texts, "a list of texts")

ENTRIES: dict[str, dict[str, Field]] = {
    "agreement": {"id": _ID, "name": _NAME, "signed": Field(_day, _DAY, "Write it as YYYY-MM-DD."), "source": _SOURCE},
    "parties": {"id": _ID, "name": _NAME, "aliases": _ALIASES},
    "bodies": {"id": _ID, "name": _NAME, "party": _PARTY, "aliases": _ALIASES},
    "people": {"id": _ID, "name": _NAME, "aliases": _ALIASES, "offices": _TEXTS, "party": _PARTY},
    "items": {
        "id": _ID,
        "level": Field(_text, "the name of its level, such as programme", "Add `level: programme`.", required=True),
        "name": _NAME,
        "aliases": _ALIASES,
        "period": _WHEN,
        "due": _WHEN,
        "declared": Field(_counts, "whole numbers by level", "Write it as `declared: {programme: 28}`."),
        "source": _SOURCE,
        "bodies": Field(_texts, "a list of ids of bodies"),
        "parties": Field(_texts, "a list of ids of parties"),
        "items": Field(_nodes, "a list of entries, each beginning with `- id:`"),
    },
    "subjects": {
        "id": _ID,
        "name": _NAME,
        "aliases": _ALIASES,
        "measures": _TEXTS,
        "qualifiers": Field(
            _qualifiers, "qualifiers, each with its further names", "Write `qualifiers: {goods: [merchandise]}`."
        ),
        "source": _SOURCE,
    },
    "assessments": {
        "item": Field(_text, "the id of an entry in `items`", "Name the entry that is assessed.", required=True),
        "status": Field(_status, "a status: " + ", ".join(Status), required=True),
        "as_of": Field(_day, _DAY, "Write it as YYYY-MM-DD.", required=True),
        "assessor": Field(_text, "who says so", "Name the assessor.", required=True),
        "source": _SOURCE,
    },
}
"""The fields of each kind of entry, by the register's top-level key."""


def read_entry(kind: str, node: Node, faults: Faults) -> dict[str, Any] | None:
    """The values of one entry, or None where it is no mapping or lacks a field that must be there.

    >>> faults = Faults("agreement.yaml")
    >>> read_entry("parties", Node(4, fields={"id": Node(4, text="north"), "nam": Node(5, text="North")}), faults)
    >>> [str(fault) for fault in faults.found]  # doctest: +NORMALIZE_WHITESPACE
    ["agreement.yaml:4: Unknown field in entry 'north' of parties. Found 'nam'. Did you mean 'name'?",
     "agreement.yaml:4: Entry 'north' of parties lacks the field 'name': expected a name by language.
      Write it as `name: {en: Trade, fr: Commerce}`."]
    """
    known = ENTRIES[kind]
    if node.fields is None:
        faults.add(
            node.line, f"Expected an entry of {kind} with its fields.", node.shown, "Write `- id: ...` and so on."
        )
        return None
    identifier = node.fields.get("id") or node.fields.get("item")
    label = f"entry {identifier.text!r} of {kind}" if identifier and identifier.text else f"this entry of {kind}"
    values: dict[str, Any] = {}
    for name, value in node.fields.items():
        line = node.key_lines.get(name, node.line)
        if name not in known:
            faults.add(line, f"Unknown field in {label}.", name, nearest(name, known))
            continue
        try:
            values[name] = known[name].read(value)
        except Unreadable as fault:
            remedy = str(fault) or known[name].remedy or None
            faults.add(value.line, f"Field {name!r} of {label}: expected {known[name].expected}.", value.shown, remedy)
    missing = [name for name, wanted in known.items() if wanted.required and name not in node.fields]
    for name in missing:
        wanted = known[name]
        faults.add(
            node.line,
            f"{label[0].upper()}{label[1:]} lacks the field {name!r}: expected {wanted.expected}.",
            None,
            wanted.remedy or None,
        )
    if any(wanted.required and name not in values for name, wanted in known.items()):
        return None
    return values
