"""Tokens of programs: made, listed and revoked by who runs the site, and known again in a request.

Takes names, scopes and days; gives rows of `Token`, and the token itself once, when it is made. What cannot be is refused as a
UsageError.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.db import IntegrityError
from django.utils import timezone

from servanda.api.models import Token
from servanda.errors import UnknownName, UsageError
from servanda.record.database import named_faults
from servanda.record.settings import DATABASE_NAME
from servanda.site.agreements import project_folder

__all__ = ["Scope", "is_valid", "make_token", "revoke_token", "token_of", "tokens"]

_PREFIX = "servanda_"
"""By which a token is seen to be one, where it was left by mistake."""
_BYTES = 32
_FORM = re.compile(rf"{_PREFIX}[A-Za-z0-9_-]{{43}}")
_YEAR = timedelta(days=365)


class Scope(StrEnum):
    """What a token allows beside reading what is public, more often than without one."""

    INTERNAL = "internal"
    """Names and addresses of documents that are kept back, never their words."""
    FINDINGS = "findings"
    """Answers to findings, and setting findings aside, under the token's name."""


def make_token(name: str, scopes: Iterable[str], until: date | None = None) -> tuple[Token, str]:
    """A token that holds to the end of a day (a year from today where none is given); the second is the token itself."""
    wanted, today = " ".join(name.split()), datetime.now(UTC).date()
    if not 1 <= len(wanted) <= 150:
        raise UsageError("token-needs-name", value=name[:200], remedy="write-token-name")
    known = [scope.value for scope in Scope]
    for scope in scopes:
        if scope not in known:
            raise UnknownName("no-such-scope", value=scope, remedy="choose-one-of", known=", ".join(known))
    last = until or today + _YEAR
    if last < today:
        raise UsageError("token-day-past", value=last.isoformat(), remedy="write-later-day")
    secret = _PREFIX + secrets.token_urlsafe(_BYTES)
    row = Token(name=wanted, digest=_digest(secret), scopes=sorted(set(scopes)), until=last)
    with named_faults(project_folder() / DATABASE_NAME):
        try:
            row.save(force_insert=True)
        except IntegrityError as error:
            raise UsageError("token-exists", value=wanted, remedy="choose-other-token-name") from error
    return row, secret


def revoke_token(name: str) -> Token:
    """End a token; its name is never given to another. Raises UnknownName."""
    with named_faults(project_folder() / DATABASE_NAME):
        row = Token.objects.filter(name=" ".join(name.split())).first()
        if row is None:
            raise UnknownName("no-such-token", value=name, remedy="see-tokens")
        row.revoked = row.revoked or timezone.now()
        row.save(update_fields=["revoked"])
    return row


def tokens() -> list[Token]:
    """All of them, by name."""
    with named_faults(project_folder() / DATABASE_NAME):
        return list(Token.objects.order_by("name"))


def token_of(secret: str) -> Token | None:
    """The token that a program sent, where it still holds."""
    if not _FORM.fullmatch(secret):
        return None
    with named_faults(project_folder() / DATABASE_NAME):
        row = Token.objects.filter(digest=_digest(secret)).first()
    return row if row is not None and is_valid(row) else None


def is_valid(token: Token) -> bool:
    """Whether a token holds today."""
    return token.revoked is None and datetime.now(UTC).date() <= token.until


def _digest(secret: str) -> str:
    """What is kept of a token: it has 256 bits of chance, so that no digest need be slow."""
    return sha256(secret.encode()).hexdigest()
