"""The pictures by which pages are known where they are passed on."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from servanda.site.page import Shown
from servanda.site.preview import KINDS, drawn_preview

__all__ = ["preview"]


def preview(request: HttpRequest, lang: str, kind: str) -> HttpResponse:
    """One of them, for a kind of page."""
    shown: Shown = request.shown
    if kind not in KINDS:
        raise Http404
    line = _("What was promised, what is said to be done, and whether the sayings hold together")
    response = HttpResponse(drawn_preview(shown.title.text, _names()[kind], line), content_type="image/png")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _names() -> dict[str, str]:
    return {
        "agreement": "",
        "findings": _("Findings"),
        "claims": _("Claims"),
        "promises": _("Promises"),
        "statements": _("Statements"),
        "documents": _("Documents"),
        "programmes": _("Register"),
        "people": _("People"),
        "bodies": _("Bodies"),
        "parties": _("Parties"),
        "charts": _("Charts"),
        "progress": _("Progress"),
        "deadlines": _("Deadlines"),
        "data": _("The data and its limits"),
    }
