"""What a reader of a certain version found in a document; a newer reader's findings stand beside an older one's."""

from django.db import models

from servanda.record.models.document import Document
from servanda.record.models.row import BatchRow


class Reading(BatchRow):
    """One reading of one document; `reader` is the reader's name and version, `notes` its remarks on the document."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readings")
    reader = models.TextField()
    notes = models.JSONField(default=list)

    class Meta:
        """What is looked up often."""

        indexes = (models.Index(fields=["document", "reader"], name="reading_document_reader"),)


class Statement(BatchRow):
    """One attribution; `noun` holds it whole but for its claims, which have their own rows."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    source = models.JSONField()
    cue = models.JSONField()
    content = models.JSONField()
    mode = models.CharField(max_length=10)
    kind = models.CharField(max_length=12)
    speaker = models.JSONField()
    noun = models.JSONField()

    class Meta:
        """What cannot be twice."""

        constraints = (models.UniqueConstraint(fields=["reading", "number"], name="statement_once"),)
