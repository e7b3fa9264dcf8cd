"""Claims linked to the register, with the reason kept.

A link is made when a claim comes in and kept beside it, together with the digest of the register and the linker's version
that made it. A claim that has no link to the register as it stands is linked when it is asked for, and kept at the next
ingest or import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from servanda.agreement import Agreement
from servanda.claim import Claim
from servanda.record import models
from servanda.record.counted import CountedClaim, LinkedClaim
from servanda.record.encoding import decode, encode
from servanda.record.models.row import program_version
from servanda.record.view import View

__all__ = ["Linker", "around"]

BEFORE, AFTER = 2000, 1000
"""Characters of the document round a claim that may say what it is about."""


def around(text: str, title: str | None, claim: Claim) -> str:
    """What stands round a claim in its document, with the document's title; nothing for a row of a table.

    >>> around("It rained. 12 wells are dug.", "Wells", Claim("c", "wells", "wells", (), start=11, end=27))
    'Wells\\nIt rained. 12 wells are dug.'
    """
    if claim.start is None or claim.end is None:
        return ""
    return f"{title or ''}\n{text[max(0, claim.start - BEFORE) : claim.end + AFTER]}"


@dataclass
class Linker:
    """Links claims to one version of the register."""

    agreement: Agreement
    digest: str

    def __post_init__(self) -> None:
        self._linking = import_module("servanda.linking")
        self.version = f"linking with points {program_version()}"

    def linked(self, view: View, found: Iterable[CountedClaim]) -> Iterator[LinkedClaim]:
        """Each claim in the register's terms."""
        kept = self._kept(view)
        for counted in found:
            is_kept = counted.row in kept
            link = kept[counted.row] if is_kept else self._link(counted.claim, counted.document, view.alias)
            claim = counted.claim if link is None else self._linking.linked(counted.claim, link)
            yield LinkedClaim(claim, link, counted.document)

    def rows(
        self, claims: Iterable[tuple[models.Claim, Claim]], batch: models.Batch, document: models.Document | None = None
    ) -> list[models.Link]:
        """The links of new claims of one document, or of a table, as rows that are not saved yet."""
        title, text = (None, "") if document is None else (document.title, document.text)
        return [self._row(row, claim, around(text, title, claim), batch) for row, claim in claims]

    def missing(self, view: View, batch: models.Batch) -> list[models.Link]:
        """Links, as rows that are not saved yet, of the claims that have none to this register by this linker."""
        kept = self._kept(view)
        rows = view.rows(models.Claim).select_related("statement__reading")
        found = ((row, decode(Claim, row.noun)) for row in rows.iterator() if row.pk not in kept)
        return [self._row(row, claim, _around(claim, _document_of(row), view.alias), batch) for row, claim in found]

    def rivals(self, claim: Claim, document: int | None, alias: str) -> tuple[Any, ...]:
        """The entries of the register among which a person has to choose for a claim that has no link."""
        found: tuple[Any, ...] = self._linking.rivals(claim, self.agreement, _around(claim, document, alias))
        return found

    def _link(self, claim: Claim, document: int | None, alias: str) -> Any:
        return self._linking.link(claim, self.agreement, _around(claim, document, alias))

    def _kept(self, view: View) -> dict[int | None, Any]:
        rows = view.rows(models.Link).filter(register=self.digest, linker=self.version)
        kind = self._linking.Link
        return {
            claim: None if noun is None else decode(kind, noun) for claim, noun in rows.values_list("claim_id", "noun")
        }

    def _row(self, row: models.Claim, claim: Claim, context: str, batch: models.Batch) -> models.Link:
        link = self._linking.link(claim, self.agreement, context)
        rivals = () if link else self._linking.rivals(claim, self.agreement, context)
        return models.Link(
            batch=batch,
            claim=row,
            register=self.digest,
            linker=self.version,
            key="" if link is None else link.key,
            reason=link.reason if link else str(self._linking.none_because([one.name for one in rivals])),
            score=None if link is None else float(link.score),
            noun=None if link is None else encode(link),
        )


def _document_of(row: models.Claim) -> int | None:
    return None if row.statement is None else int(row.statement.reading.document_id)


def _around(claim: Claim, document: int | None, alias: str) -> str:
    title, text = (None, "") if document is None else _title_and_text(document, alias)
    return around(text, title, claim)


@lru_cache(maxsize=16)
def _title_and_text(document: int, alias: str) -> tuple[str | None, str]:
    row = models.Document.objects.using(alias).get(pk=document)
    return row.title, row.text
