"""Random samples of what was read, and what judges found of them."""

from django.db import models

from servanda.record.models.document import Document
from servanda.record.models.judgement import Judgement
from servanda.record.models.reading import Statement
from servanda.record.models.row import BatchRow


class Sample(BatchRow):
    """A sample as it was drawn; the newest that counts is the open one.

    `sizes` has for each language how many statements and passages there were to draw from, `readers` the readers whose
    statements they are; `unread` counts current documents in languages that nothing reads.
    """

    seed = models.BigIntegerField()
    sizes = models.JSONField()
    readers = models.JSONField()
    unread = models.PositiveIntegerField(default=0)


class ItemKind(models.TextChoices):
    """What is judged."""

    STATEMENT = "statement"
    PASSAGE = "passage"


class SampleItem(BatchRow):
    """A statement or a passage of a sample, in the order of judging.

    `passage` is set for a statement that begins in a passage of the sample; it is judged before that passage.
    """

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    lang = models.CharField(max_length=12)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, related_name="+")
    passage = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="statements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        """What cannot be twice."""

        constraints = (models.UniqueConstraint(fields=["sample", "number"], name="sample_item_once"),)


class Verdict(BatchRow):
    """What a judge found of an item; the newest counts.

    `noun` holds a Verdict of `servanda.evaluation`, whose claims are in the order of `claims`, the rows that they are about.
    `judgement` is what the verdict on a statement did in the account.
    """

    item = models.ForeignKey(SampleItem, on_delete=models.PROTECT, related_name="verdicts")
    who = models.TextField()
    why = models.TextField(default="")
    noun = models.JSONField()
    claims = models.JSONField(default=list)
    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, null=True, related_name="+")
