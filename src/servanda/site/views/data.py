"""The data: what was read and what was not, the limits of the account, every list as a file, and the releases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from servanda.site.page import Shown
from servanda.site.structured import dataset
from servanda.site.views.releases import released

__all__ = ["FILES", "data"]

FILES = (
    "findings",
    "claims",
    "promises",
    "statements",
    "documents",
    "programmes",
    "people",
    "bodies",
    "deadlines",
    "corrections",
)
"""The lists that can be taken along."""


def data(request: HttpRequest, lang: str) -> HttpResponse:
    """Coverage, limits, files."""
    shown: Shown = request.shown
    names = {
        "findings": _("Findings"),
        "claims": _("Claims"),
        "promises": _("Promises"),
        "statements": _("Statements"),
        "documents": _("Documents"),
        "programmes": _("Register"),
        "people": _("People and others who speak"),
        "bodies": _("Bodies"),
        "deadlines": _("Deadlines"),
        "corrections": _("Corrections"),
    }
    files = [(names[name], shown.at(name), shown.at(f"{name}-csv")) for name in FILES]
    values = {
        "files": files,
        "releases": released(lang),
        "coverage": list(shown.telling.coverage()),
        "unread": list(shown.telling.unread()),
        "hidden": shown.facts.shown.documents_hidden,
        "dataset": dataset(request, shown, [place for _name, _list, place in files]),
    }
    return render(request, "site/data.html", values)
