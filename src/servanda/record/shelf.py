"""Keeps several documents with what was read in them at once: what the record has of them is asked for once for all.

Takes documents under their paths, in the order in which they came in; gives what each was to the record. Rows go in a table after
another, with the numbers that they would have if one document was kept after another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from servanda.record import models
from servanda.record.encoding import encode
from servanda.record.hands import Made
from servanda.record.links import Linker
from servanda.record.nouns import claim_row, document_row, statement_row
from servanda.record.view import View
from servanda.statement import Reading

__all__ = ["Arrived", "Shelf"]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A document that came in under a path; what the record has already nobody has made."""

    digest: str
    path: str
    made: Made | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the record has: rows by digest, digests of current versions by path, readers of newest readings by digest."""

    documents: dict[str, models.Document]
    current: dict[str, str]
    readers: dict[str, str]

    def has(self, one: Arrived, reader: str) -> bool:
        """Whether nothing is to be added."""
        return self.current.get(one.path) == one.digest and self.readers.get(one.digest) == reader


class Shelf:
    """Where an ingest puts documents; `reader` is the label that its readings have."""

    def __init__(self, alias: str, linker: Linker | None, reader: str) -> None:
        self._alias, self._linker, self._reader = alias, linker, reader
        self._view = View(alias)

    def has_all(self, things: Sequence[Arrived]) -> bool:
        """Whether the record has all of these, current and read, so that nobody need be kept from writing."""
        known = self._known(things) if things else None
        return known is None or all(known.has(one, self._reader) for one in things)

    def keep(self, things: Sequence[Arrived], batch: models.Batch) -> list[str]:
        """Add what is not there, in a transaction of the caller's; gives of each the count of the outcome that it belongs to."""
        known, counts = self._known(things), []
        documents: list[tuple[models.Document, bytes]] = []
        receipts: list[models.Receipt] = []
        readings: list[tuple[models.Document, Reading]] = []
        for one in things:
            if known.has(one, self._reader):
                counts.append("unchanged")
                continue
            counts.append("changed" if one.path in known.current else "taken")
            row = known.documents.get(one.digest)
            if row is None:
                assert one.made is not None  # noqa: S101 (what is not in the record was made)
                row = known.documents[one.digest] = document_row(one.made.document, batch)
                documents.append((row, one.made.bands))
            if known.current.get(one.path) != one.digest:
                known.current[one.path] = one.digest
                receipts.append(models.Receipt(batch=batch, document=row, path=one.path))
            if one.made is not None and one.made.reading is not None and known.readers.get(one.digest) != self._reader:
                known.readers[one.digest] = self._reader
                readings.append((row, one.made.reading))
        self._add([row for row, _ in documents])
        self._add([models.Sketch(document=row, bands=bands) for row, bands in documents])
        self._add(receipts)
        self._keep_readings(readings, batch)
        return counts

    def _known(self, things: Sequence[Arrived]) -> _Known:
        digests, paths = {one.digest for one in things}, {one.path for one in things}
        rows = models.Document.objects.using(self._alias).filter(digest__in=digests).defer("text", "noun")
        receipts = self._view.rows(models.Receipt).filter(path__in=paths)
        readings = self._view.rows(models.Reading).filter(document__digest__in=digests)
        return _Known(
            {row.digest: row for row in rows},
            dict(receipts.values_list("path", "document__digest")),
            dict(readings.values_list("document__digest", "reader")),
        )

    def _keep_readings(self, readings: Iterable[tuple[models.Document, Reading]], batch: models.Batch) -> None:
        read, statements, claims, links = [], [], [], []
        for document, reading in readings:
            row = models.Reading(
                batch=batch, document=document, reader=reading.reader, notes=encode(reading.document.notes)
            )
            read.append(row)
            own = []
            for number, statement in enumerate(reading.statements):
                kept = statement_row(number, statement, row, batch)
                statements.append(kept)
                own += [(claim_row(claim, batch, statement=kept), claim) for claim in statement.claims]
            claims += [made for made, _ in own]
            if self._linker is not None:
                links += self._linker.rows(own, batch, document)
        for rows in (read, statements, claims, links):
            self._add(rows)

    def _add(self, rows: list[Any]) -> None:
        if rows:
            type(rows[0]).objects.using(self._alias).bulk_create(rows)
