"""Sources that things of the register name: told where the register lets them be named."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.disclosure import Disclosure, disclosure_of
from servanda.document import Document
from servanda.site.facts import Facts

__all__ = ["may_name", "named_place", "named_places"]


def may_name(facts: Facts, place: str) -> bool:
    """Whether a document's name or an address may be told; one of a document that was not read is judged by itself."""
    if place in facts.by_place:
        return True
    if place in facts.project_documents:
        return False
    unread = Document(place, "", None, address=place)
    return disclosure_of(unread, facts.sources, facts.account.as_of) is not Disclosure.NOTHING


def named_place(facts: Facts, place: str) -> str | None:
    """A document's name or an address as it is; None where there is none, or where it may not be named."""
    return place if place and may_name(facts, place) else None


def named_places(facts: Facts, places: Iterable[str]) -> list[str]:
    """Those that may be named."""
    return [place for place in places if named_place(facts, place)]
