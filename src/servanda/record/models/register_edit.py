"""Edits of the register by somebody at the desk: what an entry's fields were before and after, who did it, and why."""

from django.db import models

from servanda.record.models.lookup import Lookup
from servanda.record.models.row import BatchRow


class RegisterEdit(BatchRow):
    """One entry that an edit changed; several with one batch are one step. `before` or `after` is null where there was none."""

    kind = models.CharField(max_length=20)
    entry = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    who = models.TextField()
    why = models.TextField()

    class Meta:
        """What is looked up often."""

        indexes = (Lookup(fields=["entry"], name="edit_by_entry"),)
