"""Who calls: a program with a token, or anybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from servanda.api.problem import Problem
from servanda.api.tokens import Scope, token_of
from servanda.site.limits import OPEN, WITH_TOKEN, Allowance, client_of

__all__ = ["Caller", "anybody", "caller_of"]

_CHALLENGE = 'Bearer realm="Servanda", error="invalid_token"'


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, by an address or the name of a token, with what that allows."""

    key: str
    allowance: Allowance = OPEN
    token: str = ""
    scopes: frozenset[str] = frozenset()

    def may(self, scope: Scope) -> bool:
        """Whether a scope is among what is allowed.

        >>> Caller("192.0.2.1").may(Scope.INTERNAL)
        False
        """
        return scope in self.scopes


def anybody(request: HttpRequest) -> Caller:
    """Who calls without a token."""
    return Caller(client_of(request.META))


def caller_of(request: HttpRequest) -> Caller:
    """The caller; raises Problem for a token that is none, was revoked or has run out."""
    sent = request.META.get("HTTP_AUTHORIZATION")
    if sent is None:
        return anybody(request)
    kind, _, secret = sent.partition(" ")
    token = token_of(secret.strip()) if kind.lower() == "bearer" else None
    if token is None:
        raise Problem("token", headers={"WWW-Authenticate": _CHALLENGE})
    return Caller(f"token {token.pk}", WITH_TOKEN, token.name, frozenset(token.scopes))
