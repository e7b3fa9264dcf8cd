"""What people changed in what was read and found, or put beside it: judgements, dismissals, corrections, notes, merges.

Takes a view of the record, gives them newest first, each with who, when, why, and what it is about by name. It is a log: what
was taken back later is still in it, with its taking back beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from servanda.record import models
from servanda.record.view import View

__all__ = ["Correction", "CorrectionKind", "corrections_in"]


class CorrectionKind(StrEnum):
    """What somebody did."""

    CORRECTED = "corrected"
    REJECTED = "rejected"
    DISMISSED = "dismissed"
    RESTORED = "restored"
    CORRECTION = "correction"
    ANSWER = "answer"
    MENDED = "mended"
    UPHELD = "upheld"
    SIGNED = "signed"
    TRANSLATED = "translated"
    MERGED = "merged"
    UNDONE = "undone"
    REDONE = "redone"


@dataclass(frozen=True, slots=True)
class Correction:
    """One of them; it is about a claim, a statement of a document, a finding or a batch, or about what `name` says.

    `family` and `key` name an item that has a page of another kind.
    """

    day: date
    kind: CorrectionKind
    who: str = ""
    why: str = ""
    claim: str = ""
    document: str = ""
    finding: str = ""
    batch: int | None = None
    name: str = ""
    family: str = ""
    key: str = ""


def corrections_in(view: View) -> list[Correction]:
    """All of them, the newest first."""
    found: list[tuple[datetime, Correction]] = []
    for made in (_judgements(view), _of_findings(view), _notes(view), _merges(view), _batches(view)):
        found.extend(made)
    return [one for _, one in sorted(found, key=lambda pair: pair[0], reverse=True)]


_Dated = Iterator[tuple[datetime, Correction]]


def _judgements(view: View) -> _Dated:
    rows = view.rows(models.Judgement).exclude(decision=models.Decision.ACCEPTED)
    for row in rows.select_related("claim__statement__reading__document", "statement__reading__document"):
        statement = row.statement or (row.claim and row.claim.statement)
        yield (
            row.recorded,
            Correction(
                row.recorded.date(),
                CorrectionKind(row.decision),
                row.who,
                row.why,
                claim=row.claim.claim_id if row.claim else "",
                document=statement.reading.document.doc if statement else "",
            ),
        )


def _of_findings(view: View) -> _Dated:
    for row in view.rows(models.Dismissal):
        kind = CorrectionKind(row.ruling)
        yield row.recorded, _of_finding(row, kind, row.why)
    for row in view.rows(models.Signature):
        yield row.recorded, _of_finding(row, CorrectionKind.SIGNED, "")
    for row in view.rows(models.Answer):
        yield row.recorded, _of_finding(row, CorrectionKind(row.kind), row.text)


def _notes(view: View) -> _Dated:
    for row in view.rows(models.Note):
        document = {"document": row.key, "statement": row.key.rpartition("/")[0]}.get(row.family, "")
        about = {row.family: row.key} if row.family in ("claim", "finding") else {}
        yield (
            row.recorded,
            Correction(
                row.recorded.date(),
                CorrectionKind(row.kind),
                row.who,
                row.text,
                document=document,
                name=row.key,
                family=row.family,
                key=row.key,
                **about,
            ),
        )
    for row in view.rows(models.Translation):
        made = Correction(row.recorded.date(), CorrectionKind.TRANSLATED, row.who, row.text, document=row.document)
        yield row.recorded, made


def _of_finding(row: Any, kind: CorrectionKind, why: str) -> Correction:
    name = f"{row.measure}: {row.subject}"
    return Correction(row.recorded.date(), kind, row.who, why, finding=row.finding, name=name)


def _merges(view: View) -> _Dated:
    for row in view.rows(models.Merge):
        yield row.recorded, Correction(row.recorded.date(), CorrectionKind.MERGED, row.who, row.why, name=row.name)


def _batches(view: View) -> _Dated:
    rows = models.BatchEvent.objects.using(view.alias).exclude(kind=models.EventKind.FINISHED)
    for row in rows if view.until is None else rows.filter(recorded__lt=view.until):
        yield row.recorded, Correction(row.recorded.date(), CorrectionKind(row.kind), batch=row.batch_id)
