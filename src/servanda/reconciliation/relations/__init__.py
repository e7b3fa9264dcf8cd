"""The relations between claims, one file each: what must hold between values, and what may be said of it.

A relation is a module of this package with a NAME, its file's. It links cells for the solver (`links`), judges a scope by
itself (`judge`), or proposes what would resolve a clash (`resolve`); the first line of its docstring says what it is about.
Where its clashes are not all told alike, `case_of` names the sentences by the links that clash.
A new relation is one new file: it is found by walking the package. STAGE orders the links: a relation at a later stage sees
the cells that the earlier ones brought in (0, where none is given: from reports; 1: wholes and their parts by kind; 2:
pieces of time; 3: rules for every cell). WEIGHT (5, where none is given) decides under which relation a clash falls that
needs several: the most particular one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from servanda.errors import UnknownName
from servanda.reconciliation.arithmetic import Clash
from servanda.reconciliation.drafts import Draft, Hypothesis
from servanda.reconciliation.links import Cell, Link
from servanda.reconciliation.reports import Report, Scope

__all__ = ["Relation", "relation", "relations"]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: its name, what it is about, when its links come, how particular it is, what it links, what it judges."""

    name: str
    about: str
    stage: int = 0
    weight: int = 5
    links: Callable[[Scope, Sequence[Cell]], Iterator[Link]] | None = None
    judge: Callable[[Scope, date], Iterator[Draft]] | None = None
    resolve: Callable[[Scope, Clash, tuple[Report, ...]], Iterator[Hypothesis]] | None = None
    case_of: Callable[[Sequence[Link]], str] | None = None


@cache
def relations() -> tuple[Relation, ...]:
    """All relations, in the order of their stages and names.

    >>> [one.name for one in relations() if one.stage == 3]
    ['bounds', 'monotone']
    """
    found = []
    for file in iter_modules(__path__):
        module = import_module(f"{__name__}.{file.name}")
        about = (module.__doc__ or "").split("\n", 1)[0]
        stage, weight = getattr(module, "STAGE", 0), getattr(module, "WEIGHT", 5)
        hooks = (getattr(module, name, None) for name in ("links", "judge", "resolve", "case_of"))
        found.append(Relation(module.NAME, about, stage, weight, *hooks))
    return tuple(sorted(found, key=lambda one: (one.stage, one.name)))


def relation(name: str) -> Relation:
    """The relation of that name; raises UnknownName, which lists the known ones.

    >>> relation("monotone").about
    'What is finished does not become unfinished: a count or share of finished things does not fall.'
    """
    for one in relations():
        if one.name == name:
            return one
    known = ", ".join(one.name for one in relations())
    raise UnknownName("no-relation", value=name, remedy="known-relations", known=known)
