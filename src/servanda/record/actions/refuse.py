"""Note that an input was refused, once for each fault."""

from __future__ import annotations

from servanda.errors import ServandaError
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.encoding import fingerprint
from servanda.record.nouns import refusal_row
from servanda.record.view import View


def refuse(batch: OpenBatch, name: str, error: ServandaError, view: View) -> None:
    """Keep the input's name with its error, unless the record has just this already, marked as it is now or as it was before."""
    mark = fingerprint([name, error.id, error.line, error.told("en", place=False)])
    marks = (mark, fingerprint([name, error.id, str(error)]))
    if view.rows(models.Refusal).filter(fingerprint__in=marks).exists():
        return
    with batch.unit() as row:
        refusal_row(error, row, name, mark).save(using=batch.alias)
