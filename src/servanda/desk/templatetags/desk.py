"""Ways between the desk's pages, and to its files."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from servanda.desk.page import way_to
from servanda.desk.roles import Right
from servanda.exports.wording import printable
from servanda.message import LANGUAGES, Message
from servanda.site.addresses import relative

register = template.Library()

FILES = Path(__file__).parents[1] / "static"
_NAMES = dict(settings.LANGUAGES)


@register.simple_tag(takes_context=True)
def desk(context: dict[str, Any], name: str, *keys: object, **query: object) -> str:
    """The way to a page of the desk."""
    return way_to(context["request"], name, *keys, **{key: str(value) for key, value in query.items() if value})


@register.simple_tag(takes_context=True)
def way_with(context: dict[str, Any], query: dict[str, str], name: str, *keys: object, **more: str) -> str:
    """The way to a page of the desk that keeps the order and filters of the queue."""
    return way_to(context["request"], name, *keys, **(query | more))


@register.simple_tag(takes_context=True)
def told(context: dict[str, Any], message: Message) -> str:
    """A message of the program in the reader's language."""
    return message.told(context["request"].lang)


@register.simple_tag(takes_context=True)
def public(context: dict[str, Any], name: str, *keys: object) -> str:
    """The way to a page of the public site."""
    request = context["request"]
    return relative(reverse(name, args=(request.lang, *keys)), request.path_info)


@register.simple_tag(takes_context=True)
def way_from(context: dict[str, Any], path: str) -> str:
    """The way to a path of the public site."""
    return relative(path, context["request"].path_info)


@register.simple_tag(takes_context=True)
def desk_file(context: dict[str, Any], name: str) -> str:
    """The way to a file of the desk, which changes its address when it changes."""
    return way_to(context["request"], "asset", name, v=_digests()[name])


@cache
def _digests() -> dict[str, str]:
    return {file.name: sha256(file.read_bytes()).hexdigest()[:10] for file in FILES.iterdir()}


@register.simple_tag(takes_context=True)
def desk_languages(context: dict[str, Any]) -> list[dict[str, str]]:
    """The same page in each language."""
    request = context["request"]
    rest = request.path_info.split("/", 2)[2]
    return [
        {"code": lang, "name": _NAMES[lang], "way": relative(f"/{lang}/{rest}", request.path_info)}
        for lang in LANGUAGES
    ]


@register.filter
def plain_lines(text: str) -> str:
    """Text of several lines from outside with its other control characters made visible."""
    return "\n".join(printable(line) for line in text.splitlines())


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], right: str) -> bool:
    """Whether who asks has a right."""
    account = context["account"]
    return account is not None and account.may(Right(right))
