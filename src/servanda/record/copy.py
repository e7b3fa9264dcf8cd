"""A record as lines that lose nothing: whole, or what came to it since a version of it.

Takes a project; gives lines of JSON: a head (agreement, day, version, licence), the files of the folder that the account rests
on, every row of every table, the bytes of documents, and an end with a digest, by which a file that was cut short is known. Rows
are never changed, so a copy is brought up to date by those that are new, and one that went another way is told from it.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connections, transaction
from django.db.models import Max

from servanda.errors import RegisterError, UsageError
from servanda.record import models
from servanda.record.encoding import as_text
from servanda.record.models.row import BatchRow, Row, program_version
from servanda.record.originals import FOLDER as ORIGINALS
from servanda.record.originals import Originals
from servanda.record.register import register_files
from servanda.record.series import FOLDER, SUFFIXES
from servanda.record.version import steps_of

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["FORM", "copied", "row_as_data", "tables"]

FORM = 1
"""Which form of lines this is; another is refused."""


def tables() -> dict[str, Any]:
    """The record's tables by name; what a row refers to stands in an earlier table or its own.

    >>> list(tables())[:3]
    ['batch', 'batchevent', 'document']
    """
    found = apps.get_app_config("record").get_models()
    return {model._meta.model_name: model for model in found if issubclass(model, Row)}


def copied(project: Project, since: int = 0) -> Iterator[bytes]:
    """The lines of a record, or of what came to it since a version, each with its end of line.

    Raises UsageError where the record has not come to that version.
    """
    with _still(project.alias):
        last = _last_rows(project.alias)
        fresh = _Fresh(project.alias, last, since)
        head, rows = _head(project, since, fresh.version), _rows(project.alias, last, fresh)
        lines = chain([head], _files(project), rows, _originals(project, last, fresh))
        digest = hashlib.sha256()
        for line in lines:
            text = as_text(line)
            digest.update(text)
            yield text
        yield as_text({"sha256": digest.hexdigest()})


def row_as_data(name: str, row: Any) -> dict[str, Any]:
    """A row with the name of its table and all its columns."""
    columns = {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}
    return {"table": name, **columns}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


@contextmanager
def _still(alias: str) -> Iterator[None]:
    """Where numbers of rows may be kept in another order than they were given, one moment of the database is read."""
    connection = connections[alias]
    is_served = connection.vendor != "sqlite"
    held: AbstractContextManager[Any] = transaction.atomic(using=alias) if is_served else nullcontext()
    with held:
        if is_served:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _last_rows(alias: str) -> dict[str, int]:
    """The last row of each table.

    Events come first, so that all that a finished batch brought is in, then tables from the last to the first, so that all that a
    row refers to is in.
    """
    names = list(tables())
    order = ["batchevent", *(name for name in reversed(names) if name != "batchevent")]
    last = {}
    for name in order:
        last[name] = tables()[name].objects.using(alias).aggregate(last=Max("pk"))["last"] or 0
    return last


class _Fresh:
    """The batches and events that came since a version, and the version that the last rows make.

    A batch that was under way then is fresh as a whole.
    """

    def __init__(self, alias: str, last: dict[str, int], since: int) -> None:
        batches = models.Batch.objects.using(alias).filter(pk__lte=last["batch"])
        events = models.BatchEvent.objects.using(alias).filter(pk__lte=last["batchevent"])
        came = steps_of(batches, events)
        self.version = len(came)
        if not 0 <= since <= self.version:
            raise UsageError("no-such-version", value=str(since), remedy="give-version", last=self.version)
        known, new = came[:since], came[since:]
        finished = {step.batch for step in known if step.event == models.EventKind.FINISHED}
        begun = {step.batch for step in known if not step.is_event}
        self.events = frozenset(step.pk for step in new if step.is_event)
        self.batches = frozenset(step.batch for step in came if not step.is_event) - (begun & finished)

    def has(self, row: Any) -> bool:
        """Whether a row came since then."""
        if isinstance(row, models.BatchEvent):
            return row.pk in self.events
        return (row.batch_id if isinstance(row, BatchRow) else row.pk) in self.batches


def _originals(project: Project, last: dict[str, int], fresh: _Fresh) -> Iterator[dict[str, Any]]:
    """The bytes of the documents that came since then, as far as they were kept."""
    originals = Originals(project.folder)
    rows = models.Document.objects.using(project.alias).filter(pk__lte=last["document"]).order_by("pk")
    for row in rows.only("digest", "batch").iterator(chunk_size=500):
        place = originals.place(row.digest)
        if fresh.has(row) and place.is_file():
            data = b64encode(place.read_bytes()).decode("ascii")
            yield {"file": f"{ORIGINALS}/{place.name}", "base64": data}


def _head(project: Project, since: int, version: int) -> dict[str, Any]:
    told: dict[str, Any]
    try:
        agreement = project.register_as_written()[1]
        told = {"agreement": agreement.id, "names": dict(agreement.names), "licence": agreement.licence}
    except RegisterError:
        told = {"agreement": None, "names": {}, "licence": ""}
    today = datetime.now(UTC).date().isoformat()
    return {"servanda": FORM, **told, "day": today, "version": version, "since": since, "program": program_version()}


def _files(project: Project) -> Iterator[dict[str, Any]]:
    """The register's files and the tables of statistics, as they lie in the folder."""
    for name, text in register_files(project.folder).items():
        yield {"file": name, "text": text}
    for file in sorted((project.folder / FOLDER).glob("*")):
        if file.is_file() and file.suffix.lower() in SUFFIXES:
            yield {"file": f"{FOLDER}/{file.name}", "base64": b64encode(file.read_bytes()).decode("ascii")}


def _rows(alias: str, last: dict[str, int], fresh: _Fresh) -> Iterator[dict[str, Any]]:
    first = min(fresh.batches, default=None)
    for name, model in tables().items():
        rows = model.objects.using(alias).filter(pk__lte=last[name]).order_by("pk")
        if issubclass(model, BatchRow):
            rows = rows.none() if first is None else rows.filter(batch__gte=first)
        for row in rows.iterator(chunk_size=500):
            if fresh.has(row):
                yield row_as_data(name, row)
