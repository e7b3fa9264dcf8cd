"""What has a page of its own, by the kind of the page and the key in its address: named, or nothing where it may not be shown.

Takes what a page shows and a family such as "finding"; gives the name with its address. What readers write, follow and are
answered is kept under these two.
"""

from __future__ import annotations

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from servanda.exports.page import Cell
from servanda.site.page import Shown

__all__ = ["FAMILIES", "item_at", "item_named"]

FAMILIES = ("finding", "claim", "statement", "document", "programme", "person", "body", "party", "chart")
"""The kinds of pages, as `urls.py` calls them."""
_LONGEST = 1_000


def item_at(lang: str, path: str) -> tuple[str, str] | None:
    """The family and key that the path of a page below its language has; None for what is no item.

    >>> item_at("en", "findings/tension-1a/"), item_at("en", "statements/one/5-9/"), item_at("en", "search/")
    (('finding', 'tension-1a'), ('statement', 'one/5-9'), None)
    """
    if len(path) > _LONGEST:
        return None
    try:
        found = resolve(f"/{lang}/{path.lstrip('/')}")
    except Resolver404:
        return None
    given = found.kwargs
    if found.url_name not in FAMILIES or "key" not in given:
        return None
    place = f"/{given['start']}-{given['end']}" if "start" in given else ""
    return found.url_name, str(given["key"]) + place


def item_named(shown: Shown, family: str, key: str) -> Cell | None:
    """The item's name with its address; None where the account has no such item, or may not name it."""
    facts = shown.facts
    if family == "finding" and key in facts.findings:
        one = facts.findings[key]
        return Cell(shown.telling.title(one.measure, one.subject), "", shown.at("finding", key))
    if family == "claim" and key in facts.claims:
        return shown.claim(facts.claims[key])
    if family == "statement":
        return _statement(shown, key)
    if family == "document" and key in facts.documents:
        return shown.document(key)
    if family == "programme" and key in facts.items:
        return shown.entry(key)
    if family in ("person", "body") and key in facts.people:
        return shown.speaker(key)
    if family in ("person", "body", "party"):
        found = shown.organ(key)
        return found if found.address.startswith(shown.at(family, key)) else None
    if family == "chart" and key in facts.ladders:
        ladder = facts.ladders[key]
        return Cell(shown.telling.title(ladder.name, ladder.subject), "", shown.at("chart", key))
    return None


def _statement(shown: Shown, key: str) -> Cell | None:
    """A statement by its document; its place may be another by now."""
    doc, _slash, place = key.rpartition("/")
    if doc not in shown.facts.documents:
        return None
    start, _dash, end = place.partition("-")
    if not (start.isdecimal() and end.isdecimal()):
        return None
    source = shown.document(doc)
    name = _("Statement in “%(document)s”") % {"document": source.text}
    return Cell(name, "", shown.at("statement", doc, start, end))
