"""Search over everything: the register, people, claims, findings, statements and documents, in all three languages at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from servanda.disclosure import Disclosure
from servanda.document import Document
from servanda.exports.page import Cell
from servanda.record.search import search as find
from servanda.site.listing import LONGEST_QUERY
from servanda.site.mail import sends_mail
from servanda.site.page import Shown, kept
from servanda.site.passages import may_quote
from servanda.site.views.findings import subject_of

__all__ = ["Thing", "groups_of", "hits_of", "kinds_of", "search", "things"]

_MOST = 50
"""Hits of one kind on the page; the lists show all."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be found: its kind, its name with its address, and the text that is looked through."""

    kind: str
    name: Cell
    text: str
    lang: str = ""


def search(request: HttpRequest, lang: str) -> HttpResponse:
    """What has all the words; on a page that is written as a file, the index of everything instead."""
    shown: Shown = request.shown
    asked = request.GET.get("q", "")[:LONGEST_QUERY]
    kind = request.GET.get("kind", "")
    words = asked.split()
    if shown.is_static:
        known = [(one, "") for one in all_things(shown)]
        return render(request, "site/search.html", {"groups": groups_of(known, len(known)), "kinds": kinds_of()})
    hits = hits_of(shown, words)
    values = {
        "asked": asked,
        "words": words,
        "kind": kind,
        "kinds": kinds_of(),
        "total": len(hits),
        "follow": shown.way(shown.at("follow", "search/"), q=asked, kind=kind if kind in kinds_of() else "")
        if words and sends_mail()
        else "",
        "groups": groups_of([one for one in hits if not kind or one[0].kind == kind], _MOST),
    }
    return render(request, "site/search.html", values)


def hits_of(shown: Shown, words: list[str]) -> list[tuple[Thing, str]]:
    """All that has all the words, with the text round them; nothing where there are no words."""
    if not words:
        return []
    known = all_things(shown)
    pages = (Document(str(place), one.text, one.lang or None, one.name.text) for place, one in enumerate(known))
    return [(known[int(hit.doc)], hit.text) for hit in find(pages, words)]


def kinds_of() -> dict[str, str]:
    """The kinds of things, in the order in which they are told, with their names."""
    return {
        "programmes": _("Register"),
        "people": _("People and bodies"),
        "findings": _("Findings"),
        "claims": _("Claims"),
        "statements": _("Statements"),
        "documents": _("Documents"),
    }


def groups_of(hits: list[tuple[Thing, str]], most: int) -> list[dict[str, Any]]:
    """Hits by kind, so many of each at the most, and how many there are."""
    found = []
    for kind, label in kinds_of().items():
        these = [one for one in hits if one[0].kind == kind]
        if these:
            found.append(
                {"kind": kind, "label": label, "total": len(these), "hits": these[:most], "more": len(these) > most}
            )
    return found


@kept
def all_things(shown: Shown) -> Sequence[Thing]:
    """All that has a page."""
    return tuple(things(shown))


def things(shown: Shown) -> Iterator[Thing]:
    """All that has a page, with the words that may be shown of it."""
    facts = shown.facts
    for item in facts.items.values():
        yield Thing("programmes", shown.entry(item.id), " · ".join((item.id, *item.names.values(), *item.aliases)))
    for entry in facts.entries:
        yield Thing("people", shown.speaker(entry.key), " · ".join(entry.names))
    for finding in facts.findings.values():
        name = Cell(shown.telling.title(finding.measure, finding.subject), "", shown.at("finding", finding.id))
        yield Thing("findings", name, shown.telling.finding(finding).explanation)
    for claim in facts.account.claims:
        told = shown.witness(claim)
        yield Thing(
            "claims", shown.claim(claim), f"{told.speaker}: {told.reading}. {subject_of(shown, claim.subject).text}"
        )
    for doc, statement in facts.statements:
        document = facts.documents[doc]
        if may_quote(facts.disclosure(doc)):
            words = " … ".join(document.text[start:end] for start, end in statement.content)
            name = Cell(", ".join(statement.speaker) or _("speaker not named"), "", shown.statement((doc, statement)))
            yield Thing("statements", name, words, document.lang or "")
    for doc, document in facts.documents.items():
        whole = (
            document.text
            if facts.disclosure(doc) is Disclosure.FULL
            else f"{document.title or doc} {document.publisher or ''}"
        )
        yield Thing("documents", shown.document(doc), whole, document.lang or "")
