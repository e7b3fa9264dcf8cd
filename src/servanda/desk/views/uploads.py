"""Uploads: files sent to be taken in, how far the work on each is, what came of it, and the way back.

What was sent is given out again as a file to save, in a sandbox of no rights: nothing of it is ever shown as a page of this site.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.models import Upload, UploadedFile, UploadKind, UploadState
from servanda.desk.page import allowed, desk_page, note, project_of, refused, sent_to, way_to
from servanda.desk.roles import Right
from servanda.desk.taking_in import SILENT, waits
from servanda.desk.uploads import LARGEST, batches_of, fault_of, file_of, keep_upload
from servanda.desk.wording import change_told, upload_named
from servanda.desk.worker import begin_work
from servanda.errors import InputError, UsageError
from servanda.record.project import Project
from servanda.record.view import View
from servanda.site.agreements import project_folder

__all__ = ["SANDBOX", "again", "file", "new_upload", "upload", "uploads"]

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
_A_PAGE = 50
_LINES = ("columns", "constants")


@allowed(Right.EDIT)
def uploads(request: HttpRequest) -> HttpResponse:
    """What was sent, the newest first, with the forms to send more."""
    _see_to_work()
    before = request.GET.get("before", "")
    rows = Upload.objects.order_by("-pk").prefetch_related("files")
    if before.isdecimal() and len(before) < 15:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: _A_PAGE + 1])
    older = way_to(request, "uploads", before=str(found[_A_PAGE - 1].pk)) if len(found) > _A_PAGE else ""
    values = {
        "title": _("Files sent in"),
        "kinds": [(kind, upload_named(kind)) for kind in UploadKind.values],
        "rows": [_row(one) for one in found[:_A_PAGE]],
        "older": older,
    }
    return desk_page(request, "uploads", values)


@allowed(Right.EDIT)
def new_upload(request: HttpRequest, kind: str) -> HttpResponse:
    """The form for files of one kind; what is sent waits from then on, whatever becomes of this process."""
    if kind not in set(UploadKind):
        return refused(request, 404)
    fault = ""
    if request.method == "POST":
        files = [(one.name or "", one.file) for one in request.FILES.getlist("files")]
        try:
            kept = keep_upload(project_of(request), request.user.name, kind, files, _options(request, kind))
        except (InputError, UsageError) as error:
            fault = error.told(request.lang, place=False)
        else:
            begin_work(project_folder())
            return sent_to(request, "upload", kept.pk)
    values = {
        "title": upload_named(kind),
        "kind": kind,
        "fault": fault,
        "largest": LARGEST // 1_000_000,
        "typed": request.POST.dict(),
        "entries": _entries(project_of(request)) if kind == UploadKind.TREATY else [],
    }
    return desk_page(request, "new_upload", values, 400 if fault else 200)


@allowed(Right.EDIT)
def upload(request: HttpRequest, number: str) -> HttpResponse:
    """One upload: how far it is, what was taken and refused, and its batches to take back, however old."""
    found = Upload.objects.filter(pk=number).first()
    if found is None:
        return refused(request, 404)
    _see_to_work()
    project = project_of(request)
    undone = View(project.alias).undone
    faults = [fault_of(one) for one in found.faults]
    values = _row(found) | {
        "title": upload_named(found.kind),
        "is_open": found.state in (UploadState.WAITING, UploadState.WORKING),
        "batches": [(pk, pk in undone) for pk in batches_of(project, found)],
        "faults": [(one.file or "", one.line, one.told(request.lang, place=False)) for one in faults],
        "hidden_faults": max(0, found.counts.get("refused", 0) - len(faults)),
        "changes": [change_told(one, request.lang) for one in found.told.get("changes", ())],
        "came": found.told,
        "is_trial": bool(found.options.get("trial")) and found.state == UploadState.DONE,
    }
    return desk_page(request, "upload", values)


@allowed(Right.EDIT, writes=True)
def again(request: HttpRequest, number: str) -> HttpResponse:
    """Send the same files once more: for good after they were only looked at, or after a fault outside them."""
    found = Upload.objects.filter(pk=number, state__in=(UploadState.DONE, UploadState.FAILED)).first()
    if found is None:
        return refused(request, 404)
    project = project_of(request)
    handles = [(one.given, file_of(project, one).open("rb")) for one in found.files.order_by("pk")]
    try:
        options = {name: value for name, value in found.options.items() if name != "trial"}
        kept = keep_upload(project, request.user.name, found.kind, handles, options)
    finally:
        for _name, handle in handles:
            handle.close()
    begin_work(project_folder())
    note(request, _("Sent once more."))
    return sent_to(request, "upload", kept.pk)


@allowed(Right.EDIT)
def file(request: HttpRequest, number: str) -> HttpResponse:
    """A file as it was sent, to be saved; no browser shows it as a page of this site."""
    one = UploadedFile.objects.filter(pk=number).first()
    place = None if one is None else file_of(project_of(request), one)
    if one is None or place is None or not place.is_file():
        return refused(request, 404)
    response = FileResponse(place.open("rb"), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(one.name, safe='')}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.desk_policy = SANDBOX
    return response


def _see_to_work() -> None:
    """Begin a worker where something waits that none has: the process may have ended since it was begun."""
    if waits():
        begin_work(project_folder())


def _row(one: Upload) -> dict[str, Any]:
    return {
        "one": one,
        "kind": upload_named(one.kind),
        "files": list(one.files.all()),
        "counts": one.counts,
        "is_cut": one.state == UploadState.WORKING and timezone.now() - one.beat > SILENT,
    }


def _entries(project: Project) -> list[str]:
    return [item.id for item in project.agreement.walk()][:2000]


def _options(request: HttpRequest, kind: str) -> dict[str, Any]:
    """The options of the command, as a form has them."""
    form = request.POST
    if kind == UploadKind.DOCUMENTS:
        return {"replaces": bool(form.get("replaces"))}
    if kind == UploadKind.REGISTER:
        lines = {name: _pairs(form.get(name, "")) for name in _LINES}
        return lines | {"whole": bool(form.get("whole")), "trial": bool(form.get("trial"))}
    if kind == UploadKind.TREATY:
        constants = {name: " ".join(form.get(name, "").split()) for name in ("parent", "level")}
        articles = [one for one in form.get("articles", "").replace(",", " ").split() if one]
        return {"articles": articles, "constants": {name: value for name, value in constants.items() if value}}
    return {}


def _pairs(text: str) -> dict[str, str]:
    """Lines of NAME=TEXT, as the command takes them."""
    found = {}
    for line in filter(str.strip, text.replace("\x00", "").splitlines()):
        name, sign, value = line.rpartition("=")
        if not sign:
            raise UsageError("no-equals-sign", value=line[:200], remedy="write-name-equals")
        found[name.strip()] = value.strip()
    return found
