"""Documents: what was read, and each with its statements and as much of its words as may be shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from servanda.disclosure import Disclosure
from servanda.exports.page import Cell, Table
from servanda.exports.rewritten import rewriting_lines
from servanda.exports.wording import printable
from servanda.rewriting import Rewriting
from servanda.site.listing import Listing, Row, as_csv, show
from servanda.site.page import Shown, kept
from servanda.site.passages import whole_text
from servanda.site.views import statements
from servanda.site.views.errors import gone

__all__ = ["document", "documents", "listing_of", "table", "versions"]


def documents(request: HttpRequest, lang: str, number: int = 1) -> HttpResponse:
    """The list, by name."""
    return show(request, listing_of(request.shown), int(number))


def table(request: HttpRequest, lang: str) -> HttpResponse:
    """The list as a file."""
    return as_csv(request, listing_of(request.shown))


def document(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One document: what is known of it, who says what in it, and its text where that may be shown."""
    shown: Shown = request.shown
    found = shown.facts.documents.get(key)
    if found is None:
        return gone(request, key)
    here = [place for place in shown.facts.statements if place[0] == key]
    limit = shown.facts.disclosure(key)
    marked = [(one, shown.statement((doc, one))) for doc, one in here]
    values = {
        "document": found,
        "title": shown.document(key),
        "outside": shown.telling.source(key).address,
        "notes": [printable(note.told(lang)) for note in found.notes],
        "rewritten": tuple(rewriting_lines(shown.words, _changes(shown, key))),
        "versions": shown.at("versions", key) if _changes(shown, key) else "",
        "limit": limit.value,
        "rows": [row.cells for row in statements.rows(shown, here)],
        "text": whole_text(found, marked) if limit is Disclosure.FULL else [],
        "claims": [
            (shown.claim(claim), shown.witness(claim))
            for claim in shown.facts.account.claims
            if claim.source in (found.doc, found.address) and claim.source
        ],
    }
    return render(request, "site/document.html", values)


def versions(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """What a document said before and says since: every sentence that changed, side by side, for each change of its page."""
    shown: Shown = request.shown
    found = shown.facts.documents.get(key)
    changes = _changes(shown, key)
    if found is None or not changes:
        return gone(request, key)
    own = "" if found.lang == shown.lang else found.lang or ""
    values = {
        "heading": _("Earlier versions"),
        "title": shown.document(key),
        "changes": [
            {
                "place": printable(one.place),
                "until": shown.words.day(one.until),
                "since": shown.words.day(one.since),
                "table": Table(
                    "",
                    (_("Before"), _("After")),
                    tuple((_said(before, own), _said(after, own)) for before, after in one.pairs),
                ),
            }
            for one in reversed(changes)
        ],
    }
    return render(request, "site/versions.html", values)


def _changes(shown: Shown, key: str) -> list[Rewriting]:
    """The changes of a document's page, the oldest first."""
    return [one for one in shown.facts.account.rewritten if one.doc == key]


def _said(words: str, lang: str) -> Cell:
    return Cell(printable(words), lang) if words else Cell(_("nothing"))


@kept
def listing_of(shown: Shown) -> Listing:
    """The whole list, with what it can be chosen by."""
    made = []
    counted: dict[str, int] = {}
    for doc, _statement in shown.facts.statements:
        counted[doc] = counted.get(doc, 0) + 1
    for one in shown.facts.account.documents:
        published = shown.words.period(one.published, short=True) if one.published else _("day not known")
        publisher = printable(one.publisher or "")
        cells = (
            shown.document(one.doc),
            Cell(shown.words.language(one.lang)),
            Cell(published),
            Cell(publisher),
            Cell(shown.words.whole(counted.get(one.doc, 0))),
        )
        values = {
            "language": [(one.lang, shown.words.language(one.lang))] if one.lang else [],
            "publisher": [(publisher, publisher)] if publisher else [],
        }
        made.append(Row.of(cells, values, one.doc))
    return Listing(
        "documents",
        _("Documents"),
        _("The documents, by name"),
        (_("Document"), _("Language"), _("Published"), _("Publisher"), _("Statements")),
        made,
        {"language": _("Language"), "publisher": _("Publisher")},
    )
