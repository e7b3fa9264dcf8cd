"""What happens to each call of a program: pages elsewhere may read the answer, and what goes wrong is told as a problem.

No cookie is set or read. It stands before the rest of the site's middleware, so that their refusals are told as problems too.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from servanda.api.caller import anybody, caller_of
from servanda.api.problem import MEDIA_TYPE, Problem, not_shown, problem_answer
from servanda.errors import ServandaError
from servanda.message import LANGUAGES
from servanda.site.limits import EARLIER_DAY, LIMITS, WRITING

__all__ = ["PREFIX", "ProgramsAnswered"]

PREFIX = "/api/v1"
_LONGEST = 4_000
"""Characters of an address with its parameters."""
_WRITTEN = re.compile(rf"{PREFIX}/findings/.+/(?:answers|rulings)", re.DOTALL)
_KEPT = ("Allow", "Retry-After", "X-Servanda-Error")
_TOLD = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 413: "too-large", 503: "account-not-shown"}
_READABLE = "ETag, Content-Language, RateLimit, RateLimit-Policy, Retry-After"

Answer = Callable[[HttpRequest], HttpResponse]


class ProgramsAnswered:
    """Answers calls under /api/v1; leaves all others alone."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, readable from pages of any other site."""
        if request.path_info != PREFIX and not request.path_info.startswith(f"{PREFIX}/"):
            return self.answer(request)
        request.may_write = request.method == "POST" and _WRITTEN.fullmatch(request.path_info) is not None
        lang = translation.get_language_from_request(request)
        request.lang = lang if lang in LANGUAGES else "en"
        response = self._allowed(request) if request.method == "OPTIONS" else self._answered(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = _READABLE
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers.setdefault("Cache-Control", "no-cache")
        patch_vary_headers(response, ("Accept-Language", "Authorization"))
        return response

    def _answered(self, request: HttpRequest) -> HttpResponse:
        """The answer within what the caller may ask for; a token that does not hold counts as a call from its address."""
        if len(request.get_full_path()) > _LONGEST:
            return problem_answer(Problem("address-too-long", limit=_LONGEST), request.lang)
        refused = None
        try:
            caller = caller_of(request)
        except Problem as problem:
            caller, refused = anybody(request), problem
        except ServandaError as error:
            caller, refused = anybody(request), not_shown(error)
        request.caller = caller
        left = LIMITS.take(caller.key, _cost(request), caller.allowance)
        if left.wait:
            refused = Problem("too-many-requests", headers={"Retry-After": str(left.wait)}, seconds=left.wait)
        response = problem_answer(refused, request.lang) if refused else self._told(request)
        for name, value in left.headers().items():
            response.headers[name] = value
        if caller.token:
            response.headers["Cache-Control"] = "private, no-cache"
        return response

    def _told(self, request: HttpRequest) -> HttpResponse:
        """What the site answers, its refusals as problems."""
        response = self.answer(request)
        if response.status_code < 400 or response.headers.get("Content-Type") == MEDIA_TYPE:
            return response
        kept = {name: response.headers[name] for name in _KEPT if name in response.headers}
        name, allowed = _TOLD.get(response.status_code, "fault"), kept.get("Allow", "GET, HEAD")
        return problem_answer(Problem(name, headers=kept, allowed=allowed), request.lang)

    def _allowed(self, request: HttpRequest) -> HttpResponse:
        """What a browser asks before it lets a page of another site read an answer."""
        response = HttpResponse(status=204)
        response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Authorization, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
        return response


def _cost(request: HttpRequest) -> int:
    """What a call counts as: more where the account may have to be worked out for it."""
    return WRITING if request.may_write else EARLIER_DAY if "known_on" in request.GET else 1
