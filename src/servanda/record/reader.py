"""The reader that a project uses: the one its register names, or the program's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from servanda.document import Document
from servanda.errors import RegisterError
from servanda.record import models
from servanda.record.register import agreement_of
from servanda.record.view import View
from servanda.statement import Reading

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["ChosenReader", "reader_of"]


@dataclass(frozen=True, slots=True)
class ChosenReader:
    """What reads documents, its name in the register ("" for the program's own), and the label that its readings keep."""

    name: str
    label: str
    read: Callable[[Document], Reading]


def reader_of(project: Project) -> ChosenReader:
    """The project's reader; raises UnknownName where the register names one that is not installed."""
    name = _named(project)
    if not name:
        room = import_module("servanda.reading")
        return ChosenReader(name, room.READER, room.read_document)
    reader = import_module("servanda.reading.readers").reader_named(name)
    return ChosenReader(name, reader.label, reader.read)


def _named(project: Project) -> str:
    """The name in the register; while that has a fault, in its newest version without one, so that nothing is read anew."""
    try:
        return project.agreement.reader
    except RegisterError:
        rows = models.RegisterVersion.objects.using(project.alias).exclude(batch_id__in=View(project.alias).undone)
        for kept in rows.order_by("-id"):
            try:
                return agreement_of(kept.files).reader
            except RegisterError:
                continue
    return ""
