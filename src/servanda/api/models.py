"""Tokens: by which a program is known to the interface.

They lie beside the record in tables of their own, and are no part of any account or copy of it.
"""

from django.db import models
from django.utils import timezone

__all__ = ["Token"]


class Token(models.Model):
    """One program's token: `digest` is all that is kept of it, `until` its last day, `revoked` when it was ended."""

    name = models.CharField(max_length=150, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made = models.DateTimeField(default=timezone.now, editable=False)
    until = models.DateField()
    revoked = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Its name."""
        return str(self.name)
