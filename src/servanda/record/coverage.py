"""What was fetched of each source day by day, out of the notes of all askings that count."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from servanda.message import Message
from servanda.record import models
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.fetching import SourceCoverage

__all__ = ["coverage_in"]


def coverage_in(view: View, as_of: date) -> tuple[SourceCoverage, ...]:
    """The coverage of each source through a day, by their addresses."""
    room = import_module("servanda.fetching")
    refused, unchanged = models.FetchOutcome.REFUSED, models.FetchOutcome.UNCHANGED
    asked = (
        room.Asked(
            row.source,
            row.recorded.date(),
            row.outcome != refused,
            row.outcome not in (refused, unchanged) and row.document_id is not None,
            {} if row.outcome == unchanged else row.traits,
            None if row.told is None else Message.from_data(row.told),
        )
        for row in view.rows(models.Fetch).iterator()
    )
    found: tuple[SourceCoverage, ...] = room.coverage_of(asked, as_of)
    return found
