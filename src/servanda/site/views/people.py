"""People and bodies: under all their names, with what they held and said; a merged one leads to the one it was merged into."""

from __future__ import annotations

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from servanda.exports.page import Cell, Table
from servanda.exports.wording import printable
from servanda.record.people import Entry
from servanda.site.listing import Listing, Row, as_csv, show
from servanda.site.page import Shown, kept
from servanda.site.views import statements
from servanda.site.views.errors import gone

__all__ = ["bodies", "bodies_table", "body", "listing_of", "people", "person", "table"]


def people(request: HttpRequest, lang: str, number: int = 1) -> HttpResponse:
    """Who speaks, those who say most first."""
    return show(request, listing_of(request.shown, bodies=False), int(number))


def table(request: HttpRequest, lang: str) -> HttpResponse:
    """Who speaks, as a file."""
    return as_csv(request, listing_of(request.shown, bodies=False))


def bodies(request: HttpRequest, lang: str, number: int = 1) -> HttpResponse:
    """The bodies of the register."""
    return show(request, listing_of(request.shown, bodies=True), int(number))


def bodies_table(request: HttpRequest, lang: str) -> HttpResponse:
    """The bodies as a file."""
    return as_csv(request, listing_of(request.shown, bodies=True))


def person(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One person, or another who speaks."""
    return _entry(request, key, "person")


def body(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One body."""
    return _entry(request, key, "body")


def _entry(request: HttpRequest, key: str, family: str) -> HttpResponse:
    shown: Shown = request.shown
    entry = shown.facts.people.get(key) or next((one for one in shown.facts.entries if key in one.merged), None)
    if entry is None:
        return gone(request, key)
    place = shown.speaker(entry.key).address
    if unquote(place) != request.path_info:
        return redirect(shown.way(place), permanent=True)
    agreement = shown.facts.agreement
    said = shown.facts.sayings.get(entry.key, [])
    known = next((one for one in shown.voices if one.id == entry.key), None)
    duties = [item for item in agreement.walk() if entry.key in (*item.bodies, *item.cooperating)]
    names = shown.named(known.names, entry.key) if known else shown.speaker(entry.key)
    heads = (_("What was said"), _("Speaker"), _("Kind"), _("Document"), _("Published"))
    rows = tuple(row.cells for row in statements.rows(shown, said))
    values = {
        "entry": entry,
        "name": names,
        "family": family,
        "others": [printable(name) for name in entry.names if name != names.text],
        "party": shown.organ(known.party) if known and known.party else None,
        "offices": [printable(one) for one in getattr(known, "offices", ())],
        "tenures": _tenures(shown, entry),
        "duties": [shown.entry(item.id) for item in duties],
        "statements": Table("", heads, rows) if rows else None,
        "record": next((one for one in shown.facts.account.records if one.speaker == entry.name), None),
    }
    return render(request, "site/person.html", values)


def _tenures(shown: Shown, entry: Entry) -> Table | None:
    offices = {one.id: one for one in shown.facts.agreement.offices}
    rows = []
    for tenure in entry.tenures:
        office = offices.get(tenure.office)
        name = shown.named(office.names, office.id) if office else Cell(printable(tenure.office))
        until = shown.words.period(tenure.until, short=True) if tenure.until else _("in office when looked up")
        source = shown.telling.source(tenure.source)
        looked_up = shown.words.day(tenure.accessed, short=True)
        rows.append((name, Cell(shown.words.period(tenure.since, short=True)), Cell(until), source, Cell(looked_up)))
    head = (_("Office"), _("From"), _("To"), _("Source"), _("Looked up"))
    return Table("", head, tuple(rows)) if rows else None


@kept
def listing_of(shown: Shown, *, bodies: bool) -> Listing:
    """The whole list, with what it can be chosen by."""
    agreement = shown.facts.agreement
    party_of = {one.id: one.party for one in shown.voices}
    made = []
    for entry in shown.facts.entries:
        if (entry.kind == "body") is not bodies:
            continue
        party = party_of.get(entry.key)
        side = shown.organ(party) if party else Cell("")
        duties = sum(entry.key in item.bodies for item in agreement.walk())
        cells = (
            shown.speaker(entry.key),
            side,
            Cell(shown.words.whole(entry.statements)),
            Cell(shown.words.whole(duties)),
        )
        values = {"party": [(side.text, side.text)] if party else []}
        made.append(Row.of(cells if bodies else cells[:3], values, " ".join(entry.names)))
    head = (_("Name"), _("Party"), _("Statements"), _("Responsible for"))
    if bodies:
        return Listing(
            "bodies", _("Bodies"), _("The bodies, those who say most first"), head, made, {"party": _("Party")}
        )
    title = _("People and others who speak")
    return Listing("people", title, _("Who speaks, those who say most first"), head[:3], made, {"party": _("Party")})
