"""The record's version: how many times it has been added to. It only grows, and the same number means the same record.

Takes a view of a record, or a project; gives a number that the site and exports print, and a mark that also tells an edit of the
project's files, by which what was computed is known to be still good.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db import connections

from servanda.record import models
from servanda.record.database import named_faults
from servanda.record.register import digest_of, register_files
from servanda.record.series import FOLDER
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["Step", "mark_of", "steps_of", "version_of"]

_KEPT_FOR_SPEED = (models.Link, models.Sketch, models.Comparison)
"""Tables that reading may add to without anything new being known."""


def version_of(view: View) -> int:
    """The number of batches begun, finished, undone and done again, as a view knows them."""
    return sum(_recorded(view, model).count() for model in (models.Batch, models.BatchEvent))


class Step(NamedTuple):
    """One of the things that a version counts, in the order in which they came: a batch begun, or an event of one (its kind)."""

    recorded: datetime
    is_event: bool
    pk: int
    batch: int
    event: str


def steps_of(batches: Iterable[models.Batch], events: Iterable[models.BatchEvent]) -> list[Step]:
    """The steps that rows of both tables are; the first N of them are what a version N has."""
    begun = [Step(row.recorded, False, row.pk, row.pk, "begun") for row in batches]
    return sorted([*begun, *(Step(row.recorded, True, row.pk, row.batch_id, row.kind) for row in events)])


def mark_of(project: Project) -> tuple[object, ...]:
    """The last row of each table, and the state of the register's and series' files: it changes when any of them does."""
    tables = [model for model in apps.get_app_config("record").get_models() if model not in _KEPT_FOR_SPEED]
    with named_faults(project.folder / DATABASE_NAME):
        rows = _last_rows(project.alias, tables)
    files = sorted((project.folder / FOLDER).glob("*"))
    series = [(file.name, stat.st_size, stat.st_mtime_ns) for file in files if (stat := file.stat())]
    return (*rows, digest_of(register_files(project.folder)), *series)


def _last_rows(alias: str, tables: Iterable[type[Any]]) -> tuple[int | None, ...]:
    """The last row of each table, of one moment and by one query."""
    connection = connections[alias]
    quoted = connection.ops.quote_name
    columns = [(quoted(model._meta.pk.column), quoted(model._meta.db_table)) for model in tables]
    query = ", ".join(f"(SELECT MAX({column}) FROM {table})" for column, table in columns)  # noqa: S608 - names of tables
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {query}")
        return tuple(cursor.fetchone())


def _recorded(view: View, model: type[Any]) -> Any:
    rows = model.objects.using(view.alias)
    return rows if view.until is None else rows.filter(recorded__lt=view.until)
