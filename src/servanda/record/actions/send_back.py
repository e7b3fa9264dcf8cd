"""Send back what a body sent in a round: it does not count, and the body's next form says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import UsageError
from servanda.record.actions.decide_on_submission import decide_on_submission
from servanda.record.models import Approval, ApprovalKind

if TYPE_CHECKING:
    from servanda.record.project import Project


def send_back(
    project: Project, body: str, who: str, note: str, period: str | None = None, seen: int | None = None
) -> Approval:
    """Keep who sent back what a body sent, and why; what was approved before goes on counting.

    `seen` is the newest submission that was looked at: where there is another by now, DecidedMeanwhile is raised.
    """
    if not note.strip():
        raise UsageError("send-back-needs-note", remedy="give-note")
    return decide_on_submission(project, body, ApprovalKind.SENT_BACK, who, note, period, seen)
