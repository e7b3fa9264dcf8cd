"""One entry for each person and body that speaks: under all its names, with what it said, and merges that redirect.

Takes a view of the record and the register; gives for a name or the words of a source the entry's key and name. The register's
people and bodies go by their ids, others by a key made of the name, so that every spelling leads to one entry. A merge is a row
like any other: from then on the one key leads to the other, until its batch is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

from servanda.agreement import Agreement
from servanda.claim import Claim
from servanda.period import Period
from servanda.record import models
from servanda.record.counted import LinkedClaim, counted_readings
from servanda.record.nouns import document_noun
from servanda.record.view import View
from servanda.spelling import name_key
from servanda.statement import Statement
from servanda.tenure import Tenure

__all__ = ["Entry", "People", "entries", "sayings"]

_SHORT = 4
_MOST = 4


@dataclass(slots=True)
class Entry:
    """A person or a body: key, name, all names met, tenures, how many statements, and how many of them by an office alone.

    `kind` is "person" or "body" where the register says so. `merged` are the keys that lead here by merges.
    """

    key: str
    name: str
    kind: str = ""
    names: list[str] = field(default_factory=list)
    tenures: tuple[Tenure, ...] = ()
    statements: int = 0
    by_office: int = 0
    merged: list[str] = field(default_factory=list)


def key_for(name: str) -> str | None:
    """The key of one whom the register does not have, the same for all spellings of a full name; None for words that are no name.

    >>> key_for("Jan Berg") == key_for("Ян Берг"), key_for("Agency for the Northern Roads"), key_for("the officials")
    (True, 'agency-for-the-northern-roads', None)
    """
    words = name.split()
    if not words or not (words[0][:1].isupper() and words[-1][:1].isupper()):
        return None
    small = [word for word in words if not word[:1].isupper()]
    capitals = len(words) - len(small)
    if (not small and capitals <= _MOST) or (capitals == 2 and all(len(word) <= _SHORT for word in small)):
        return name_key(name) or None
    return "-".join(words).casefold()


class People:
    """Who is who in a record, as a view shows it."""

    def __init__(self, view: View, agreement: Agreement) -> None:
        self._view = view
        self._agreement = agreement
        index = import_module("servanda.linking").index_of(agreement)
        self._speakers: Any = index.speakers
        self._parties: dict[int, str | None] = {}
        self._names: dict[str, str] = {}
        self._targets: dict[str, tuple[str, str]] = {}
        for row in view.rows(models.Merge):
            one, other = self.lead(row.one)[0], self.lead(row.other)[0]
            if one != other:
                self._targets[one] = other, row.name

    def lead(self, key: str) -> tuple[str, str | None]:
        """The key that a key leads to by merges, with the name that the last of them gave."""
        name: str | None = None
        while key in self._targets:
            key, name = self._targets[key]
        return key, name

    @property
    def redirected(self) -> list[str]:
        """The keys that lead to another."""
        return list(self._targets)

    def who(
        self, name: str, when: Period | None = None, document: int | None = None
    ) -> tuple[str, str, Tenure | None] | None:
        """Key, name and, where an office alone told it, the tenure of who is called so; None for words that name nobody."""
        found = self._speakers.who(name, when)
        if found.key is None and self._agreement.tenures and when is not None and document is not None:
            found = self._speakers.who(name, when, self._party_of(document))
        own = found.key or key_for(name)
        if own is None:
            return None
        self._names.setdefault(own, found.name)
        key, given = self.lead(own)
        return key, (self._names[own] if given is None else self._names.get(key, given)), found.tenure

    def named(self, linked: Iterable[LinkedClaim]) -> Iterator[LinkedClaim]:
        """Claims under the name of the entry that their speaker has; an office alone is told by its tenure."""
        for one in linked:
            found = self.who(one.claim.speaker, one.claim.said_on, one.document)
            yield one if found is None else replace(one, claim=self._told(one.claim, *found[1:]))

    def _told(self, claim: Claim, name: str, tenure: Tenure | None) -> Claim:
        if tenure is None:
            return claim if claim.speaker == name else replace(claim, speaker=name)
        return replace(claim, speaker=name, office=f"{tenure.office}, {tenure.source}")

    def _party_of(self, document: int) -> str | None:
        """The party in whose country a document was published."""
        if document not in self._parties:
            row = models.Document.objects.using(self._view.alias).get(pk=document)
            noun = document_noun(row)
            self._parties[document] = self._speakers.party_of(noun.dateline or "", noun.address)
        return self._parties[document]


def entries(view: View, agreement: Agreement) -> list[Entry]:
    """All people and bodies whom current documents quote or the register has, those who say most first."""
    people = People(view, agreement)
    found: dict[str, Entry] = {}
    for kind, known in (("person", agreement.people), ("body", agreement.bodies)):
        for one in known:
            entry = found.setdefault(one.id, Entry(one.id, "", kind))
            entry.name = entry.name or import_module("servanda.linking").shown_name(one.names)
            entry.names = list(dict.fromkeys((*one.names.values(), *one.aliases)))
            entry.tenures = tuple(tenure for tenure in agreement.tenures if tenure.person == one.id)
    for _, _, who, name in _said(view, people):
        _count(found, *who, name)
    for key in people.redirected:
        target, given = people.lead(key)
        other = found.setdefault(target, Entry(target, given or target))
        other.merged.append(key)
        if key in found:
            _join(other, found.pop(key))
    return sorted(found.values(), key=lambda entry: (-entry.statements, entry.name))


def sayings(view: View, agreement: Agreement) -> dict[str, list[tuple[str, Statement]]]:
    """The statements of each person and body by key, each with its document's name, in the order of the documents."""
    found: dict[str, list[tuple[str, Statement]]] = {}
    for document, statement, (key, _, _), _ in _said(view, People(view, agreement)):
        found.setdefault(key, []).append((document, statement))
    return found


def _said(view: View, people: People) -> Iterator[tuple[str, Statement, tuple[str, str, Tenure | None], str]]:
    """Each statement with its document's name, who is known to have made it, and the name or words that tell so."""
    rows = {row.doc: row.pk for row in view.document_rows()}
    for reading in counted_readings(view):
        document = reading.document
        for statement in reading.statements:
            words = " ".join(document.text[start:end] for start, end in statement.source)
            for name in statement.speaker or (words,):
                who = people.who(name, document.published, rows.get(document.doc))
                if who is not None and (statement.speaker or who[2] is not None):
                    yield document.doc, statement, who, name


def _count(found: dict[str, Entry], key: str, name: str, tenure: Tenure | None, spelt: str) -> None:
    """One more statement of an entry."""
    entry = found.setdefault(key, Entry(key, name))
    entry.statements += 1
    if tenure is not None:
        entry.by_office += 1
    elif spelt not in entry.names:
        entry.names.append(spelt)


def _join(other: Entry, one: Entry) -> None:
    """What was known of one is told of the other, into which it was merged."""
    other.names = list(dict.fromkeys((*other.names, one.name, *one.names)))
    other.tenures += one.tenures
    other.statements += one.statements
    other.by_office += one.by_office
    other.kind = other.kind or one.kind
