"""The site's own tables: what readers write to it, what they follow, and what is learnt of unwanted letters.

They lie beside the record and are no part of it: rows change, and what a reader asks to have deleted is deleted. What becomes
of a letter for the account (an error mended, a body's answer) is kept in the record, under the name of who decided.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

__all__ = ["Following", "Letter", "LetterKind", "LetterState", "Word"]


class LetterKind(models.TextChoices):
    """What a reader writes."""

    ERROR = "error"
    ANSWER = "answer"
    COMMENT = "comment"


class LetterState(models.TextChoices):
    """What became of a letter."""

    WAITING = "waiting"
    MENDED = "mended"
    UPHELD = "upheld"
    PUBLISHED = "published"
    DECLINED = "declined"
    SPAM = "spam"
    ERASED = "erased"


class Letter(models.Model):
    """What a reader wrote about the item that `family` and `key` name; `token` is by which the writer finds it again.

    `email` is there until the letter is decided on, `text` until it is spam or erased;
    `is_suspect` is what was thought of it when it came.
    """

    kind = models.CharField(max_length=10, choices=LetterKind.choices)
    family = models.CharField(max_length=20)
    key = models.TextField()
    lang = models.CharField(max_length=2)
    who = models.CharField(max_length=200, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    made = models.DateTimeField(default=timezone.now, editable=False)
    token = models.CharField(max_length=43, unique=True)
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.WAITING)
    decided = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=150, blank=True, default="")
    outcome = models.TextField(blank=True, default="")
    is_suspect = models.BooleanField(null=True)

    class Meta:
        """What is looked up often."""

        indexes = (models.Index(fields=["state", "family"], name="letter_state_family"),)


class Word(models.Model):
    """In how many letters that moderators decided on a word stood: unwanted ones and others; the word "" counts them all."""

    word = models.CharField(max_length=40, unique=True)
    spam = models.PositiveIntegerField(default=0)
    wanted = models.PositiveIntegerField(default=0)


class Following(models.Model):
    """What somebody follows by e-mail: an item (`family`, `key`), or a list or search with its `query`.

    `token` is in the mails' links; nothing is sent before `confirmed`. `told` are digests of what the mails have told,
    `pending` those of a mail that is on its way since `sent`.
    """

    email = models.EmailField()
    lang = models.CharField(max_length=2)
    family = models.CharField(max_length=20)
    key = models.TextField(blank=True, default="")
    query = models.JSONField(default=dict)
    frequency = models.CharField(max_length=10)
    token = models.CharField(max_length=43, unique=True)
    made = models.DateTimeField(default=timezone.now, editable=False)
    confirmed = models.DateTimeField(null=True)
    sent = models.DateTimeField(null=True)
    told = models.JSONField(default=list)
    pending = models.JSONField(null=True)
