"""One entry of the register, a programme, a task, an activity, with what belongs to it: its term, money, acts, and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from servanda.origin import Origins
from servanda.period import Period

__all__ = ["Act", "Budget", "DueAfter", "Event", "Item", "Names"]

Names = Mapping[str, str]
"""A name by language code: en, fr, ru."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that terms run from, such as the entry into force; `day` is None until it has happened."""

    id: str
    names: Names = field(hash=False)
    day: Period | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class DueAfter:
    """A term that runs from an event, by its id: `within` is an ISO 8601 duration such as P6M."""

    event: str
    within: str


@dataclass(frozen=True, slots=True)
class Budget:
    """Money set aside for an entry: the amount, its currency (ISO 4217), and for when."""

    amount: Fraction
    currency: str
    period: Period | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A legal act that implements an entry: its title, number, day, and where it is published."""

    title: str
    number: str = ""
    day: Period | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the register: a programme, a task, an activity, whatever the agreement calls its levels.

    `declared` says how many entries of each level below are said to exist (`{"programme": 28}`). `due` is a stretch of days whose
    last is the deadline; `due_after` is the event that it runs from, where it is not named as a date. `bodies` are responsible
    for it, `cooperating` take part; `depends_on` are ids of entries that have to be done before. `weight` is its share in the
    entry above, in any unit that all entries there have. `dropped` is since when it is no longer pursued. `line` is the line of
    the register's file that it stands on.

    `replaces` are the entries that ended in it: several are a merger, and an entry that several others replace was split into
    them; `split_from` is an entry that goes on without the part that this one is. `replaced_by` are those that replace it.
    `origins` say where its values come from, by the columns of a table; those of agreement.yaml have none.
    """

    id: str
    level: str
    names: Names = field(hash=False)
    aliases: tuple[str, ...] = ()
    period: Period | None = None
    due: Period | None = None
    due_after: DueAfter | None = None
    declared: Mapping[str, int] = field(default_factory=dict, hash=False)
    source: str = ""
    bodies: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    weight: Fraction | None = None
    budgets: tuple[Budget, ...] = ()
    deliverables: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    dropped: Period | None = None
    replaces: tuple[str, ...] = ()
    split_from: str = ""
    replaced_by: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    line: int | None = None
    origins: Origins = field(default_factory=dict, hash=False)

    @property
    def former(self) -> tuple[str, ...]:
        """The entries that it carries on, whole or in part.

        >>> Item("c", "task", {}, replaces=("a", "b")).former, Item("d", "task", {}, split_from="c").former
        (('a', 'b'), ('c',))
        """
        return (*self.replaces, *((self.split_from,) if self.split_from else ()))

    def walk(self) -> Iterator[Item]:
        """This entry and all below it, in the register's order."""
        yield self
        for item in self.items:
            yield from item.walk()
