"""What a page is made with: the facts in the reader's language, and the way to every other page.

`ShownRecord` puts one on each request as `request.shown`; views and templates ask it, and know neither the record nor the day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest

from servanda.agreement import Body, Person
from servanda.claim import Claim
from servanda.exports.page import Cell, ToldFinding, Witness
from servanda.exports.telling import Telling
from servanda.exports.wording import Wording, printable, wording
from servanda.finding import Finding
from servanda.item import Names
from servanda.record.project import Project
from servanda.site.addresses import address, relative
from servanda.site.agreements import base_of, project_folder, public_address
from servanda.site.facts import Facts, Place, facts_of

__all__ = ["Shown", "kept", "opened", "shown_now", "shown_on"]

Given = ParamSpec("Given")
Made = TypeVar("Made")


@dataclass
class Shown:
    """The facts in one language, seen from one page; `is_static` where the page is written as a file."""

    facts: Facts
    lang: str
    path: str
    known_on: date | None = None
    is_static: bool = False

    @property
    def has_address(self) -> bool:
        """Whether the whole address of a page is known: not where files are written for a host that nobody named."""
        return not self.is_static or bool(public_address())

    @property
    def words(self) -> Wording:
        """The words of the language."""
        return wording(self.lang)

    @property
    def telling(self) -> Telling:
        """What tells a claim, a finding, a name."""
        return self.facts.told(self.lang)

    @property
    def title(self) -> Cell:
        """The name of the agreement."""
        return self.named(self.facts.agreement.names, self.facts.agreement.id)

    def named(self, names: Names, otherwise: str = "") -> Cell:
        """The name in the page's language, else in another, which is marked."""
        lang = next((code for code in (self.lang, "en", *names) if names.get(code)), self.lang)
        text = printable(self.words.name(names, otherwise))
        return Cell(text[:1].upper() + text[1:], "" if lang == self.lang else lang)

    def at(self, name: str, *keys: object) -> str:
        """The path of a page in this language, from the root of the site."""
        return address(name, self.lang, *keys)

    def way(self, path: str, **query: str) -> str:
        """The way from this page to a path, on the day that is looked at."""
        day = {"known_on": self.known_on.isoformat()} if self.known_on else {}
        return relative(path, self.path, **(query | day))

    def entry(self, id: str) -> Cell:
        """An entry of the register with its address; the id alone where the register has no such entry."""
        item = self.facts.items.get(id)
        if item is None:
            return Cell(printable(id))
        name = self.named(item.names, id)
        return Cell(name.text, name.lang, self.at("programme", id))

    @property
    def voices(self) -> tuple[Person | Body, ...]:
        """The people and bodies of the register."""
        return (*self.facts.agreement.people, *self.facts.agreement.bodies)

    def organ(self, id: str) -> Cell:
        """A body, party or person of the register with its address."""
        agreement = self.facts.agreement
        families = (("body", agreement.bodies), ("party", agreement.parties), ("person", agreement.people))
        for family, known in families:
            for one in known:
                if one.id == id:
                    name = self.named(one.names, id)
                    return Cell(name.text, name.lang, self.at(family, id))
        return Cell(printable(id))

    def speaker(self, key: str) -> Cell:
        """A person or body that speaks, by key."""
        entry = self.facts.people.get(key)
        if entry is None:
            return Cell(printable(key))
        return Cell(self.telling.name(entry.name), "", self.at("body" if entry.kind == "body" else "person", key))

    def document(self, doc: str) -> Cell:
        """A document with its address on the site."""
        one = self.facts.documents[doc]
        lang = one.title_lang or one.lang or ""
        title = printable(one.title or one.doc)
        return Cell(title, "" if lang == self.lang or not one.title else lang, self.at("document", doc))

    def source_of(self, claim: Claim) -> Cell:
        """Where a claim stands: its statement, else its document, else the address that it names."""
        place = self.facts.statement_of.get(claim.id)
        document = self.facts.by_place.get(claim.source)
        if place is not None and place[0] in self.facts.documents:
            return Cell(self.document(place[0]).text, self.document(place[0]).lang, self.statement(place))
        if document is not None:
            return self.document(document.doc)
        return self.telling.source(claim.source)

    def statement(self, place: Place) -> str:
        """The address of a statement."""
        doc, one = place
        return self.at("statement", doc, one.start, one.end)

    def claim(self, claim: Claim) -> Cell:
        """A claim by what it is about, with its address."""
        return Cell(self.telling.title(claim.measure, claim.subject), "", self.at("claim", claim.id))

    def witness(self, claim: Claim) -> Witness:
        """A claim as it is told anywhere."""
        return self.telling.witness(claim)

    def finding(self, finding: Finding) -> ToldFinding:
        """A finding as it is told anywhere, with who set it aside where somebody has."""
        for one in self.facts.account.dismissed:
            if one.finding.id == finding.id:
                return self.telling.finding(finding, self.telling.dismissal(one))
        return self.telling.finding(finding)

    def outward(self, request: HttpRequest, path: str) -> str:
        """The whole address of a path, or the way to it where nobody named the site's address."""
        return self.whole_address(request, path) if self.has_address else self.way(path)

    def whole_address(self, request: HttpRequest, path: str) -> str:
        """The address of a path for readers outside the site, as feeds and previews need it."""
        return base_of(request) + path


def kept(make: Callable[Concatenate[Shown, Given], Made]) -> Callable[Concatenate[Shown, Given], Made]:
    """Makes it once for each state of the record and language; what is made may not depend on the page that it is made for."""

    @wraps(make)
    def known(shown: Shown, /, *args: Given.args, **how: Given.kwargs) -> Made:
        made, key = shown.facts.made, (make.__module__, make.__qualname__, shown.lang, args, *sorted(how.items()))
        if key not in made:
            made[key] = make(shown, *args, **how)
        found: Made = made[key]
        return found

    return known


def shown_now(request: HttpRequest) -> Shown:
    """What is known now, for files that are of no language."""
    return shown_on(request, facts_of(opened(project_folder())))


def shown_on(request: HttpRequest, facts: Facts) -> Shown:
    """What a page shows, seen from where it is."""
    is_static = bool(request.META.get("servanda.static"))
    return Shown(facts, request.lang, request.path_info, facts.known_on, is_static)


def opened(folder: Path | None) -> Project:
    """The project of the site, opened once; a folder that went away is a fault that is told."""
    return _opened(folder) if folder and folder.is_dir() else Project.open(folder or Path())


@cache
def _opened(folder: Path) -> Project:
    return Project.open(folder)
