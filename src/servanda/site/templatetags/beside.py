"""What stands beside an item: answers, outcomes of reported errors, comments, and the ways to write about it or follow it."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from servanda.exports.wording import printable
from servanda.review import Noted
from servanda.site.letters import COMMENTED, comments_on
from servanda.site.mail import sends_mail
from servanda.site.named import item_named
from servanda.site.page import Shown

register = template.Library()

_FOLLOWED = ("programme", "person", "body", "chart")
"""The items that can be followed by e-mail."""


@register.inclusion_tag("site/beside.html", takes_context=True)
def beside(context: dict[str, Any], family: str, key: str) -> dict[str, Any]:
    """The section at the foot of an item's page."""
    shown: Shown = context["shown"]
    asks = not shown.is_static and shown.known_on is None
    has_comments = settings.SERVANDA_COMMENTS and family in COMMENTED and not shown.is_static
    can_follow = family in _FOLLOWED and sends_mail()
    name = item_named(shown, family, key)
    about = name.address.removeprefix(f"/{shown.lang}/") if name else ""

    def write(kind: str) -> str:
        return shown.way(shown.at("write", kind, about)) if about else ""

    return {
        "notes": [_told(shown, one) for one in shown.facts.notes.get((family, key), ())],
        "asks": asks and bool(about),
        "error_way": write("error"),
        "answer_way": write("answer"),
        "comment_way": write("comment"),
        "follow_way": shown.way(shown.at("follow", about)) if about and can_follow else "",
        "has_comments": has_comments,
        "comments": comments_on(family, key) if has_comments else [],
    }


def _told(shown: Shown, one: Noted) -> str:
    """A note in a sentence."""
    told = {"who": printable(one.who), "text": printable(one.text), "day": shown.words.day(one.on, short=True)}
    if one.kind == "answer":
        return _("Answer of %(who)s, %(day)s: “%(text)s”") % told
    if one.kind == "mended":
        return _("A reported error was mended (%(who)s, %(day)s): %(text)s") % told
    return _("A reported error was looked into and it stands (%(who)s, %(day)s): %(text)s") % told
