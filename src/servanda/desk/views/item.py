"""One thing of the queue: its document beside what was read in it, what counts of it, and what can be done."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from servanda.desk.decisions import RIGHT_OF, Act, act_on, duty_fields, receivers
from servanda.desk.items import Item, item_of
from servanda.desk.page import allowed, desk_page, note, project_of, refused, sent_to, way_to
from servanda.desk.reservations import holder_of, release, reserve
from servanda.desk.roles import Right
from servanda.desk.wording import done, event_named, kind_told
from servanda.desk.worklist import Worklist
from servanda.errors import DecidedMeanwhile, InputError, UsageError
from servanda.exports.judging_sheet import claim_in_words
from servanda.exports.wording import printable, wording
from servanda.record import models
from servanda.record.encoding import decode
from servanda.site.passages import marked_between
from servanda.statement import Statement

__all__ = ["decided", "item", "taken"]

_AROUND = 3000
"""Characters shown on either side of a statement; the whole document is one way further."""
_DECISIONS = (Act.ACCEPT, Act.CORRECT, Act.REJECT)
_SHORT = 70
_MOST_NAMES = 300


@allowed(Right.SEE)
def item(request: HttpRequest, key: str) -> HttpResponse:
    """The item, reserved for who opens it."""
    work = Worklist(project_of(request), request.user, request.GET.dict())
    found = item_of(work.project, work.snapshot, key)
    if found is None:
        return refused(request, 404)
    is_ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    may_judge = request.user.may(Right.JUDGE)
    holder = reserve(request.user, key, ahead=is_ahead) if may_judge else holder_of(key)
    return _shown(request, work, found, holder)


@allowed(Right.JUDGE, writes=True)
def decided(request: HttpRequest, key: str) -> HttpResponse:
    """Do what a form says with the item, and go on to the next."""
    work = Worklist(project_of(request), request.user, request.GET.dict())
    found = item_of(work.project, work.snapshot, key)
    act = request.POST.get("act", "")
    if found is None or act not in set(Act):
        return refused(request, 404)
    if not request.user.may(RIGHT_OF[Act(act)]):
        return refused(request)
    holder = reserve(request.user, key, ahead=True)
    if holder != request.user:
        note(request, _("%(name)s has this open now. Nothing was kept.") % {"name": holder.name}, is_fault=True)
        return sent_to(request, "item", key, **work.words)
    keys = work.following(key)
    try:
        act_on(found, request.user, Act(act), request.POST.dict())
    except DecidedMeanwhile as error:
        note(request, error.told(request.lang, place=False), is_fault=True)
        return sent_to(request, "item", key, **work.words)
    except (InputError, UsageError) as error:
        return _shown(request, work, found, request.user, error.told(request.lang, place=False), request.POST.dict())
    note(request, done(Act(act)), sent=key)
    if Act(act) is Act.COMMENT:
        return sent_to(request, "item", key, **work.words)
    release(key)
    following = work.reserved(keys)
    return sent_to(request, "item", following, **work.words) if following else sent_to(request, "queue", **work.words)


@allowed(Right.DIRECT, writes=True)
def taken(request: HttpRequest, key: str) -> HttpResponse:
    """Take an item over from who has it open."""
    work = Worklist(project_of(request), request.user, request.GET.dict())
    if item_of(work.project, work.snapshot, key) is None:
        return refused(request, 404)
    reserve(request.user, key, by_force=True)
    return sent_to(request, "item", key, **work.words)


def _shown(
    request: HttpRequest, work: Worklist, found: Item, holder: Any, fault: str = "", typed: dict[str, str] | None = None
) -> HttpResponse:
    """The page of an item; after a fault with what was typed."""
    following = work.after(found.key)
    is_held = holder is not None and holder != request.user
    values = {
        "item": found,
        "title": _("Statement") if found.statement is not None else _("To decide"),
        "reason": found.waiting.reason.told(request.lang),
        "place": next((at for at, one in enumerate(work.entries, start=1) if one.key == found.key), None),
        "total": len(work.entries),
        "query": work.words,
        "fault": fault,
        "holder": holder if is_held else None,
        "may_judge": request.user.may(Right.JUDGE) and not is_held,
        "may_direct": request.user.may(Right.DIRECT),
        "next": way_to(request, "item", following, **work.words) if following else "",
        "act_way": way_to(request, "decided", found.key, **work.words),
        "take_way": way_to(request, "taken", found.key, **work.words),
        "queue_way": way_to(request, "queue", **work.words),
        "marks": work.marks.get(found.key),
        "findings": work.ranking.findings.get(found.statement.pk if found.statement else 0, 0),
        "newest_told": event_named(found.newest.decision) if found.newest else "",
        "history": [(one, event_named(one.what)) for one in found.history],
        "receivers": receivers() if request.user.may(Right.DIRECT) else [],
        "proposal": found.proposal,
        "why": (typed or {}).get("why", ""),
        "can_decide": found.waiting.statement or found.waiting.claim or found.waiting.obligation,
    }
    values |= _text(request, found) | _read(request, found, typed or {}) | _proposed(request, found)
    return desk_page(request, "item", values, 400 if fault else 200)


def _proposed(request: HttpRequest, found: Item) -> dict[str, Any]:
    """What somebody proposes, in words."""
    if found.proposal is None:
        return {}
    proposal = found.proposal.proposal
    values: dict[str, Any] = {"proposal_told": event_named(proposal["decision"])}
    row = found.waiting.statement
    if proposal["replacement"] and row is not None:
        new, text = decode(Statement, proposal["replacement"]), row.reading.document.text
        parts = (" ... ".join(text[a:b] for a, b in spans) for spans in (new.source, new.cue, new.content))
        values["proposed_words"] = " · ".join(filter(None, [*parts, ", ".join(new.speaker)]))
        values["proposed_claims"] = [claim_in_words(one, request.lang).removesuffix(" → -") for one in new.claims]
    elif proposal["replacement"]:
        values["proposed_words"] = "; ".join(f"{name}: {value}" for name, value in proposal["replacement"].items())
    return values


def _text(request: HttpRequest, found: Item) -> dict[str, Any]:
    """The document round the words, with the words marked."""
    row = found.statement
    if row is None and found.waiting.settles is not None:
        row = found.waiting.settles.statement
    if row is None:
        return {}
    document, said = row.reading.document, found.said
    text = document.text
    low, high = max(0, row.start - _AROUND), min(len(text), row.end + _AROUND)
    is_whole = request.GET.get("whole") == "1" or (low == 0 and high == len(text))
    low, high = (0, len(text)) if is_whole else (low, high)
    marked = [] if said is None else [(replace(said, claims=()), "said")]
    return {
        "document": document,
        "pieces": marked_between(text, low, high, marked),
        "low": low,
        "is_whole": is_whole,
        "opens": low > 0,
        "goes_on": high < len(text),
    }


def _read(request: HttpRequest, found: Item, typed: dict[str, str]) -> dict[str, Any]:
    """What was read, as fields that can be typed over."""
    row, said = found.waiting.statement, found.said
    told = [(claim_in_words(claim, request.lang).removesuffix(" → -"), claim) for claim in found.claims]
    if found.waiting.obligation is not None:
        duty = found.waiting.obligation
        return {
            "duty": duty,
            "fields": [(name, typed.get(f"row-{name}", duty.row.get(name, ""))) for name in duty_fields(duty)],
        }
    if row is None or said is None:
        return {"claims": [{"told": words} for words, _claim in told]}
    text = row.reading.document.text
    roles = []
    labels = {"source": _("Who (words)"), "cue": _("By which words"), "content": _("What was said")}
    for role, label in labels.items():
        words = " ... ".join(text[start:end] for start, end in getattr(said, role))
        roles.append(
            {
                "name": role,
                "label": label,
                "words": typed.get(role, printable(words)),
                "near": typed.get(f"near-{role}", ""),
            }
        )
    return {
        "roles": roles,
        "neighbours": [(f"s{one.pk}", _short(text, one)) for one in found.neighbours],
        "register_names": _names(request, found),
        "speaker": typed.get("speaker", ", ".join(said.speaker)),
        "kind": kind_told(said.kind),
        "percent": None if found.newest else round(100 * row.noun.get("confidence", 1.0)),
        "claims": [
            {
                "told": words,
                "number": number,
                "value": typed.get(f"value-{number}", claim.figure.quantity.text if claim.figure.quantity else ""),
                "subject": typed.get(f"subject-{number}", claim.subject),
                "has_value": claim.figure.quantity is not None,
                "keep": not typed or f"keep-{number}" in typed,
            }
            for number, (words, claim) in enumerate(told)
        ],
    }


def _short(text: str, row: models.Statement) -> str:
    words = " ".join(" ".join(text[start:end] for start, end in row.content).split())
    return words if len(words) <= _SHORT else words[:_SHORT] + "…"


def _names(request: HttpRequest, found: Item) -> list[str]:
    """Names of the register that a claim may be about, from its top down as far as a page has room."""
    agreement = found.project.agreement
    known: list[Any] = [*agreement.subjects, *agreement.walk()]
    names = (wording(request.lang).name(one.names, one.id) for one in known)
    return list(islice(dict.fromkeys(names), _MOST_NAMES))
