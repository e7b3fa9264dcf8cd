"""Ways, names, numbers and days in templates, set as the page's language sets them. Everything is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from servanda.exports.page import Cell, Table
from servanda.exports.telling import web_address
from servanda.exports.wording import Wording, printable, wording
from servanda.message import LANGUAGES
from servanda.period import Period
from servanda.record.search import pieces
from servanda.site.addresses import relative

register = template.Library()

_TWO_STOPS = re.compile(r"(?<!\.)\.\.$")
STATIC = Path(__file__).parents[1] / "static"


def _words() -> Wording:
    lang = get_language() or "en"
    return wording(lang if lang in LANGUAGES else "en")


@register.simple_tag(takes_context=True)
def to(context: dict[str, Any], name: str, *keys: object) -> str:
    """The way to a page."""
    shown = context["shown"]
    return str(shown.way(shown.at(name, *keys)))


@register.simple_tag(takes_context=True)
def way(context: dict[str, Any], path: str) -> str:
    """The way to a path of the site."""
    return str(context["shown"].way(path))


@register.simple_tag(takes_context=True)
def asset(context: dict[str, Any], name: str) -> str:
    """The way to a file of the site, which changes its address when it changes."""
    path = context["request"].path_info
    return relative(f"/assets/{name}", path, v=_digests()[name])


@cache
def _digests() -> dict[str, str]:
    """The state of each file of the site, by its name."""
    return {file.name: sha256(file.read_bytes()).hexdigest()[:10] for file in STATIC.iterdir()}


@register.simple_tag(takes_context=True)
def cell(context: dict[str, Any], one: Cell) -> SafeString:
    """A piece of text with its language, and a link where it leads somewhere: on this site, or out of it."""
    lang = format_html(' lang="{}" dir="auto"', one.lang) if one.lang else SafeString("")
    if one.address.startswith("/"):
        return format_html('<a href="{}"{}>{}</a>', context["shown"].way(one.address), lang, one.text)
    if one.address:
        return format_html('<a href="{}" rel="noopener noreferrer external"{}>{}</a>', one.address, lang, one.text)
    return format_html("<span{}>{}</span>", lang, one.text) if lang else format_html("{}", one.text)


@register.filter
def marked(text: str, words: Iterable[str]) -> SafeString:
    """The text with the words that were looked for marked."""
    parts = ((("<mark>", part, "</mark>") if is_hit else ("", part, "")) for part, is_hit in pieces(text, words))
    return format_html_join("", "{}{}{}", ((SafeString(a), part, SafeString(b)) for a, part, b in parts))


@register.filter
def whole(number: int) -> str:
    """A count as the language writes it."""
    return _words().whole(number)


@register.filter
def day(when: date | None) -> str:
    """A day in full."""
    return _words().day(when) if when else _words().say("day not known")


@register.filter
def period(when: Period | None) -> str:
    """A stretch of days."""
    return _words().period(when)


@register.filter
def term(word: str, family: str) -> str:
    """A word of a closed vocabulary."""
    return _words().term(family, str(word))


@register.filter
def noun(level: str, number: int) -> str:
    """A counted noun in the form that the number asks for."""
    return _words().noun(level, number)


@register.filter
def language(code: str) -> str:
    """The name of a language."""
    return _words().language(code)


@register.filter
def plain(text: str) -> str:
    """Text from outside with its control characters made visible."""
    return printable(text)


@register.filter
def capfirst_noun(level: str, number: int) -> str:
    """A counted noun as a line begins."""
    told = _words().noun(level, number)
    return told[:1].upper() + told[1:]


@register.simple_tag
def labelled(table: Table) -> list[list[dict[str, Any]]]:
    """The rows of a table, each cell with the head of its column, which stands before it where the page is narrow."""
    return [[{"label": label, "cell": one} for label, one in zip(table.head, row, strict=True)] for row in table.rows]


@register.simple_tag
def outside(address: str) -> SafeString:
    """An address of the web as a link, any other as text."""
    place = web_address(address)
    if not place:
        return format_html("{}", printable(address))
    return format_html('<a href="{}" rel="noopener noreferrer external">{}</a>', place, place)


@register.simple_tag
def statement_table(rows: Iterable[tuple[Cell, ...]]) -> Table:
    """Statements of one document: without the columns that say the same in each row."""
    head = (_("What was said"), _("Speaker"), _("Kind"))
    return Table("", head, tuple(row[:3] for row in rows))


@register.simple_tag
def plain_table(head: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """A table without a caption, for one that its heading names."""
    return Table("", tuple(head), tuple(rows))


@register.simple_tag
def finding_table(rows: Iterable[tuple[Cell, ...]]) -> Table:
    """Findings in short."""
    return Table("", (_("About"), _("Verdict"), _("In short")), tuple(row[:3] for row in rows))


@register.filter(is_safe=True)
def one_stop(sentence: str) -> str:
    """A sentence that ends with an abbreviation ("2026 г.") has one full stop.

    >>> one_stop("1999 г.."), one_stop("and so on ...")
    ('1999 г.', 'and so on ...')
    """
    return _TWO_STOPS.sub(".", sentence)
