"""What a register may hold: the fields of each kind of entry, and how a field's value is read.

One table, `ENTRIES`, says for each kind of entry which fields it has, what is expected in them and which must be there;
the errors, the list of known fields and the reading are all made from it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from servanda.assessment import Reason, Status
from servanda.disclosure import Disclosure
from servanda.errors import RegisterError
from servanda.intake.register_yaml import Node
from servanda.interval import Interval
from servanda.message import LANGUAGES, Message, Slot
from servanda.period import Period

__all__ = ["ENTRIES", "PARTS", "Faults", "Field", "Unreadable", "nearest", "read_entry"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
_WHOLE = re.compile(r"\d{1,9}")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)(?:\s*[-–]\s*(\d{1,3}(?:\.\d+)?))?\s*%?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_DURATION = re.compile(r"P\d{1,4}[DWMY]")


class Unreadable(ValueError):
    """A value that is not what its field expects; `remedy` says what to do, where that can be said."""

    def __init__(self, remedy: Message | None = None) -> None:
        super().__init__(remedy)
        self.remedy = remedy


@dataclass(slots=True)
class Faults:
    """The faults found in one file so far."""

    file: str
    found: list[RegisterError] = field(default_factory=list)

    def add(
        self,
        line: int | None,
        fault: str | Message,
        value: str | Message | None = None,
        remedy: str | Message | None = None,
        **slots: Slot,
    ) -> None:
        """Keep a fault with its place.

        >>> faults = Faults("agreement.yaml")
        >>> faults.add(3, "expected-list", "soon", "begin-with-dash", field="parties")
        >>> str(faults.found[0])
        "agreement.yaml:3: Expected a list under 'parties'. Found 'soon'. Begin each of its entries with `- `."
        """
        told = Message.of(fault, **slots) if isinstance(fault, str) else fault
        advice = Message.of(remedy, **slots) if isinstance(remedy, str) else remedy
        self.found.append(RegisterError(told, file=self.file, line=line, value=value, remedy=advice))


MOST_COMPARED = 2_000
"""Among how many words the nearest is looked for: a table can have as many faults as the register has entries."""


def nearest(word: str, known: Collection[str]) -> Message:
    """A remedy that names the known word nearest to this one, or all of them where none is near, or says how many there are.

    >>> str(nearest("alias", ["id", "aliases"])), str(nearest("zzz", ["id", "aliases"]))
    ("Did you mean 'aliases'?", 'Known here: aliases, id.')
    >>> str(nearest("a1", [str(number) for number in range(3_000)]))
    'Write one of the 3,000 that are known here.'
    """
    if len(known) > MOST_COMPARED:
        return Message.of("one-of-many-known", number=len(known))
    words = sorted(known)
    near = difflib.get_close_matches(word, words, n=1)
    if near:
        return Message.of("did-you-mean", word=near[0])
    shown = ", ".join(words[:20]) + (" ..." if len(words) > 20 else "")
    return Message.of("known-here", known=shown) if words else Message.of("none-known")


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
            raise Unreadable(Message.of("no-language-code", code=code))
    return {code: _text(name) for code, name in node.fields.items()}


def _spoken(node: Node) -> str:
    """A language that the program speaks."""
    code = _text(node).casefold()
    if code not in LANGUAGES:
        raise Unreadable
    return code


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


def _day_or_longer(node: Node) -> Period:
    """A day, a month or a year: a period with both ends."""
    period = _period(node)
    if period.start is None or period.end is None:
        raise Unreadable
    return period


def _address(node: Node) -> str:
    text = _text(node)
    if not _ADDRESS.match(text):
        raise Unreadable
    return text


def _counts(node: Node) -> dict[str, int]:
    counts = {}
    for level, number in (node.fields or {}).items():
        if number.text is None or not _WHOLE.fullmatch(number.text.strip()):
            raise Unreadable(Message.of("count-in-digits", level=level, number=number.shown))
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
        raise Unreadable(nearest(words, [*Status])) from fault


def _reason(node: Node) -> Reason:
    words = _text(node).replace("_", " ").casefold()
    try:
        return Reason(words)
    except ValueError as fault:
        raise Unreadable(nearest(words, [*Reason])) from fault


def _disclosure(node: Node) -> Disclosure:
    words = _text(node).replace("_", " ").casefold()
    try:
        return Disclosure(words)
    except ValueError as fault:
        raise Unreadable(nearest(words, [*Disclosure])) from fault


def _number(node: Node) -> Fraction:
    """A number that is not negative, exactly as it is written: 12, 0.5 or 1/3."""
    try:
        number = Fraction(_text(node).replace(" ", ""))
    except (ValueError, ZeroDivisionError) as fault:
        raise Unreadable from fault
    if number < 0:
        raise Unreadable
    return number


def _share(node: Node) -> Interval:
    """Per cent: one number, or a stretch such as 40-60."""
    found = _SHARE.fullmatch(_text(node))
    ends = [Fraction(end) for end in found.groups() if end] if found else []
    if not ends or ends[-1] > 100 or ends[0] > ends[-1]:
        raise Unreadable
    return Interval(ends[0], ends[-1])


def _matching(pattern: re.Pattern[str]) -> Callable[[Node], str]:
    def read(node: Node) -> str:
        text = _text(node)
        if not pattern.fullmatch(text):
            raise Unreadable
        return text

    return read


def _nodes(node: Node) -> tuple[Node, ...]:
    """Entries below this one; they are read in their turn."""
    if node.entries is None:
        raise Unreadable
    return tuple(node.entries)


def _node(node: Node) -> Node:
    """A mapping inside an entry; it is read in its turn."""
    if node.fields is None:
        raise Unreadable
    return node


@dataclass(frozen=True, slots=True)
class Field:
    """How one field is read, what it expects in words, and whether it must be there."""

    read: Callable[[Node], Any]
    expected: Message
    remedy: Message | None = None
    required: bool = False


_ID = Field(_text, Message.of("expect-short-name"), Message.of("give-id"), required=True)
_NAME = Field(_names, Message.of("expect-names"), Message.of("write-names"), required=True)
_ALIASES = Field(_texts, Message.of("expect-list-of-names"), Message.of("write-aliases"))
_SOURCE = Field(_text, Message.of("expect-source"))
_PARTY = Field(_text, Message.of("expect-party"))
_DAY = Message.of("expect-day")
_WRITE_DAY = Message.of("write-day")
_WHEN = Field(_period, Message.of("expect-when"), Message.of("write-when"))
_TEXTS = Field(_texts, Message.of("expect-texts"))
_LEVEL = Field(_text, Message.of("expect-level"), Message.of("add-level"), required=True)

ENTRIES: dict[str, dict[str, Field]] = {
    "agreement": {
        "id": _ID,
        "name": _NAME,
        "signed": Field(_day, _DAY, _WRITE_DAY),
        "source": _SOURCE,
        "reader": Field(_text, Message.of("expect-reader")),
        "licence": Field(_text, Message.of("expect-licence")),
        "contact": Field(_text, Message.of("expect-contact")),
    },
    "parties": {"id": _ID, "name": _NAME, "aliases": _ALIASES},
    "bodies": {
        "id": _ID,
        "name": _NAME,
        "party": _PARTY,
        "aliases": _ALIASES,
        "lang": Field(_spoken, Message.of("expect-language"), Message.of("write-language")),
    },
    "people": {"id": _ID, "name": _NAME, "aliases": _ALIASES, "offices": _TEXTS, "party": _PARTY},
    "offices": {"id": _ID, "name": _NAME, "aliases": _ALIASES, "party": _PARTY},
    "tenures": {
        "person": Field(_text, Message.of("expect-person"), Message.of("name-person"), required=True),
        "office": Field(_text, Message.of("expect-office"), Message.of("name-office"), required=True),
        "from": Field(_day_or_longer, Message.of("expect-first-day"), Message.of("write-first-day"), required=True),
        "to": Field(_day_or_longer, Message.of("expect-last-day"), Message.of("write-last-day")),
        "source": Field(_address, Message.of("expect-address"), Message.of("write-address"), required=True),
        "accessed": Field(_day, Message.of("expect-accessed"), _WRITE_DAY, required=True),
    },
    "items": {
        "id": _ID,
        "level": _LEVEL,
        "name": _NAME,
        "aliases": _ALIASES,
        "period": _WHEN,
        "due": _WHEN,
        "declared": Field(_counts, Message.of("expect-counts"), Message.of("write-declared")),
        "source": _SOURCE,
        "due_after": Field(_node, Message.of("expect-due-after"), Message.of("write-due-after")),
        "bodies": Field(_texts, Message.of("expect-bodies")),
        "cooperating": Field(_texts, Message.of("expect-bodies")),
        "parties": Field(_texts, Message.of("expect-parties")),
        "depends_on": Field(_texts, Message.of("expect-entry-ids")),
        "weight": Field(_number, Message.of("expect-number"), Message.of("write-number")),
        "budgets": Field(_nodes, Message.of("expect-budgets"), Message.of("write-budgets")),
        "deliverables": _TEXTS,
        "acts": Field(_nodes, Message.of("expect-acts"), Message.of("write-acts")),
        "dropped": _WHEN,
        "replaces": Field(_texts, Message.of("expect-replaced")),
        "split_from": Field(_text, Message.of("expect-split-from")),
        "items": Field(_nodes, Message.of("expect-items")),
    },
    "subjects": {
        "id": _ID,
        "name": _NAME,
        "aliases": _ALIASES,
        "measures": _TEXTS,
        "qualifiers": Field(_qualifiers, Message.of("expect-qualifiers"), Message.of("write-qualifiers")),
        "source": _SOURCE,
    },
    "assessments": {
        "item": Field(_text, Message.of("expect-entry-id"), Message.of("name-entry"), required=True),
        "status": Field(_text, Message.of("expect-status", known=", ".join(Status)), required=True),
        "as_of": Field(_day, _DAY, _WRITE_DAY, required=True),
        "assessor": Field(_text, Message.of("expect-assessor"), Message.of("name-assessor"), required=True),
        "source": _SOURCE,
        "reason": Field(_reason, Message.of("expect-reason", known=", ".join(Reason))),
        "evidence": _TEXTS,
    },
    "events": {"id": _ID, "name": _NAME, "day": _WHEN, "source": _SOURCE},
    "scales": {
        "id": _ID,
        "name": _NAME,
        "grades": Field(_nodes, Message.of("expect-grades"), Message.of("write-grades"), required=True),
        "source": _SOURCE,
    },
    "assessors": {
        "id": _ID,
        "name": _NAME,
        "scale": Field(_text, Message.of("expect-scale")),
        "body": Field(_text, Message.of("expect-body")),
        "source": _SOURCE,
    },
    "sources": {
        "source": Field(_text, Message.of("expect-host-or-name"), Message.of("write-host-or-name"), required=True),
        "shown": Field(_disclosure, Message.of("expect-disclosure", known=", ".join(Disclosure)), required=True),
        "until": Field(_day, _DAY, _WRITE_DAY),
    },
    "watched": {
        "address": Field(_address, Message.of("expect-watched-address"), Message.of("write-address"), required=True),
        "name": Field(_text, Message.of("expect-watched-name")),
    },
}
"""The fields of each kind of entry, by the register's top-level key."""

PARTS: dict[str, dict[str, Field]] = {
    "due_after": {
        "event": Field(_text, Message.of("expect-event"), required=True),
        "within": Field(
            _matching(_DURATION), Message.of("expect-duration"), Message.of("write-duration"), required=True
        ),
    },
    "budgets": {
        "amount": Field(_number, Message.of("expect-number"), Message.of("write-number"), required=True),
        "currency": Field(
            _matching(_CURRENCY), Message.of("expect-currency"), Message.of("write-currency"), required=True
        ),
        "period": _WHEN,
        "source": _SOURCE,
    },
    "acts": {
        "title": Field(_text, Message.of("expect-title"), required=True),
        "number": Field(_text, Message.of("expect-act-number")),
        "day": _WHEN,
        "address": Field(_address, Message.of("expect-address"), Message.of("write-address")),
    },
    "grades": {
        "id": _ID,
        "name": Field(_names, Message.of("expect-names"), Message.of("write-names")),
        "status": Field(_status, Message.of("expect-status", known=", ".join(Status))),
        "share": Field(_share, Message.of("expect-share"), Message.of("write-share")),
    },
}
"""The fields of what stands inside an entry, by the entry's field."""


def read_entry(kind: str, node: Node, faults: Faults) -> dict[str, Any] | None:
    """The values of one entry, or None where it is no mapping or lacks a field that must be there.

    >>> faults = Faults("agreement.yaml")
    >>> read_entry("parties", Node(4, fields={"id": Node(4, text="north"), "nam": Node(5, text="North")}), faults)
    >>> [str(fault) for fault in faults.found]  # doctest: +NORMALIZE_WHITESPACE
    ["agreement.yaml:4: Unknown field in entry 'north' of parties. Found 'nam'. Did you mean 'name'?",
     "agreement.yaml:4: The field 'name' is missing in entry 'north' of parties: expected a name by language.
      Write it as `name: {en: Trade, fr: Commerce}`."]
    """
    known = ENTRIES.get(kind) or PARTS[kind]
    if node.fields is None:
        faults.add(node.line, "expected-entry", node.shown, "write-entry", kind=kind)
        return None
    identifier = next((node.fields[name] for name in ("id", "item", "person", "source") if name in node.fields), None)
    label = Message.of("this-entry-of", kind=kind)
    if identifier and identifier.text:
        label = Message.of("entry-of", entry=identifier.text, kind=kind)
    values: dict[str, Any] = {}
    for name, value in node.fields.items():
        line = node.key_lines.get(name, node.line)
        if name not in known:
            faults.add(line, "unknown-field", name, nearest(name, known), label=label)
            continue
        wanted = known[name]
        try:
            values[name] = wanted.read(value)
        except Unreadable as fault:
            remedy = fault.remedy or wanted.remedy
            faults.add(
                value.line, "field-expected", value.shown, remedy, field=name, label=label, expected=wanted.expected
            )
    missing = [name for name, wanted in known.items() if wanted.required and name not in node.fields]
    for name in missing:
        wanted = known[name]
        faults.add(node.line, "field-missing", None, wanted.remedy, field=name, label=label, expected=wanted.expected)
    if any(wanted.required and name not in values for name, wanted in known.items()):
        return None
    return values
