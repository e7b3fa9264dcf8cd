"""Dated duties of treaties that wait to be taken into the register, and what reviewers decided on them."""

from django.db import models

from servanda.record.models.judgement import Decision
from servanda.record.models.row import BatchRow


class Obligation(BatchRow):
    """A duty as a row of the register that it would become; the newest row of an `entry` counts.

    `file` is the treaty's, `article` where the duty stands, `text` its words.
    """

    file = models.TextField()
    article = models.TextField()
    entry = models.TextField()
    text = models.TextField()
    row = models.JSONField()
    fingerprint = models.CharField(max_length=80)


class ObligationJudgement(BatchRow):
    """Who took a duty into the register, as it stood or corrected, or rejected it, and why; `row` is the corrected one."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="judgements")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    who = models.TextField()
    why = models.TextField(default="")
    row = models.JSONField(null=True)
