"""The register: an agreement, its parties and bodies, its programmes with what lies below them, and what is followed beside them.

A register says what was *declared* ("28 programmes") beside what is *listed* (those that a source names): the difference is
unknown, and is shown as unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from servanda.period import Period
from servanda.tenure import Office, Tenure

__all__ = ["Agreement", "Assessment", "Body", "Item", "Names", "Party", "Person", "Status", "Subject"]

Names = Mapping[str, str]
"""A name by language code: en, fr, ru."""


class Status(StrEnum):
    """Where an activity stands, as an assessor gives it; at risk and overdue are derived where nobody gives them."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"
    DROPPED = "dropped"
    NOT_ASSESSED = "not assessed"
    AT_RISK = "at risk"
    OVERDUE = "overdue"


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
    """A council, ministry or committee; `party` is the id of its party, None for a joint one."""

    id: str
    names: Names = field(hash=False)
    party: str | None = None
    aliases: tuple[str, ...] = ()


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
class Item:
    """One entry of the register: a programme, a task, an activity, whatever the agreement calls its levels.

    `declared` says how many entries of each level below are said to exist (`{"programme": 28}`), with `declared_source`.
    `due` is a stretch of days whose last is the deadline. `line` is the line of the register's file that it stands on.
    """

    id: str
    level: str
    names: Names = field(hash=False)
    aliases: tuple[str, ...] = ()
    period: Period | None = None
    due: Period | None = None
    declared: Mapping[str, int] = field(default_factory=dict, hash=False)
    source: str = ""
    bodies: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    line: int | None = None

    def walk(self) -> Iterator[Item]:
        """This entry and all below it, in the register's order."""
        yield self
        for item in self.items:
            yield from item.walk()


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
class Assessment:
    """Someone's status for an entry of the register as of a day, and where that is said."""

    item: str
    status: Status
    as_of: date
    assessor: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A whole register as `agreement.yaml` gives it; `reader` names what reads the documents, the program's own where empty."""

    id: str
    names: Names = field(hash=False)
    signed: date | None = None
    source: str = ""
    reader: str = ""
    parties: tuple[Party, ...] = ()
    bodies: tuple[Body, ...] = ()
    people: tuple[Person, ...] = ()
    offices: tuple[Office, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    items: tuple[Item, ...] = ()
    subjects: tuple[Subject, ...] = ()
    assessments: tuple[Assessment, ...] = ()

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
