"""Versions of the register, and the assessments that each of them gives."""

from django.db import models

from servanda.record.models.row import BatchRow


class RegisterVersion(BatchRow):
    """The register's files as they were on a day (`agreement.yaml` and what lies beside it), and their digest."""

    digest = models.CharField(max_length=80)
    files = models.JSONField()


class Assessment(BatchRow):
    """Someone's status for an entry of the register as of a day."""

    register = models.ForeignKey(RegisterVersion, on_delete=models.PROTECT, related_name="assessments")
    item = models.TextField()
    status = models.CharField(max_length=20)
    as_of = models.DateField()
    assessor = models.TextField()
    source = models.TextField(default="")
