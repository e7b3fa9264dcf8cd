"""Approve what a body sent in a round: from then on it counts in every account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.record.actions.decide_on_submission import decide_on_submission
from servanda.record.models import Approval, ApprovalKind

if TYPE_CHECKING:
    from servanda.record.project import Project


def approve(
    project: Project, body: str, who: str, note: str = "", period: str | None = None, seen: int | None = None
) -> Approval:
    """Keep who approved what a body sent up to now; what it sends later waits for a decision of its own.

    `seen` is the newest submission that was looked at: where there is another by now, DecidedMeanwhile is raised.
    """
    return decide_on_submission(project, body, ApprovalKind.APPROVED, who, note, period, seen)
