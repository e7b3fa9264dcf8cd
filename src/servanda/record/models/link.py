"""What a claim is about in a version of the register."""

from django.db import models

from servanda.record.models.claim import Claim
from servanda.record.models.row import BatchRow


class Link(BatchRow):
    """What a claim is about in a version of the register, and why; an empty `key` says that nothing in it fits."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="links")
    register = models.CharField(max_length=80)
    key = models.TextField()
    reason = models.TextField()
    score = models.FloatField(null=True)
    linker = models.TextField()
    noun = models.JSONField(null=True)

    class Meta:
        """What is looked up often."""

        indexes = (models.Index(fields=["register", "linker"], name="link_register_linker"),)
