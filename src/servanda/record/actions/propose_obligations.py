"""Put the dated duties of a treaty into the review queue, from which reviewers take them into the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.encoding import fingerprint
from servanda.record.folder import path_in
from servanda.record.obligations import duties_in
from servanda.record.outcome import Outcome
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project


def propose_obligations(project: Project, file: Path, articles: Sequence[str], constants: Mapping[str, str]) -> Outcome:
    """Keep the duties of the named articles, or of all, until somebody judges them; again is harmless."""
    outcome = Outcome()
    duties = duties_in(file, articles, constants)
    with named_faults(project.folder / DATABASE_NAME):
        known = dict(View(project.alias).rows(models.Obligation).values_list("entry", "fingerprint"))
        new = [duty for duty in duties if known.get(duty.row["id"]) != fingerprint(duty.row)]
        outcome.changed = sum(duty.row["id"] in known for duty in new)
        outcome.taken, outcome.unchanged = len(new) - outcome.changed, len(duties) - len(new)
        batch = OpenBatch(project.alias, models.BatchKind.OBLIGATIONS, [path_in(project.folder, file)])
        if new:
            with batch.unit() as row:
                for duty in new:
                    models.Obligation.objects.using(project.alias).create(
                        batch=row,
                        file=path_in(project.folder, file),
                        article=duty.article,
                        entry=duty.row["id"],
                        text=duty.text,
                        row=duty.row,
                        fingerprint=fingerprint(duty.row),
                    )
        batch.finish()
    outcome.batch = batch.id
    return outcome
