"""Reject a statement or a claim: it is not in the words."""

from __future__ import annotations

from servanda.record import models
from servanda.record.actions.judge import Reviewer, judge


def reject(alias: str, target: models.Statement | models.Claim, reviewer: Reviewer) -> models.Judgement:
    """Keep that a person found it wrong; it, and a statement's claims with it, leave the account."""
    return judge(alias, target, models.Decision.REJECTED, reviewer)
