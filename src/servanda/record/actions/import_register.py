"""Make a file the project's register, if it has no fault, and link all claims to it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.record import models
from servanda.record.actions.note_register import note_register
from servanda.record.batches import OpenBatch
from servanda.record.folder import path_in
from servanda.record.outcome import Outcome
from servanda.record.register import REGISTER, digest_of, register_files, write_register
from servanda.record.versions import earlier_ids

if TYPE_CHECKING:
    from servanda.record.project import Project


def import_register(project: Project, file: Path) -> Outcome:
    """Check the file, put it in the place of `agreement.yaml`, keep it as a version and link the record's claims to it.

    A register with a fault changes nothing: all its faults are in the outcome's `refused`. What was there before is kept
    as a version too, so that an undo can bring it back.
    """
    outcome = Outcome()
    agreement, faults = import_module("servanda.intake.register").check_agreement(file, earlier_ids(project.alias))
    if agreement is None or faults:
        outcome.refused += faults
        return outcome
    before, files = register_files(project.folder), register_files(file.parent, file.name)
    if before != files:
        note_before(project, before)
        write_register(project.folder, files)
    batch = OpenBatch(project.alias, models.BatchKind.IMPORT_REGISTER, [path_in(project.folder, file)])
    if not note_register(batch, files, digest_of(files), agreement):
        outcome.unchanged = 1
    elif REGISTER in before:
        outcome.changed = 1
    else:
        outcome.taken = 1
    batch.finish()
    outcome.batch = batch.id
    return outcome


def note_before(project: Project, before: dict[str, str]) -> None:
    """Keep the register that is about to be replaced, where the record has not got it yet."""
    agreement, _ = import_module("servanda.intake.register").check_agreement(project.folder / REGISTER)
    batch = OpenBatch(project.alias, models.BatchKind.IMPORT_REGISTER, [REGISTER])
    note_register(batch, before, digest_of(before), agreement)
    batch.finish()
