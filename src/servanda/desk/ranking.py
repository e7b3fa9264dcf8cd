"""What a judgement would change: the findings that rest on each statement, and whether what it says counts in the register.

Takes a project, gives numbers by statement. They are worked out with the findings, which takes seconds where much was said, so
they are kept for five minutes: they order the queue, and nothing else rests on them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

from servanda.finding import Verdict
from servanda.record import models
from servanda.record.project import Project
from servanda.record.reviewed import review_of
from servanda.site.facts import SOLVER

__all__ = ["Ranking", "ranking_of"]

_KEPT_SECONDS = 300
_WEIGHTS = {Verdict.CONTRADICTION: 1000, Verdict.TENSION: 100, Verdict.OVERDUE: 10, Verdict.CONSISTENT: 1}
"""A contradiction that one judgement may resolve comes before any number of findings of a lesser kind, up to nine."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """By the number of a statement: how much rests on it, on how many findings, and whether its claims count."""

    use: Mapping[int, int] = field(default_factory=dict)
    findings: Mapping[int, int] = field(default_factory=dict)
    counted: frozenset[int] = frozenset()
    made: float = 0.0


_known: dict[str, Ranking] = {}


def ranking_of(project: Project) -> Ranking:
    """The ranking, worked out anew where it is old; an old one while somebody else is at it."""
    kept = _known.get(project.alias)
    if kept is not None and monotonic() - kept.made < _KEPT_SECONDS:
        return kept
    if not SOLVER.acquire(blocking=kept is None) and kept is not None:
        return kept
    try:
        _known[project.alias] = _ranked(project)
    finally:
        SOLVER.release()
    return _known[project.alias]


def _ranked(project: Project) -> Ranking:
    rows = models.Claim.objects.using(project.alias).exclude(statement=None).order_by("id")
    statement_of: dict[str, int] = dict(rows.values_list("claim_id", "statement_id"))
    use, findings = Counter[int](), Counter[int]()
    for finding in review_of(project).open:
        for statement in {statement_of[claim] for claim in finding.claims if claim in statement_of}:
            use[statement] += _WEIGHTS[finding.verdict]
            findings[statement] += 1
    counted = frozenset(statement_of[claim.id] for claim in project.claims() if claim.id in statement_of)
    return Ranking(use, findings, counted, monotonic())
