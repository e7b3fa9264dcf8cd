"""Note that an input was refused, once for each fault."""

from __future__ import annotations

from servanda.errors import ServandaError
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.encoding import fingerprint
from servanda.record.view import View


def refuse(batch: OpenBatch, name: str, error: ServandaError, view: View) -> None:
    """Keep the input's name with its error, unless the record has just this already."""
    mark = fingerprint([name, error.id, str(error)])
    if view.rows(models.Refusal).filter(fingerprint=mark).exists():
        return
    with batch.unit() as row:
        models.Refusal.objects.using(batch.alias).create(
            batch=row, input=name, line=error.line, error=error.id, message=str(error), fingerprint=mark
        )
