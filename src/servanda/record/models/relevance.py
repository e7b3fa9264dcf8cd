"""How likely documents bear on the agreement, what people say of it, and samples of what was set aside."""

from django.db import models

from servanda.record.models.document import Document
from servanda.record.models.row import BatchRow


class Score(BatchRow):
    """How likely a document bears on the agreement, in 0..1, and what of the register it names; the newest counts.

    `scorer` is a digest of the weights that gave it.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()
    names = models.JSONField(default=list)
    scorer = models.CharField(max_length=16)


class Mark(BatchRow):
    """Somebody decided whether a document bears on the agreement; the newest counts."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    relevant = models.BooleanField()
    who = models.TextField()
    why = models.TextField(default="")


class AsideSample(BatchRow):
    """Documents drawn at random from what was set aside, in the order of drawing; `aside` is from how many."""

    seed = models.BigIntegerField()
    line = models.FloatField()
    aside = models.PositiveIntegerField()
    documents = models.JSONField()
