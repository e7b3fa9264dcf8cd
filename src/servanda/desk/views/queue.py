"""The queue: what waits, in an order and with filters that stand in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from servanda.desk.page import allowed, desk_page, project_of, sent_to, way_to
from servanda.desk.queue import ORDERS, Entry
from servanda.desk.roles import Right, Role
from servanda.desk.wording import kind_told, order_named, state_named
from servanda.desk.worklist import FILTERS, STATES, Worklist
from servanda.exports.wording import printable, wording
from servanda.message import Message
from servanda.record import models

__all__ = ["begin", "home", "queue"]

_A_PAGE = 50
_OPENING = 160


@allowed()
def home(request: HttpRequest) -> HttpResponse:
    """On to where the work of the role is."""
    return sent_to(request, "queue" if Role(request.user.role).may(Right.SEE) else "rounds")


@allowed(Right.SEE)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, a page of it."""
    work = Worklist(project_of(request), request.user, request.GET.dict())
    asked = request.GET.get("page", "1")
    pages = max(1, -(-len(work.entries) // _A_PAGE))
    number = min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 8 else 1
    shown = work.entries[(number - 1) * _A_PAGE : number * _A_PAGE]
    values = {
        "title": _("What waits"),
        "rows": _rows(work, shown),
        "total": len(work.entries),
        "whole": len(work.snapshot.entries),
        "query": work.words,
        "orders": [(by, order_named(by), by == work.by) for by in ORDERS],
        "states": [(state, state_named(state), state == work.state) for state in STATES],
        "choices": [_choice(request, work, name) for name in FILTERS],
        "begin": way_to(request, "begin", **work.words),
        "number": number,
        "pages": pages,
        "before": way_to(request, "queue", page=str(number - 1), **work.words) if number > 1 else "",
        "after": way_to(request, "queue", page=str(number + 1), **work.words) if number < pages else "",
    }
    return desk_page(request, "queue", values)


@allowed(Right.SEE)
def begin(request: HttpRequest) -> HttpResponse:
    """On to the first thing of the queue that nobody else has open, reserved for who may judge it."""
    work = Worklist(project_of(request), request.user, request.GET.dict())
    key = work.reserved(work.following(None)) if request.user.may(Right.JUDGE) else work.after(None)
    return sent_to(request, "item", key, **work.words) if key else sent_to(request, "queue", **work.words)


def _rows(work: Worklist, shown: Sequence[Entry]) -> list[dict[str, Any]]:
    """The entries with their first words, which are asked of the record for these alone."""
    alias = work.project.alias
    statements = models.Statement.objects.using(alias).select_related("reading__document")
    wanted = [one.statement for one in shown if one.key.startswith("s")]
    said = {f"s{row.pk}": _said(row) for row in statements.filter(pk__in=wanted)}
    claims = [int(one.key[1:]) for one in shown if one.key.startswith("c")]
    said |= {f"c{row.pk}": row.claim_id for row in models.Claim.objects.using(alias).filter(pk__in=claims)}
    duties = [int(one.key[1:]) for one in shown if one.key.startswith("o")]
    said |= {f"o{row.pk}": row.text for row in models.Obligation.objects.using(alias).filter(pk__in=duties)}
    return [
        {
            "entry": one,
            "words": _opening(said.get(one.key, "")) or one.key,
            "reason": one.reason,
            "kind": kind_told(one.kind),
            "marks": work.marks.get(one.key),
            "findings": work.ranking.findings.get(one.statement or 0, 0),
            "percent": round(100 * one.confidence) if one.key.startswith("s") else None,
        }
        for one in shown
    ]


def _said(row: models.Statement) -> str:
    text = row.reading.document.text
    return " ".join(text[start:end] for start, end in row.content)


def _opening(words: str) -> str:
    line = " ".join(words.split())
    return printable(line if len(line) <= _OPENING else line[:_OPENING].rsplit(" ", 1)[0] + " …")


def _choice(request: HttpRequest, work: Worklist, name: str) -> dict[str, Any]:
    """A filter with its values, each with how many have it."""
    labels = {
        "reason": _("Why it waits"),
        "lang": _("Language"),
        "kind": _("Kind"),
        "doc": _("Document"),
        "speaker": _("Speaker"),
    }
    words = wording(request.lang)

    def told(value: str) -> str:
        match name:
            case "reason":
                return Message(value).told(request.lang)
            case "lang":
                return words.language(value)
            case "kind":
                return kind_told(value)
        return printable(value)

    values = [(value, told(value), number) for value, number in work.numbers(name)]
    return {"name": name, "label": labels[name], "values": values, "value": work.wanted.get(name, "")}
