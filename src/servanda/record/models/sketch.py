"""What is kept so that near copies among new documents are found without all others being read again.

No part of the account: all of it follows from the documents and receipts, and is made again where it is not there, so copies of a
record go without it.
"""

from django.db import models

from servanda.record.models.document import Document


class Sketch(models.Model):
    """The bands of a document's text, as `servanda.intake.duplicates` makes them; nothing of a text without words."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, primary_key=True, related_name="+")
    bands = models.BinaryField()


class Comparison(models.Model):
    """How far the current documents were compared: through a receipt, as they stood after an event of a batch."""

    receipt = models.BigIntegerField()
    event = models.BigIntegerField()
