"""The record as it is known now, or was known on a day: what counts and what is passed over.

A row counts where it was recorded by then and its batch was not undone by then. Of several receipts under one path the
newest is the page's current version, of several readings of a document the newest is its current reading, of several
rows of tables with one id the newest is the current claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from servanda.record import models

__all__ = ["View"]


@dataclass(frozen=True)
class View:
    """A project's record through the end of a day (UTC), or as it is now where no day is given."""

    alias: str
    known_on: date | None = None

    @property
    def until(self) -> datetime | None:
        """The first moment that is not known any more."""
        if self.known_on is None:
            return None
        return datetime.combine(self.known_on + timedelta(days=1), time(), UTC)

    @cached_property
    def undone(self) -> frozenset[int]:
        """Batches that do not count."""
        events = self._recorded(models.BatchEvent).exclude(kind=models.EventKind.FINISHED).order_by("id")
        state: dict[int, str] = dict(events.values_list("batch_id", "kind"))
        return frozenset(batch for batch, kind in state.items() if kind == models.EventKind.UNDONE)

    def rows(self, model: type[Any]) -> Any:
        """The rows of a table that count, oldest first."""
        return self._recorded(model).exclude(batch_id__in=self.undone).order_by("id")

    def _recorded(self, model: type[Any]) -> Any:
        rows = model.objects.using(self.alias)
        return rows if self.until is None else rows.filter(recorded__lt=self.until)

    @cached_property
    def current_by_path(self) -> Mapping[str, int]:
        """The current version of each page: document ids by path."""
        return dict(self.rows(models.Receipt).values_list("path", "document_id"))

    @cached_property
    def current_documents(self) -> frozenset[int]:
        """Ids of documents that are the current version of a page."""
        return frozenset(self.current_by_path.values())

    @cached_property
    def current_readings(self) -> Mapping[int, int]:
        """The newest reading of each current document: reading ids by document id."""
        pairs = self.rows(models.Reading).values_list("document_id", "id")
        return {document: reading for document, reading in pairs if document in self.current_documents}

    @cached_property
    def copied(self) -> Mapping[int, frozenset[int]]:
        """The earlier documents that a document is a near copy of."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        for document, other in self.rows(models.NearDuplicate).values_list("document_id", "other_id"):
            if other in self.current_documents:
                found[document].add(other)
        return {document: frozenset(others) for document, others in found.items()}

    def document_rows(self) -> list[models.Document]:
        """Current documents, by name."""
        rows = models.Document.objects.using(self.alias).order_by("doc", "id")
        return [row for row in rows.iterator() if row.pk in self.current_documents]

    def table_claims(self) -> dict[str, models.Claim]:
        """The current row of each id that tables have given, in the order in which the ids first came."""
        current: dict[str, models.Claim] = {}
        for row in self.rows(models.Claim).filter(statement=None):
            current[row.claim_id] = row
        return current

    def statements_by_reading(self, readings: Iterable[int]) -> dict[int, list[models.Statement]]:
        """The statements of these readings, in the order of the text."""
        wanted, found = frozenset(readings), defaultdict(list)
        for row in self.rows(models.Statement).order_by("reading_id", "number").iterator():
            if row.reading_id in wanted:
                found[row.reading_id].append(row)
        return dict(found)

    def claims_by_statement(self, readings: Iterable[int]) -> dict[int, list[models.Claim]]:
        """The claims of the statements of these readings."""
        wanted, found = frozenset(readings), defaultdict(list)
        rows = models.Claim.objects.using(self.alias).exclude(statement=None).order_by("id")
        for row in rows.select_related("statement").iterator():
            if row.statement.reading_id in wanted:
                found[row.statement_id].append(row)
        return dict(found)
