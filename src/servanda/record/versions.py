"""The versions of the register that count, as the record kept them, oldest first.

Takes a view of a record; gives a `Version` for each, with the day on which it was recorded and the import that brought it. A
version that cannot be read, since the register had a fault that day, is passed over: what it says of any entry is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from servanda.errors import RegisterError, UnknownName
from servanda.record import models
from servanda.record.register import REGISTER, agreement_of
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.agreement import Agreement
    from servanda.progress import History, Version
    from servanda.record.project import Project

__all__ = ["earlier_ids", "history_in", "register_faults", "unrecorded", "versions_of", "versions_of_entries"]


def versions_of(view: View) -> Iterator[Version]:
    """One version at a time, so that no two large registers need to be held at once."""
    return _versions(view, lambda files: files)


def versions_of_entries(view: View, known: tuple[str, Agreement] | None = None) -> Iterator[Version]:
    """The same for who asks for the entries alone: most are without the assessments of the table beside agreement.yaml.

    Where several versions in a row differ by that table only, as after each import of statuses, their entries are read once; the
    version of which digest and register are `known` is not read again.
    """
    return _versions(
        view, lambda files: {name: text for name, text in files.items() if not _tells_statuses(name)}, known
    )


def _tells_statuses(name: str) -> bool:
    return name.startswith("assessments.")


def _versions(
    view: View, wanted: Callable[[dict[str, str]], dict[str, str]], known: tuple[str, Agreement] | None = None
) -> Iterator[Version]:
    make: Any = import_module("servanda.progress").Version
    before: dict[str, str] = {}
    agreement = None
    for row in view.rows(models.RegisterVersion).select_related("batch").iterator(chunk_size=1):
        files = wanted(row.files)
        if files != before or agreement is None:
            before, agreement = files, known[1] if known and known[0] == row.digest else None
        if agreement is None:
            with suppress(RegisterError):
                agreement = agreement_of(files)
        if agreement is not None:
            yield make(row.recorded.date(), agreement, row.batch_id, ", ".join(row.batch.inputs))


def earlier_ids(alias: str) -> Callable[[], frozenset[str]]:
    """What gives the ids of all entries that any version had, worked out when it is first asked."""

    @cache
    def ids() -> frozenset[str]:
        return frozenset(item.id for version in versions_of_entries(View(alias)) for item in version.agreement.walk())

    return ids


def history_in(project: Project, entry: str, known_on: date | None) -> History:
    """The life of an entry that is named by its id, or by a name or alias that only it has in the newest version that has it."""
    history_of: Any = import_module("servanda.progress").history_of
    found: History | None = history_of(entry, project.versions(known_on))
    if found is not None:
        return found
    ids: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    for version in project.versions(known_on):
        for item in version.agreement.walk():
            ids[item.id] = item.id
            for name in (*item.names.values(), *item.aliases):
                names.setdefault(" ".join(name.casefold().split()), set()).add(item.id)
    meant = names.get(" ".join(entry.casefold().split()), set())
    if len(meant) == 1:
        found = history_of(meant.pop(), project.versions(known_on))
    if found is None:
        near = sorted(meant) or get_close_matches(entry, sorted(ids), n=5, cutoff=0.5) or sorted(ids)[:20]
        raise UnknownName("no-such-entry-in-any-version", value=entry, remedy="choose-one-of", known=", ".join(near))
    return found


def register_faults(project: Project) -> list[RegisterError]:
    """What cannot be taken of the register as it lies in the folder; rows beside agreement.yaml are left out of it one by one."""
    if not (project.folder / REGISTER).is_file():
        return []
    check = import_module("servanda.intake.register").check_agreement
    found: list[RegisterError] = check(project.folder / REGISTER, earlier_ids(project.alias))[1]
    return found


def unrecorded(project: Project) -> Version | None:
    """The register as it lies in the folder, where that is not what the record has as its newest version."""
    digest, agreement = project.register()
    newest = View(project.alias).rows(models.RegisterVersion).last()
    if newest is not None and newest.digest == digest:
        return None
    found: Version = import_module("servanda.progress").Version(timezone.now().date(), agreement, source=REGISTER)
    return found
