"""Whether the process lives, and whether it can answer: asked by proxies, by systemd, by whoever watches.

The answers have the form of the IETF's draft "Health Check Response Format for HTTP APIs" and tell no names of the machine.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import connections
from django.http import HttpRequest, HttpResponse, JsonResponse

from servanda.production.tables import are_current
from servanda.site.agreements import every
from servanda.site.page import opened

__all__ = ["live", "ready"]

_TYPE = "application/health+json"


def live(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return _answer({})


def ready(request: HttpRequest) -> HttpResponse:
    """The database answers, and its tables are those of this release."""
    return _answer({"database:reached": _holds(_is_reached), "database:migrations": _holds(are_current)})


def _answer(checks: dict[str, bool]) -> HttpResponse:
    is_fit = all(checks.values())
    told: dict[str, object] = {"status": _word(is_fit)}
    if checks:
        told["checks"] = {name: [{"status": _word(holds)}] for name, holds in checks.items()}
    answer = JsonResponse(told, status=200 if is_fit else 503, content_type=_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _word(holds: bool) -> str:
    return "pass" if holds else "fail"


def _holds(check: Callable[[], bool]) -> bool:
    """What a check finds; whatever goes wrong with it is a fault too."""
    try:
        return check()
    except Exception:
        return False


def _is_reached() -> bool:
    return all(_answers(opened(folder).alias) for folder in every())


def _answers(alias: str) -> bool:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))
