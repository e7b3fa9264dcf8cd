"""What programs follow: Atom feeds of findings, the map of the site, and what robots may call."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from servanda.exports.page import ToldFinding
from servanda.finding import Finding
from servanda.message import LANGUAGES
from servanda.site.addresses import address
from servanda.site.agreements import base_of
from servanda.site.page import Shown, shown_now
from servanda.site.views import data

__all__ = ["findings", "pages_of", "programme", "robots", "robots_of", "sitemap"]


def findings(request: HttpRequest, lang: str) -> HttpResponse:
    """All findings, those that hold since the latest day first."""
    shown: Shown = request.shown
    return _feed(request, shown.at("findings"), shown.title.text, shown.facts.account.findings)


def programme(request: HttpRequest, lang: str, key: str) -> HttpResponse:
    """The findings about an entry of the register and all below it."""
    shown: Shown = request.shown
    item = shown.facts.items.get(key)
    if item is None:
        raise Http404
    claims = {claim.id for below in item.walk() for claim in shown.facts.claims_on.get(below.id, ())}
    chosen = [one for one in shown.facts.account.findings if claims.intersection(one.claims)]
    return _feed(request, shown.at("programme", key), shown.entry(key).text, chosen)


def _feed(request: HttpRequest, page: str, title: str, chosen: Iterable[Finding]) -> HttpResponse:
    shown: Shown = request.shown
    ordered = sorted(chosen, key=lambda one: (one.since or date.min, one.id), reverse=True)
    entries = []
    for one in ordered:
        told: ToldFinding = shown.finding(one)
        entries.append(
            {
                "told": told,
                "verdict": shown.words.plural("verdict", one.verdict.value, 1),
                "address": shown.whole_address(request, shown.at("finding", one.id)),
                "updated": _moment(one.since or shown.facts.account.as_of),
            }
        )
    values = {
        "title": title,
        "subtitle": _("Findings"),
        "address": shown.whole_address(request, page),
        "own": shown.whole_address(request, request.path_info),
        "updated": entries[0]["updated"] if entries else _moment(shown.facts.account.as_of),
        "entries": entries,
    }
    return HttpResponse(
        render_to_string("site/feed.xml", values, request), content_type="application/atom+xml; charset=utf-8"
    )


def _moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).isoformat()


def pages_of(shown: Shown) -> list[str]:
    """The path of every page in the language of what is shown."""
    facts = shown.facts
    fixed = ("agreement", *data.FILES, "progress", "charts", "search", "changes", "method", "data")
    found = [shown.at(name) for name in fixed]
    found += [shown.at("finding", key) for key in facts.findings]
    found += [shown.at("claim", key) for key in facts.claims]
    found += [shown.statement(place) for place in facts.statements]
    found += [shown.at("document", key) for key in facts.documents]
    found += [shown.at("programme", key) for key in facts.items]
    found += [shown.speaker(key).address for key in facts.people]
    found += [shown.at("party", party.id) for party in facts.agreement.parties]
    found += [shown.at("chart", key) for key in facts.ladders]
    return list(dict.fromkeys(found))


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page in each language, with its translations."""
    shown = shown_now(request)
    rows = []
    for path in pages_of(shown):
        rest = path.removeprefix(f"/{shown.lang}/")
        rows.append({lang: shown.whole_address(request, f"/{lang}/{rest}") for lang in LANGUAGES})
    answer = render(request, "site/sitemap.xml", {"rows": rows}, content_type="application/xml; charset=utf-8")
    return answer


def robots(request: HttpRequest) -> HttpResponse:
    """All pages may be called; filtered lists and earlier days are the same things again."""
    return robots_of([address("search", lang) for lang in LANGUAGES], f"{base_of(request)}/sitemap.xml")


def robots_of(closed: Iterable[str], map_of_site: str) -> HttpResponse:
    """The file that robots ask for (RFC 9309): no query, none of these paths, and where the map is."""
    lines = ["User-agent: *", "Disallow: /*?", *(f"Disallow: {path}" for path in closed), f"Sitemap: {map_of_site}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
