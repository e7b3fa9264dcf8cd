"""Second looks: how far reviewers agree, where they do not, and a decided statement shown again without its decision."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from servanda.claim import Claim
from servanda.desk.items import Item, item_of
from servanda.desk.page import allowed, desk_page, note, project_of, refused, sent_to
from servanda.desk.quality import agreement_by, changed_by_others, looks_of, next_look
from servanda.desk.queue import snapshot_of
from servanda.desk.roles import Right
from servanda.desk.wording import event_named, kind_told
from servanda.evaluation.agreement import Agreement
from servanda.exports.judging_sheet import claim_in_words
from servanda.record import models
from servanda.record.actions.remark import Said, remark
from servanda.record.encoding import decode
from servanda.record.models import Decision, RemarkKind
from servanda.record.review_queue import Waiting
from servanda.site.passages import marked_between
from servanda.statement import Statement

__all__ = ["look", "look_begin", "looked", "quality"]

_AROUND = 3000
_MOST = 100
_DECISIONS = {"accept": Decision.ACCEPTED, "correct": Decision.CORRECTED, "reject": Decision.REJECTED}


@allowed(Right.JUDGE)
def quality(request: HttpRequest) -> HttpResponse:
    """The agreement of all and by kind and document, and what others changed of one's own."""
    project = project_of(request)
    looks = looks_of(project)
    differing = [one for one in looks if not one.is_alike]
    mine = request.user.name
    shown = (
        differing
        if request.user.may(Right.DIRECT)
        else [one for one in differing if mine in (one.first[0], one.second[0])]
    )
    changed = changed_by_others(project, mine)[:_MOST]
    values = {
        "title": _("Agreement"),
        "whole": [_told(one) for _whole, one in agreement_by(looks, "")],
        "tables": [
            (_("By kind"), [{"name": kind_told(name)} | _told(one) for name, one in agreement_by(looks, "kind")]),
            (_("By document"), [{"name": name} | _told(one) for name, one in agreement_by(looks, "doc")[:_MOST]]),
        ],
        "differing": [(one, event_named(one.first[1]), event_named(one.second[1])) for one in shown[:_MOST]],
        "changed": [
            (f"s{old.statement_id}", event_named(old.decision), new, event_named(new.decision)) for old, new in changed
        ],
    }
    return desk_page(request, "quality", values)


@allowed(Right.JUDGE)
def look_begin(request: HttpRequest) -> HttpResponse:
    """On to what is to be looked at again."""
    project = project_of(request)
    key = next_look(project, request.user.name, snapshot_of(project).readings)
    if key is None:
        note(request, _("There is nothing that others decided and you have not looked at."))
        return sent_to(request, "quality")
    return sent_to(request, "look", key)


@allowed(Right.JUDGE)
def look(request: HttpRequest, key: str) -> HttpResponse:
    """A decided statement as it was read, without what was decided on it."""
    found = _item(request, key)
    if found is None or found.waiting.statement is None:
        return refused(request, 404)
    row = found.waiting.statement
    read, text = decode(Statement, row.noun), row.reading.document.text
    low, high = max(0, row.start - _AROUND), min(len(text), row.end + _AROUND)
    claims = [claim_in_words(one, request.lang).removesuffix(" → -") for one in _claims(found)]
    values: dict[str, Any] = {
        "title": _("A second look"),
        "item": found,
        "document": row.reading.document,
        "pieces": marked_between(text, low, high, [(read, "said")]),
        "speaker": ", ".join(read.speaker),
        "kind": kind_told(row.kind),
        "claims": claims,
    }
    return desk_page(request, "look", values)


@allowed(Right.JUDGE, writes=True)
def looked(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what the second person would have decided; it changes nothing."""
    found = _item(request, key)
    act = request.POST.get("act", "")
    if found is None or found.waiting.statement is None or act not in _DECISIONS:
        return refused(request, 404)
    why = request.POST.get("why", "").replace("\x00", "").strip()
    said = Said(RemarkKind.SECOND_LOOK, request.user.name, why, proposal={"decision": str(_DECISIONS[act])})
    remark(found.project, Waiting(found.waiting.reason, statement=found.waiting.statement), said)
    note(request, _("Kept. It changes nothing; it counts for the agreement."))
    return sent_to(request, "look-begin")


def _item(request: HttpRequest, key: str) -> Item | None:
    """A statement that somebody else decided on."""
    project = project_of(request)
    found = item_of(project, snapshot_of(project), key)
    return found if found is not None and found.newest is not None and found.newest.who != request.user.name else None


def _claims(found: Item) -> list[Claim]:
    """Its claims as they were read."""
    rows = models.Claim.objects.using(found.project.alias).filter(statement=found.waiting.statement).order_by("id")
    return [decode(Claim, row.noun) for row in rows]


def _told(one: Agreement) -> dict[str, Any]:
    return {
        "units": one.units,
        "alike": round(100 * one.alike),
        "alpha": "–" if one.alpha is None else f"{float(one.alpha):.2f}",
    }
