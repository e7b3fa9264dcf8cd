"""Set a finding aside with a reason, or take it up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import UsageError
from servanda.finding import Finding
from servanda.message import Message
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.reviewed import fingerprints, review_of
from servanda.record.settings import DATABASE_NAME

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["about", "dismiss", "restore"]


def dismiss(project: Project, finding: str, who: str, why: str) -> models.Dismissal:
    """Keep that a reviewer sets a finding aside; it stays so until one of its claims changes. `finding` begins its id."""
    return _rule(project, finding, who, why, models.Ruling.DISMISSED)


def restore(project: Project, finding: str, who: str, why: str) -> models.Dismissal:
    """Keep that a reviewer takes a dismissed finding up again."""
    return _rule(project, finding, who, why, models.Ruling.RESTORED)


def _rule(project: Project, name: str, who: str, why: str, ruling: str) -> models.Dismissal:
    if not who.strip() or not why.strip():
        raise UsageError("dismissal-needs", remedy="give-who-and-why")
    known = review_of(project)
    finding = known.finding(name)
    is_dismissed = any(one.finding.id == finding.id for one in known.dismissed)
    if is_dismissed == (ruling == models.Ruling.DISMISSED):
        fault = Message.of("dismissed-already") if is_dismissed else Message.of("not-dismissed")
        raise UsageError(fault, value=finding.id, remedy="see-reconcile")
    with named_faults(project.folder / DATABASE_NAME):
        batch = OpenBatch(project.alias, models.BatchKind.DISMISSAL, [finding.id])
        with batch.unit() as row:
            kept: models.Dismissal = models.Dismissal.objects.using(project.alias).create(
                batch=row, ruling=ruling, who=who.strip(), why=why.strip(), **about(project, finding)
            )
        batch.finish()
    return kept


def about(project: Project, finding: Finding) -> dict[str, object]:
    """Which finding is meant, as it is now, for a row that speaks of it."""
    claims = {claim.id: claim for claim in project.claims()}
    return {
        "finding": finding.id,
        "verdict": finding.verdict.value,
        "relation": finding.relation,
        "measure": finding.measure,
        "subject": finding.subject,
        "claims": fingerprints(finding, claims),
    }
