"""The claims of a project in the register's terms, each with its link: worked out once for a state of the record.

An account asks for them many times: for the claims that count, for those that wait, for their links, for the findings.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import connections

from servanda.record.counted import LinkedClaim, counted_claims, without_repeats
from servanda.record.earlier import earlier_claims
from servanda.record.links import Linker
from servanda.record.people import People
from servanda.record.version import mark_of
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["LinkedClaims"]

_KEPT = 4
"""States that are kept: those of now and of another day, each with the claims of earlier versions of pages."""


class LinkedClaims:
    """What was worked out last."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[object, ...], Sequence[LinkedClaim]] = OrderedDict()

    def claims(self, project: Project, known_on: date | None, *, earlier: bool = False) -> Sequence[LinkedClaim]:
        """All claims that count, or those of earlier versions of the current pages, as the record knew them on a day.

        Inside a transaction nothing is kept: what it writes may be taken back, and its numbers given to other rows.
        """
        if connections[project.alias].in_atomic_block:
            return _linked(project, known_on, earlier=earlier)
        key = (known_on, earlier, *mark_of(project))
        if key not in self._known:
            self._known[key] = _linked(project, known_on, earlier=earlier)
        self._known.move_to_end(key)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return self._known[key]


def _linked(project: Project, known_on: date | None, *, earlier: bool = False) -> list[LinkedClaim]:
    view = View(project.alias, known_on)
    found = earlier_claims(view) if earlier else counted_claims(view)
    if not found:
        return []
    digest, agreement = project.register(known_on)
    named = People(view, agreement).named(Linker(agreement, digest).linked(view, found))
    return list(without_repeats(named, view))
