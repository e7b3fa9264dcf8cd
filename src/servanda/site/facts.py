"""What the pages of one state of the record are made of, gathered once and kept until the record changes.

Takes a project and, where one is asked for, a day on which the record was known; gives `Facts`: the account as it may be shown,
with what leads from one thing to another. Pages of several readers at once share one; it is computed by one of them at a time.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import sha256
from threading import RLock
from typing import Any

from django.conf import settings

from servanda.agreement import Agreement
from servanda.claim import Claim
from servanda.disclosure import Disclosure, Source, named
from servanda.document import Document
from servanda.exports.disclosed import Disclosed, disclosed
from servanda.exports.kept_back import without_kept_back
from servanda.exports.ladder import Ladder, ladders
from servanda.exports.report import Account, account_of
from servanda.exports.telling import Telling
from servanda.exports.wording import wording
from servanda.finding import Finding
from servanda.item import Item
from servanda.progress import Version
from servanda.record import models
from servanda.record.database import named_faults
from servanda.record.notes import notes_in, signed_in, translations_in
from servanda.record.people import Entry, sayings
from servanda.record.project import Project
from servanda.record.settings import DATABASE_NAME
from servanda.record.version import mark_of, version_of
from servanda.record.view import View
from servanda.review import Noted, Signed, Translated
from servanda.statement import Statement

__all__ = ["SOLVER", "Facts", "Place", "facts_of"]

_KEPT = 8
"""How many states of records are kept in memory, besides one for each agreement of the site."""

Place = tuple[str, Statement]
"""A statement with the name of its document."""


@dataclass(eq=False)
class Facts:
    """One state of a record: what may be shown of it, and what leads where.

    `first_day` is the day of the first batch, None for a record without any; `project_documents` are the names of all current
    documents, those that may not be named too; `sources` are the rules by which they are shown; `mark` is another for every other
    state of the record. `notes` stand beside items by the kind and key of their page, `signed` has who stands for a finding,
    `translations` are of words of documents that may be named. `made` keeps what is made of this state once.
    """

    project: Project
    known_on: date | None
    version: int
    first_day: date | None
    last_day: date | None
    shown: Disclosed
    project_documents: frozenset[str]
    entries: tuple[Entry, ...]
    sayings: Mapping[str, list[Place]]
    statements: tuple[Place, ...]
    sources: tuple[Source, ...] = ()
    notes: Mapping[tuple[str, str], list[Noted]] = field(default_factory=dict)
    signed: Mapping[str, tuple[Signed, ...]] = field(default_factory=dict)
    translations: Mapping[tuple[str, str], dict[str, Translated]] = field(default_factory=dict)
    mark: str = ""
    made: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)
    _told: dict[str, Telling] = field(default_factory=dict, repr=False)

    @property
    def account(self) -> Account:
        """The account as it may be shown."""
        return self.shown.account

    @property
    def agreement(self) -> Agreement:
        """The register."""
        return self.account.agreement

    def told(self, lang: str) -> Telling:
        """The account as a language tells it; what is told once is kept."""
        with SOLVER:
            if lang not in self._told:
                self._told[lang] = Telling(self.account, wording(lang))
            return self._told[lang]

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents that may be named, by name."""
        return {one.doc: one for one in self.account.documents}

    @cached_property
    def by_place(self) -> dict[str, Document]:
        """The documents that may be named, by name and by address, as claims name them."""
        return {place: one for one in self.account.documents for place in (one.address, one.doc) if place}

    def disclosure(self, doc: str) -> Disclosure:
        """What may be shown of a document."""
        return self.shown.by_document.get(doc, Disclosure.NOTHING)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim by its id: those that count, and those that wait for a link or were replaced."""
        account = self.account
        return {one.id: one for one in (*account.earlier, *account.unlinked, *account.claims)}

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Every finding by its id, the dismissed ones too."""
        account = self.account
        return {one.id: one for one in (*account.findings, *(one.finding for one in account.dismissed))}

    @cached_property
    def findings_of(self) -> Mapping[str, list[Finding]]:
        """The findings that rest on a claim, by the claim's id."""
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings.values():
            for claim in finding.claims:
                found[claim].append(finding)
        return found

    @cached_property
    def items(self) -> dict[str, Item]:
        """The entries of the register, by id."""
        return {item.id: item for item in self.agreement.walk()}

    @cached_property
    def above(self) -> dict[str, Item]:
        """The entry that another lies below, by that other's id."""
        return {below.id: item for item in self.agreement.walk() for below in item.items}

    @cached_property
    def item_named(self) -> dict[str, Item]:
        """Entries by every name of theirs, as claims name their subject."""
        return {
            name.casefold(): item for item in self.agreement.walk() for name in (*item.names.values(), *item.aliases)
        }

    @cached_property
    def claims_on(self) -> Mapping[str, list[Claim]]:
        """The claims that count about each entry of the register, by its id."""
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.account.claims:
            item = self.item_named.get(claim.subject.casefold())
            if item is not None:
                found[item.id].append(claim)
        return found

    @cached_property
    def statement_of(self) -> dict[str, Place]:
        """The statement that a claim was read in, by the claim's id."""
        return {claim.id: (doc, one) for doc, one in self.statements for claim in one.claims}

    @cached_property
    def speakers_of(self) -> Mapping[tuple[str, int, int], list[str]]:
        """The keys of who made a statement, by its document and place."""
        found: defaultdict[tuple[str, int, int], list[str]] = defaultdict(list)
        for key, said in self.sayings.items():
            for doc, one in said:
                found[doc, one.start, one.end].append(key)
        return found

    @cached_property
    def people(self) -> dict[str, Entry]:
        """People and bodies by key."""
        return {one.key: one for one in self.entries}

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """The versions of the register, oldest first, from which the life of each entry is told."""
        documents, day = self.project.documents(self.known_on), datetime.now(UTC).date()
        return tuple(
            replace(one, agreement=without_kept_back(one.agreement, self.sources, documents, day))
            for one in self.project.versions(self.known_on)
        )

    @cached_property
    def ladders(self) -> dict[str, Ladder]:
        """What the charts show, by the part of their address that names them."""
        return {_slug(one): one for one in ladders(self.account)}


def _slug(ladder: Ladder) -> str:
    """A name for a chart that lasts: what is measured, and a digest of what it is about."""
    letters = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in ladder.name.lower())
    about = "|".join((ladder.measure, ladder.topic, ladder.subject, ladder.state, ladder.unit or ""))
    return "-".join([*letters.split(), sha256(about.encode()).hexdigest()[:8]])


SOLVER = RLock()
"""Held while findings are worked out: the solver is not safe in threads."""
_facts: OrderedDict[tuple[object, ...], Facts] = OrderedDict()


def facts_of(project: Project, known_on: date | None = None, *, internal: bool = False) -> Facts:
    """The facts of a project as the record knows them now, or knew them at the end of a day.

    `internal` facts name what is kept back from the public, without a word of it.
    """
    today = datetime.now(UTC).date()
    with SOLVER, named_faults(project.folder / DATABASE_NAME):
        key = (project.alias, today, known_on, internal, *mark_of(project))
        if key in _facts:
            _facts.move_to_end(key)
        else:
            _facts[key] = _gathered(project, known_on, today, internal=internal)
            _facts[key].mark = sha256(repr(key[1:]).encode()).hexdigest()
            while len(_facts) > _KEPT + len(settings.SERVANDA_AGREEMENTS):
                _facts.popitem(last=False)
        return _facts[key]


def _gathered(project: Project, known_on: date | None, today: date, *, internal: bool) -> Facts:
    view = View(project.alias, known_on)
    account = account_of(project, known_on or today, known_on)
    sources = named(project.agreement.sources) if internal else project.agreement.sources
    shown = disclosed(account, sources, today)
    can_be_named = shown.by_document
    statements = [
        (reading.document.doc, one)
        for reading in project.readings(known_on)
        if reading.document.doc in can_be_named
        for one in reading.statements
    ]
    said = {
        key: [place for place in places if place[0] in can_be_named]
        for key, places in sayings(view, account.agreement).items()
    }
    days = models.Batch.objects.using(project.alias).order_by("id").values_list("recorded", flat=True)
    known = days if view.until is None else days.filter(recorded__lt=view.until)
    first, last = days.first(), known.last()
    known_people = {one.id for one in account.agreement.people} | {one.id for one in account.agreement.bodies}
    entries = [
        replace(one, statements=len(said.get(one.key, ())))
        for one in project.people(known_on)
        if one.key in known_people or said.get(one.key)
    ]
    return Facts(
        project,
        known_on,
        version_of(view),
        first and first.date(),
        last and last.date(),
        shown,
        frozenset(one.doc for one in account.documents),
        tuple(entries),
        said,
        tuple(statements),
        sources,
        notes_in(view),
        signed_in(view, account.findings, {claim.id: claim for claim in account.claims}),
        {place: made for place, made in translations_in(view).items() if place[0] in can_be_named},
    )
