"""What is written down of each request and fault: one JSON object a line, with the id of its request and nothing of a person.

No address, name, agent, search or token stands in a line: of an address its pattern (`<language:lang>/findings/<path:key>/`), of
an error its kind and where in the code it was raised, not its words, which may quote what somebody wrote.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

__all__ = ["JsonLines", "Noted", "route_of"]

_request: ContextVar[str] = ContextVar("request", default="")
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
_log = logging.getLogger("servanda.requests")


def route_of(request: HttpRequest) -> str:
    """The pattern of a request's address; of those that lead nowhere a word for all."""
    match = getattr(request, "resolver_match", None)
    return "nowhere" if match is None else str(match.route)


def method_of(request: HttpRequest) -> str:
    """The method; of those that nobody uses a word for all."""
    return request.method if request.method in _METHODS else "other"


class JsonLines(logging.Formatter):
    """A line of the log."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object.

        >>> one = {"name": "servanda", "levelname": "INFO", "msg": "begun", "created": 0}
        >>> JsonLines().format(logging.makeLogRecord(one))
        '{"time": "1970-01-01T00:00:00.000+00:00", "level": "INFO", "logger": "servanda", "message": "begun"}'
        """
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _words(record),
        }
        if one := _request.get():
            told["request"] = one
        told |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, frames = record.exc_info
            told["error"] = f"{kind.__module__}.{kind.__qualname__}"
            told["raised"] = [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(frames)]
        return json.dumps(told, ensure_ascii=False)


def _words(record: logging.LogRecord) -> str:
    """The words of a record; Django's own quote addresses and hosts that callers sent."""
    if record.name.startswith("django."):
        return str(getattr(record, "status_code", "refused"))
    return record.getMessage()


class Noted:
    """Gives each request an id, which its answer carries, and writes a line of it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the id that a proxy gave the request, else a new one."""
        given = request.headers.get("X-Request-ID", "")
        one = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        mark, began = _request.set(one), time.monotonic()
        try:
            response = self.answer(request)
            told = {
                "method": method_of(request),
                "route": route_of(request),
                "status": response.status_code,
                "seconds": round(time.monotonic() - began, 4),
            }
            _log.info("answered", extra={"told": told})
        finally:
            _request.reset(mark)
        response.headers["X-Request-ID"] = one
        return response
