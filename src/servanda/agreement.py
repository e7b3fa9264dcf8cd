"""The register: an agreement, its parties and bodies, its programmes with what lies below them, and what is followed beside them.

A register says what was *declared* ("28 programmes") beside what is *listed* (those that a source names): the difference is
unknown, and is shown as unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from servanda.assessment import Assessment, Assessor, Scale
from servanda.disclosure import Source
from servanda.item import Event, Item, Names
from servanda.tenure import Office, Tenure

__all__ = ["Agreement", "Body", "Party", "Person", "Subject", "Watched"]


@dataclass(frozen=True, slots=True)
class Party:
    """A state or union that is bound by the agreement; `aliases` are further names, adjectives and capitals that mean it."""

    id: str
    names: Names = field(hash=False)
    aliases: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every name, adjective and capital that means it, once.

        >>> Party("n", {"en": "Northland", "fr": "Nordie"}, ("Northern",)).forms
        ('Northland', 'Nordie', 'Northern')
        """
        return tuple(dict.fromkeys((*self.names.values(), *self.aliases)))


@dataclass(frozen=True, slots=True)
class Body:
    """A council, ministry or committee; `party` is the id of its party, None for a joint one.

    `lang` is the language in which it is written to, "" where that is not known.
    """

    id: str
    names: Names = field(hash=False)
    party: str | None = None
    aliases: tuple[str, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who speaks about the agreement; `aliases` are the name's forms in other scripts and transliterations.

    `offices` are what the person was or is, in words, for the reader of a report; `party` is the id of the party spoken for.
    """

    id: str
    names: Names = field(hash=False)
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Something followed beside the programmes: trade, a market to be created, a form of cooperation.

    `measures` names what is said of it ("trade turnover", "trade growth"); `qualifiers` are scopes that claims about it may have
    ("goods and services"), each with its further names.
    """

    id: str
    names: Names = field(hash=False)
    aliases: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    qualifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    source: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """A page or a feed of the web that is fetched again and again; `name` is what it is called, "" where it has no name."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A whole register as `agreement.yaml` gives it; `reader` names what reads the documents, the program's own where empty.

    `licence` is that of what is published of it; `sources` say what may be shown of which documents. `watched` are the addresses
    that are fetched, `contact` whom those that run their servers may ask.
    """

    id: str
    names: Names = field(hash=False)
    signed: date | None = None
    source: str = ""
    reader: str = ""
    licence: str = ""
    parties: tuple[Party, ...] = ()
    bodies: tuple[Body, ...] = ()
    people: tuple[Person, ...] = ()
    offices: tuple[Office, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    items: tuple[Item, ...] = ()
    subjects: tuple[Subject, ...] = ()
    events: tuple[Event, ...] = ()
    scales: tuple[Scale, ...] = ()
    assessors: tuple[Assessor, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    sources: tuple[Source, ...] = ()
    contact: str = ""
    watched: tuple[Watched, ...] = ()

    def walk(self) -> Iterator[Item]:
        """All entries, in the register's order."""
        for item in self.items:
            yield from item.walk()

    def names_by_form(self) -> dict[str, Names]:
        """Every id, name and alias that the register gives, with the names in all its languages.

        >>> north = Party("n", {"en": "Northland", "fr": "Nordie"}, ("the North",))
        >>> Agreement("accord", {"en": "Accord"}, parties=(north,)).names_by_form()["the North"]["fr"]
        'Nordie'
        """
        known: tuple[Person | Body | Party | Subject | Item, ...]
        known = (*self.people, *self.bodies, *self.parties, *self.subjects, *self.walk())
        return {form: one.names for one in known for form in (one.id, *one.names.values(), *one.aliases)}
