"""What reviewers say of what waits without deciding it: that they are not sure, that it can wait, who is to look at it."""

from django.db import models

from servanda.record.models.claim import Claim
from servanda.record.models.judgement import Judgement
from servanda.record.models.obligation import Obligation
from servanda.record.models.reading import Statement
from servanda.record.models.row import BatchRow


class RemarkKind(models.TextChoices):
    """What is said."""

    COMMENT = "comment"
    UNSURE = "unsure"
    POSTPONED = "postponed"
    ASSIGNED = "assigned"
    SENT_BACK = "sent back"
    PROPOSED = "proposed"
    SECOND_LOOK = "second"


class Remark(BatchRow):
    """Who said what of one thing that waits or was judged; the newest of a kind counts.

    One of `statement`, `claim`, `obligation`, `judgement` is set. `to` is who is to look at it; before `until` it is not shown.
    `proposal` is a decision that a second person has to agree with before it counts, with what would stand in its place, or what
    somebody would have decided who looked again.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, related_name="remarks")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="remarks")
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, null=True, related_name="remarks")
    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, null=True, related_name="remarks")
    kind = models.CharField(max_length=10, choices=RemarkKind.choices)
    who = models.TextField()
    text = models.TextField(default="")
    to = models.TextField(default="")
    until = models.DateField(null=True)
    proposal = models.JSONField(null=True)
