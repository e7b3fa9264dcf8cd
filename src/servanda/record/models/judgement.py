"""Reviewers' decisions, and the words that they hold at."""

from django.db import models

from servanda.record.models.claim import Claim
from servanda.record.models.document import Document
from servanda.record.models.reading import Statement
from servanda.record.models.row import BatchRow


class TargetKind(models.TextChoices):
    """What is judged."""

    STATEMENT = "statement"
    CLAIM = "claim"


class Decision(models.TextChoices):
    """What was decided."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Judgement(BatchRow):
    """Who decided what on a statement or a claim, and why; `replacement` is the corrected noun.

    The newest judgement on a target counts. `settles` names an older one that waited in the queue and no longer does.
    """

    target = models.CharField(max_length=10, choices=TargetKind.choices)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, related_name="judgements")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="judgements")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    who = models.TextField()
    why = models.TextField(default="")
    replacement = models.JSONField(null=True)
    settles = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="settled_by")


class Anchor(BatchRow):
    """One stretch of words that a judgement holds at, as the selectors of a W3C Web Annotation."""

    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="anchors")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.TextField()
    suffix = models.TextField()

    def as_selectors(self) -> list[dict[str, object]]:
        """The anchor's TextPositionSelector and TextQuoteSelector."""
        return [
            {"type": "TextPositionSelector", "start": self.start, "end": self.end},
            {"type": "TextQuoteSelector", "exact": self.exact, "prefix": self.prefix, "suffix": self.suffix},
        ]
