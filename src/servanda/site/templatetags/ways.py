"""Ways out of and round a page: its languages, the parts of the site, the same page today, its whole address."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from servanda.message import LANGUAGES
from servanda.site.addresses import relative
from servanda.site.agreements import chosen_name
from servanda.site.preview import kind_of

register = template.Library()

NAMES = dict(settings.LANGUAGES)


@register.simple_tag(takes_context=True)
def language_ways(context: dict[str, Any]) -> list[dict[str, str]]:
    """The same page in each language."""
    shown = context["shown"]
    query = {name: value for name, value in context["request"].GET.items() if name != "known_on"}
    return [
        {"code": lang, "name": NAMES[lang], "way": shown.way(_in_language(shown, lang), **query)} for lang in LANGUAGES
    ]


def _in_language(shown: Any, lang: str) -> str:
    """The path of this page in a language; it is as the browser sent it, so it is made ready for an address again."""
    from django.utils.encoding import escape_uri_path

    rest = shown.path.split("/", 2)[2] if shown.path.count("/") > 1 else ""
    return f"/{lang}/{escape_uri_path(rest)}"


@register.simple_tag(takes_context=True)
def sections(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts of the site, with the one that the page is in."""
    shown = context["shown"]
    parts = (
        ("findings", _("Findings")),
        ("programmes", _("Register")),
        ("progress", _("Progress")),
        ("promises", _("Promises")),
        ("deadlines", _("Deadlines")),
        ("claims", _("Claims")),
        ("statements", _("Statements")),
        ("people", _("People")),
        ("bodies", _("Bodies")),
        ("documents", _("Documents")),
        ("charts", _("Charts")),
        *([("search", _("Index"))] if shown.is_static else []),
    )
    found = [
        {"name": label, "way": shown.way(shown.at(name)), "here": shown.path.startswith(shown.at(name))}
        for name, label in parts
    ]
    if name := chosen_name():
        found.append({"name": _("All agreements"), "way": relative(f"/{shown.lang}/", f"/{name}{shown.path}")})
    return found


@register.simple_tag(takes_context=True)
def root_ways(context: dict[str, Any]) -> list[dict[str, str]]:
    """A page about all agreements in each language."""
    request = context["request"]
    rest = request.path_info.split("/", 2)[2]
    query = request.GET.dict()
    return [
        {"code": lang, "name": NAMES[lang], "way": relative(f"/{lang}/{rest}", request.path_info, **query)}
        for lang in LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def root(context: dict[str, Any], page: str = "") -> str:
    """The way from a page about all agreements to another of them."""
    request = context["request"]
    return relative(f"/{request.lang}/{page}", request.path_info)


@register.simple_tag(takes_context=True)
def bare(context: dict[str, Any], name: str) -> str:
    """The way to a page without a query, for forms, whose fields make it."""
    shown = context["shown"]
    return relative(shown.at(name), shown.path)


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any]) -> str:
    """The way to this very page, without a query."""
    shown = context["shown"]
    return relative(_in_language(shown, shown.lang), shown.path)


@register.simple_tag(takes_context=True)
def today(context: dict[str, Any]) -> str:
    """The way to this page as it is known today."""
    return here(context)


@register.simple_tag(takes_context=True)
def whole_here(context: dict[str, Any]) -> str:
    """The whole address of this page."""
    shown, request = context["shown"], context["request"]
    day = f"?known_on={shown.known_on.isoformat()}" if shown.known_on else ""
    return str(shown.whole_address(request, _in_language(shown, shown.lang))) + day


@register.simple_tag(takes_context=True)
def preview_address(context: dict[str, Any]) -> str:
    """The whole address of the picture by which this kind of page is known elsewhere."""
    shown, request = context["shown"], context["request"]
    return str(shown.whole_address(request, shown.at("preview", kind_of(shown.path))))


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[dict[str, str]]:
    """The whole address of this page in each language."""
    shown, request = context["shown"], context["request"]
    return [{"code": lang, "address": shown.whole_address(request, _in_language(shown, lang))} for lang in LANGUAGES]


@register.simple_tag(takes_context=True)
def licence(context: dict[str, Any]) -> SafeString:
    """The licence, as a link where it is an address."""
    named = context["shown"].facts.agreement.licence
    place = context["shown"].telling.source(named).address
    return format_html('<a rel="license" href="{}">{}</a>', place, named) if place else format_html("{}", named)


@register.simple_tag(takes_context=True)
def sharing(context: dict[str, Any], heading: str) -> list[dict[str, str]]:
    """Addresses by which a reader passes the page on; they are plain links, so that nothing is asked of anybody before."""
    here = quote(whole_here(context), safe="")
    said = quote(str(heading), safe="")
    return [
        {"name": "Facebook", "way": f"https://www.facebook.com/sharer/sharer.php?u={here}"},
        {"name": "X", "way": f"https://x.com/intent/tweet?url={here}&text={said}"},
        {"name": "LinkedIn", "way": f"https://www.linkedin.com/sharing/share-offsite/?url={here}"},
        {"name": "Pinterest", "way": f"https://www.pinterest.com/pin/create/button/?url={here}&description={said}"},
        {"name": "Telegram", "way": f"https://t.me/share/url?url={here}&text={said}"},
        {"name": _("E-mail"), "way": f"mailto:?subject={said}&body={here}"},
    ]


@register.simple_tag(takes_context=True)
def listed(context: dict[str, Any], name: str, words: str) -> str:
    """The way to a list, with words to look for in it."""
    shown = context["shown"]
    return str(shown.way(shown.at(name), q="" if shown.is_static else words))
