"""The OpenAPI 3.1 document, made of what answers: the resources, the parameters that are read, the problems that are told.

Sentences for people stand in the reader's language; all else is the same in each.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from servanda.api.asked import DEFAULT_LIMIT, LONGEST, MOST, PLACE
from servanda.api.deciding import ANSWER, RULING, Field
from servanda.api.messages import say
from servanda.api.problem import MEDIA_TYPE, PROBLEMS
from servanda.api.resource import Resource, Told
from servanda.api.resources import RESOURCES
from servanda.api.tokens import Scope

__all__ = ["changes_parameters", "day_parameter", "document", "page_parameters", "parameters", "schemas"]

_TAGS = {"description": "An entity tag; sent back as If-None-Match it saves an answer that has not changed."}
_HEADERS = ("RateLimit", "RateLimit-Policy")


@cache
def schemas() -> dict[str, Any]:
    """The shape of everything that is answered, by name."""
    text = (Path(__file__).parent / "schemas.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def document(lang: str, address: str) -> Told:
    """The whole document, for the address at which it is answered.

    >>> made = document("en", "https://t.example/api/v1/")
    >>> made["openapi"], sorted(made["paths"])[:3]
    ('3.1.0', ['/', '/agreement', '/bodies'])
    """
    day = [day_parameter(lang)]
    paths: Told = {
        "/": {"get": _operation("index", lang, day, _schema("Index"))},
        "/agreement": {"get": _operation("agreement", lang, day, _schema("Agreement"))},
        "/changes": {
            "get": _operation("changes", lang, changes_parameters(lang), _schema("Changes"), "no-such-version")
        },
        "/openapi.json": {"get": _operation("openapi", lang, [], {"type": "object"})},
    }
    for resource in RESOURCES:
        paths[f"/{resource.name}"] = {"get": _listing(resource, lang)}
        paths[f"/{resource.name}/{{id}}"] = {"get": _alone(resource, lang)}
    for name, fields in (("answers", ANSWER), ("rulings", RULING)):
        paths[f"/findings/{{id}}/{name}"] = {"post": _decision(name, fields, lang)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": say("title", lang),
            "version": version("servanda"),
            "description": say("about", lang),
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": paths,
        "components": {
            "schemas": {**schemas(), **{f"{one.schema}List": _list_schema(one) for one in RESOURCES}},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": say("by-token", lang)}},
            "headers": {name: {"schema": {"type": "string"}} for name in _HEADERS}
            | {"ETag": {**_TAGS, "schema": {"type": "string"}}, "Retry-After": {"schema": {"type": "integer"}}},
            "responses": {name: _problem(name, lang) for name in PROBLEMS},
        },
    }


def _listing(resource: Resource[Any], lang: str) -> Told:
    return _operation(
        resource.name,
        lang,
        [*parameters(resource, lang), *page_parameters(lang), day_parameter(lang)],
        _schema(f"{resource.schema}List"),
    )


def _decision(name: str, fields: Iterable[Field], lang: str) -> Told:
    """What is written of a finding: texts of one object."""
    shapes: Told = {}
    for one in fields:
        shape: Told = {"type": "string", "minLength": 1, "maxLength": one.longest, "pattern": r"\S"}
        shapes[one.name] = {"type": "string", "enum": list(one.choices)} if one.choices else shape
    given = {"type": "object", "required": list(shapes), "properties": shapes, "additionalProperties": False}
    made = _operation(name, lang, [_key(lang)], {}, "not-in-account")
    problems = {"403": "scope", "409": "conflict", "413": "too-large", "415": "not-json", "500": "fault"}
    kept = made["responses"].pop("200") | {"description": say("kept", lang)}
    kept["headers"].pop("ETag")
    kept["content"] = {"application/json": {"schema": _schema("Kept")}}
    for status in ("304", "412"):
        del made["responses"][status]
    made["responses"] |= {"201": kept} | {status: _ref("responses", problem) for status, problem in problems.items()}
    made["security"] = [{"token": [Scope.FINDINGS.value]}]
    made["requestBody"] = {"required": True, "content": {"application/json": {"schema": given}}}
    return made


def _alone(resource: Resource[Any], lang: str) -> Told:
    """One thing alone: with what it is told with beside lists, and the record that it comes from."""
    more = [_schema(f"{resource.schema}Alone")] if resource.more else []
    shape = {"allOf": [_schema(resource.schema), *more, _with_record()]}
    made = _operation(resource.name, lang, [_key(lang), day_parameter(lang)], shape, "not-in-account")
    made["operationId"] += "-alone"
    made["summary"] = say("alone", lang)
    if resource.leads:
        made["responses"]["301"] = {"description": say("leads", lang)}
    return made


def _key(lang: str) -> Told:
    """The id of one thing, in its address."""
    shape = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    return {"name": "id", "in": "path", "required": True, "description": say("by-id", lang), "schema": shape}


def _operation(name: str, lang: str, asked: list[Told], shape: Told, missing: str = "no-such-day") -> Told:
    """One address: what can be asked there, and what may come back."""
    headers = {header: _ref("headers", header) for header in ("ETag", *_HEADERS)}
    told = {"description": say("given", lang), "headers": headers, "content": {"application/json": {"schema": shape}}}
    problems = {"400": "parameters", "401": "token", "404": missing, "412": "precondition-failed", "414": "address-too-long",
                "429": "too-many-requests", "503": "account-not-shown"}  # fmt: skip
    return {
        "operationId": name,
        "summary": say(f"told-{name}", lang),
        "parameters": asked,
        "security": [{}, {"token": []}],
        "responses": {
            "200": told,
            "304": {"description": say("unchanged", lang)},
            **{status: _ref("responses", problem) for status, problem in problems.items()},
        },
    }


def parameters(resource: Resource[Any], lang: str) -> list[Told]:
    """The parameters that choose from a list."""
    made = []
    for one in resource.filters:
        shape: Told = {"type": "string", "minLength": 1, "maxLength": LONGEST}
        if one.choices:
            shape = {"type": "string", "enum": list(one.choices)}
        made.append(_parameter(one.name, say(f"by-{one.name}", lang), shape))
    for days in resource.days:
        for name, words in zip(days.parameters, ("from", "until"), strict=True):
            made.append(_parameter(name, say(f"by-{days.name}-{words}", lang), _day()))
    return made


def page_parameters(lang: str) -> list[Told]:
    """The parameters by which a list is turned over."""
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT}
    return [
        _parameter("limit", say("by-limit", lang), limit),
        _parameter("cursor", say("by-cursor", lang), {"type": "string", "minLength": 1, "maxLength": LONGEST}),
    ]


def changes_parameters(lang: str) -> list[Told]:
    """The parameters by which what came since a version is asked for."""
    limit = page_parameters(lang)[0]
    return [
        _parameter(
            "since", say("by-since", lang), {"type": "integer", "minimum": 0, "maximum": 999_999_999, "default": 0}
        ),
        _parameter("cursor", say("by-cursor", lang), {"type": "string", "pattern": f"^{PLACE}$"}),
        limit,
    ]


def day_parameter(lang: str) -> Told:
    """The day on which the record is looked at."""
    return _parameter("known_on", say("by-known-on", lang), _day())


def _parameter(name: str, told: str, shape: Told) -> Told:
    return {"name": name, "in": "query", "description": told, "schema": shape}


def _day() -> Told:
    return {"type": "string", "format": "date"}


def _schema(name: str) -> Told:
    return _ref("schemas", name)


def _ref(family: str, name: str) -> Told:
    return {"$ref": f"#/components/{family}/{name}"}


def _with_record() -> Told:
    return {"type": "object", "required": ["record"], "properties": {"record": _schema("Record")}}


def _list_schema(resource: Resource[Any]) -> Told:
    """A page of a list: some things, how many there are in all, and where the next are."""
    return {
        "type": "object",
        "required": ["items", "total", "next", "record"],
        "properties": {
            "items": {"type": "array", "items": _schema(resource.schema)},
            "total": {"type": "integer"},
            "next": {"type": ["string", "null"], "format": "uri-reference"},
            "record": _schema("Record"),
        },
    }


def _problem(name: str, lang: str) -> Told:
    headers: Iterable[str] = ("Retry-After",) if PROBLEMS[name] in (429, 503) else ()
    return {
        "description": say(f"{name}-title", lang),
        "headers": {one: _ref("headers", one) for one in headers},
        "content": {MEDIA_TYPE: {"schema": _schema("Problem")}},
    }
