"""The pages of a site about several agreements that are of none of them: where each stands in one look, and one search over all.

An agreement whose record cannot be read is named as such; the others are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from servanda.errors import ServandaError
from servanda.exports.page import Cell
from servanda.finding import Verdict
from servanda.message import LANGUAGES
from servanda.site.addresses import address, relative
from servanda.site.agreements import base_of, within
from servanda.site.listing import LONGEST_QUERY
from servanda.site.page import Shown, shown_now
from servanda.site.views.deadlines import due_items
from servanda.site.views.feeds import robots_of
from servanda.site.views.search import groups_of, hits_of, kinds_of

__all__ = ["agreements", "robots", "search", "sitemap"]

_MOST = 5
"""Hits of one kind in one agreement on the page of all; the agreement's own search shows more."""


@dataclass(frozen=True, slots=True)
class Told:
    """An agreement on a page of all: its name, the way to its pages, and what is told of it, None where it cannot be read."""

    name: Cell
    way: str
    values: dict[str, Any] | None = None


def agreements(request: HttpRequest, lang: str) -> HttpResponse:
    """Each agreement with what was read, claimed and found, and what is due next."""
    return _page(request, "site/agreements.html", {"agreements": list(_told(request, "agreement", _look))})


def search(request: HttpRequest, lang: str) -> HttpResponse:
    """What has all the words, by agreement; on a page that is written as a file, the way to the index of each."""
    asked = request.GET.get("q", "")[:LONGEST_QUERY]
    kind = request.GET.get("kind", "")
    words = asked.split()

    def found(shown: Shown, way: Callable[[str], str]) -> dict[str, Any]:
        hits = hits_of(shown, words)
        groups = groups_of([one for one in hits if not kind or one[0].kind == kind], _MOST)
        for group in groups:
            group["hits"] = [
                (Cell(thing.name.text, thing.name.lang, way(thing.name.address)), thing.lang, text)
                for thing, text in group["hits"]
            ]
        return {"total": len(hits), "groups": groups}

    told = list(_told(request, "search", found, q=asked, kind=kind if kind in kinds_of() else ""))
    values = {
        "agreements": told,
        "asked": asked,
        "words": words,
        "kind": kind,
        "kinds": kinds_of(),
        "total": sum(one.values["total"] for one in told if one.values),
    }
    return _page(request, "site/search_all.html", values)


def sitemap(request: HttpRequest) -> HttpResponse:
    """The maps of all agreements."""
    places = [f"{base_of(request)}/{name}/sitemap.xml" for name in settings.SERVANDA_AGREEMENTS]
    return render(request, "site/sitemaps.xml", {"places": places}, content_type="application/xml; charset=utf-8")


def robots(request: HttpRequest) -> HttpResponse:
    """What may be called of all agreements: robots ask at the root alone."""
    searches = [address("search", lang) for lang in LANGUAGES]
    below = [f"/{name}{path}" for name in settings.SERVANDA_AGREEMENTS for path in searches]
    return robots_of([*searches, *below], f"{base_of(request)}/sitemap.xml")


def _page(request: HttpRequest, template: str, values: dict[str, Any]) -> HttpResponse:
    return render(request, template, values | {"is_static": bool(request.META.get("servanda.static"))})


def _told(
    request: HttpRequest, page: str, tell: Callable[[Shown, Callable[[str], str]], dict[str, Any]], **query: str
) -> Iterator[Told]:
    """What is told of each agreement, with the way to a page of it."""
    here = request.path_info
    for name in settings.SERVANDA_AGREEMENTS:
        with within(name):
            path = f"/{name}{address(page, request.lang)}"
            try:
                shown = shown_now(request)
                values = tell(shown, partial(_below, name, here))
                yield Told(shown.title, relative(path, here, **query), values)
            except ServandaError:
                yield Told(Cell(name), relative(path, here))


def _below(name: str, here: str, path: str) -> str:
    """The way from a page about all to a path of one agreement; "" where there is none."""
    return relative(f"/{name}{path}", here) if path else ""


def _look(shown: Shown, way: Callable[[str], str]) -> dict[str, Any]:
    """Where an agreement stands today, in a few numbers."""
    account = shown.facts.account
    ahead = next((item for _end, item, state in due_items(shown.facts) if state == "ahead"), None)
    entry = shown.entry(ahead.id) if ahead else None
    return {
        "documents": len(account.documents),
        "claims": len(account.claims),
        "open": sum(one.verdict is not Verdict.CONSISTENT for one in account.findings),
        "parties": [shown.organ(one.id) for one in shown.facts.agreement.parties],
        "due": (ahead.due, Cell(entry.text, entry.lang, way(entry.address))) if ahead and entry else None,
        "last": shown.facts.last_day,
    }
