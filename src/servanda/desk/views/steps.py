"""What was done: one's own steps, and for editors every batch there ever was, each to be taken back and done again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from servanda.desk.page import allowed, desk_page, note, project_of, refused, sent_to, way_to
from servanda.desk.roles import Right
from servanda.desk.steps import is_own, last_step, steps_of
from servanda.desk.wording import step_named
from servanda.record import models
from servanda.record.actions.judge import Reviewer
from servanda.record.project import take_back_edit
from servanda.record.view import View

__all__ = ["steps", "undo_last", "undone"]

_A_PAGE = 50


@allowed(Right.JUDGE)
def steps(request: HttpRequest) -> HttpResponse:
    """The newest first; editors see those of all where they ask for it."""
    sees_all = request.user.may(Right.DIRECT) and request.GET.get("all") == "1"
    before = request.GET.get("before", "")
    limit = int(before) if before.isdecimal() and len(before) < 15 else None
    rows = steps_of(project_of(request), None if sees_all else request.user.name, limit, _A_PAGE + 1)
    older: dict[str, str] = {}
    if len(rows) > _A_PAGE:
        older = {"before": str(rows[_A_PAGE - 1].batch)} | ({"all": "1"} if sees_all else {})
    values: dict[str, Any] = {
        "title": _("Everything that was done") if sees_all else _("What you did"),
        "sees_all": sees_all,
        "rows": [(one, step_named(one.what)) for one in rows[:_A_PAGE]],
        "older": way_to(request, "steps", **older) if older else "",
    }
    return desk_page(request, "steps", values)


@allowed(Right.JUDGE, writes=True)
def undone(request: HttpRequest, number: str) -> HttpResponse:
    """Take a step back, or do it again: one's own, and as an editor anybody's, imports and ingests too."""
    project = project_of(request)
    batch = models.Batch.objects.using(project.alias).filter(pk=number).first()
    if batch is None or not (request.user.may(Right.DIRECT) or is_own(project, batch.pk, request.user.name)):
        return refused(request, 404)
    if batch.kind == models.BatchKind.EDIT_REGISTER:
        why = _("Step %(number)s taken back.") % {"number": batch.pk}
        take_back_edit(project, batch.pk, Reviewer(request.user.name, why))
        note(request, _("It is taken back."))
    elif batch.pk in View(project.alias).undone:
        project.redo(batch.pk)
        note(request, _("It counts again."))
    else:
        project.undo(batch.pk)
        note(request, _("It is taken back."))
    if request.POST.get("persons") and request.user.may(Right.SEE):
        return sent_to(request, "persons")
    came_from = request.POST.get("upload", "")
    if came_from.isdecimal() and len(came_from) < 10 and request.user.may(Right.EDIT):
        return sent_to(request, "upload", came_from)
    return sent_to(request, "steps", **({"all": "1"} if request.POST.get("all") else {}))


@allowed(Right.JUDGE, writes=True)
def undo_last(request: HttpRequest) -> HttpResponse:
    """Take one's newest step back, and look at what it was about again."""
    project = project_of(request)
    step = last_step(project, request.user.name)
    if step is None:
        note(request, _("There is nothing of yours to take back."), is_fault=True)
        return sent_to(request, "queue")
    project.undo(step.batch)
    note(request, _("It is taken back."))
    return sent_to(request, "item", step.keys[0]) if len(step.keys) == 1 else sent_to(request, "steps")
