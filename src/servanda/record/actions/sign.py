"""Stand for a finding by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import UsageError
from servanda.record import models
from servanda.record.actions.dismiss import about
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.notes import signed_in
from servanda.record.reviewed import review_of
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["sign"]


def sign(project: Project, finding: str, who: str) -> models.Signature:
    """Keep that a reviewer stands for a finding, whose id begins so; it holds until one of the finding's claims changes.

    Raises UsageError where nobody is named, the finding is set aside, or the same name stands under it already.
    """
    name = " ".join(who.split())
    if not name:
        raise UsageError("signature-needs-name", remedy="give-who")
    known = review_of(project)
    meant = known.finding(finding)
    if any(one.finding.id == meant.id for one in known.dismissed):
        raise UsageError("dismissed-not-signed", value=meant.id, remedy="see-reconcile")
    claims = {claim.id: claim for claim in project.claims()}
    with named_faults(project.folder / DATABASE_NAME):
        signed = signed_in(View(project.alias), [meant], claims).get(meant.id, ())
        if any(one.who == name for one in signed):
            raise UsageError("signed-already", value=meant.id, remedy="see-reconcile")
        batch = OpenBatch(project.alias, models.BatchKind.SIGNATURE, [meant.id])
        with batch.unit() as row:
            kept: models.Signature = models.Signature.objects.using(project.alias).create(
                batch=row, who=name, **about(project, meant)
            )
        batch.finish()
    return kept
