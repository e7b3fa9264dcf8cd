"""The work on what was uploaded: taken up one by one, with progress and errors, and taken up again where it was cut short.

Takes a project; gives nothing: what comes of each upload stands in its row. Every verb called here is the command line's, keeps
each unit whole or not at all, and finishes what was cut short when it is called again; so a worker that dies loses nothing.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.db import connections
from django.db.models import Q
from django.utils import timezone

from servanda.desk.models import Upload, UploadKind, UploadState
from servanda.desk.uploads import FOLDER, fault_as_data, file_of, inputs_of
from servanda.errors import InputError, ServandaError, UsageError
from servanda.received import Received
from servanda.record.models import Batch
from servanda.record.project import Project, propose_obligations

__all__ = ["SILENT", "TRIES", "is_unfinished", "waits", "work_off"]

_BEAT = timedelta(seconds=4)
SILENT = timedelta(seconds=30)
"""After so long without a sign of its worker, an upload is taken up by another."""
TRIES = 3
"""How often an upload is begun before it is given up: what ends the process each time would end it for ever."""
_MOST_FAULTS = 500
_COUNTS = ("taken", "changed", "unchanged")


def _free() -> Q:
    silent = Q(state=UploadState.WORKING, beat__lt=timezone.now() - SILENT)
    return Q(state=UploadState.WAITING) | silent


def waits() -> bool:
    """Whether there is something that no living worker has."""
    return bool(Upload.objects.filter(_free()).exists())


def is_unfinished() -> bool:
    """Whether there is something that waits, or that somebody has, living or not."""
    return bool(Upload.objects.filter(state__in=(UploadState.WAITING, UploadState.WORKING)).exists())


def work_off(project: Project) -> int:
    """Take up one after another until nothing is left; gives how many."""
    number = 0
    while (upload := _claimed(project)) is not None:
        number += 1
        _carried_out(project, upload)
    return number


def _claimed(project: Project) -> Upload | None:
    """The oldest upload that nobody has, now this worker's."""
    mark, now = uuid.uuid4().hex, timezone.now()
    for upload in Upload.objects.filter(_free()).order_by("pk"):
        newest = Batch.objects.using(project.alias).order_by("-pk").values_list("pk", flat=True).first()
        after = (newest or 0) if upload.after is None else upload.after
        mine = Upload.objects.filter(_free(), pk=upload.pk, worker=upload.worker)
        changes = {"state": UploadState.WORKING, "worker": mark, "beat": now, "after": after, "tries": upload.tries + 1}
        if mine.update(**changes):
            return Upload.objects.get(pk=upload.pk)
    return None


def _carried_out(project: Project, upload: Upload) -> None:
    """Do the work, with a sign of life now and then, and write down what came of it."""
    faults: list[ServandaError] = []
    counts: dict[str, int] = {}
    told: dict[str, Any] = {}
    state = UploadState.DONE
    own = Upload.objects.filter(pk=upload.pk, worker=upload.worker)
    ended = threading.Event()
    beating = threading.Thread(target=_beats, args=(project.alias, upload, ended), daemon=True)
    beating.start()
    try:
        if upload.tries > TRIES:
            raise InputError("upload-ended-again", remedy="send-in-parts", times=TRIES)
        outcome, told = _VERBS[upload.kind](project, upload, lambda done, total, _: own.update(done=done, total=total))
        faults = list(outcome.refused)
        counts = {name: getattr(outcome, name) for name in _COUNTS}
    except ServandaError as error:
        state, faults = UploadState.FAILED, [error]
    except Exception as error:
        fault = InputError("upload-failed", remedy="report-fault", reason=f"{type(error).__name__}: {error}"[:300])
        state, faults = UploadState.FAILED, [fault]
    finally:
        ended.set()
        beating.join()
    kept = [fault_as_data(one, project.folder) for one in faults[:_MOST_FAULTS]]
    counts["refused"] = len(faults)
    own.update(state=state, faults=kept, counts=counts, told=told, ended=timezone.now())


def _beats(alias: str, upload: Upload, ended: threading.Event) -> None:
    """A sign of life every few seconds, by a connection of its own."""
    while not ended.wait(_BEAT.total_seconds()):
        try:
            Upload.objects.filter(pk=upload.pk, worker=upload.worker).update(beat=timezone.now())
        except Exception:  # noqa: S112 - the next sign comes in a few seconds; one that is missed costs nothing
            continue
    connections[alias].close()


Step = Callable[[int, int, str], Any]
Came = tuple[Any, dict[str, Any]]


def _documents(project: Project, upload: Upload, step: Step) -> Came:
    files = list(upload.files.order_by("pk"))
    received = [Received(f"{FOLDER}/{one.name}", file_of(project, one).read_bytes()) for one in files]
    return project.ingest(received, step), {}


def _claims(project: Project, upload: Upload, step: Step) -> Came:
    return project.import_claims(project.folder / inputs_of(project, upload)[0]), {}


def _series(project: Project, upload: Upload, step: Step) -> Came:
    return project.import_series(project.folder / inputs_of(project, upload)[0]), {}


def _register(project: Project, upload: Upload, step: Step) -> Came:
    """A whole register in the place of the project's, or a table beside it; with `trial` what it would change is told."""
    file = project.folder / inputs_of(project, upload)[0]
    asked = upload.options
    if import_module("servanda.intake.register").is_whole(file):
        if asked.get("trial"):
            raise UsageError("whole-register-has-no-trial", remedy="send-without-trial")
        return project.import_register(file), {}
    columns, constants = asked.get("columns", {}), asked.get("constants", {})
    outcome = project.import_register_table(
        file, columns, constants, whole=bool(asked.get("whole")), trial=bool(asked.get("trial"))
    )
    return outcome, _told(outcome)


def _told(outcome: Any) -> dict[str, Any]:
    """What a table's columns were taken for, which bodies are unknown, and what changes."""
    changes = [_change(one) for one in outcome.changes[:_MOST_FAULTS]]
    return {
        "columns": [[column, name] for column, name in outcome.columns.fields.items()],
        "unknown": list(outcome.columns.unknown),
        "bodies": list(outcome.unknown_bodies),
        "changes": changes,
        "more": max(0, len(outcome.changes) - len(changes)),
    }


def _change(one: Any) -> dict[str, str]:
    return {name: str(getattr(one, name, "") or "") for name in ("item", "kind", "before", "after")}


def _treaty(project: Project, upload: Upload, step: Step) -> Came:
    """The dated duties of a treaty, which wait in the queue until somebody takes them into the register."""
    file = project.folder / inputs_of(project, upload)[0]
    asked = upload.options
    return propose_obligations(project, file, asked.get("articles", ()), asked.get("constants", {})), {}


_VERBS: Mapping[str, Callable[[Project, Upload, Step], Came]] = {
    UploadKind.DOCUMENTS: _documents,
    UploadKind.CLAIMS: _claims,
    UploadKind.SERIES: _series,
    UploadKind.REGISTER: _register,
    UploadKind.TREATY: _treaty,
}
