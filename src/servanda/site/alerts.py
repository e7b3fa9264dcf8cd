"""Sends what is due to those who follow something: called by `servanda alerts` as often as one likes, from cron or a timer.

Takes a project; gives how many mails went out, and how many did not. What a mail tells is noted before it is sent, under a
name that is the same for the same news: a call that is killed on the way is made good by the next, two calls at once do not
send the same, and a mail that went out twice nevertheless is one to mail programs.
"""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.record.project import Project
from servanda.site.agreements import public_address
from servanda.site.facts import Facts, facts_of
from servanda.site.following import FREQUENCIES, followed_named, forget_unconfirmed, headers_of, page_of
from servanda.site.mail import write_to
from servanda.site.matches import Match, matches_of
from servanda.site.models import Following
from servanda.site.page import Shown
from servanda.site.routing import readers_have_written

__all__ = ["Sent", "send_due"]

_MOST = 50
"""Things that one mail tells in full; it says how many more there are, and where."""
_HELD = timedelta(minutes=15)
"""After which a mail that was begun and not noted as sent is sent by another call."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many mails went out, and how many could not be handed over."""

    sent: int = 0
    failed: int = 0


def send_due(project: Project, now: datetime | None = None) -> Sent:
    """Send each due mail once."""
    if not readers_have_written():
        return Sent()
    forget_unconfirmed()
    moment, sent, failed = now or timezone.now(), 0, 0
    rows = list(Following.objects.exclude(confirmed=None).order_by("pk"))
    facts = facts_of(project) if rows else None
    for one in rows:
        if facts is None or not _is_due(one, moment):
            continue
        with override(one.lang):
            gone_out = _send(facts, one, moment)
        sent, failed = sent + (gone_out is True), failed + (gone_out is False)
    return Sent(sent, failed)


def _is_due(one: Following, now: datetime) -> bool:
    if one.pending is not None:
        return bool(one.sent is None or now - one.sent >= _HELD)
    return bool(one.sent is None or now - one.sent >= FREQUENCIES[one.frequency])


def _send(facts: Facts, one: Following, now: datetime) -> bool | None:
    """Whether the mail went out; None where there is nothing new, or another call sends it."""
    shown = Shown(facts, one.lang, f"/{one.lang}/")
    known = set(one.told)
    new = [match for match in matches_of(shown, one.family, one.key, one.query) if match.digest not in known]
    if not new:
        return None
    fresh = [match.digest for match in new]
    mine = Following.objects.filter(pk=one.pk, sent=one.sent)
    if not mine.update(pending=fresh, sent=now):
        return None
    news = sha256(" ".join([one.token, *sorted(fresh)]).encode()).hexdigest()[:32]
    host = urlsplit(settings.SERVANDA_ADDRESS).hostname or "localhost"
    headers = headers_of(one) | {"Message-ID": f"<{news}@{host}>"}
    name = followed_named(shown, one).text
    try:
        write_to(one.email, f"{name} – {shown.title.text}", _told(shown, one, name, new), headers)
    except (OSError, smtplib.SMTPException):
        Following.objects.filter(pk=one.pk).update(pending=None, sent=one.sent)
        return False
    Following.objects.filter(pk=one.pk).update(pending=None, told=[*one.told, *fresh])
    return True


def _told(shown: Shown, one: Following, name: str, new: Sequence[Match]) -> str:
    """The mail's text: each thing with its words and address, and how to stop."""
    address = public_address()
    parts = [_("New in “%(name)s”:") % {"name": name}]
    parts += [
        "\n".join(
            part
            for part in (match.name, match.words, address + match.path if match.path.startswith("/") else "")
            if part
        )
        for match in new[:_MOST]
    ]
    if len(new) > _MOST:
        parts.append(
            _("And %(number)s more: %(address)s")
            % {
                "number": shown.words.whole(len(new) - _MOST),
                "address": address + (followed_named(shown, one).address or f"/{one.lang}/"),
            }
        )
    parts.append(_("To change how often you get this, or to stop it: %(address)s") % {"address": page_of(one)})
    return "\n\n".join(parts) + "\n"
