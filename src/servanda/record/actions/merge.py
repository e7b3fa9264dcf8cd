"""Make two entries of one person or body one; undoing the batch splits them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import UnknownName, UsageError
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.people import Entry
from servanda.record.settings import DATABASE_NAME

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["merge"]


def merge(project: Project, one: str, other: str, who: str, why: str) -> models.Merge:
    """Keep that what goes by one key or name is shown under the other from now on."""
    if not who.strip() or not why.strip():
        raise UsageError("merge-needs", remedy="give-who-and-why")
    known = project.people()
    first, second = _entry(known, one), _entry(known, other)
    if first.key == second.key:
        raise UsageError("merged-already", value=first.key, remedy="see-people")
    with named_faults(project.folder / DATABASE_NAME):
        batch = OpenBatch(project.alias, models.BatchKind.MERGE, [first.key, second.key])
        with batch.unit() as row:
            kept: models.Merge = models.Merge.objects.using(project.alias).create(
                batch=row, one=first.key, other=second.key, name=second.name, who=who.strip(), why=why.strip()
            )
        batch.finish()
    return kept


def _entry(known: list[Entry], wanted: str) -> Entry:
    """The entry that has a key, or else a name."""
    for entry in known:
        if wanted == entry.key or wanted in entry.merged:
            return entry
    named = [entry for entry in known if wanted == entry.name or wanted in entry.names]
    if len(named) != 1:
        raise UnknownName("no-such-entry", value=wanted, remedy="see-people")
    return named[0]
