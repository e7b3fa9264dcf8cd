"""Files that were sent to the desk: kept in the project's folder, to be taken in by a process beside the site.

Takes files, what they are and how they are to be taken in; gives rows of `Upload`. Nothing of them is read here. An upload lies
in `uploads/NUMBER/`; its documents are known to the record as `uploads/NAME`, where a second file of the same name with other
bytes is another page, unless it is said to be the page's new version.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from servanda.desk.models import Upload, UploadedFile, UploadKind
from servanda.errors import InputError, InputTooLarge, UsageError
from servanda.message import Message, reason
from servanda.record.models import Batch, BatchKind
from servanda.record.project import Project

__all__ = [
    "FOLDER",
    "LARGEST",
    "batches_of",
    "fault_as_data",
    "fault_of",
    "file_of",
    "inputs_of",
    "keep_upload",
    "safe_name",
]

FOLDER = "uploads"
LARGEST = 100_000_000
"""Bytes of one upload, all its files together; larger ones are for who can call the command."""
_CHUNK = 1 << 20
_LONGEST = 120
_UNSAFE = re.compile(r"[^\w.\- ]+")
_WHOLE = (".yaml", ".yml", ".json")
_KINDS = {
    UploadKind.DOCUMENTS: (BatchKind.INGEST,),
    UploadKind.CLAIMS: (BatchKind.IMPORT_CLAIMS,),
    UploadKind.SERIES: (BatchKind.IMPORT_SERIES,),
    UploadKind.REGISTER: (BatchKind.IMPORT_REGISTER,),
    UploadKind.TREATY: (BatchKind.OBLIGATIONS,),
}


def safe_name(given: str) -> str:
    """The name under which a file is kept: no folders, no hidden files, nothing that a system would take for a command.

    >>> safe_name("../../etc/passwd"), safe_name(".bashrc"), safe_name("Отчёт 2030 (v2).pdf")
    ('passwd', 'bashrc', 'Отчёт 2030 _v2_.pdf')
    """
    last = re.split(r"[/\\]", given)[-1]
    name = _UNSAFE.sub("_", last).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= _LONGEST else f"{(stem or ending)[:100]}{dot}{ending[:15]}"


def keep_upload(
    project: Project, who: str, kind: str, files: Sequence[tuple[str, BinaryIO]], options: Mapping[str, Any]
) -> Upload:
    """Keep files to be taken in; raises UsageError where they are none or too many for their kind, InputTooLarge."""
    if kind not in set(UploadKind):
        raise UsageError("no-such-upload", value=kind[:40], remedy="choose-one-of", known=", ".join(UploadKind))
    names = [safe_name(given) for given, _ in files]
    if not files:
        raise UsageError("no-file-sent", remedy="choose-file-first")
    if kind != UploadKind.DOCUMENTS and len(files) > 1 and not _are_register(kind, names):
        raise UsageError("one-table-at-a-time", remedy="send-one-file")
    if len({name.casefold() for name in names}) < len(names):
        raise UsageError("two-files-of-one-name", remedy="send-one-file")
    with transaction.atomic(using=project.alias):
        upload = Upload.objects.create(who=who, kind=kind, options=dict(options))
        folder = project.folder / FOLDER / str(upload.pk)
        shutil.rmtree(folder, ignore_errors=True)  # of an upload that was cut short before it had a row
        left = LARGEST
        for (_given, data), name in zip(files, names, strict=True):
            size, digest = _written(folder, name, data, left)
            left -= size
            kept = _known_as(name, digest, bool(options.get("replaces"))) if kind == UploadKind.DOCUMENTS else name
            if kept != name:
                (folder / name).rename(folder / kept)
            UploadedFile.objects.create(upload=upload, given=name, name=kept, digest=digest, size=size)
    return upload


def _are_register(kind: str, names: Iterable[str]) -> bool:
    """Whether files are one register: agreement.yaml, and the tables that lie beside it."""
    whole = [name for name in names if name.lower().endswith(_WHOLE)]
    beside = [name for name in names if name.rpartition(".")[0] in ("activities", "assessments")]
    return kind == UploadKind.REGISTER and len(whole) == 1 and len(whole) + len(beside) == len(list(names))


def _written(folder: Path, name: str, data: BinaryIO, left: int) -> tuple[int, str]:
    """Write a file whole and down to the disk; gives its size and digest."""
    size, digest = 0, hashlib.sha256()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("wb") as out:
            while chunk := data.read(_CHUNK):
                size += len(chunk)
                if size > left:
                    raise InputTooLarge("too-many-bytes", file=name, remedy="send-less", size=size, limit=LARGEST)
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise InputError("cannot-be-copied", file=name, remedy="check-folder-rights", reason=reason(error)) from error
    return size, "sha256:" + digest.hexdigest()


def _known_as(name: str, digest: str, replaces: bool) -> str:
    """The name of a page: the file's, made longer where another page has it."""
    others = UploadedFile.objects.filter(given=name, upload__kind=UploadKind.DOCUMENTS)
    before = others.filter(digest=digest).order_by("-pk").first()
    if before is not None and not replaces:
        return str(before.name)
    if replaces or not others.exists():
        return name
    stem, dot, ending = name.rpartition(".")
    mark = digest.rpartition(":")[2][:8]
    return f"{stem}.{mark}.{ending}" if dot else f"{name}.{mark}"


def file_of(project: Project, one: UploadedFile) -> Path:
    """Where a file lies."""
    return project.folder / FOLDER / str(one.upload_id) / str(one.name)


def inputs_of(project: Project, upload: Upload) -> list[str]:
    """What its batches in the record name as their inputs."""
    names = [str(one.name) for one in upload.files.order_by("pk")]
    if upload.kind == UploadKind.DOCUMENTS:
        return [f"{FOLDER}/{name}" for name in names]
    whole = next((name for name in names if name.lower().endswith(_WHOLE)), names[0])
    return [f"{FOLDER}/{upload.pk}/{whole}"]


def batches_of(project: Project, upload: Upload) -> list[int]:
    """The batches that the work on it made, those of work that was cut short among them, the oldest first."""
    if upload.after is None:
        return []
    rows = Batch.objects.using(project.alias).filter(pk__gt=upload.after, kind__in=_KINDS[upload.kind]).order_by("pk")
    if upload.ended is not None:
        rows = rows.filter(recorded__lte=upload.ended)
    wanted = inputs_of(project, upload)
    kept = {*wanted, *(f"series/{Path(name).name}" for name in wanted)} if upload.kind == UploadKind.SERIES else None
    return [row.pk for row in rows if row.inputs == wanted or (kept and set(row.inputs) <= kept)]


def fault_as_data(error: Any, folder: Path) -> dict[str, Any]:
    """An error as the desk keeps it, for any language, without the machine's own paths.

    >>> kept = fault_as_data(InputError("nothing-in-it", file="/srv/p/uploads/4/a.txt", line=2), Path("/srv/p"))
    >>> kept["file"], fault_of(kept).told("en")
    ('a.txt', 'a.txt:2: There is nothing in it.')
    """
    place = str(error.file or "")
    name = re.sub(r"^uploads/(?:\d+/)?", "", place.removeprefix(f"{folder}/"))
    told = {"fault": error.fault, "value": error.found, "remedy": error.advice}
    data = {part: Message.of("as-recorded", text=one) if isinstance(one, str) else one for part, one in told.items()}
    said = {part: one.as_data() for part, one in data.items() if one is not None}
    return {"file": name or None, "line": error.line, "offset": error.offset} | said


def fault_of(data: Mapping[str, Any]) -> InputError:
    """The error that `fault_as_data` kept."""
    parts = {part: Message.from_data(data[part]) for part in ("fault", "value", "remedy") if part in data}
    return InputError(
        parts["fault"],
        file=data["file"],
        line=data["line"],
        offset=data["offset"],
        value=parts.get("value"),
        remedy=parts.get("remedy"),
    )
