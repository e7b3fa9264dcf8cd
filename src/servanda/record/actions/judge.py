"""Add one judgement with the words that it holds at: what accept, correct and reject have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from servanda.errors import UsageError
from servanda.record import models
from servanda.record.anchors import quote
from servanda.record.batches import OpenBatch


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who judges, and why; `settles` is the number of a waiting judgement that this one answers."""

    who: str
    why: str = ""
    settles: int | None = None


def judge(
    alias: str,
    target: models.Statement | models.Claim,
    decision: str,
    reviewer: Reviewer,
    replacement: dict[str, Any] | None = None,
) -> models.Judgement:
    """Keep a decision (a Decision) on a statement or a claim, anchored to its words; gives the judgement's row."""
    batch = OpenBatch(alias, models.BatchKind.JUDGEMENT, [])
    with batch.unit() as row:
        judgement = add_judgement(row, target, decision, reviewer, replacement)
    batch.finish()
    return judgement


def add_judgement(
    batch: models.Batch,
    target: models.Statement | models.Claim,
    decision: str,
    reviewer: Reviewer,
    replacement: dict[str, Any] | None = None,
) -> models.Judgement:
    """Add a decision to a batch that is being made; raises UsageError where nobody is named."""
    if not reviewer.who.strip():
        raise UsageError("judgement-needs-name", remedy="say-who")
    alias = batch._state.db
    is_statement = isinstance(target, models.Statement)
    statement = target if is_statement else target.statement
    judgement: models.Judgement = models.Judgement.objects.using(alias).create(
        batch=batch,
        target=models.TargetKind.STATEMENT if is_statement else models.TargetKind.CLAIM,
        statement=target if is_statement else None,
        claim=None if is_statement else target,
        decision=decision,
        who=reviewer.who.strip(),
        why=reviewer.why,
        replacement=replacement,
        settles_id=reviewer.settles,
    )
    if statement is not None:
        models.Anchor.objects.using(alias).bulk_create(_anchors(judgement, statement, batch))
    return judgement


def _anchors(judgement: models.Judgement, statement: models.Statement, batch: models.Batch) -> list[models.Anchor]:
    document = statement.reading.document
    found = []
    for role in ("content", "source", "cue"):
        for start, end in getattr(statement, role):
            words = quote(document.text, (start, end))
            found.append(
                models.Anchor(
                    batch=batch,
                    judgement=judgement,
                    document=document,
                    role=role,
                    start=start,
                    end=end,
                    exact=words.exact,
                    prefix=words.prefix,
                    suffix=words.suffix,
                )
            )
    return found
