"""Sources that things of the register name: told where the register lets them be named."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.disclosure import Disclosure, disclosure_of
from servanda.document import Document
from servanda.site.facts import Facts

__all__ = ["named_place", "named_places"]


def named_place(facts: Facts, place: str) -> str | None:
    """A document's name or an address as it is; None where there is none, or where it may not be named."""
    if not place or (place in facts.project_documents and place not in facts.documents):
        return None
    if place in facts.by_place:
        return place
    unread = Document(place, "", None, address=place)
    return None if disclosure_of(unread, facts.sources, facts.account.as_of) is Disclosure.NOTHING else place


def named_places(facts: Facts, places: Iterable[str]) -> list[str]:
    """Those that may be named."""
    return [place for place in places if named_place(facts, place)]
