"""Pages for what is not there or cannot be shown, in the reader's language, with what to do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.errors import RecordLocked, ServandaError

__all__ = ["bad_request", "fault", "gone", "no_such_day", "not_found", "record_fault"]


def _page(request: HttpRequest, status: int, title: str, *lines: str, shown: Any = None) -> HttpResponse:
    lang = getattr(request, "lang", "en")
    with override(lang):
        values = {"title": title, "lines": lines, "shown": shown, "lang": lang, "status": status}
        return render(request, "site/error.html", values, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing has this address."""
    with override(getattr(request, "lang", "en")):
        return _page(
            request,
            404,
            _("There is no such page"),
            _("The address may have been shortened or mistyped, or what it named is not in the account any more."),
            shown=getattr(request, "shown", None),
        )


def gone(request: HttpRequest, name: str) -> HttpResponse:
    """What the address names is not in the account as it stands now."""
    return _page(
        request,
        404,
        _("Not in the account"),
        _("The account has nothing under the name “%(name)s”.") % {"name": name[:200]},
        _(
            "It may have been known on an earlier day, and have been corrected, replaced or taken out since: "
            "choose a day below, or see the corrections."
        ),
        shown=request.shown,
    )


def no_such_day(request: HttpRequest, shown: Any, asked: str) -> HttpResponse:
    """A day of which the record knows nothing."""
    first = shown.facts.first_day
    line = _("“%(day)s” is no day that the record knows.") % {"day": asked[:40]}
    known = _("Its first day is %(first)s, its last is today.") % {"first": shown.words.day(first)} if first else ""
    return _page(request, 400, _("No such day"), line, known, shown=shown)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request is none."""
    return _page(request, 400, _("This request cannot be answered"), _("Call the page again from its beginning."))


def fault(request: HttpRequest) -> HttpResponse:
    """The program failed."""
    with override(getattr(request, "lang", "en")):
        return _page(
            request,
            500,
            _("This page failed"),
            _("The fault is the program’s, not yours, and has been noted. Nothing of the record is lost."),
        )


def record_fault(request: HttpRequest, error: ServandaError) -> HttpResponse:
    """The record cannot be read now; what is wrong is told without the paths of the machine."""
    busy = isinstance(error, RecordLocked)
    line = (
        _("It is being written to at this moment. Call the page again in a minute.")
        if busy
        else _(
            "Who runs this site finds what is wrong, and what to do, by calling “servanda check” in the project’s folder."
        )
    )
    response = _page(request, 503, _("The account cannot be shown now"), line)
    response.headers["Retry-After"] = "60" if busy else "3600"
    response.headers["X-Servanda-Error"] = error.id
    return response
