"""Open a reporting round: from then on bodies report on a stretch of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import UsageError
from servanda.period import Period
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.rounds import alone
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project


def open_round(project: Project, period: str, who: str) -> models.Round:
    """Keep that a round was opened, by whom, and for which days: 2030-Q2, 2030-06, 2030, 2030-01/2030-06.

    Raises UsageError where the period has no first and last day, or where there is a round of these days.
    """
    days = _days(period)
    if not who.strip():
        raise UsageError("round-needs-name", remedy="name-who")
    with alone(project):
        rows = View(project.alias).rows(models.Round)
        if rows.filter(start=days.start, end=days.end).exists():
            raise UsageError("round-there-already", value=period, remedy="see-round-status")
        batch = OpenBatch(project.alias, models.BatchKind.ROUND, [period])
        with batch.unit() as row:
            kept: models.Round = models.Round.objects.using(project.alias).create(
                batch=row, period=" ".join(period.split())[:40], start=days.start, end=days.end, who=who.strip()
            )
        batch.finish()
    return kept


def _days(period: str) -> Period:
    try:
        found = Period.parse(period)
    except ValueError as fault:
        raise UsageError("no-round-period", value=period, remedy="write-round-period") from fault
    if found.start is None or found.end is None:
        raise UsageError("no-round-period", value=period, remedy="write-round-period")
    return found
