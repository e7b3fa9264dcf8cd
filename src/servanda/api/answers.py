"""Answers as JSON: with the day, the version and the licence of what they tell, and marked so as not to be sent twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from servanda.api.problem import Problem, not_shown, problem_answer
from servanda.api.resource import Told
from servanda.api.tokens import Scope
from servanda.errors import ServandaError
from servanda.record.models.row import program_version
from servanda.site.agreements import project_folder, public_address
from servanda.site.facts import Facts, facts_of
from servanda.site.page import Shown, opened

__all__ = ["answer", "answered", "facts_for", "record_of", "shown_for"]

View = Callable[..., HttpResponse]


def answered(view: View) -> View:
    """The view, with problems told."""

    @wraps(view)
    def call(request: HttpRequest, **given: Any) -> HttpResponse:
        try:
            return view(request, **given)
        except Problem as problem:
            return problem_answer(problem, request.lang)
        except ServandaError as error:
            return problem_answer(not_shown(error), request.lang)

    return call


def facts_for(request: HttpRequest, known_on: date | None = None) -> Facts:
    """The facts of the site's project as the caller may see them, on a day that the record knows; raises Problem for another."""
    internal = request.caller.may(Scope.INTERNAL)
    project = opened(project_folder())
    facts, today = facts_of(project, internal=internal), datetime.now(UTC).date()
    if known_on is None or known_on == today:
        return facts
    if known_on > today or known_on < (facts.first_day or today):
        raise Problem("no-such-day", day=known_on, first=facts.first_day or today)
    return facts_of(project, known_on, internal=internal)


def shown_for(request: HttpRequest, facts: Facts) -> Shown:
    """What knows the addresses of the site's pages."""
    return Shown(facts, request.lang, request.path_info, facts.known_on)


def record_of(facts: Facts) -> Told:
    """What every answer says of where it comes from."""
    agreement = facts.agreement
    return {
        "agreement": agreement.id,
        "as_of": facts.account.as_of.isoformat(),
        "known_on": facts.known_on and facts.known_on.isoformat(),
        "version": facts.version,
        "licence": agreement.licence or None,
    }


def answer(
    request: HttpRequest, facts: Facts, make: Callable[[], Mapping[str, Any]], *, with_record: bool = True
) -> HttpResponse:
    """What `make` gives, and where it comes from, with a mark; made only where the reader does not have it yet."""
    mark = _mark(request, facts)
    unchanged = get_conditional_response(request, etag=mark)
    if unchanged is not None and unchanged.status_code == 412:
        raise Problem("precondition-failed")
    if unchanged is not None:
        unchanged.headers["ETag"] = mark
        return unchanged
    body = json.dumps({**make(), **({"record": record_of(facts)} if with_record else {})}, ensure_ascii=False)
    response = HttpResponse(body.encode("utf-8", "backslashreplace"), content_type="application/json")
    response.headers["ETag"] = mark
    return response


def _mark(request: HttpRequest, facts: Facts) -> str:
    """An entity tag: another for every state of the record, day, version of the program, address and language."""
    asked = (facts.mark, program_version(), request.build_absolute_uri(), public_address(), request.lang)
    return f'W/"{sha256(repr(asked).encode()).hexdigest()[:32]}"'
