"""The versions of the register that count, as the record kept them, oldest first.

Takes a view of a record; gives a `Version` for each, with the day on which it was recorded and the import that brought it. A
version that cannot be read, since the register had a fault that day, is passed over: what it says of any entry is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from servanda.errors import RegisterError
from servanda.record import models
from servanda.record.register import REGISTER, agreement_of
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.progress import Version
    from servanda.record.project import Project

__all__ = ["unrecorded", "versions_of"]


def versions_of(view: View) -> Iterator[Version]:
    """One version at a time, so that no two large registers need to be held at once."""
    make: Any = import_module("servanda.progress").Version
    for row in view.rows(models.RegisterVersion).select_related("batch"):
        try:
            agreement = agreement_of(row.files)
        except RegisterError:
            continue
        yield make(row.recorded.date(), agreement, row.batch_id, ", ".join(row.batch.inputs))


def unrecorded(project: Project) -> Version | None:
    """The register as it lies in the folder, where that is not what the record has as its newest version."""
    digest, agreement = project.register()
    newest = View(project.alias).rows(models.RegisterVersion).last()
    if newest is not None and newest.digest == digest:
        return None
    found: Version = import_module("servanda.progress").Version(timezone.now().date(), agreement, source=REGISTER)
    return found
