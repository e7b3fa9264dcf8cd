"""Correct a statement or a claim: another one stands in its place."""

from __future__ import annotations

from dataclasses import replace

from servanda.claim import Claim
from servanda.errors import UsageError
from servanda.record import models
from servanda.record.actions.judge import Reviewer, judge
from servanda.record.encoding import encode
from servanda.statement import Statement


def correct(
    alias: str, target: models.Statement | models.Claim, replacement: Statement | Claim, reviewer: Reviewer
) -> models.Judgement:
    """Keep what a person put in its place, which counts from then on; a corrected claim keeps its id."""
    if isinstance(target, models.Claim):
        if not isinstance(replacement, Claim):
            raise UsageError("claim-by-claim", value=type(replacement).__name__)
        replacement = replace(replacement, id=target.claim_id)
    else:
        if not isinstance(replacement, Statement):
            raise UsageError("statement-by-statement", value=type(replacement).__name__)
        _within(replacement, len(target.reading.document.text))
        replacement = with_ids(replacement, f"{target.reading.document.doc}:corrected-{target.pk}")
    return judge(alias, target, models.Decision.CORRECTED, reviewer, encode(replacement))


def _within(statement: Statement, length: int) -> None:
    for start, end in (*statement.source, *statement.cue, *statement.content):
        if not 0 <= start < end <= length:
            raise UsageError("words-outside", offset=start, remedy="document-length", length=length)
    if not statement.content:
        raise UsageError("statement-needs-content", remedy="mark-words")


def with_ids(statement: Statement, stem: str) -> Statement:
    """The statement with an id for each claim that has none."""
    claims = tuple(
        claim if claim.id else replace(claim, id=f"{stem}-{number}")
        for number, claim in enumerate(statement.claims, start=1)
    )
    return replace(statement, claims=claims)
