"""Merge statements that are one, or split one that is several: as one batch, undone as a whole.

What was read is not changed: the first statement is corrected, the others are rejected or added beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.document import Span
from servanda.errors import UsageError
from servanda.record import models
from servanda.record.actions.correct import with_ids
from servanda.record.actions.judge import Reviewer, add_judgement
from servanda.record.batches import OpenBatch
from servanda.record.correction import corrected
from servanda.record.database import named_faults, unit
from servanda.record.encoding import encode
from servanda.record.nouns import statement_row
from servanda.record.review_queue import as_seen
from servanda.record.settings import DATABASE_NAME
from servanda.statement import Statement

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["merge_statements", "split_statement"]


def merge_statements(
    project: Project, first: models.Statement, other: models.Statement, reviewer: Reviewer, seen: int
) -> models.Batch:
    """Make one statement of two of the same reading: what both say, said by who says the first; its figures are read anew."""
    if first.reading_id != other.reading_id or first.pk == other.pk:
        raise UsageError("not-of-one-document", remedy="choose-neighbour")
    content = _joined([*_spans(first.content), *_spans(other.content)])
    whole = corrected(first, _spans(first.source), _spans(first.cue), content, tuple(first.speaker))
    with named_faults(project.folder / DATABASE_NAME), unit(project.alias):
        as_seen(project.alias, first, seen)
        batch = OpenBatch(project.alias, models.BatchKind.JUDGEMENT, [])
        with batch.unit() as row:
            _correct(row, first, whole, reviewer)
            add_judgement(row, other, models.Decision.REJECTED, reviewer)
        batch.finish()
    return row


def split_statement(
    project: Project, row: models.Statement, parts: Sequence[tuple[Span, ...]], reviewer: Reviewer, seen: int
) -> models.Batch:
    """Make several statements of one, by who said it; each has the figures that stand in its own words."""
    if len(parts) < 2 or not all(parts):
        raise UsageError("nothing-to-split", remedy="mark-parts")
    source, cue, speaker = _spans(row.source), _spans(row.cue), tuple(row.speaker)
    made = [corrected(row, source, cue, part, speaker) for part in parts]
    with named_faults(project.folder / DATABASE_NAME), unit(project.alias):
        as_seen(project.alias, row, seen)
        batch = OpenBatch(project.alias, models.BatchKind.JUDGEMENT, [])
        with batch.unit() as kept:
            _correct(kept, row, made[0], reviewer)
            rows = models.Statement.objects.using(project.alias).filter(reading_id=row.reading_id)
            number = rows.order_by("number").last().number
            for place, statement in enumerate(made[1:], start=1):
                added = statement_row(number + place, replace(statement, claims=()), row.reading, kept)
                added.save(using=project.alias)
                _correct(kept, added, statement, reviewer)
        batch.finish()
    return kept


def _correct(batch: models.Batch, row: models.Statement, statement: Statement, reviewer: Reviewer) -> None:
    named = with_ids(statement, f"{row.reading.document.doc}:corrected-{row.pk}")
    add_judgement(batch, row, models.Decision.CORRECTED, reviewer, encode(named))


def _spans(stored: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in stored)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in the order of the text, those that overlap as one.

    >>> _joined([(10, 20), (0, 5), (15, 25)])
    ((0, 5), (10, 25))
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)
