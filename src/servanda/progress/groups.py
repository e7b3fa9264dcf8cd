"""The entries of a register by whom they fall to (a party of the agreement, or a body), by level, or by when they are due.

Takes an Agreement, gives an Item for each party, body, level, year, half-year or quarter, with its entries laid flat below it, so
that it is counted as any other. An entry that names no party or body falls to those of the entry above it. What an entry declares
below it falls to its own parties and bodies too, less what is listed there for others; of a level, what the highest entries
declare counts. An entry that is due some time in 2031 is in no quarter of it: by quarter it stands in the shortest of quarter,
half-year and year that holds all its days, under that one's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from servanda.agreement import Agreement, Body, Party
from servanda.item import Item
from servanda.period import Period

__all__ = ["GROUPINGS", "entries_by"]

GROUPINGS = ("programme", "party", "body", "level", "period", "half-year", "quarter", "assessor")
"""By what entries can be told: as the register lists them, by whom they fall to, by level, by the year ("period"), half-year or
quarter in which they are due, or as the register lists them once for each assessor."""

_LENGTHS = {"period": 12, "half-year": 6, "quarter": 3}
"""Months of the stretches of a grouping by when entries are due."""

_Declared = frozenset[tuple[str, str]]
"""Levels of which a number is declared, each with the party or body that it falls to."""
_Stretch = tuple[date, int, str, str]
"""A year or a part of one: its last day, its length in months, its name as registers write it, and what it is."""
_Fallen = tuple[Item, tuple[str, ...], _Declared]


def entries_by(agreement: Agreement, grouping: str) -> tuple[Item, ...]:
    """One entry for each party or body, in the register's order; the register's own entries for "programme".

    >>> bridge = Item("b", "bridge", {"en": "Bridge"}, parties=("north",))
    >>> plan = Item("p", "plan", {"en": "Plan"}, declared={"bridge": 3}, parties=("north", "south"), items=(bridge,))
    >>> accord = Agreement("a", {"en": "A"}, parties=(Party("north", {"en": "N"}), Party("south", {"en": "S"})), items=(plan,))
    >>> [(one.id, [item.id for item in one.items], one.declared) for one in entries_by(accord, "party")]
    [('north', ['p', 'b'], {'bridge': 3}), ('south', ['p'], {'bridge': 2})]
    """
    if grouping in ("programme", "assessor"):
        return agreement.items
    if grouping == "level":
        return tuple(_level(level, agreement) for level in dict.fromkeys(item.level for item in agreement.walk()))
    if grouping in _LENGTHS:
        return _periods(agreement, _LENGTHS[grouping])
    groups = agreement.parties if grouping == "party" else agreement.bodies
    owners: dict[str, tuple[str, ...]] = {}
    fallen: dict[str, list[tuple[Item, _Declared]]] = {}
    for item, whose, above in _with_owners(agreement.items, (), grouping, frozenset()):
        owners[item.id] = whose
        for one in dict.fromkeys(whose):
            fallen.setdefault(one, []).append((item, above))
    return tuple(_group(one, grouping, fallen.get(one.id, ()), owners) for one in groups)


def _group(
    one: Party | Body, grouping: str, mine: Iterable[tuple[Item, _Declared]], owners: Mapping[str, tuple[str, ...]]
) -> Item:
    """What falls to one party or body, and what is declared of it; `owners` are those that each entry falls to."""
    mine = tuple(mine)
    declared: Counter[str] = Counter()
    for item, above in mine:
        if not item.declared:
            continue
        elsewhere = Counter(entry.level for entry in item.walk() if one.id not in owners[entry.id])
        for level, number in item.declared.items():
            if (one.id, level) not in above:
                declared[level] += max(0, number - elsewhere[level])
    flat = tuple(replace(item, items=()) for item, _ in mine)
    return Item(one.id, grouping, one.names, one.aliases, declared=dict(declared), items=flat)


def _level(level: str, agreement: Agreement) -> Item:
    """All entries of a level, and how many of it the highest entries that say so declare."""
    flat = tuple(replace(item, items=(), declared={}) for item in agreement.walk() if item.level == level)
    return Item(level, "level", {}, declared=_declared(level, agreement.items), items=flat)


def _declared(level: str, items: Iterable[Item]) -> dict[str, int]:
    found = 0
    for item in items:
        found += item.declared[level] if level in item.declared else _declared(level, item.items).get(level, 0)
    return {level: found} if found else {}


def _periods(agreement: Agreement, shortest: int) -> tuple[Item, ...]:
    """An entry for each stretch in which something is due, in order; what has no due date is last, under a dash."""
    due: dict[_Stretch, list[Item]] = {}
    for item in agreement.walk():
        due.setdefault(_stretch(item.due, shortest), []).append(replace(item, items=(), declared={}))
    return tuple(Item(key[2], key[3], {}, items=tuple(due[key])) for key in sorted(due))


def _stretch(due: Period | None, shortest: int) -> _Stretch:
    """The shortest stretch, of so many months or more, that holds all days of a due date; the last year of a longer one.

    "By 30 June" is due on its last day, whenever the work began.

    >>> [_stretch(Period.parse(text), 3)[2:] for text in ("2031-05", "2031", "2031-04/2031-08", "by 2031-06-30")]
    [('2031-Q2', 'quarter'), ('2031', 'year'), ('2031', 'year'), ('2031-Q2', 'quarter')]
    >>> [_stretch(Period.parse(text), 6)[2:] for text in ("2031-05", "2031-Q4", "2030/2031")]
    [('2031-H1', 'half-year'), ('2031-H2', 'half-year'), ('2031', 'year')]
    """
    if due is None or due.end is None:
        return date.max, 0, "–", "year"
    end, start = due.end, due.start or due.end
    for months, letter, level in ((3, "Q", "quarter"), (6, "H", "half-year")):
        number = (end.month - 1) // months
        if months >= shortest and (start.year, (start.month - 1) // months) == (end.year, number):
            found = Period.parse(f"{end.year}-{letter}{number + 1}")
            return found.end or end, months, found.text, level
    return date(end.year, 12, 31), 12, str(end.year), "year"


def _with_owners(items: Iterable[Item], owners: tuple[str, ...], grouping: str, above: _Declared) -> Iterator[_Fallen]:
    """Each entry with those it falls to, and what entries above it declare for whom: that counts what lies below already."""
    for item in items:
        own = (item.parties if grouping == "party" else item.bodies) or owners
        yield item, own, above
        below = above | {(one, level) for one in own for level in item.declared}
        yield from _with_owners(item.items, own, grouping, below)
