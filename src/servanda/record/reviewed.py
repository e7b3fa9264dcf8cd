"""Findings as reviewers leave them: the open ones, those dismissed with their reason, and the answers that stand beside them.

Takes a project and gives the findings on its claims, parted. A dismissal holds while the finding's claims say what they
said then; when one of them changes, the finding is open again. An answer and a correction stay beside their finding for
ever, and are listed alone where the finding is no longer made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from servanda.claim import Claim
from servanda.errors import UnknownName, UsageError
from servanda.finding import Finding
from servanda.record import models
from servanda.record.database import named_faults
from servanda.record.encoding import fingerprint
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View
from servanda.review import Answered, Dismissed

if TYPE_CHECKING:
    from servanda.reconciliation import Outcome
    from servanda.record.project import Project

__all__ = ["Reviewed", "finding_named", "fingerprints", "review_of", "reviewed"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Findings parted by review; `answers` by finding id; `answers_alone` are those whose finding is no longer made.

    `outcome` is what reconciliation gave, with what was left out and where it is partial.
    """

    outcome: Outcome
    open: tuple[Finding, ...]
    dismissed: tuple[Dismissed, ...]
    answers: Mapping[str, tuple[Answered, ...]]
    answers_alone: tuple[Answered, ...] = ()

    def finding(self, name: str) -> Finding:
        """The finding, open or dismissed, whose id begins so."""
        return finding_named([*self.open, *(one.finding for one in self.dismissed)], name)


def review_of(project: Project, as_of: date | None = None, known_on: date | None = None) -> Reviewed:
    """The findings of a project on a day, as its reviewers leave them."""
    claims = {claim.id: claim for claim in project.claims(known_on)}
    outcome = project.examine(as_of, known_on)
    with named_faults(project.folder / DATABASE_NAME):
        view = View(project.alias, known_on)
        return reviewed(outcome, claims, view.rows(models.Dismissal), view.rows(models.Answer))


def reviewed(
    outcome: Outcome,
    claims: Mapping[str, Claim],
    dismissals: Iterable[models.Dismissal],
    answers: Iterable[models.Answer],
) -> Reviewed:
    """The findings of an outcome parted by what was said of them, oldest first."""
    known: dict[_Key, dict[str, Finding]] = {}
    for one in outcome.findings:
        known.setdefault(_key(one.verdict, one.relation, fingerprints(one, claims)), {})[one.id] = one
    newest: dict[str, tuple[Finding, models.Dismissal]] = {}
    for row in dismissals:
        if (finding := _meant(row, known)) is not None:
            newest[finding.id] = finding, row
    dismissed = [
        Dismissed(finding, row.who, row.why, row.recorded.date())
        for finding, row in newest.values()
        if row.ruling == models.Ruling.DISMISSED
    ]
    aside = {one.finding.id for one in dismissed}
    by_id = {one.id: one for one in outcome.findings}
    beside: dict[str, list[Answered]] = {}
    alone = []
    for row in answers:
        told = Answered(row.finding, row.kind, row.who, row.text, row.recorded.date(), row.measure, row.subject)
        finding = _meant(row, known) or by_id.get(row.finding)
        if finding is None:
            alone.append(told)
        else:
            beside.setdefault(finding.id, []).append(told)
    return Reviewed(
        outcome,
        tuple(one for one in outcome.findings if one.id not in aside),
        tuple(dismissed),
        {finding: tuple(told) for finding, told in beside.items()},
        tuple(alone),
    )


def fingerprints(finding: Finding, claims: Mapping[str, Claim]) -> list[str]:
    """What each claim of a finding says, without its id and where it stands, as digests in order."""
    return sorted(fingerprint(_bare(claims[name])) for name in finding.claims if name in claims)


def _bare(claim: Claim) -> Claim:
    figures = tuple(
        replace(one, quantity=one.quantity and replace(one.quantity, start=0, end=0, number_start=0, number_end=0))
        for one in claim.figures
    )
    return replace(claim, id="", source="", start=None, end=None, figures=figures)


_Key = tuple[str, str, tuple[str, ...]]


def _key(verdict: str, relation: str, claims: Iterable[str]) -> _Key:
    return str(verdict), relation, tuple(claims)


def _meant(row: models.Dismissal | models.Answer, known: Mapping[_Key, Mapping[str, Finding]]) -> Finding | None:
    """The finding that a row speaks of, while its claims are as they were: by its id, else by what its claims say."""
    alike = known.get(_key(row.verdict, row.relation, row.claims), {})
    return alike.get(row.finding) or next(iter(alike.values()), None)


def finding_named(findings: Iterable[Finding], name: str) -> Finding:
    """The finding whose id begins so, with or without the verdict before it; raises UnknownName and UsageError.

    >>> from servanda.finding import Verdict
    >>> one = Finding("tension-1a2b", Verdict.TENSION, "pace", ("a",), "trade", "Trade", (), {})
    >>> finding_named([one], "tension-1a").id, finding_named([one], "1a2").id
    ('tension-1a2b', 'tension-1a2b')
    >>> finding_named([one], "9")
    Traceback (most recent call last):
    ...
    servanda.errors.UnknownName: There is no such finding. Found '9'. See the ids with: servanda reconcile --format json
    """
    wanted = name.strip().casefold()
    known = list(findings)
    found = [one for one in known if one.id == wanted] or [
        one for one in known if wanted and (one.id.startswith(wanted) or one.id.rpartition("-")[2].startswith(wanted))
    ]
    if not found:
        raise UnknownName("no-such-finding", value=name, remedy="see-finding-ids")
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:8])
        raise UsageError("several-findings", value=name, remedy="write-more-of", known=ids)
    return found[0]
