"""Batches and refusals, as people see them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from servanda.record import models
from servanda.record.outcome import Summary
from servanda.record.view import View

__all__ = ["batches", "refusals"]


def batches(alias: str) -> list[Summary]:
    """All ingests and imports, oldest first; judgements are batches too, and are listed at the desk."""
    undone = View(alias).undone
    finished = models.BatchEvent.objects.using(alias).filter(kind=models.EventKind.FINISHED)
    ends = dict(finished.values_list("batch_id", "recorded"))
    counts = {
        name: _counts(alias, model)
        for name, model in {
            "documents": models.Receipt,
            "statements": models.Statement,
            "claims": models.Claim,
            "refused": models.Refusal,
            "observations": models.Observation,
        }.items()
    }
    rows = models.Batch.objects.using(alias).exclude(kind=models.BatchKind.JUDGEMENT).order_by("id")
    return [
        Summary(
            id=row.pk,
            kind=row.kind,
            started=row.recorded.isoformat(timespec="seconds"),
            finished=ends[row.pk].isoformat(timespec="seconds") if row.pk in ends else None,
            undone=row.pk in undone,
            version=row.version,
            inputs=tuple(row.inputs),
            **{name: found.get(row.pk, 0) for name, found in counts.items()},
        )
        for row in rows
    ]


def refusals(view: View) -> list[models.Refusal]:
    """Inputs that were refused and that have not been taken since."""
    taken = set(view.current_by_path)
    return [row for row in view.rows(models.Refusal) if row.input not in taken]


def _counts(alias: str, model: type[Any]) -> dict[int, int]:
    rows = model.objects.using(alias).order_by().values("batch_id").annotate(n=Count("id"))
    return dict(rows.values_list("batch_id", "n"))
