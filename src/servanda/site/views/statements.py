"""Statements: who said what where, with filters and words to look for; each with its words in their sentence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from servanda.claim import Claim
from servanda.document import Document
from servanda.exports.page import Cell
from servanda.exports.wording import printable
from servanda.record.notes import GAP, one_line
from servanda.review import Translated
from servanda.site.facts import Place
from servanda.site.listing import Listing, Row, as_csv, show
from servanda.site.page import Shown, kept
from servanda.site.passages import may_quote, opening, passage
from servanda.site.views.errors import gone
from servanda.statement import Kind, Mode, Statement

__all__ = ["kind_named", "listing_of", "rows", "speakers_of", "statement", "statements", "table", "translated"]


def kind_named(kind: Kind) -> str:
    """What a statement is about, in words."""
    return {
        Kind.COMMITMENT: pgettext("kind", "commitment"),
        Kind.PROGRESS: pgettext("kind", "progress"),
        Kind.INDICATOR: pgettext("kind", "indicator"),
        Kind.POSITION: pgettext("kind", "position"),
    }[kind]


def mode_named(mode: Mode) -> str:
    """How the words are given."""
    return {
        Mode.DIRECT: _("quoted word for word"),
        Mode.INDIRECT: _("told indirectly"),
        Mode.MIXED: _("partly quoted"),
    }[mode]


def statements(request: HttpRequest, lang: str, number: int = 1) -> HttpResponse:
    """The list, by document."""
    return show(request, listing_of(request.shown), int(number))


def table(request: HttpRequest, lang: str) -> HttpResponse:
    """The list as a file."""
    return as_csv(request, listing_of(request.shown))


def statement(request: HttpRequest, lang: str, key: str, start: str, end: str) -> HttpResponse:
    """One statement; where its words are told otherwise now, the nearest statement of the document is it."""
    shown: Shown = request.shown
    document = shown.facts.documents.get(key)
    here = [one for doc, one in shown.facts.statements if doc == key]
    found = next((one for one in here if (one.start, one.end) == (int(start), int(end))), None)
    if document is None or (found is None and not here):
        return gone(request, key)
    if found is None:
        near = [one for one in here if one.start < int(end) and int(start) < one.end]
        target = shown.statement((key, near[0])) if near else shown.at("document", key)
        return redirect(shown.way(target), permanent=False)
    quoted = may_quote(shown.facts.disclosure(key))
    values = {
        "statement": found,
        "document": document,
        "source": shown.document(key),
        "speakers": speakers_of(shown, key, found, document),
        "kind": kind_named(found.kind),
        "mode": mode_named(found.mode),
        "pieces": passage(document, found) if quoted else [],
        "claims": [
            (shown.claim(claim), shown.witness(claim)) for one in found.claims if (claim := shown.facts.claims.get(one.id))
        ],
        "key": f"{key}/{found.start}-{found.end}",
        "translations": translations_of(shown, key, found, document) if quoted else [],
        "percent": shown.words.whole(round(100 * found.confidence)) if found.confidence < 1 else "",
    }  # fmt: skip
    return render(request, "site/statement.html", values)


def translations_of(shown: Shown, doc: str, one: Statement, document: Document) -> list[Translated]:
    """What people made of its words in other languages, that of the page first."""
    words = one_line(GAP.join(document.text[start:end] for start, end in one.content))
    made = shown.facts.translations.get((doc, words), {})
    return sorted(made.values(), key=lambda told: (told.lang != shown.lang, told.lang))


def translated(shown: Shown, claim: Claim) -> Translated | None:
    """What a person made of the words that a claim stands in, in the language of the page; None where nobody did."""
    place = shown.facts.statement_of.get(claim.id)
    document = shown.facts.documents.get(place[0]) if place else None
    if place is None or document is None or not may_quote(shown.facts.disclosure(place[0])):
        return None
    made = translations_of(shown, *place, document)
    return made[0] if made and made[0].lang == shown.lang else None


def speakers_of(shown: Shown, doc: str, one: Statement, document: Document) -> list[Cell]:
    """Who made a statement: people and bodies with pages of their own, else the words of the text."""
    keys = shown.facts.speakers_of.get((doc, one.start, one.end), ())
    if keys:
        return [shown.speaker(key) for key in keys]
    words = (
        " ".join(document.text[start:end] for start, end in one.source)
        if may_quote(shown.facts.disclosure(doc))
        else ""
    )
    told = ", ".join(one.speaker) or words
    lang = document.lang or ""
    return [Cell(printable(told), "" if lang == shown.lang else lang)] if told else [Cell(_("speaker not named"))]


def rows(shown: Shown, chosen: list[Place]) -> list[Row]:
    """Statements as rows of a list."""
    made = []
    for doc, one in chosen:
        document = shown.facts.documents[doc]
        speakers = speakers_of(shown, doc, one, document)
        lang = document.lang or ""
        quoted = may_quote(shown.facts.disclosure(doc))
        words = opening(document, one) if quoted else _("not quoted here")
        published = shown.words.period(document.published, short=True) if document.published else _("day not known")
        names = ", ".join(speaker.text for speaker in speakers)
        cells = (
            Cell(words, lang if quoted and lang != shown.lang else "", shown.statement((doc, one))),
            Cell(names, speakers[0].lang, speakers[0].address if len(speakers) == 1 else ""),
            Cell(kind_named(one.kind)),
            shown.document(doc),
            Cell(published),
        )
        values = {
            "speaker": [(speaker.text, speaker.text) for speaker in speakers],
            "kind": [(one.kind.value, kind_named(one.kind))],
            "language": [(lang, shown.words.language(lang))] if lang else [],
            "document": [(doc, shown.document(doc).text)],
        }
        whole = " ".join(document.text[start:end] for start, end in one.content) if quoted else ""
        made.append(Row.of(cells, values, whole))
    return made


@kept
def listing_of(shown: Shown) -> Listing:
    """The whole list, with what it can be chosen by."""
    return Listing(
        "statements",
        _("Statements"),
        _("Statements, by document"),
        (_("What was said"), _("Speaker"), _("Kind"), _("Document"), _("Published")),
        rows(shown, list(shown.facts.statements)),
        {"speaker": _("Speaker"), "kind": _("Kind"), "language": _("Language"), "document": _("Document")},
        (
            _(
                "The words stand in the language in which they were published. "
                "A search finds whole words and longer ones that begin with them."
            ),
        ),
    )
