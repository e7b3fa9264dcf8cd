"""What happens to each request before its view: language, headers of safety, and the facts that the page shows.

A record that is locked or damaged, and a register with a fault, are told as a page in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils import translation

from servanda.errors import ServandaError
from servanda.message import LANGUAGES
from servanda.record.database import named_faults
from servanda.record.settings import DATABASE_NAME
from servanda.site.agreements import project_folder, within
from servanda.site.facts import facts_of
from servanda.site.page import opened, shown_on
from servanda.site.views import errors

__all__ = ["ChosenAgreement", "ContentSecurity", "ShownRecord", "SpokenLanguage"]

Answer = Callable[[HttpRequest], HttpResponse]

_READING = ("GET", "HEAD")
_WRITTEN = re.compile(rf"/(?:{'|'.join(LANGUAGES)})/(?:write|letters|follow|following)/")
"""Where readers write: what is sent there is kept until a moderator decides."""
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors {ancestors}"
)


class ChosenAgreement:
    """On a site about several agreements, takes the first part of an address for the one that the request is about.

    Each has its cookies under names of their own, since its accounts are its own: who is signed in to one is nobody in another.
    What begins with no agreement's name is asked of the pages about all.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the agreement's pages, at their addresses below its name."""
        if not settings.SERVANDA_AGREEMENTS:
            return self.answer(request)
        name, slash, rest = request.path_info.removeprefix("/").partition("/")
        if name not in settings.SERVANDA_AGREEMENTS:
            request.urlconf = settings.SERVANDA_ROOT_OF_SEVERAL
            return self.answer(request)
        if not slash:
            return HttpResponseRedirect(f"{name}/")
        request.path = request.path_info = f"/{rest}"
        own = {cookie: f"{cookie}-{name}" for cookie in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)}
        for cookie, renamed in own.items():
            request.COOKIES.pop(cookie, None)
            if renamed in request.COOKIES:
                request.COOKIES[cookie] = request.COOKIES[renamed]
        with within(name):
            response = self.answer(request)
        for cookie in own.keys() & response.cookies.keys():
            given = response.cookies.pop(cookie)
            given.set(own[cookie], given.value, given.coded_value)
            response.cookies[own[cookie]] = given
        return response


class ContentSecurity:
    """Nothing is loaded from anywhere else, no script runs but the site's own, and only cards stand in another site's frame."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its policy; a request to write where nothing can be written, or for another's host, is refused."""
        request.get_host()
        is_written = request.method == "POST" and (
            getattr(request, "may_write", False) or _WRITTEN.match(request.path_info) is not None
        )
        may_answer = request.is_desk or request.method in _READING or is_written
        response = self.answer(request) if may_answer else HttpResponseNotAllowed(_READING)
        ancestors = "*" if getattr(response, "xframe_options_exempt", False) else "'none'"
        response.headers["Content-Security-Policy"] = POLICY.format(ancestors=ancestors)
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response


class SpokenLanguage:
    """The language of the address, else the one that the reader's browser asks for."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer in that language."""
        first = request.path_info.strip("/").split("/")[0]
        lang = first if first in LANGUAGES else translation.get_language_from_request(request)
        request.lang = lang if lang in LANGUAGES else "en"
        with translation.override(request.lang):
            response = self.answer(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        response.headers.setdefault("Content-Language", request.lang)
        return response


class ShownRecord:
    """Puts what a page shows on its request; a fault of the record becomes a page."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as it is."""
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], given: dict[str, Any]
    ) -> HttpResponse | None:
        """The facts, for the day that the reader asks for."""
        if request.is_desk or "lang" not in given or hasattr(request, "urlconf"):
            return None
        try:
            project = opened(project_folder())
            asked = request.GET.get("known_on", "")
            known_on = _day(asked)
            today = datetime.now(UTC).date()
            facts = facts_of(project)
            if asked and (known_on is None or known_on > today or known_on < (facts.first_day or today)):
                return errors.no_such_day(request, shown_on(request, facts_of(project)), asked)
            if known_on is not None and known_on < today:
                facts = facts_of(project, known_on)
        except ServandaError as error:
            return errors.record_fault(request, error)
        request.shown = shown_on(request, facts)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A fault of the record that a view met."""
        try:
            with named_faults(project_folder() / DATABASE_NAME):
                raise error
        except ServandaError as named:
            return errors.record_fault(request, named)
        except Exception:
            return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
