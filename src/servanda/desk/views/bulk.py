"""Several things decided at once: looked at together first, then accepted or rejected as one batch."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servanda.desk.alike import alike
from servanda.desk.decisions import seen_in
from servanda.desk.items import Item, item_of
from servanda.desk.page import allowed, desk_page, note, project_of, refused, sent_to
from servanda.desk.reservations import release, taken_from
from servanda.desk.roles import Right
from servanda.desk.worklist import Worklist
from servanda.errors import DecidedMeanwhile, UsageError
from servanda.exports.judging_sheet import claim_in_words
from servanda.record.actions.decide_together import decide_together
from servanda.record.actions.judge import Reviewer
from servanda.record.models import Decision
from servanda.site.passages import marked_between

__all__ = ["bulk", "bulk_decided"]

_MOST = 50
_AROUND = 120
_DECISIONS = {"accept": Decision.ACCEPTED, "reject": Decision.REJECTED}


@allowed(Right.JUDGE)
def bulk(request: HttpRequest) -> HttpResponse:
    """What was ticked, or what is like one item, with its words, before anything is decided."""
    work = Worklist(project_of(request), request.user, {})
    if like := request.GET.get("like"):
        keys = [one.key for one in alike(work.project, work.snapshot, like)]
    else:
        keys = request.GET.getlist("key")[:_MOST]
    return _shown(request, work, keys)


@allowed(Right.JUDGE, writes=True)
def bulk_decided(request: HttpRequest) -> HttpResponse:
    """Accept or reject all that are still ticked."""
    work = Worklist(project_of(request), request.user, {})
    keys, act = request.POST.getlist("key")[:_MOST], request.POST.get("act", "")
    items = _items(work, keys)
    if act not in _DECISIONS or len(items) != len(set(keys)):
        return refused(request, 404)
    if settings.SERVANDA_TWO_PEOPLE:
        raise UsageError("one-by-one", remedy="correct-instead")
    if taken := taken_from(request.user) & set(keys):
        words = _("Somebody has one of these open now. Nothing was kept.")
        note(request, words, is_fault=True)
        return _shown(request, work, [key for key in keys if key not in taken])
    why = request.POST.get("why", "").replace("\x00", "").strip()
    form = request.POST.dict()
    waiting = [(one.waiting, seen_in(form, f"seen-{one.key}")) for one in items]
    try:
        decide_together(work.project, waiting, _DECISIONS[act], Reviewer(request.user.name, why))
    except DecidedMeanwhile as error:
        note(request, error.told(request.lang, place=False), is_fault=True)
        return _shown(request, work, keys)
    for key in keys:
        release(key)
    number = len(items)
    words = (
        ngettext("%(number)s accepted.", "%(number)s accepted.", number)
        if act == "accept"
        else ngettext("%(number)s rejected.", "%(number)s rejected.", number)
    )
    note(request, words % {"number": number})
    return sent_to(request, "queue")


def _items(work: Worklist, keys: list[str]) -> list[Item]:
    """What can be decided of what was ticked, each once."""
    found = (item_of(work.project, work.snapshot, key) for key in dict.fromkeys(keys) if key[:1] in ("s", "c"))
    return [one for one in found if one is not None]


def _shown(request: HttpRequest, work: Worklist, keys: list[str]) -> HttpResponse:
    rows = []
    for one in _items(work, keys):
        row, said = one.statement, one.said
        pieces = []
        if row is not None and said is not None:
            text = row.reading.document.text
            low, high = max(0, said.start - _AROUND), min(len(text), said.end + _AROUND)
            pieces = marked_between(text, low, high, [(said, "said")])
        told = [claim_in_words(claim, request.lang).removesuffix(" → -") for claim in one.claims]
        speaker = ", ".join(said.speaker) if said else ""
        rows.append({"item": one, "row": row, "pieces": pieces, "claims": told, "speaker": speaker})
    values = {"title": _("Decide together"), "rows": rows, "two_people": settings.SERVANDA_TWO_PEOPLE}
    return desk_page(request, "bulk", values)
