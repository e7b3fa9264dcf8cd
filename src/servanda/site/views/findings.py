"""Findings: the list of them, and each as a short piece with its words, its arithmetic, its chart and its rule."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from servanda.errors import ServandaError
from servanda.exports.page import Cell
from servanda.exports.signs import SIGNS
from servanda.finding import Finding
from servanda.record.reviewed import finding_named
from servanda.site.charting import charts_about
from servanda.site.listing import Listing, Row, as_csv, show
from servanda.site.page import Shown, kept
from servanda.site.structured import claim_reviews
from servanda.site.views.errors import gone
from servanda.site.views.statements import translated

__all__ = ["finding", "findings", "listing_of", "table"]


def findings(request: HttpRequest, lang: str, number: int = 1) -> HttpResponse:
    """The list, the weightiest first."""
    return show(request, listing_of(request.shown), int(number))


def table(request: HttpRequest, lang: str) -> HttpResponse:
    """The list as a file."""
    return as_csv(request, listing_of(request.shown))


def finding(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One finding; the beginning of an id leads to the whole."""
    shown: Shown = request.shown
    found = shown.facts.findings.get(key)
    if found is None:
        try:
            meant = finding_named(shown.facts.findings.values(), key)
        except ServandaError:
            return gone(request, key)
        return redirect(shown.way(shown.at("finding", meant.id)), permanent=True)
    told = shown.finding(found)
    witnesses = [
        {"witness": witness, "claim": shown.at("claim", witness.id), "source": shown.source_of(claim),
         "is_hidden": claim.id in shown.facts.shown.hidden, "translated": translated(shown, claim)}
        for witness in told.witnesses
        if (claim := shown.facts.claims.get(witness.id)) is not None
    ]  # fmt: skip
    values = {
        "finding": found,
        "told": told,
        "sign": SIGNS[found.verdict],
        "verdict": shown.words.plural("verdict", found.verdict.value, 1),
        "witnesses": witnesses,
        "charts": charts_about(shown, found.claims),
        "subject": subject_of(shown, found.subject),
        "signed": shown.facts.signed.get(found.id, ()),
        "reviews": claim_reviews(request, shown, found, told),
    }
    return render(request, "site/finding.html", values)


def subject_of(shown: Shown, subject: str) -> Cell:
    """What a finding or claim is about, with the entry's address where the register has it."""
    item = shown.facts.item_named.get(subject.casefold())
    return shown.entry(item.id) if item else Cell(shown.telling.entry(subject))


def rows(shown: Shown, chosen: Iterator[Finding] | list[Finding]) -> list[Row]:
    """Findings as rows of a list."""
    made = []
    dismissed = {one.finding.id for one in shown.facts.account.dismissed}
    for one in chosen:
        verdict = shown.words.plural("verdict", one.verdict.value, 1)
        state = _("set aside") if one.id in dismissed else _("open")
        subject = subject_of(shown, one.subject).text
        values = {
            "verdict": [(one.verdict.value, verdict)],
            "about": [(subject, subject)],
            "state": [("aside" if one.id in dismissed else "open", state)],
        }
        made.append(Row(partial(_told, shown, one, state), values))
    return made


def _told(shown: Shown, one: Finding, state: str) -> tuple[tuple[Cell, ...], str]:
    """A finding's cells, and who said what it rests on."""
    words, told = shown.words, shown.telling.finding(one)
    cells = (
        Cell(told.title, "", shown.at("finding", one.id)),
        Cell(f"{SIGNS[one.verdict]} {words.plural('verdict', one.verdict.value, 1)}"),
        Cell(told.explanation),
        Cell(words.whole(len(one.claims))),
        Cell(words.day(one.since, short=True) if one.since else ""),
        Cell(state),
    )
    return cells, " ".join(witness.speaker for witness in told.witnesses)


@kept
def listing_of(shown: Shown) -> Listing:
    """The whole list, with what it can be chosen by."""
    return Listing(
        "findings",
        _("Findings"),
        _("Findings, the weightiest first"),
        (_("About"), _("Verdict"), _("In short"), _("Claims"), _("Holds since"), _("State")),
        rows(shown, list(shown.facts.findings.values())),
        {"verdict": _("Verdict"), "about": _("About"), "state": _("State")},
        (
            _(
                "A finding says which sayings cannot all be true, hardly can, or confirm each other. "
                "It takes no side between them."
            ),
        ),
    )
