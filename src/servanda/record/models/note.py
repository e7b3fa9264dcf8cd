"""What named people put beside items of the account: outcomes of reported errors, answers of bodies, signatures, translations."""

from django.db import models

from servanda.record.models.review import FindingRow
from servanda.record.models.row import BatchRow


class NoteKind(models.TextChoices):
    """What is put beside an item."""

    MENDED = "mended"
    UPHELD = "upheld"
    ANSWER = "answer"


class Note(BatchRow):
    """What became of a reported error, or what a named body answers, on the item that `family` and `key` name.

    `family` is the kind of its page ("programme", "document"), `key` the rest of the page's address, which lasts.
    """

    family = models.CharField(max_length=20)
    key = models.TextField()
    kind = models.CharField(max_length=10, choices=NoteKind.choices)
    who = models.TextField()
    text = models.TextField()


class Signature(FindingRow):
    """A named reviewer stands for a finding; it holds while the finding's claims are as they were then."""


class Translation(BatchRow):
    """What somebody made of quoted words in another language; it holds wherever the document says exactly these words."""

    document = models.TextField()
    words = models.TextField()
    lang = models.CharField(max_length=2)
    text = models.TextField()
    who = models.TextField()
