"""What batches brought in or decided on, one thing a row, in the order in which it was recorded.

Takes an alias and batches; gives things by the family that they are of and their id there. A batch may have a million: each call
reads as many as are asked for, after a place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, F, OuterRef

from servanda.claim import Claim
from servanda.document import Document
from servanda.record import models
from servanda.record.encoding import decode

__all__ = ["FAMILIES", "Touched", "tables_of", "touched"]

Telling = Callable[[Any], tuple[str, str, "Document | None", str]]


@dataclass(frozen=True, slots=True)
class Touched:
    """A thing of a family, by its id; "" where anything of the family may be another now.

    `table` and `row` are its place. `document` and `source` are where it comes from, for who has to know what may be named.
    """

    family: str
    id: str
    table: int
    row: int
    document: Document | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table, the rows of it that tell something, and what each tells."""

    model: Any
    rows: Callable[[Any], Any]
    told: Telling


def _document(row: models.Document) -> Document:
    return replace(decode(Document, row.noun), doc=row.doc)


def _of_document(row: models.Receipt | models.Reading) -> tuple[str, str, Document | None, str]:
    return "documents", row.document.doc, _document(row.document), ""


def _of_judgement(row: models.Judgement) -> tuple[str, str, Document | None, str]:
    statement = row.statement or (row.claim and row.claim.statement)
    if statement is None:
        return _of_claim(row.claim)
    return "documents", statement.reading.document.doc, _document(statement.reading.document), ""


def _of_claim(row: models.Claim) -> tuple[str, str, Document | None, str]:
    return "claims", row.claim_id, None, decode(Claim, row.noun).source


def _without_texts(rows: Any) -> Any:
    return rows.select_related("document").defer("document__text")


def _read_anew(rows: Any) -> Any:
    """Readings of documents that came in earlier."""
    return _without_texts(rows.exclude(document__receipts__batch=F("batch")))


def _judged(rows: Any) -> Any:
    places = "statement__reading__document", "claim__statement__reading__document"
    return rows.select_related(*places).defer(*(f"{place}__text" for place in places))


def _as_they_are(rows: Any) -> Any:
    return rows


_TABLES = (
    _Table(models.RegisterVersion, lambda rows: rows.only("pk"), lambda _: ("entries", "", None, "")),
    _Table(models.Receipt, _without_texts, _of_document),
    _Table(models.Reading, _read_anew, _of_document),
    _Table(models.Claim, lambda rows: rows.filter(statement=None), _of_claim),
    _Table(models.SeriesFile, _as_they_are, lambda _: ("series", "", None, "")),
    _Table(models.Judgement, _judged, _of_judgement),
    _Table(models.Dismissal, _as_they_are, lambda row: ("findings", row.finding, None, "")),
    _Table(models.Answer, _as_they_are, lambda row: ("findings", row.finding, None, "")),
    _Table(models.Merge, _as_they_are, lambda row: ("persons", row.other, None, "")),
    _Table(models.Approval, _as_they_are, lambda _: ("entries", "", None, "")),
)
FAMILIES = ("entries", "documents", "claims", "series", "findings", "persons")
"""The families that things are of."""


def tables_of(alias: str, batches: Iterable[int]) -> dict[int, list[int]]:
    """The tables in which each batch has rows, with one query for each table however many batches there are."""
    wanted = models.Batch.objects.using(alias).filter(pk__in=list(batches))
    found: dict[int, list[int]] = {}
    for number, table in enumerate(_TABLES):
        rows = table.rows(table.model.objects.using(alias).filter(batch=OuterRef("pk")))
        for batch in wanted.filter(Exists(rows)).values_list("pk", flat=True):
            found.setdefault(batch, []).append(number)
    return found


def touched(alias: str, batch: int, table: int, after: int, most: int) -> Iterator[Touched]:
    """What a batch has in a table, after a row of it."""
    one = _TABLES[table]
    rows = one.rows(one.model.objects.using(alias).filter(batch_id=batch, pk__gt=after)).order_by("pk")
    for row in rows[:most]:
        family, id, document, source = one.told(row)
        yield Touched(family, id, table, row.pk, document, source)
