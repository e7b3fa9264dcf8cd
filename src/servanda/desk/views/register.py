"""The register at the desk: its entries, people, bodies, offices and tenures, each with a form of its fields and its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from servanda.desk.page import allowed, desk_page, note, project_of, refused, sent_to, way_to
from servanda.desk.registry import difference, edits_in, edits_of, entries_of, mark_of, merging, text_of
from servanda.desk.roles import Right
from servanda.desk.wording import change_told, field_named, register_kind_named
from servanda.errors import DecidedMeanwhile, InputError, UsageError
from servanda.exports.wording import printable
from servanda.intake.register_edit import KINDS
from servanda.record import models
from servanda.record.actions.judge import Reviewer
from servanda.record.project import Project, edit_register, take_back_edit
from servanda.record.register import agreement_of
from servanda.record.view import View

__all__ = ["entry", "entry_back", "entry_merged", "new_entry", "register", "register_history", "register_version"]

_A_PAGE = 300
_A_HISTORY = 50
_ACTS_ON_KEY = ("parent", "split_from")


@allowed(Right.SEE)
def register(request: HttpRequest, kind: str = "items") -> HttpResponse:
    """The entries of one kind, those whose key or name has some words in it, a page of them."""
    if kind not in KINDS:
        return refused(request, 404)
    words = " ".join(request.GET.get("q", "").casefold().split())[:200]
    asked = request.GET.get("page", "1")
    found = [
        one
        for one in entries_of(project_of(request).agreement, kind, request.lang)
        if words in f"{one.key} {one.name} {one.told}".casefold()
    ]
    pages = max(1, -(-len(found) // _A_PAGE))
    number = min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 8 else 1
    beside = {"q": words} if words else {}
    values = {
        "title": _("Register"),
        "kind": kind,
        "kinds": [(one, register_kind_named(one)) for one in KINDS],
        "rows": found[(number - 1) * _A_PAGE : number * _A_PAGE],
        "total": len(found),
        "q": words,
        "number": number,
        "pages": pages,
        "before": way_to(request, "register-kind", kind, page=str(number - 1), **beside) if number > 1 else "",
        "after": way_to(request, "register-kind", kind, page=str(number + 1), **beside) if number < pages else "",
        "may_edit": request.user.may(Right.EDIT),
    }
    return desk_page(request, "register", values)


@allowed(Right.EDIT)
def new_entry(request: HttpRequest, kind: str) -> HttpResponse:
    """A form for an entry that is not there yet; what it stands below or is split from may stand in the address."""
    if kind not in KINDS:
        return refused(request, 404)
    given = {name: request.GET.get(name, "")[:300] for name in KINDS[kind] if request.GET.get(name)}
    return _form(request, kind, "", given)


@allowed(Right.SEE)
def entry(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """An entry with its fields; for editors as a form."""
    if kind not in KINDS:
        return refused(request, 404)
    if request.method == "POST" and not request.user.may(Right.EDIT):
        return refused(request)
    fields = text_of(project_of(request)).fields(kind, key)
    if fields is None and not edits_of(project_of(request), kind, key, limit=1):
        return refused(request, 404)
    return _form(request, kind, key, fields or {}, is_gone=fields is None)


def _form(request: HttpRequest, kind: str, key: str, fields: dict[str, str], *, is_gone: bool = False) -> HttpResponse:
    """Keep what a form says, or show it; after a fault with what was typed, after a conflict with what stands there now."""
    project, fault, status = project_of(request), "", 200
    shown, meanwhile = fields, []
    if request.method == "POST":
        try:
            edits = edits_in(text_of(project), kind, key, request.POST)
            edit_register(project, edits, Reviewer(request.user.name, request.POST.get("why", "").replace("\x00", "")))
        except DecidedMeanwhile as error:
            fault, status = error.told(request.lang, place=False), 409
            typed = {name: request.POST.get(name, "").strip() for name in KINDS[kind]}
            meanwhile = [(field_named(name), now, mine) for name, now, mine in difference(fields, typed)]
        except (InputError, UsageError) as error:
            fault, status = error.told(request.lang, place=False), 400
            shown = {name: request.POST.get(name, "") for name in KINDS[kind]}
        else:
            note(request, _("Kept: it counts from now on."), sent=f"register-{kind}-{key}")
            done = edits[0]
            return (
                sent_to(request, "register-kind", kind)
                if done.wanted is None
                else sent_to(request, "entry", kind, done.key)
            )
    values = _shown(request, project, kind, key, shown) | {
        "fault": fault,
        "meanwhile": meanwhile,
        "is_gone": is_gone,
        "seen": request.POST.get("seen", "") if status == 400 else mark_of(fields if key else None),
        "id": request.POST.get("id", ""),
        "why": request.POST.get("why", ""),
    }
    return desk_page(request, "entry", values, status)


def _shown(request: HttpRequest, project: Project, kind: str, key: str, fields: dict[str, str]) -> dict[str, Any]:
    agreement = project.agreement
    lists = {
        "parent": [one.id for one in agreement.walk()],
        "level": list(dict.fromkeys(one.level for one in agreement.walk())),
        "person": [one.id for one in agreement.people],
        "office": [one.id for one in agreement.offices],
        "party": [one.id for one in agreement.parties],
    }
    return {
        "title": key or _("New entry"),
        "name": printable(fields.get(f"name_{request.lang}") or fields.get("name", "")),
        "kind": kind,
        "kind_name": register_kind_named(kind),
        "key": key,
        "fields": [(name, field_named(name), fields.get(name, ""), name in lists) for name in KINDS[kind]],
        "lists": [(name, known[:1000]) for name, known in lists.items() if name in KINDS[kind]],
        "history": [_told(one) for one in edits_of(project, kind, key)] if key else [],
        "may_edit": request.user.may(Right.EDIT),
        "public": _public(kind, key),
    }


def _public(kind: str, key: str) -> str:
    return {"items": "programme", "people": "person", "bodies": "body"}.get(kind, "") if key else ""


def _told(one: models.RegisterEdit) -> dict[str, Any]:
    fields = [(field_named(name), old, new) for name, old, new in difference(one.before, one.after)]
    return {"one": one, "kind": register_kind_named(one.kind), "fields": fields}


@allowed(Right.EDIT, writes=True)
def entry_merged(request: HttpRequest, key: str) -> HttpResponse:
    """Let another entry carry this one on, from a day on."""
    project, form = project_of(request), request.POST
    edits = merging(text_of(project), key, form.get("other", "").strip(), form.get("day", "").strip())
    edit_register(project, edits, Reviewer(request.user.name, form.get("why", "").replace("\x00", "")))
    note(request, _("Merged."))
    return sent_to(request, "entry", "items", edits[0].key)


@allowed(Right.EDIT, writes=True)
def entry_back(request: HttpRequest, number: str) -> HttpResponse:
    """Set back what an edit changed, however old, as an edit of its own."""
    project = project_of(request)
    rows = list(models.RegisterEdit.objects.using(project.alias).filter(batch_id=number))
    if not rows:
        return refused(request, 404)
    take_back_edit(
        project, int(number), Reviewer(request.user.name, _("Step %(number)s taken back.") % {"number": number})
    )
    note(request, _("It is taken back."))
    return sent_to(request, "register-history")


@allowed(Right.SEE)
def register_history(request: HttpRequest) -> HttpResponse:
    """Every version of the register, the newest first: edits with their fields, imports with a way to their differences."""
    project = project_of(request)
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 15 else None
    rows = View(project.alias).rows(models.RegisterVersion).order_by("-pk").select_related("batch").defer("files")
    found = list((rows if before is None else rows.filter(pk__lt=before))[: _A_HISTORY + 1])
    batches = [one.batch_id for one in found[:_A_HISTORY]]
    edits: dict[int, list[dict[str, Any]]] = {}
    for one in models.RegisterEdit.objects.using(project.alias).filter(batch_id__in=batches).order_by("pk"):
        edits.setdefault(one.batch_id, []).append(_told(one))
    values = {
        "title": _("History of the register"),
        "rows": [(one, edits.get(one.batch_id, []), ", ".join(one.batch.inputs)) for one in found[:_A_HISTORY]],
        "older": way_to(request, "register-history", before=str(found[_A_HISTORY - 1].pk))
        if len(found) > _A_HISTORY
        else "",
        "may_edit": request.user.may(Right.EDIT),
    }
    return desk_page(request, "register_history", values)


@allowed(Right.SEE)
def register_version(request: HttpRequest, number: str) -> HttpResponse:
    """What a version changed of the one before it."""
    from servanda.progress import changes_between

    project = project_of(request)
    rows = View(project.alias).rows(models.RegisterVersion)
    one = rows.filter(pk=number).first()
    if one is None:
        return refused(request, 404)
    older = rows.filter(pk__lt=one.pk).last()
    day = one.recorded.date()
    changes: list[Any] = []
    if older is not None:
        found = changes_between(agreement_of(older.files), agreement_of(one.files), day, day)
        changes = [{name: str(getattr(each, name)) for name in ("item", "kind", "before", "after")} for each in found]
    values = {
        "title": _("What this version changed"),
        "one": one,
        "inputs": ", ".join(one.batch.inputs),
        "changes": [change_told(each, request.lang) for each in changes[:1000]],
        "is_first": older is None,
    }
    return desk_page(request, "register_version", values)
