"""Documents by the digest of their bytes, and each time that one was received."""

from django.db import models

from servanda.record.models.lookup import Lookup
from servanda.record.models.row import BatchRow


class Document(BatchRow):
    """One text, kept once however often it comes in; `noun` holds the document without its text.

    `text_digest` is of the text kept here, so that damage shows; `digest` is of the bytes received.
    """

    digest = models.CharField(max_length=80, unique=True)
    doc = models.CharField(max_length=500)
    lang = models.CharField(max_length=12, null=True)
    title = models.TextField(null=True)
    address = models.TextField(null=True)
    published_from = models.DateField(null=True)
    published_to = models.DateField(null=True)
    text = models.TextField()
    text_digest = models.CharField(max_length=80)
    noun = models.JSONField()

    class Meta:
        """What is looked up often."""

        indexes = (Lookup(fields=["doc"], name="document_by_name"),)

    def __str__(self) -> str:
        """Its name."""
        return str(self.doc)


class Receipt(BatchRow):
    """A document came in under a path; the newest receipt of a path is that page's current version."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="receipts")
    path = models.TextField()

    class Meta:
        """What is looked up often."""

        indexes = (Lookup(fields=["path"], name="receipt_by_path"),)


class NearDuplicate(BatchRow):
    """Two documents share most of their words; `similarity` lies in 0..1."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    similarity = models.FloatField()
