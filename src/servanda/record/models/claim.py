"""Claims, from statements and from rows of tables."""

from django.db import models

from servanda.record.models.lookup import Lookup
from servanda.record.models.reading import Statement
from servanda.record.models.row import BatchRow


class Claim(BatchRow):
    """A claim as it was read, before linking; `noun` holds it whole, `fingerprint` tells whether two rows say the same.

    `statement` is set for a claim of a document; `file` and `line` for a row of a table. A table's row with an id that is
    already there supersedes the older one.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, related_name="claims")
    file = models.TextField(default="")
    line = models.PositiveIntegerField(null=True)
    claim_id = models.TextField()
    measure = models.TextField()
    subject = models.TextField()
    speaker = models.TextField()
    said_from = models.DateField(null=True)
    said_to = models.DateField(null=True)
    fingerprint = models.CharField(max_length=80)
    noun = models.JSONField()

    class Meta:
        """What is looked up often."""

        indexes = (Lookup(fields=["claim_id"], name="claim_by_id"),)
