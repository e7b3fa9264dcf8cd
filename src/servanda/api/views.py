"""The answers: what there is, the agreement, lists page by page, and each thing alone."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from servanda.api.answers import answer, answered, facts_for, shown_for
from servanda.api.asked import Asked, asked_of, parameters_of
from servanda.api.chosen import Shelf, shelf_of
from servanda.api.problem import Problem
from servanda.api.resource import Resource, Told
from servanda.api.resources import RESOURCES
from servanda.api.resources.agreement import agreement_told
from servanda.site.facts import Facts
from servanda.site.page import Shown

__all__ = ["agreement", "index", "listing", "one"]

_BY_NAME = {resource.name: resource for resource in RESOURCES}


@answered
def index(request: HttpRequest) -> HttpResponse:
    """Every resource with its address and how many things it has."""
    facts = facts_for(request, asked_of(request.GET, ("known_on",)).known_on)
    return answer(request, facts, partial(_resources, facts))


def _resources(facts: Facts) -> Told:
    told = [{"name": one.name, "address": one.name, "total": len(shelf_of(facts, one).keys)} for one in RESOURCES]
    return {"resources": told, "agreement": "agreement", "changes": "changes", "openapi": "openapi.json"}


@answered
def agreement(request: HttpRequest) -> HttpResponse:
    """The agreement."""
    facts = facts_for(request, asked_of(request.GET, ("known_on",)).known_on)
    shown = shown_for(request, facts)
    return answer(request, facts, lambda: {**agreement_told(facts), "page": _page(request, shown, "agreement")})


@answered
def listing(request: HttpRequest, name: str) -> HttpResponse:
    """A page of a list."""
    resource = _named(name)
    asked = asked_of(request.GET, parameters_of(resource), resource)
    facts = facts_for(request, asked.known_on)
    return answer(request, facts, lambda: _listed(request, facts, resource, asked))


def _listed(request: HttpRequest, facts: Facts, resource: Resource[Any], asked: Asked) -> Told:
    page = shelf_of(facts, resource).page(facts, asked.chosen, asked.cursor, asked.limit)
    shown = shown_for(request, facts)
    following = {name: request.GET[name] for name in request.GET if name != "cursor"} | {"cursor": page.cursor}
    return {
        "items": [_told(request, shown, resource, thing) for thing in page.things],
        "total": page.total,
        "next": f"?{urlencode(following)}" if page.cursor else None,
    }


@answered
def one(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """One thing; a former id leads to the one that took its place."""
    resource = _named(name)
    facts = facts_for(request, asked_of(request.GET, ("known_on",)).known_on)
    thing = _found(shelf_of(facts, resource), facts, key)
    if thing is None:
        return _led(request, resource, facts, key)
    shown = shown_for(request, facts)
    more = resource.more or (lambda *_: {})
    return answer(request, facts, lambda: {**_told(request, shown, resource, thing), **more(facts, thing)})


def _found(shelf: Shelf[Any], facts: Facts, key: str) -> Any:
    """The thing with an id, one that stands in no list too."""
    found = shelf.get(key)
    if found is None and shelf.resource.unlisted is not None:
        found = shelf.resource.unlisted(facts, key)
    return found


def _led(request: HttpRequest, resource: Resource[Any], facts: Facts, key: str) -> HttpResponse:
    """The way to the thing that a former id meant; raises Problem where it means nothing."""
    meant = resource.leads(facts, key) if resource.leads else None
    if meant is None:
        raise Problem("not-in-account", id=key[:200])
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    up = "../" * key.count("/")
    return HttpResponsePermanentRedirect(f"{up or './'}{quote(meant, safe='')}{query}")


def _named(name: str) -> Resource[Any]:
    if name not in _BY_NAME:
        raise Problem("not-found")
    return _BY_NAME[name]


def _told(request: HttpRequest, shown: Shown, resource: Resource[Any], thing: Any) -> Told:
    """A thing as JSON, with the address of its page."""
    return {**resource.told(shown.facts, thing), "page": _page(request, shown, *resource.page(thing))}


def _page(request: HttpRequest, shown: Shown, name: str, *keys: object) -> str:
    """The whole address of a page of the site, on the day that is asked for."""
    day = f"?known_on={shown.known_on}" if shown.known_on else ""
    return shown.whole_address(request, shown.at(name, *keys)) + day
