"""The first page: where the agreement stands today in one look; and the choice of a language."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from servanda.assessment import Status
from servanda.exports.page import Cell
from servanda.exports.signs import SIGNS
from servanda.finding import Verdict
from servanda.progress import Claimed, Count
from servanda.site.addresses import relative
from servanda.site.page import Shown
from servanda.site.views.deadlines import due_items

__all__ = ["agreement", "languages"]

_FEW = 5
_MOST = 20
"""Entries of the highest level that are told in full; a way leads to the whole register."""


def languages(request: HttpRequest) -> HttpResponse:
    """Leads to the reader's language; as a file, the choice of one."""
    if not request.META.get("servanda.static"):
        response = HttpResponseRedirect(relative(f"/{request.lang}/", request.path_info))
        response.headers["Vary"] = "Accept-Language"
        return response
    return render(request, "site/languages.html")


def agreement(request: HttpRequest, lang: str) -> HttpResponse:
    """Where it stands: declared, named, assessed, claimed, unknown; findings, deadlines, what changed, what was read."""
    shown: Shown = request.shown
    facts, account = shown.facts, shown.facts.account
    progress = account.progress
    highest = [row for row in progress.items if row.depth == 0] if progress else []
    rows = highest[:_MOST]
    open_findings = [one for one in account.findings if one.verdict is not Verdict.CONSISTENT]
    due = due_items(shown.facts)
    values: dict[str, Any] = {
        "standings": [_standing(shown, row.item.id, count, row.claimed) for row in rows for count in row.counts],
        "claimed_only": [
            {"entry": shown.entry(row.item.id), "claimed": _claimed(shown, row.claimed)}
            for row in rows
            if not row.counts and row.claimed
        ],
        "left_out": len(highest) - len(rows),
        "tally": [_tally(shown, verdict) for verdict in Verdict],
        "findings": [(SIGNS[one.verdict], one, shown.finding(one)) for one in open_findings[:_FEW]],
        "open": len(open_findings),
        "ahead": [(shown.entry(item.id), item) for _end, item, state in due[:_FEW] if state == "ahead"],
        "past": sum(state == "past" for _end, _item, state in due),
        "parties": [shown.organ(one.id) for one in facts.agreement.parties],
        "coverage": account.coverage[-_FEW:][::-1],
        "newest": [
            (shown.claim(one), shown.witness(one))
            for one in sorted(account.claims, key=lambda one: (str(one.said_on or ""), one.id), reverse=True)[:_FEW]
        ],
        "waiting": len(account.unlinked),
        "refused": len(account.refusals),
        "source": shown.telling.source(facts.agreement.source) if facts.agreement.source else None,
    }
    return render(request, "site/agreement.html", values)


def _tally(shown: Shown, verdict: Verdict) -> dict[str, Any]:
    number = sum(one.verdict is verdict for one in shown.facts.account.findings)
    return {
        "verdict": verdict.value,
        "sign": SIGNS[verdict],
        "number": number,
        "name": shown.words.plural("verdict", verdict.value, number),
        "way": shown.way(shown.at("findings"), verdict=verdict.value)
        if not shown.is_static
        else shown.way(shown.at("findings")),
    }


def _standing(shown: Shown, id: str, count: Count, claimed: tuple[Claimed, ...]) -> dict[str, Any]:
    """One level below one entry: the numbers, and a bar of which they are the parts."""
    done = count.statuses.get(Status.DONE, 0)
    parts = [
        ("done", done, _("assessed as done")),
        ("begun", count.assessed - done, _("assessed otherwise")),
        ("named", max(0, count.listed - count.assessed), _("named, not assessed")),
        ("unnamed", count.total - max(count.listed, count.assessed), _("declared, not named")),
    ]
    bar, at = [], Fraction(0)
    for name, number, label in parts:
        if number > 0:
            width = Fraction(1000 * number, count.total)
            bar.append(
                {
                    "name": name,
                    "number": number,
                    "label": label,
                    "x": f"{float(at):.1f}",
                    "width": f"{float(width):.1f}",
                }
            )
            at += width
    return {
        "entry": shown.entry(id),
        "level": count.level,
        "total": count.total,
        "declared": count.declared,
        "listed": count.listed,
        "assessed": count.assessed,
        "unknown": count.unknown,
        "share": shown.words.bounds(count.completion),
        "bar": bar,
        "claimed": _claimed(shown, claimed),
    }


def _claimed(shown: Shown, claimed: tuple[Claimed, ...]) -> dict[str, Any] | None:
    """The newest completion that somebody claims, with the claim that it leads to."""
    from servanda.quantity import PER_CENT

    past = [one for one in claimed if not one.forecast]
    if not past:
        return None
    one = past[-1]
    when = shown.words.period(one.when or one.said_on)
    address = shown.at("claim", one.claim)
    return {
        "share": Cell(shown.words.interval(one.share, PER_CENT), "", address),
        "speaker": shown.telling.name(one.speaker) or _("speaker not named"),
        "when": when,
        "number": len(past),
    }
