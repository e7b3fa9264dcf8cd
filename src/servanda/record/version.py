"""The record's version: how many times it has been added to. It only grows, and the same number means the same record.

Takes a view of a record; gives a number that the site and exports print, and a mark that also tells an edit of the register's
files, by which what was computed is known to be still good.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Max

from servanda.record import models
from servanda.record.view import View

__all__ = ["mark_of", "version_of"]

_KEPT_FOR_SPEED = (models.Link,)
"""Tables that reading may add to without anything new being known."""


def version_of(view: View) -> int:
    """The number of batches begun, finished, undone and done again, as a view knows them."""
    return sum(_recorded(view, model).count() for model in (models.Batch, models.BatchEvent))


def mark_of(alias: str) -> tuple[int, ...]:
    """The last row of each table: it changes whenever something is added, in the midst of a batch too."""
    tables = [model for model in apps.get_app_config("record").get_models() if model not in _KEPT_FOR_SPEED]
    return tuple(model.objects.using(alias).aggregate(last=Max("pk"))["last"] or 0 for model in tables)


def _recorded(view: View, model: type[Any]) -> Any:
    rows = model.objects.using(view.alias)
    return rows if view.until is None else rows.filter(recorded__lt=view.until)
