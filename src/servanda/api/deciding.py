"""What a program with a right to may write: answers to findings, and findings set aside or taken up again.

Takes a request with a small JSON object; calls the one action that the command line and the desk call; gives the batch, which
`servanda undo` takes back. Who decides is the name of the token.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from servanda.api.answers import answered
from servanda.api.problem import Fault, Problem
from servanda.api.tokens import Scope
from servanda.errors import UsageError
from servanda.record.database import named_faults
from servanda.record.models import AnswerKind, Ruling
from servanda.record.project import Project, answer, dismiss, restore
from servanda.record.settings import DATABASE_NAME
from servanda.site.agreements import project_folder
from servanda.site.facts import SOLVER, facts_of
from servanda.site.page import opened

__all__ = ["ANSWER", "RULING", "Field", "answers", "rulings"]

_MOST_BYTES = 50_000
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Field:
    """A text that has to be given: how long it may be, and what alone it can be where that is known."""

    name: str
    longest: int
    choices: tuple[str, ...] = ()


ANSWER = (Field("kind", 20, tuple(AnswerKind.values)), Field("who", 200), Field("text", 10_000))
RULING = (Field("ruling", 20, tuple(Ruling.values)), Field("why", 10_000))


@csrf_exempt
@answered
def answers(request: HttpRequest, key: str) -> HttpResponse:
    """Put an answer or a correction beside a finding."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    project, given = _allowed(request), _given(request, ANSWER)
    return _decided(request, project, key, lambda id: answer(project, id, given["who"], given["text"], given["kind"]))


@csrf_exempt
@answered
def rulings(request: HttpRequest, key: str) -> HttpResponse:
    """Set a finding aside, or take it up again."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    project, given = _allowed(request), _given(request, RULING)
    rule = dismiss if given["ruling"] == Ruling.DISMISSED else restore
    return _decided(request, project, key, lambda id: rule(project, id, request.caller.token, given["why"]))


def _allowed(request: HttpRequest) -> Project:
    """The project, for who may decide; raises Problem for others."""
    if not request.caller.token:
        raise Problem("token-needed", headers={"WWW-Authenticate": 'Bearer realm="Servanda"'})
    if not request.caller.may(Scope.FINDINGS):
        raise Problem("scope", scope=Scope.FINDINGS.value)
    return opened(project_folder())


def _given(request: HttpRequest, fields: tuple[Field, ...]) -> Mapping[str, str]:
    """The texts of the request; raises Problem with every fault of them."""
    if request.GET:
        raise Problem(
            "parameters", faults=[Fault(name[:80], "parameter-not-known", {"known": "–"}) for name in request.GET]
        )
    if request.content_type != "application/json":
        raise Problem("not-json")
    body = request.read(_MOST_BYTES + 1)
    try:
        given = json.loads(body) if len(body) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise Problem("no-object", limit=_MOST_BYTES)
    known = ", ".join(one.name for one in fields)
    others = [name for name in given if name not in {one.name for one in fields}]
    faults = [Fault(name[:80], "parameter-not-known", {"known": known}) for name in others[:_MOST_FAULTS]]
    for one in fields:
        value = given.get(one.name)
        if not isinstance(value, str) or not value.strip():
            faults.append(Fault(one.name, "parameter-empty"))
        elif len(value) > one.longest:
            faults.append(Fault(one.name, "parameter-too-long", {"limit": one.longest}))
        elif one.choices and value not in one.choices:
            faults.append(Fault(one.name, "parameter-choice", {"value": value[:80], "choices": ", ".join(one.choices)}))
    if faults:
        raise Problem("parameters", faults=faults)
    return {one.name: given[one.name] for one in fields}


def _decided(request: HttpRequest, project: Project, key: str, decide: Callable[[str], Any]) -> HttpResponse:
    """The batch of a decision on a finding that the caller can see; reconciliation runs in one thread at a time."""
    with SOLVER, named_faults(project.folder / DATABASE_NAME):
        finding = facts_of(project, internal=request.caller.may(Scope.INTERNAL)).findings.get(key)
        if finding is None:
            raise Problem("not-in-account", id=key[:200])
        try:
            kept = decide(finding.id)
        except UsageError as error:
            raise Problem("conflict", reason=error.told(request.lang, place=False)) from error
    return JsonResponse({"finding": finding.id, "batch": kept.batch_id}, status=201)
