"""Where accounts are signed in: begun, looked up with each page, listed, ended.

A session ends by signing out, from the list of sessions, after two hours without a page, or after twelve hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.utils import timezone

from servanda.desk.models import Account, SignIn

__all__ = ["IDLE", "begin_session", "end_sessions", "live_session", "sessions_of"]

IDLE = timedelta(hours=2)
_NOTED = timedelta(minutes=1)
"""How exactly the last use of a session is kept."""


def begin_session(request: HttpRequest, account: Account) -> SignIn:
    """Note that an account signed in; its session must have a key by then. What has run out of all sessions is taken away."""
    SessionStore.clear_expired()
    return SignIn.objects.create(
        account=account,
        session=request.session.session_key,
        address=request.META.get("REMOTE_ADDR", "")[:45],
        agent=request.headers.get("User-Agent", "")[:300],
    )


def live_session(request: HttpRequest) -> SignIn | None:
    """The session of a request, noted as used now; None where it was ended or has not been used for too long."""
    key = request.session.session_key
    found = SignIn.objects.filter(session=key, ended=None, account_id=request.user.pk).first() if key else None
    now = timezone.now()
    if found is None or now - found.seen > IDLE:
        return None
    if now - found.seen > _NOTED:
        SignIn.objects.filter(pk=found.pk).update(seen=now)
    return found


def sessions_of(account: Account | None = None) -> Iterable[SignIn]:
    """The sessions that are open, of an account or of all, the last used first."""
    now = timezone.now()
    alive = {"seen__gt": now - IDLE, "began__gt": now - timedelta(seconds=settings.SESSION_COOKIE_AGE)}
    rows = SignIn.objects.filter(ended=None, account__is_active=True, **alive).select_related("account")
    return (rows if account is None else rows.filter(account=account)).order_by("-seen", "-pk")


def end_sessions(account: Account, but: str | None = None, only: int | None = None) -> None:
    """End the sessions of an account: all, all `but` one by its key, or `only` one by its number."""
    rows = SignIn.objects.filter(account=account, ended=None).exclude(session=but or "")
    for row in rows if only is None else rows.filter(pk=only):
        SessionStore(row.session).delete()
        SignIn.objects.filter(pk=row.pk).update(ended=timezone.now())
