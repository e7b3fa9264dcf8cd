"""Following by e-mail: asked for, confirmed by a mail, stopped by one click.

Takes what a form or a link gave; keeps rows of `Following`. Nothing but the mail that asks for confirmation is sent before it.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.exports.page import Cell
from servanda.site.agreements import public_address
from servanda.site.mail import write_to
from servanda.site.matches import matches_of
from servanda.site.models import Following
from servanda.site.named import item_named
from servanda.site.page import Shown
from servanda.site.routing import make_readers_tables, readers_have_written
from servanda.site.views.lists import LISTS

__all__ = [
    "FREQUENCIES",
    "ask",
    "confirm",
    "followed_named",
    "following_of",
    "forget_unconfirmed",
    "headers_of",
    "page_of",
    "stop",
]

FREQUENCIES = {"at once": timedelta(0), "daily": timedelta(days=1), "weekly": timedelta(days=7)}
"""How long to wait after a mail."""
UNCONFIRMED = timedelta(days=7)
"""How long a mail can be confirmed."""
_MOST_ASKED = 3
"""Mails that ask one address for confirmation within that time, so that nobody is flooded through this site."""
_MOST = 200
"""What one address follows at most."""


def ask(shown: Shown, one: Following) -> bool:
    """Keep what somebody asks to follow and send the mail that asks for confirmation; False where that is one too many.

    Raises OSError or SMTPException where the mail does not go out; nothing is kept then.
    """
    alias = make_readers_tables()
    rows = Following.objects.using(alias).filter(email__iexact=one.email)
    if rows.filter(confirmed=None).count() >= _MOST_ASKED or rows.count() >= _MOST:
        return False
    one.token = secrets.token_urlsafe(32)
    one.save(using=alias)
    lines = (
        _("Somebody, most likely you, asked %(site)s to tell you by e-mail of what is new here:")
        % {"site": shown.title.text},
        followed_named(shown, one).text,
        _("If you want that, open this address and confirm:"),
        page_of(one),
        _("If not, do nothing: your address is deleted after a week, and no other mail is sent."),
    )
    try:
        write_to(one.email, _("Please confirm: %(site)s") % {"site": shown.title.text}, "\n\n".join(lines), _plain())
    except BaseException:
        one.delete()
        raise
    return True


def confirm(shown: Shown, one: Following) -> None:
    """Begin to send: what comes after this moment is told."""
    if one.confirmed is None:
        told = [match.digest for match in matches_of(shown, one.family, one.key, one.query)]
        rows = Following.objects.filter(pk=one.pk, confirmed=None)
        rows.update(confirmed=timezone.now(), told=told)


def stop(one: Following) -> None:
    """Delete it, with the address."""
    Following.objects.filter(pk=one.pk).delete()


def following_of(token: str) -> Following | None:
    """What the token of a mail is of."""
    return Following.objects.filter(token=token).first() if readers_have_written() else None


def forget_unconfirmed() -> None:
    """Delete what nobody confirmed within a week."""
    Following.objects.filter(confirmed=None, made__lt=timezone.now() - UNCONFIRMED).delete()


def followed_named(shown: Shown, one: Following) -> Cell:
    """What is followed, in words, with its page."""
    if one.family == "search":
        name, path = _("Search: %(words)s") % {"words": one.query.get("q", "")}, shown.at("search")
    elif one.family in LISTS:
        listing = LISTS[one.family](shown)
        chosen = ", ".join(f"{listing.filters.get(name, _('Words'))}: {value}" for name, value in one.query.items())
        name, path = f"{listing.title} ({chosen})" if chosen else listing.title, shown.at(one.family)
    else:
        found = item_named(shown, one.family, one.key)
        return found or Cell(_("something that is not in the account any more"))
    return Cell(name, "", path)


def page_of(one: Following, name: str = "following") -> str:
    """The whole address of its own page."""
    return public_address() + reverse(name, args=(one.lang, one.token))


def headers_of(one: Following) -> dict[str, str]:
    """What lets mail programs stop it by one click (RFC 8058), and keeps automatic answers away."""
    return {
        "List-Unsubscribe": f"<{page_of(one, 'following-stop')}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        **_plain(),
    }


def _plain() -> dict[str, str]:
    return {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
