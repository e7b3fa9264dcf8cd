"""What was set aside as not bearing on the agreement: the list, what is unseen among it, and a mark on one document."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from servanda.desk.page import allowed, desk_page, note, project_of, refused, sent_to, way_to
from servanda.desk.roles import Right
from servanda.exports.wording import printable
from servanda.intake.furniture import body_of
from servanda.record import models
from servanda.record.nouns import document_noun
from servanda.record.project import mark_documents
from servanda.record.relevance import Relevant
from servanda.site.facts import facts_of
from servanda.site.named import item_named
from servanda.site.page import shown_on

__all__ = ["aside", "marked"]

_A_PAGE = 50
_OPENING = 300


@allowed(Right.SEE)
def aside(request: HttpRequest) -> HttpResponse:
    """A page of what is set aside, the most likely first, below what a sample tells and the drawn document to mark next."""
    project = project_of(request)
    every = project.relevance()
    found = [one for one in every if one.is_aside]
    unseen = project.unseen()
    by_id = {one.id: one for one in every}
    first = by_id.get(unseen.left[0]) if unseen and unseen.left else None
    asked = request.GET.get("page", "1")
    pages = max(1, -(-len(found) // _A_PAGE))
    number = min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 8 else 1
    shown = found[(number - 1) * _A_PAGE : number * _A_PAGE]
    values = {
        "title": _("Set aside"),
        "rows": _rows(request, project.alias, shown),
        "drawn": _rows(request, project.alias, [first] if first else []),
        "unseen": unseen,
        "total": len(found),
        "whole": len(every),
        "is_scored": any(one.score is not None for one in every),
        "number": number,
        "pages": pages,
        "before": way_to(request, "aside", page=str(number - 1)) if number > 1 else "",
        "after": way_to(request, "aside", page=str(number + 1)) if number < pages else "",
    }
    return desk_page(request, "aside", values)


@allowed(Right.JUDGE, writes=True)
def marked(request: HttpRequest, number: str) -> HttpResponse:
    """Keep whether one document bears on the agreement."""
    project = project_of(request)
    act = request.POST.get("act", "")
    row = models.Document.objects.using(project.alias).filter(pk=int(number)).first()
    if row is None or act not in ("yes", "no"):
        return refused(request, 404)
    mark_documents(project, [row.doc], request.user.name, relevant=act == "yes")
    note(request, _("Marked. The next scoring learns from it."))
    page = request.POST.get("page", "")
    return sent_to(request, "aside", **({"page": page} if page.isdecimal() and len(page) < 8 else {}))


def _rows(request: HttpRequest, alias: str, some: list[Relevant]) -> list[dict[str, Any]]:
    """The documents with their first words, which are asked of the record for these alone."""
    rows = models.Document.objects.using(alias).in_bulk([one.id for one in some])
    shown = shown_on(request, facts_of(project_of(request)))
    told = []
    for one in some:
        document = document_noun(rows[one.id])
        words = " ".join(body_of(document.text, document.furniture).split())
        told.append(
            {
                "one": one,
                "item": item_named(shown, "document", one.doc),
                "title": printable(one.title or one.doc),
                "lang": document.lang or "",
                "words": printable(words if len(words) <= _OPENING else words[:_OPENING].rsplit(" ", 1)[0] + " …"),
                "percent": None if one.score is None else round(100 * one.score),
            }
        )
    return told
