"""The register taken as one entry, so that it is counted, charted and named as any other."""

from __future__ import annotations

from servanda.agreement import Agreement
from servanda.item import Item

__all__ = ["WHOLE", "whole_of"]

WHOLE = "agreement"
"""The level of the register taken as one entry."""


def whole_of(agreement: Agreement) -> Item:
    """An entry with the agreement's id and names that has the whole register below it.

    What is declared of it is what its entries declare, and where one of them declares nothing, what is listed there.

    >>> plan = Item("p", "plan", {}, declared={"bridge": 5}, items=(Item("a", "bridge", {}),))
    >>> found = whole_of(Agreement("x", {"en": "X"}, items=(plan, Item("b", "bridge", {}))))
    >>> found.id, found.declared
    ('x', {'bridge': 6})
    """
    levels = dict.fromkeys(level for item in agreement.walk() for level in item.declared)
    declared = {level: sum(_number(level, item) for item in agreement.items) for level in levels}
    return Item(agreement.id, WHOLE, agreement.names, declared=declared, items=agreement.items)


def _number(level: str, item: Item) -> int:
    """How many of a level an entry and what lies below it make: as declared, or as listed where more are."""
    below = sum(_number(level, entry) for entry in item.items)
    return (item.level == level) + max(item.declared.get(level, 0), below)
