"""Edit entries of the register as one step: a new version of it, kept with who and why; refused where somebody was quicker.

Takes for each entry the fields that it is to have, with those that the editor saw; gives the batch. What is typed has to make a
register: all faults of `check_agreement` hold. An edit of long ago is taken back by setting the fields back, as a new edit.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.errors import DecidedMeanwhile, RegisterError, UsageError
from servanda.record import models
from servanda.record.actions.import_register import note_before
from servanda.record.actions.judge import Reviewer
from servanda.record.actions.note_register import note_register
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults, unit
from servanda.record.register import digest_of, register_files, write_register
from servanda.record.settings import DATABASE_NAME
from servanda.record.versions import earlier_ids

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["EntryEdit", "edit_register", "take_back_edit"]

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EntryEdit:
    """An entry by kind and key, its fields as the editor saw them and as they are to be; None where there is none."""

    kind: str
    key: str
    seen: Fields | None
    wanted: Fields | None


def edit_register(project: Project, edits: Sequence[EntryEdit], reviewer: Reviewer) -> models.Batch:
    """Make the edits all or none. Raises DecidedMeanwhile where an entry is not as it was seen, RegisterError with the register's
    first fault, UsageError without a name or a reason, or where nothing changes.
    """
    if not reviewer.who.strip() or not reviewer.why.strip():
        raise UsageError("edit-needs", remedy="say-why")
    with _in_turn(project):
        before = register_files(project.folder)
        text = import_module("servanda.intake.register_edit").RegisterText(before)
        for edit in edits:
            _apply(text, edit)
        files = text.files
        if files == before:
            raise UsageError("nothing-edited", remedy="change-something")
        agreement = _checked(project, files)
        note_before(project, before)
        batch = OpenBatch(project.alias, models.BatchKind.EDIT_REGISTER, [f"{one.kind}/{one.key}" for one in edits])
        with batch.unit() as row:
            note_register(batch, files, digest_of(files), agreement)
            for edit in edits:
                _keep(project.alias, row, edit, reviewer)
        batch.finish()
        write_register(project.folder, files)
    return row


def take_back_edit(project: Project, number: int, reviewer: Reviewer) -> models.Batch:
    """Set back what an edit changed, however old, as a new edit; what was changed again since then stands in the way."""
    rows = models.RegisterEdit.objects.using(project.alias).filter(batch_id=number).order_by("-pk")
    text = import_module("servanda.intake.register_edit").RegisterText(register_files(project.folder))
    edits = [_back(text, row) for row in rows]
    if not edits:
        raise UsageError("no-such-batch", value=str(number), remedy="see-batches")
    return edit_register(project, edits, reviewer)


def _back(text: Any, row: models.RegisterEdit) -> EntryEdit:
    now = text.fields(row.kind, row.entry)
    if row.before is None or row.after is None or now is None:
        if now != row.after:
            raise DecidedMeanwhile("entry-changed-meanwhile", value=row.entry, remedy="see-it-as-it-is")
        return EntryEdit(row.kind, row.entry, now, row.before)
    changed = {name for name in {*row.before, *row.after} if row.before.get(name, "") != row.after.get(name, "")}
    if any(now.get(name, "") != row.after.get(name, "") for name in changed):
        raise DecidedMeanwhile("entry-changed-meanwhile", value=row.entry, remedy="see-it-as-it-is")
    return EntryEdit(row.kind, row.entry, now, now | {name: row.before.get(name, "") for name in changed})


def _apply(text: Any, edit: EntryEdit) -> None:
    """Change one entry, if it is as it was seen."""
    now = text.fields(edit.kind, edit.key)
    if now != (None if edit.seen is None else dict(edit.seen)):
        raise DecidedMeanwhile("entry-changed-meanwhile", value=edit.key, remedy="see-it-as-it-is")
    if edit.wanted is None:
        text.remove(edit.kind, edit.key)
    else:
        text.put(edit.kind, edit.key, edit.wanted)


def _checked(project: Project, files: dict[str, str]) -> Any:
    """The register in the files; raises its first fault."""
    with tempfile.TemporaryDirectory() as folder:
        write_register(Path(folder), files)
        check = import_module("servanda.intake.register").check_agreement
        agreement, faults = check(Path(folder), earlier_ids(project.alias))
    if faults:
        first: RegisterError = faults[0]
        first.file = Path(first.file or "").name or None
        raise first
    return agreement


def _keep(alias: str, batch: models.Batch, edit: EntryEdit, reviewer: Reviewer) -> None:
    wanted = None if edit.wanted is None else {name: text for name, text in edit.wanted.items() if text}
    models.RegisterEdit.objects.using(alias).create(
        batch=batch,
        kind=edit.kind,
        entry=edit.key,
        before=None if edit.seen is None else dict(edit.seen),
        after=wanted,
        who=reviewer.who.strip(),
        why=reviewer.why.strip(),
    )


@contextmanager
def _in_turn(project: Project) -> Iterator[None]:
    """One edit at a time. The files are written last, and put back on a fault."""
    before = register_files(project.folder)
    with named_faults(project.folder / DATABASE_NAME):
        try:
            with unit(project.alias):
                before = register_files(project.folder)
                yield
        except BaseException:
            if register_files(project.folder) != before:
                write_register(project.folder, before)
            raise
