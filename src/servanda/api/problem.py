"""What went wrong with a request, as programs read it: Problem Details (RFC 9457), in the reader's language.

The type tells it for programs and stays the same in every language; title and detail tell it for people.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import HttpResponse

from servanda.api.messages import say
from servanda.errors import RecordLocked, ServandaError

__all__ = ["PROBLEMS", "Fault", "Problem", "not_shown", "problem_answer"]

MEDIA_TYPE = "application/problem+json"
PROBLEMS: Mapping[str, int] = {
    "bad-request": 400,
    "parameters": 400,
    "no-object": 400,
    "token": 401,
    "token-needed": 401,
    "scope": 403,
    "not-found": 404,
    "not-in-account": 404,
    "no-such-day": 404,
    "no-such-version": 404,
    "method-not-allowed": 405,
    "conflict": 409,
    "precondition-failed": 412,
    "too-large": 413,
    "address-too-long": 414,
    "not-json": 415,
    "too-many-requests": 429,
    "fault": 500,
    "account-not-shown": 503,
}
"""Every problem with its status; its words stand in `messages/`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one parameter: the name of the sentence that says it, and what fills it."""

    parameter: str
    sentence: str
    slots: Mapping[str, object] = field(default_factory=dict, hash=False)


class Problem(Exception):
    """A request that cannot be answered, by the name of its problem; `headers` go with the answer."""

    def __init__(
        self, name: str, *, faults: Iterable[Fault] = (), headers: Mapping[str, str] | None = None, **slots: object
    ) -> None:
        super().__init__(name)
        self.name = name
        self.faults = tuple(faults)
        self.headers = dict(headers or {})
        self.slots = slots


def not_shown(error: ServandaError) -> Problem:
    """A fault of the record, without the paths of the machine.

    >>> not_shown(ServandaError("nothing-in-it")).headers
    {'Retry-After': '3600', 'X-Servanda-Error': 'servanda'}
    """
    wait = "60" if isinstance(error, RecordLocked) else "3600"
    return Problem("account-not-shown", headers={"Retry-After": wait, "X-Servanda-Error": error.id})


def problem_answer(problem: Problem, lang: str) -> HttpResponse:
    """The answer that tells it.

    >>> answer = problem_answer(Problem("not-in-account", id="x"), "en")
    >>> answer.status_code, json.loads(answer.content)["type"]
    (404, 'urn:servanda:problem:not-in-account')
    """
    told: dict[str, object] = {
        "type": f"urn:servanda:problem:{problem.name}",
        "title": say(f"{problem.name}-title", lang),
        "status": PROBLEMS[problem.name],
        "detail": say(f"{problem.name}-detail", lang, **problem.slots),
    }
    if problem.faults:
        told["errors"] = [
            {"parameter": one.parameter, "detail": say(one.sentence, lang, parameter=one.parameter, **one.slots)}
            for one in problem.faults
        ]
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")
    answer = HttpResponse(body, content_type=MEDIA_TYPE, status=PROBLEMS[problem.name], headers=problem.headers)
    answer.headers["Content-Language"] = lang
    answer.headers["Cache-Control"] = "no-store"
    return answer
