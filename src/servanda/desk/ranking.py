"""What a judgement would change: the findings that rest on each statement, and whether what it says counts in the register.

Takes a project, gives numbers by statement. They are worked out with the findings, which takes seconds where much was said, so
they are kept for five minutes, and then made anew while the old ones still serve: they order the queue, and nothing else rests on
them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic

from servanda.errors import ServandaError
from servanda.finding import Verdict
from servanda.record import models
from servanda.record.database import close
from servanda.record.project import Project
from servanda.record.reviewed import review_of
from servanda.site.facts import SOLVER

__all__ = ["Ranking", "ranking_of"]

_KEPT_SECONDS = 300
_WEIGHTS = {Verdict.CONTRADICTION: 1000, Verdict.TENSION: 100, Verdict.OVERDUE: 10, Verdict.CONSISTENT: 1}
"""A contradiction that one judgement may resolve comes before any number of findings of a lesser kind, up to nine."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """By the number of a statement: how much rests on it, on how many findings, and whether its claims count.

    `aside` are the documents that hardly bear on the agreement, `scores` how likely the scored ones do.
    """

    use: Mapping[int, int] = field(default_factory=dict)
    findings: Mapping[int, int] = field(default_factory=dict)
    counted: frozenset[int] = frozenset()
    aside: frozenset[int] = frozenset()
    scores: Mapping[int, float] = field(default_factory=dict)
    made: float = 0.0


_known: dict[str, Ranking] = {}
_under_way: dict[str, Thread] = {}
"""Who is making a ranking anew, by the project's alias."""


def ranking_of(project: Project) -> Ranking:
    """The ranking; only the first time one waits for it."""
    alias = project.alias
    kept = _known.get(alias)
    if kept is None:
        with SOLVER:
            return _known.get(alias) or _made_anew(project)
    is_old = monotonic() - kept.made >= _KEPT_SECONDS
    if is_old and not (alias in _under_way and _under_way[alias].is_alive()):
        _under_way[alias] = Thread(target=_refresh, args=(project,), daemon=True)
        _under_way[alias].start()
    return kept


def _refresh(project: Project) -> None:
    """Make the ranking anew in a thread of its own; where the record is in the way, the old one serves on."""
    try:
        with SOLVER, suppress(ServandaError):
            _made_anew(project)
    finally:
        close(project.alias)


def _made_anew(project: Project) -> Ranking:
    _known[project.alias] = _ranked(project)
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
    documents = project.relevance()
    aside = frozenset(one.id for one in documents if one.is_aside)
    scores = {one.id: one.score for one in documents if one.score is not None}
    return Ranking(use, findings, counted, aside, scores, monotonic())
