"""The relations between claims, one file each: what must hold between values, and what may be said of it.

A relation links cells for the solver (`links`), or judges a scope by itself (`judge`), under its NAME. A new relation
is a new file and one line here; the order matters only in that links among cells come after the bounds that bring the
cells in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from servanda.errors import UnknownName
from servanda.reconciliation.drafts import Draft
from servanda.reconciliation.links import Cell, Link
from servanda.reconciliation.relations import (
    bounds,
    confirmation,
    growth,
    monotone,
    pace,
    promise,
    ratio,
    same,
    states,
    total,
    trade,
)
from servanda.reconciliation.reports import Scope

__all__ = ["RELATIONS", "Relation", "relation"]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: its name, what it links, and what it judges by itself."""

    name: str
    about: str
    links: Callable[[Scope, Sequence[Cell]], Iterator[Link]] | None = None
    judge: Callable[[Scope, date], Iterator[Draft]] | None = None


def _first_line(text: str | None) -> str:
    return (text or "").split("\n", 1)[0]


RELATIONS = (
    Relation(same.NAME, _first_line(same.__doc__), links=same.links),
    Relation(ratio.NAME, _first_line(ratio.__doc__), links=ratio.links),
    Relation(growth.NAME, _first_line(growth.__doc__), links=growth.links),
    Relation(trade.NAME, _first_line(trade.__doc__), links=trade.links),
    Relation(total.NAME, _first_line(total.__doc__), links=total.links),
    Relation(states.NAME, _first_line(states.__doc__), links=states.links),
    Relation(monotone.NAME, _first_line(monotone.__doc__), links=monotone.links),
    Relation(bounds.NAME, _first_line(bounds.__doc__), links=bounds.links),
    Relation(pace.NAME, _first_line(pace.__doc__), judge=pace.judge),
    Relation(promise.NAME, _first_line(promise.__doc__), judge=promise.judge),
    Relation(confirmation.NAME, _first_line(confirmation.__doc__), judge=confirmation.judge),
)


def relation(name: str) -> Relation:
    """The relation of that name.

    >>> relation("monotone").about
    'What is finished does not become unfinished: a count or share of finished things does not fall.'
    """
    for one in RELATIONS:
        if one.name == name:
            return one
    known = ", ".join(one.name for one in RELATIONS)
    raise UnknownName("There is no such relation.", value=name, remedy=f"Known relations: {known}.")
