"""Claims: the list of them, each with its reading, its words and its findings; and promises with what became of them."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from servanda.claim import Claim, Measure
from servanda.exports.page import Cell
from servanda.exports.signs import SIGNS
from servanda.finding import Finding, Verdict
from servanda.site.charting import charts_about
from servanda.site.facts import Facts
from servanda.site.listing import Listing, Row, as_csv, show
from servanda.site.page import Shown, kept
from servanda.site.views.errors import gone
from servanda.site.views.findings import subject_of
from servanda.site.views.statements import translated

__all__ = [
    "claim",
    "claims",
    "fate_of",
    "listing_of",
    "promises",
    "promises_listing",
    "promises_table",
    "rows",
    "table",
]


def claims(request: HttpRequest, lang: str, number: int = 1) -> HttpResponse:
    """The list, in the order in which they were made."""
    return show(request, listing_of(request.shown), int(number))


def table(request: HttpRequest, lang: str) -> HttpResponse:
    """The list as a file."""
    return as_csv(request, listing_of(request.shown))


def claim(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One claim: who said it when, how it is read, its words, and what rests on it."""
    shown: Shown = request.shown
    facts = shown.facts
    found = facts.claims.get(key)
    if found is None:
        return gone(request, key)
    place = facts.statement_of.get(key)
    speakers = facts.speakers_of.get((place[0], place[1].start, place[1].end), ()) if place else ()
    values = {
        "claim": found,
        "title": shown.telling.title(found.measure, found.subject),
        "witness": shown.witness(found),
        "translated": translated(shown, found),
        "speakers": [shown.speaker(one) for one in speakers],
        "subject": subject_of(shown, found.subject),
        "source": shown.source_of(found),
        "outside": shown.telling.source(found.source),
        "is_hidden": key in facts.shown.hidden,
        "counts": any(one.id == key for one in facts.account.claims),
        "waits": list(shown.telling.waits_because(found)) if found in facts.account.unlinked else [],
        "findings": [(SIGNS[one.verdict], one, shown.finding(one)) for one in facts.findings_of.get(key, ())],
        "charts": charts_about(shown, [key]),
    }
    return render(request, "site/claim.html", values)


def rows(shown: Shown, chosen: list[Claim]) -> list[Row]:
    """Claims as rows of a list."""
    made = []
    for one in sorted(chosen, key=lambda claim: (str(claim.said_on), claim.id)):
        subject, speaker = subject_of(shown, one.subject).text, shown.telling.speaker_or_unnamed(one)
        measure = shown.words.term("measure", one.measure)
        values = {"about": [(subject, subject)], "speaker": [(speaker, speaker)], "measure": [(one.measure, measure)]}
        made.append(Row(partial(_told, shown, one), values))
    return made


def _told(shown: Shown, one: Claim) -> tuple[tuple[Cell, ...], str]:
    """A claim's cells and words."""
    found, source = shown.witness(one), shown.source_of(one)
    if one.id in shown.facts.shown.hidden:
        source = Cell(_("a document that is not shown"))
    cells = (
        shown.claim(one),
        Cell(shown.words.period(one.said_on, short=True)),
        Cell(found.speaker),
        shown.telling.as_said(one, one.figure),
        Cell(found.reading),
        source,
    )
    return cells, one.text


def _head() -> tuple[str, ...]:
    return _("Of what"), _("Said on"), _("Speaker"), _("As said"), _("Read as"), _("Source")


@kept
def listing_of(shown: Shown) -> Listing:
    """The whole list, with what it can be chosen by."""
    return Listing(
        "claims",
        _("Claims"),
        _("Every claim, in the order in which they were made"),
        _head(),
        rows(shown, list(shown.facts.account.claims)),
        {"about": _("About"), "speaker": _("Speaker"), "measure": _("What is measured")},
        (_("A claim is what somebody said, in comparable form; it is not what is so."),),
    )


def promises(request: HttpRequest, lang: str, number: int = 1) -> HttpResponse:
    """Promises by their day, and what became of each."""
    return show(request, promises_listing(request.shown), int(number))


def promises_table(request: HttpRequest, lang: str) -> HttpResponse:
    """Promises as a file."""
    return as_csv(request, promises_listing(request.shown))


@kept
def promises_listing(shown: Shown) -> Listing:
    """The whole list, with what it can be chosen by."""
    promised = [
        (figure, one)
        for one in shown.facts.account.claims
        for figure in one.figures
        if figure.measure is Measure.DUE
    ]  # fmt: skip
    promised.sort(key=lambda pair: (str(pair[0].when.end if pair[0].when and pair[0].when.end else "9999"), pair[1].id))
    made = []
    for figure, one in promised:
        end = figure.when.end if figure.when else None
        became = _became(shown, one, end is not None and end < shown.facts.account.as_of)
        subject = subject_of(shown, one.subject).text
        cells = (
            Cell(subject, "", shown.at("claim", one.id)),
            Cell(shown.words.day(end, short=True) if end else _("no day given")),
            Cell(shown.witness(one).speaker),
            Cell(shown.words.period(one.said_on, short=True)),
            became,
        )
        made.append(Row.of(cells, {"about": [(subject, subject)], "became": [(became.text, became.text)]}))
    return Listing(
        "promises",
        _("Promises"),
        _("Promises by their day, and what became of them"),
        (_("What was promised"), _("By"), _("By whom"), _("Said on"), _("What became of it")),
        made,
        {"about": _("About"), "became": _("What became of it")},
        (_("“Nothing read” says that no document here tells of it; it does not say that nothing was done."),),
    )


def _became(shown: Shown, promise: Claim, is_past: bool) -> Cell:
    """What the findings say of a promise."""
    one = fate_of(shown.facts, promise)
    if one is None:
        return Cell(_("nothing read") if is_past else _("still ahead"))
    name = _("kept") if one.verdict is Verdict.CONSISTENT else shown.words.plural("verdict", one.verdict.value, 1)
    return Cell(f"{SIGNS[one.verdict]} {name}", "", shown.at("finding", one.id))


def fate_of(facts: Facts, promise: Claim) -> Finding | None:
    """The finding that says what became of a promise."""
    found = facts.findings_of.get(promise.id, ())
    return next((one for one in found if one.relation == "promise" or one.verdict is Verdict.OVERDUE), None)
