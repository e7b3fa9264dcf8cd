"""Accept a statement or a claim: it is right as it was read."""

from __future__ import annotations

from servanda.record import models
from servanda.record.actions.judge import Reviewer, judge


def accept(alias: str, target: models.Statement | models.Claim, reviewer: Reviewer) -> models.Judgement:
    """Keep that a person found it right; it goes on counting as long as its words are unchanged."""
    return judge(alias, target, models.Decision.ACCEPTED, reviewer)
