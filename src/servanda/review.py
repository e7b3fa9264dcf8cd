"""What people say of findings: a reviewer's dismissal with its reason, a named body's answer, a notice of correction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from servanda.finding import Finding

__all__ = ["Answered", "Dismissed"]


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A finding that a reviewer set aside: who, why, and on which day."""

    finding: Finding
    who: str
    why: str
    on: date


@dataclass(frozen=True, slots=True)
class Answered:
    """What a named body answered to a finding, or a correction: `kind` is "answer" or "correction".

    `finding`, `measure` and `subject` are those of the finding as it was then.
    """

    finding: str
    kind: str
    who: str
    text: str
    on: date
    measure: str = ""
    subject: str = ""
