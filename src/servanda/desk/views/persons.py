"""People and bodies as they speak: under all their names, two entries made one, which redirects, and made two again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from servanda.desk.page import allowed, desk_page, note, project_of, sent_to
from servanda.desk.roles import Right
from servanda.record import models
from servanda.record.project import merge
from servanda.record.view import View

__all__ = ["persons", "persons_merged"]

_MOST = 200


@allowed(Right.SEE)
def persons(request: HttpRequest) -> HttpResponse:
    """Who speaks, those who say most first, and the merges that were made."""
    project = project_of(request)
    words = " ".join(request.GET.get("q", "").casefold().split())[:200]
    found = [one for one in project.people() if words in " ".join((one.key, one.name, *one.names)).casefold()]
    undone = View(project.alias).undone
    merges = models.Merge.objects.using(project.alias).order_by("-pk")[:_MOST]
    values = {
        "title": _("Who speaks"),
        "rows": found[:_MOST],
        "total": len(found),
        "q": words,
        "merges": [(one, one.batch_id in undone) for one in merges],
        "may_edit": request.user.may(Right.EDIT),
    }
    return desk_page(request, "persons", values)


@allowed(Right.EDIT, writes=True)
def persons_merged(request: HttpRequest) -> HttpResponse:
    """Show what one said under the other from now on; pages of the one lead to the other."""
    form = request.POST
    one, other = (form.get(name, "").replace("\x00", "").strip()[:300] for name in ("one", "other"))
    kept = merge(project_of(request), one, other, request.user.name, form.get("why", "").replace("\x00", ""))
    note(request, _("%(one)s leads to %(other)s now.") % {"one": kept.one, "other": kept.other})
    return sent_to(request, "persons")
