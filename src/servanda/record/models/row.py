"""What every row of the record has: when it was recorded, by which version of the program; and that it stays."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NoReturn

from django.db import models
from django.utils import timezone


@cache
def program_version() -> str:
    """The version of the program that writes, as its package gives it."""
    try:
        return version("servanda")
    except PackageNotFoundError:
        return "source"


class AppendOnlyError(TypeError):
    """A row of the record was to be changed or taken away: a fault of the program, not of an input."""


class AppendOnlyQuerySet(models.QuerySet):
    """A query that can add rows and read them, and nothing else."""

    def update(self, **_: Any) -> NoReturn:
        """Refused: a newer row stands beside an older one."""
        raise AppendOnlyError("rows of the record are not updated; add a newer one")

    def delete(self) -> NoReturn:
        """Refused: an undone batch is passed over, its rows stay."""
        raise AppendOnlyError("rows of the record are not deleted; undo their batch")


class Row(models.Model):
    """The base of all tables."""

    recorded = models.DateTimeField(default=timezone.now, editable=False)
    version = models.CharField(max_length=40, default=program_version, editable=False)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """A base, without a table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; one that is already kept is not written again."""
        if self.pk is not None and not self._state.adding:
            raise AppendOnlyError("rows of the record are not updated; add a newer one")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused, as in a query."""
        raise AppendOnlyError("rows of the record are not deleted; undo their batch")


class BatchRow(Row):
    """The base of what a batch brings in: when the batch is undone, its rows are passed over."""

    batch = models.ForeignKey("record.Batch", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A base, without a table of its own."""

        abstract = True
