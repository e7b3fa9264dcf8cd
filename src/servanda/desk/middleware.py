"""What the desk's pages have that the public site's have not: forms, the desk's own script, no trace in any cache."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from servanda.message import LANGUAGES

__all__ = ["DeskPages"]

_DESK = re.compile(rf"/(?:{'|'.join(LANGUAGES)})/desk(?:/|$)")
_METHODS = ("GET", "HEAD", "POST")
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class DeskPages:
    """Marks the requests that are for the desk (`request.is_desk`), and closes their answers."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; a desk's with its policy, kept in no cache, listed by no search engine."""
        request.is_desk = bool(_DESK.match(request.path_info))
        if not request.is_desk:
            return self.answer(request)
        response = self.answer(request) if request.method in _METHODS else HttpResponseNotAllowed(_METHODS)
        response.headers["Content-Security-Policy"] = getattr(response, "desk_policy", POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], given: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse a large body before anything reads it, but for uploads of who may send them."""
        size = request.META.get("CONTENT_LENGTH") or "0"
        if request.method != "POST" or (size.isdecimal() and int(size) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
            return None
        from servanda.desk.page import refused
        from servanda.desk.roles import Right
        from servanda.desk.uploads import LARGEST

        may_send = request.resolver_match.view_name == "desk:new-upload" and (
            request.user.is_authenticated and request.user.may(Right.EDIT)
        )
        is_small = size.isdecimal() and int(size) <= LARGEST + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return None if request.is_desk and may_send and is_small else refused(request, 413)
