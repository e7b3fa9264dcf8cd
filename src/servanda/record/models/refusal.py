"""Inputs that were refused, each with its error, so that a gap in the account can be explained."""

from django.db import models

from servanda.record.models.row import BatchRow


class Refusal(BatchRow):
    """One input and why it was not taken; `fingerprint` keeps the same refusal from being noted twice.

    `told` holds the error's messages with what fills them, for any language; `message` the same in English, which is all that
    rows of before have.
    """

    input = models.TextField()
    line = models.PositiveIntegerField(null=True)
    error = models.CharField(max_length=40)
    message = models.TextField()
    told = models.JSONField(null=True)
    fingerprint = models.CharField(max_length=80)

    class Meta:
        """What is looked up often."""

        indexes = (models.Index(fields=["fingerprint"], name="refusal_fingerprint"),)
