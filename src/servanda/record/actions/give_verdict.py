"""Keep what a judge found of an item of a sample, and what follows from it for the account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from servanda.errors import UsageError
from servanda.evaluation import CHOICES, Outcome, Verdict
from servanda.message import Message
from servanda.record import models
from servanda.record.actions.judge import Reviewer, add_judgement
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.encoding import encode
from servanda.record.settings import DATABASE_NAME

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["add_verdict", "give_verdict"]

_DECISIONS = {
    Outcome.RIGHT: models.Decision.ACCEPTED,
    Outcome.WRONG: models.Decision.REJECTED,
    Outcome.NONE: models.Decision.REJECTED,
}


def give_verdict(
    project: Project, item: models.SampleItem, verdict: Verdict, reviewer: Reviewer, claims: Sequence[models.Claim] = ()
) -> models.Verdict:
    """Keep a verdict as a unit of its own; `claims` are the rows that the verdict's claims are about."""
    with named_faults(project.folder / DATABASE_NAME):
        batch = OpenBatch(project.alias, models.BatchKind.JUDGEMENT, [f"sample {item.sample_id}, {item.number}"])
        with batch.unit() as row:
            kept = add_verdict(row, item, verdict, reviewer, claims)
        batch.finish()
    return kept


def add_verdict(
    batch: models.Batch,
    item: models.SampleItem,
    verdict: Verdict,
    reviewer: Reviewer,
    claims: Sequence[models.Claim] = (),
) -> models.Verdict:
    """Add a verdict to a batch that is being made.

    A statement that is right is accepted with it, one that is wrong or none leaves the account until somebody corrects it,
    and so does a claim of it. Being unsure changes nothing there.
    """
    if not reviewer.who.strip():
        raise UsageError("judgement-needs-name", remedy="say-who")
    judgement = None
    answer = verdict.answer
    if item.statement is not None and answer is not None and answer.outcome in _DECISIONS:
        why = reviewer.why or _reason(answer.outcome, CHOICES.get(answer))
        judgement = add_judgement(
            batch, item.statement, _DECISIONS[answer.outcome], Reviewer(reviewer.who, why, reviewer.settles)
        )
        for claim, found in zip(claims, verdict.claims, strict=True):
            if answer.outcome is Outcome.RIGHT and found.outcome in (Outcome.WRONG, Outcome.NONE):
                told = ", ".join(sorted(fault.value for fault in found.faults))
                add_judgement(batch, claim, models.Decision.REJECTED, Reviewer(reviewer.who, reviewer.why or told))
    kept: models.Verdict = models.Verdict.objects.using(batch._state.db).create(
        batch=batch,
        item=item,
        who=reviewer.who.strip(),
        why=reviewer.why,
        noun=encode(verdict),
        claims=[claim.pk for claim in claims],
        judgement=judgement,
    )
    return kept


def _reason(outcome: Outcome, message: Message | None) -> str:
    """Why a statement leaves the account, in a reviewer's words."""
    return "" if outcome is Outcome.RIGHT or message is None else str(message)
