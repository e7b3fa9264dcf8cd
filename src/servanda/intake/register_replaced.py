"""Entries that took the place of others: who replaces whom is there, nobody replaces itself, and both sides are marked.

Takes the Items of a register, and what calls for the ids of its earlier versions; adds a fault for each that cannot be true.
An entry that was taken out of the register can be replaced too, where a version that the record has kept names it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from servanda.agreement import Agreement
from servanda.intake.register_checks import circles
from servanda.intake.register_schema import Faults, nearest
from servanda.item import Item
from servanda.message import Message

__all__ = ["Earlier", "check_circles", "check_known", "with_replaced"]

Earlier = Callable[[], Collection[str]]
"""Gives the ids of all entries that earlier versions of the register had; asked only where the register itself has not the id."""


def check_known(items: Iterable[Item], known: Collection[str], earlier: Earlier | None, faults: Faults) -> set[str]:
    """Whatever an entry replaces, or was split from, is or was an entry; gives the ids of those of which that is not so.

    Without `earlier` nobody can tell what was, and nothing is refused.

    >>> faults = Faults("activities.csv")
    >>> sorted(check_known([Item("c", "task", {}, replaces=("a", "b"), line=4)], {"c"}, lambda: {"a"}, faults))
    ['c']
    >>> str(faults.found[0])[:104]
    "activities.csv:4: Entry 'c' replaces or was split from an entry that no version of the register has. Fou"
    """
    refused: set[str] = set()
    if earlier is None:
        return refused
    for item in items:
        for other in item.former:
            if other not in known and other not in earlier():
                faults.add(item.line, "replaces-unknown", other, _remedy(other, known), entry=item.id)
                refused.add(item.id)
    return refused


def _remedy(other: str, known: Collection[str]) -> Message:
    near = nearest(other, known)
    return near if near.key == "did-you-mean" else Message.of("list-it-as-dropped")


def check_circles(items: Iterable[Item], beside: Iterable[Item], faults: Faults) -> set[str]:
    """No entry replaces itself, through however many others, among those `beside` too; gives the ids of those that do.

    >>> faults = Faults("agreement.yaml")
    >>> one, two = Item("a", "task", {}, replaces=("b",), line=3), Item("b", "task", {}, split_from="a", line=5)
    >>> sorted(check_circles([one, two], [], faults)), str(faults.found[0])
    (['a', 'b'], "agreement.yaml:3: These entries replace each other in a circle. Found 'a → b → a'. Take one of them out.")
    """
    mine: Mapping[str, Item] = {item.id: item for item in items}
    refused: set[str] = set()
    for circle in circles({item.id: item.former for item in (*beside, *mine.values())}):
        first = next((one for one in circle if one in mine), None)
        if first is not None:
            faults.add(mine[first].line, "replaced-in-circle", " → ".join(circle), "take-one-out")
            refused |= mine.keys() & set(circle)
    return refused


def with_replaced(agreement: Agreement) -> Agreement:
    """The register with each entry that others replace saying by which.

    >>> a, b = Item("a", "task", {}), Item("b", "task", {}, replaces=("a",))
    >>> [item.replaced_by for item in with_replaced(Agreement("x", {}, items=(a, b))).items]
    [('b',), ()]
    """
    by: dict[str, list[str]] = {}
    for item in agreement.walk():
        for other in item.replaces:
            by.setdefault(other, []).append(item.id)
    return replace(agreement, items=tuple(_marked(item, by) for item in agreement.items)) if by else agreement


def _marked(item: Item, by: Mapping[str, list[str]]) -> Item:
    below = tuple(_marked(one, by) for one in item.items)
    return replace(item, replaced_by=tuple(by.get(item.id, ())), items=below)
