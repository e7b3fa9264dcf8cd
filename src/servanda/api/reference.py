"""The reference of the interface for programs: the OpenAPI document, and the same as a page of the site without script."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from servanda.api.answers import answer, answered, facts_for, shown_for
from servanda.api.asked import asked_of
from servanda.api.deciding import ANSWER, RULING, Field
from servanda.api.messages import say
from servanda.api.openapi import changes_parameters, day_parameter, document, page_parameters, parameters, schemas
from servanda.api.problem import PROBLEMS
from servanda.api.resource import Told
from servanda.api.resources import RESOURCES
from servanda.site.addresses import relative
from servanda.site.limits import EARLIER_DAY, OPEN, WITH_TOKEN
from servanda.site.page import Shown

__all__ = ["openapi", "reference"]

_ROOT = "/api/v1/"
_HEADS = (
    "all",
    "parameters",
    "keys",
    "keys-alone",
    "problems",
    "marks",
    "openapi",
    "example",
    "one-of",
    "written",
    "longest",
)


@answered
def openapi(request: HttpRequest) -> HttpResponse:
    """The document."""
    asked_of(request.GET, ())
    facts = facts_for(request)
    address = shown_for(request, facts).whole_address(request, _ROOT)
    return answer(request, facts, lambda: document(request.lang, address), with_record=False)


def reference(request: HttpRequest, lang: str) -> HttpResponse:
    """The page."""
    shown: Shown = request.shown
    root = shown.whole_address(request, _ROOT)
    resources = [
        _part(shown, "agreement", [], "Agreement"),
        *(_part(shown, one.name, parameters(one, lang), one.schema) for one in RESOURCES),
        _part(shown, "changes", changes_parameters(lang), "Change"),
    ]
    values = {
        "words": {name.replace("-", "_"): say(f"page-{name}", lang) for name in _HEADS},
        "title": say("title", lang),
        "about": say("about", lang),
        "root": root,
        "openapi": relative(f"{_ROOT}openapi.json", shown.path),
        "resources": resources,
        "common": [_asked(one) for one in (*page_parameters(lang), day_parameter(lang))],
        "problems": [(name, status, say(f"{name}-title", lang)) for name, status in PROBLEMS.items()],
        "written": [_written("answers", ANSWER, lang), _written("rulings", RULING, lang)],
        "token": say("by-token", lang),
        "limits": say(
            "page-limits", lang, calls=OPEN.calls, more=WITH_TOKEN.calls, seconds=OPEN.seconds, earlier=EARLIER_DAY
        ),
    }
    return render(request, "api/reference.html", values)


def _part(shown: Shown, name: str, asked: list[Told], schema: str) -> Told:
    """A resource as the page has it."""
    path, alone = _ROOT + name, schemas().get(f"{schema}Alone")
    return {
        "name": name,
        "way": relative(path, shown.path),
        "told": say(f"told-{name}", shown.lang),
        "parameters": [_asked(one) for one in asked],
        "keys": sorted(schemas()[schema]["properties"]),
        "more": sorted(alone["properties"]) if alone else [],
    }


def _written(name: str, fields: Iterable[Field], lang: str) -> Told:
    """What a program with a right to it may write, as the page has it."""
    texts = [{"name": one.name, "longest": one.longest, "choices": ", ".join(one.choices)} for one in fields]
    return {"name": name, "told": say(f"told-{name}", lang), "texts": texts}


def _asked(parameter: Told) -> Told:
    """A parameter as the page has it."""
    shape = parameter["schema"]
    return {
        "name": parameter["name"],
        "told": parameter["description"],
        "choices": ", ".join(shape.get("enum", ())),
    }
