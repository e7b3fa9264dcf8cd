"""Whose turn it is to take documents in: whether an ingest that was never finished was cut short, or is under way elsewhere.

An ingest that was cut short is gone on with by the same call: what it brings belongs to the batch that was begun, so that the
record is the one that an undisturbed call makes. While another process is at it, a call begins a batch of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connections

from servanda.record import models
from servanda.record.view import View

try:
    import fcntl
except ImportError:  # not on Windows: there a batch that was cut short stays as it is
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["cut_short", "turn"]

_FILE = ".ingest.lock"
_KEY = 0x5E7A4DA
"""By which PostgreSQL knows this lock."""


def cut_short(alias: str, inputs: list[str]) -> models.Batch | None:
    """The last ingest that was called with these inputs, if it counts and was never finished."""
    last: models.Batch | None = (
        models.Batch.objects.using(alias).filter(kind=models.BatchKind.INGEST, inputs=inputs).order_by("id").last()
    )
    if last is None or last.pk in View(alias).undone:
        return None
    is_finished = models.BatchEvent.objects.using(alias).filter(batch=last, kind=models.EventKind.FINISHED).exists()
    return None if is_finished else last


@contextmanager
def turn(project: Project) -> Iterator[bool]:
    """Gives whether no other process takes documents into this record; a process that is killed gives its turn back."""
    connection = connections[project.alias]
    if connection.vendor == "postgresql":
        holder = connection.copy()  # what a connection holds is never in its own way, and goes where it is closed
        try:
            with holder.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [_KEY])
                is_alone = bool(cursor.fetchone()[0])
            yield is_alone
        finally:
            holder.close()
        return
    if fcntl is None:
        yield False
        return
    held = os.open(project.folder / _FILE, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_alone = True
        except OSError:
            is_alone = False
        yield is_alone
    finally:
        os.close(held)
