"""The register: its entries at every level, each with what is declared, listed, assessed and claimed of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from servanda.assessment import Assessment, Status
from servanda.exports.page import Cell, Table, ToldChart
from servanda.exports.risks import why_at_risk
from servanda.exports.signs import SIGNS
from servanda.exports.standing import standing_table
from servanda.exports.wording import printable
from servanda.item import Item
from servanda.progress import BurnUp, EpisodeKind, Risk, history_of
from servanda.site.charting import charts_about, progress_charts
from servanda.site.episodes import assessor_named, told_history
from servanda.site.lengths import duration
from servanda.site.listing import Listing, Row, as_csv, show
from servanda.site.page import Shown, kept
from servanda.site.views import claims
from servanda.site.views.errors import gone

__all__ = ["listing_of", "programme", "programmes", "table"]


def programmes(request: HttpRequest, lang: str, number: int = 1) -> HttpResponse:
    """The entries, in the register's order."""
    return show(request, listing_of(request.shown), int(number))


def table(request: HttpRequest, lang: str) -> HttpResponse:
    """The entries as a file."""
    return as_csv(request, listing_of(request.shown))


def programme(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """One entry: a programme, a task, an activity, whatever its level."""
    shown: Shown = request.shown
    facts = shown.facts
    item = facts.items.get(key)
    if item is None:
        return _former(request, key)
    said = facts.claims_on.get(key, [])
    resting = {one.id for claim in said for one in facts.findings_of.get(claim.id, ())}
    findings = [one for one in facts.findings.values() if one.id in resting]
    progress = facts.account.progress
    own = [row for row in progress.items if row.item.id == key] if progress else []
    values = {
        "item": item,
        "name": shown.named(item.names, key),
        "path": [shown.entry(one.id) for one in _path(shown, item)],
        "standing": standing_table(_only(progress, own), shown.words, shown.telling.entry),
        "facts": list(_facts(shown, item)),
        "source": shown.telling.source(item.source) if item.source else None,
        "below": [row.cells for row in _rows(shown, list(item.items))],
        "below_head": _head(),
        "assessments": _assessments(shown, item),
        "risks": [_risk(shown, one) for one in (progress.risks if progress else ()) if one.item == key],
        "claims": Table("", claims._head(), tuple(row.cells for row in claims.rows(shown, said))),
        "findings": [(SIGNS[one.verdict], one, shown.finding(one)) for one in findings],
        "charts": charts_about(shown, [claim.id for claim in said]),
        "courses": progress_charts(shown, _courses(shown, key)),
        "life": told_history(shown, history) if (history := history_of(key, facts.versions)) else None,
    }
    return render(request, "site/programme.html", values)


def _former(request: HttpRequest, key: str) -> HttpResponse:
    """An entry that the register has no more: its life, or the way to the one that took its place."""
    shown: Shown = request.shown
    history = history_of(key, shown.facts.versions)
    if history is None:
        return gone(request, key)
    ended = [one for one in history.episodes if one.kind in (EpisodeKind.MERGED, EpisodeKind.REPLACED)]
    if ended and len(ended[-1].others) == 1:
        return redirect(shown.way(shown.at("programme", ended[-1].others[0])), permanent=True)
    values = {"name": shown.named(history.names, key), "key": key, "life": told_history(shown, history)}
    return render(request, "site/former.html", values)


def _courses(shown: Shown, key: str) -> list[ToldChart]:
    """The charts of progress that are of this entry."""
    found = []
    for told in shown.telling.progress[1]:
        if not isinstance(told.drawn, tuple):
            course = told.drawn.course if isinstance(told.drawn, BurnUp) else told.drawn
            found += [told] if course.item.id == key else []
    return found


def _only(progress: Any, rows: list[Any]) -> Any:
    from dataclasses import replace

    return replace(progress, items=tuple(rows)) if progress else None


def _path(shown: Shown, item: Item) -> list[Item]:
    """The entries above one, the highest first."""
    path = []
    while (item := shown.facts.above.get(item.id)) is not None:  # type: ignore[assignment]
        path.append(item)
    return path[::-1]


def _facts(shown: Shown, item: Item) -> Any:
    """What the register says of an entry, as names with one or several values."""
    words, telling = shown.words, shown.telling
    if item.period:
        yield _("Period"), [Cell(words.period(item.period))]
    if item.due:
        yield _("Due"), [Cell(words.period(item.due))]
    if item.due_after:
        event = next((one for one in shown.facts.agreement.events if one.id == item.due_after.event), None)
        name = shown.named(event.names, event.id).text if event else item.due_after.event
        yield (
            _("Term"),
            [
                Cell(
                    _("%(length)s after: %(event)s")
                    % {"length": duration(item.due_after.within, shown.lang), "event": name}
                )
            ],
        )
    if item.dropped:
        yield _("Dropped"), [Cell(words.period(item.dropped))]
    if item.bodies:
        yield _("Responsible"), [shown.organ(one) for one in item.bodies]
    if item.cooperating:
        yield _("Taking part"), [shown.organ(one) for one in item.cooperating]
    if item.parties:
        yield _("Parties"), [shown.organ(one) for one in item.parties]
    if item.depends_on:
        yield _("Has to wait for"), [shown.entry(one) for one in item.depends_on]
    if item.weight is not None:
        yield _("Weight"), [Cell(words.number(item.weight))]
    if item.budgets:
        yield _("Money"), [Cell(words.interval(_point(one.amount), one.currency)) for one in item.budgets]
    if item.deliverables:
        yield _("To be delivered"), [Cell(printable(one)) for one in item.deliverables]
    if item.acts:
        acts = [(" ".join(part for part in (one.title, one.number) if part), one.address) for one in item.acts]
        yield _("Legal acts"), [Cell(printable(title), "", telling.source(place).address) for title, place in acts]


def _point(amount: Any) -> Any:
    from servanda.interval import Interval

    return Interval.point(amount)


def _assessments(shown: Shown, item: Item) -> Table | None:
    """What each assessor said of an entry over time, the newest first."""
    found = [one for one in shown.facts.agreement.assessments if one.item == item.id]
    rows = []
    for one in sorted(found, key=lambda one: one.as_of, reverse=True):
        value = one.value if one.value and one.value != one.status.value else ""
        status = shown.words.term("state", one.status.value) + (f" ({printable(value)})" if value else "")
        rows.append(
            (
                Cell(shown.words.day(one.as_of, short=True)),
                Cell(status),
                assessor_named(shown, one.assessor),
                shown.telling.source(one.source or next(iter(one.evidence), "")),
            )
        )
    head = (_("As of"), _("Status"), _("Who says so"), _("Source"))
    return Table("", head, tuple(rows)) if rows else None


def _risk(shown: Shown, risk: Risk) -> dict[str, str]:
    """Why an entry is overdue or at risk, in words, with the sum."""
    return {"told": why_at_risk(risk, shown.words, shown.telling.entry), "arithmetic": risk.arithmetic}


def _head() -> tuple[str, ...]:
    return _("Entry"), _("Level"), _("Part of"), _("Due"), _("Responsible"), _("Status"), _("Claims")


def _rows(shown: Shown, items: list[Item]) -> list[Row]:
    """Entries as rows of a list, with the newest status of each."""
    newest: dict[str, Assessment] = {}
    day = shown.facts.account.as_of
    for one in sorted(shown.facts.agreement.assessments, key=lambda one: one.as_of):
        if one.as_of <= day:
            newest[one.item] = one
    made = []
    for item in items:
        told = newest.get(item.id)
        status = told.status if told else Status.NOT_ASSESSED
        state = shown.words.term("state", status.value)
        values = {
            "level": [(item.level, shown.words.noun(item.level, 1))],
            "status": [(status.value, state)],
            "body": [(one.text, one.text) for one in (shown.organ(body) for body in item.bodies)],
        }
        made.append(Row(partial(_told, shown, item, state), values))
    return made


def _told(shown: Shown, item: Item, state: str) -> tuple[tuple[Cell, ...], str]:
    """An entry's cells, and all its names."""
    bodies = [shown.organ(one) for one in item.bodies]
    cells = (
        shown.entry(item.id),
        Cell(shown.words.noun(item.level, 1)),
        shown.entry(above.id) if (above := shown.facts.above.get(item.id)) else Cell(""),
        Cell(shown.words.period(item.due, short=True) if item.due else ""),
        Cell(", ".join(one.text for one in bodies), "", bodies[0].address if len(bodies) == 1 else ""),
        Cell(state),
        Cell(shown.words.whole(len(shown.facts.claims_on.get(item.id, ())))),
    )
    return cells, " ".join((item.id, *item.names.values(), *item.aliases))


@kept
def listing_of(shown: Shown) -> Listing:
    """The whole list, with what it can be chosen by."""
    return Listing(
        "programmes",
        _("Programmes and what lies below them"),
        _("The entries of the register, in its order"),
        _head(),
        _rows(shown, list(shown.facts.items.values())),
        {"level": _("Level"), "status": _("Status"), "body": _("Responsible")},
        (
            _(
                "Only what a source names stands here; what is declared beyond it is counted on the first page as unknown."
            ),
        ),
    )
