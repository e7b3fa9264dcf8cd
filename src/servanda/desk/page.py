"""What the desk's views have in common: who asks, whether they may, the way to another page, and the page itself.

Ways are relative, as the public site's are, so that the desk works below a folder of a host without being told.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from servanda.desk.roles import Right, Role
from servanda.desk.sessions import live_session
from servanda.desk.signing_in import device_of
from servanda.errors import InputError, ServandaError, UsageError
from servanda.record.project import Project
from servanda.site.addresses import relative
from servanda.site.agreements import project_folder
from servanda.site.page import opened

__all__ = ["allowed", "desk_page", "note", "path_to", "project_of", "refused", "sent_to", "way_to"]

View = Callable[..., HttpResponse]


def path_to(request: HttpRequest, name: str, *keys: object) -> str:
    """The path of a page of the desk in the language of the request, from the root of the site."""
    return reverse(f"desk:{name}", args=(request.lang, *keys))


def way_to(request: HttpRequest, name: str, /, *keys: object, **query: str) -> str:
    """The way to a page of the desk."""
    return relative(path_to(request, name, *keys), request.path_info, **query)


def sent_to(request: HttpRequest, name: str, /, *keys: object, **query: str) -> HttpResponse:
    """An answer that leads to a page of the desk."""
    return HttpResponseRedirect(way_to(request, name, *keys, **query))


def project_of(request: HttpRequest) -> Project:
    """The project whose desk it is."""
    return opened(project_folder())


def desk_page(
    request: HttpRequest, template: str, values: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page of the desk."""
    account = request.user if request.user.is_authenticated else None
    given = {"lang": request.lang, "account": account, "notes": request.session.pop("notes", [])}
    return render(request, f"desk/{template}.html", given | (values or {}), status=status)


def refused(request: HttpRequest, status: int = 403) -> HttpResponse:
    """A page that says that this is not for who asks, or is not there."""
    lines = {
        403: (_("This is not for your account"), _("Ask an administrator if it should be.")),
        413: (_("That is too much"), _("One upload holds 100 MB; larger ones are for who runs this site.")),
        404: (_("There is no such page"), _("What it named may have been withdrawn, or is not yours to see.")),
    }
    title, line = lines[status]
    return desk_page(request, "refused", {"title": title, "line": line}, status)


def note(request: HttpRequest, words: str, *, is_fault: bool = False, sent: str = "") -> None:
    """Words that the next page begins with; `sent` is the item whose draft is of no use any more."""
    request.session["notes"] = [*request.session.get("notes", []), [words, is_fault, sent]]


def allowed(right: Right | None = None, *, writes: bool = False, before_code: bool = False) -> Callable[[View], View]:
    """Let a view be asked only by who is signed in and has a right; `writes` by a form alone.

    `before_code` is for the pages on which somebody who needs a second factor makes one.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, lang: str, *args: Any, **given: Any) -> HttpResponse:
            if not request.user.is_authenticated or live_session(request) is None:
                return _to_sign_in(request)
            role = Role(request.user.role)
            if role.needs_second_factor and not before_code and device_of(request.user) is None:
                return sent_to(request, "second-factor")
            if right is not None and not role.may(right):
                return refused(request)
            if writes and request.method != "POST":
                return refused(request, 404)
            try:
                return view(request, *args, **given)
            except (UsageError, InputError) as error:
                return _told(request, error)

        return guarded

    return decorate


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the form of name and password, and back to where the reader was."""
    if request.user.is_authenticated:
        logout(request)
    is_item = request.path_info.endswith("/decide/")
    where = request.path_info.removesuffix("decide/") if request.method == "GET" or is_item else ""
    return sent_to(request, "sign-in", next=where)


def _told(request: HttpRequest, error: ServandaError) -> HttpResponse:
    """An error of the call as a page: nothing was kept."""
    values = {"title": _("This cannot be kept"), "line": error.told(request.lang, place=False)}
    return desk_page(request, "refused", values, 400)
