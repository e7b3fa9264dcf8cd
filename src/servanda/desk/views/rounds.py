"""Reporting rounds: a body's correspondent fills in the form of its own entries, editors approve or send back what was sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from servanda.desk.decisions import seen_in
from servanda.desk.page import allowed, desk_page, note, project_of, refused, sent_to, way_to
from servanda.desk.reports import A_PAGE, fields_of, taken_in
from servanda.desk.roles import Right
from servanda.exports.wording import wording
from servanda.record import models
from servanda.record.actions.send_forms import form_at_desk
from servanda.record.project import Project, approve, send_back
from servanda.record.rounds import Rounds
from servanda.record.view import View
from servanda.reporting import REASON_WORDS, STATE_WORDS, Reporting, State, grade_told

__all__ = ["decided", "form", "rounds", "sent"]


@allowed()
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds, the newest first: of a correspondent's own body, or of all bodies."""
    if not (request.user.may(Right.REPORT) or request.user.may(Right.DIRECT)):
        return refused(request)
    known = _rounds(project_of(request))
    rows = []
    for row in reversed(known.rows):
        parts = [one for one in known.account(row).bodies if not request.user.body or one.body.id == request.user.body]
        rows.append(
            {"round": row, "open": row.pk not in known.closings, "parts": [_told(request, one) for one in parts]}
        )
    return desk_page(request, "rounds", {"title": _("Reporting rounds"), "rows": rows})


@allowed(Right.REPORT)
def form(request: HttpRequest, number: str) -> HttpResponse:
    """The form of the correspondent's own body in a round, a page of it; sent, it is taken row by row."""
    project = project_of(request)
    row = _open_round(project, number)
    if row is None:
        return refused(request, 404)
    _form, blank = form_at_desk(project, request.user.body, request.lang, row.period)
    asked = request.GET.get("from", "")
    first = int(asked) // A_PAGE * A_PAGE if asked.isdecimal() and len(asked) < 6 else 0
    first = first if first < len(blank.entries) else 0
    faults: list[str] = []
    if request.method == "POST":
        outcome = taken_in(project, blank, request.POST.get("token", ""), request.user, request.POST.dict())
        faults = [
            f"{_name(request, blank, one.line)}: {one.told(request.lang, place=False)}" for one in outcome.refused
        ]
        told = [one.told(request.lang) for one in outcome.told]
        words = _("%(number)s rows are kept; they count once they are approved.") % {
            "number": outcome.taken + outcome.changed
        }
        note(request, " ".join([words, *told]))
        if not faults:
            return sent_to(request, "round-form", row.pk, **({"from": str(first)} if first else {}))
        blank = form_at_desk(project, request.user.body, request.lang, row.period)[1]
    pages = [
        (at, at + 1, min(at + A_PAGE, len(blank.entries)), at == first) for at in range(0, len(blank.entries), A_PAGE)
    ]
    values = {
        "title": row.period,
        "blank": blank,
        "body": wording(request.lang).name(blank.body.names, blank.body.id),
        "rows": fields_of(blank, request.lang, first),
        "faults": faults,
        "pages": [(way_to(request, "round-form", row.pk, **{"from": str(at)}), a, b, here) for at, a, b, here in pages],
    }
    return desk_page(request, "round_form", values, 400 if faults else 200)


@allowed(Right.DIRECT)
def sent(request: HttpRequest, number: str, body: str) -> HttpResponse:
    """What a body sent in a round, to be approved or sent back."""
    part = _part(project_of(request), number, body)
    if part is None:
        return refused(request, 404)
    words = wording(request.lang)
    rows = []
    for item in part.entries:
        said = part.said.get(item.id)
        told = ""
        if said is not None and said.reason:
            told = REASON_WORDS[said.reason].told(request.lang)
        elif said is not None:
            told = grade_told(said.scale, said.value or said.status.value, {}, request.lang)
        rows.append((words.name(item.names, item.id), told, said.evidence if said else ()))
    last = _rounds(project_of(request)).sent[int(number), body].last if part.received else None
    values = {"title": words.name(part.body.names, part.body.id), "number": number, "part": part, "rows": rows}
    values["seen"] = last.pk if last else 0
    return desk_page(request, "round_sent", values | _told(request, part))


@allowed(Right.DIRECT, writes=True)
def decided(request: HttpRequest, number: str, body: str) -> HttpResponse:
    """Approve what a body sent, or send it back with a note."""
    project = project_of(request)
    row, part = _open_round(project, number), _part(project, number, body)
    if row is None or part is None:
        return refused(request, 404)
    words = request.POST.get("note", "").replace("\x00", "").strip()
    if request.POST.get("act") == "approve":
        approve(project, body, request.user.name, words, row.period, seen_in(request.POST.dict()))
        note(request, _("Approved: it counts now."))
    elif request.POST.get("act") == "send-back":
        send_back(project, body, request.user.name, words, row.period, seen_in(request.POST.dict()))
        note(request, _("Sent back."))
    else:
        return refused(request, 404)
    return sent_to(request, "rounds")


def _rounds(project: Project) -> Rounds:
    return Rounds(View(project.alias), project.register_as_written()[1])


def _open_round(project: Project, number: str) -> models.Round | None:
    known = _rounds(project)
    return next((row for row in known.rows if row.pk == int(number) and row.pk not in known.closings), None)


def _part(project: Project, number: str, body: str) -> Reporting | None:
    known = _rounds(project)
    row = next((row for row in known.rows if row.pk == int(number)), None)
    bodies = () if row is None else known.account(row).bodies
    return next((one for one in bodies if one.body.id == body), None)


def _told(request: HttpRequest, part: Reporting) -> dict[str, Any]:
    return {
        "body": part.body.id,
        "name": wording(request.lang).name(part.body.names, part.body.id),
        "state": STATE_WORDS[part.state].told(request.lang),
        "waits": part.state is State.RECEIVED,
        "open": len(part.open),
        "of": len(part.entries),
        "who": part.who,
        "note": part.note,
    }


def _name(request: HttpRequest, blank: Any, line: int | None) -> str:
    entry = blank.entries[(line or 1) - 1]
    return wording(request.lang).name(entry.item.names, entry.item.id)
