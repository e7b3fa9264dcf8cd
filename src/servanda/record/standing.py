"""Where each judgement stands in the current readings: it holds, it follows its words, or it waits for a person.

A judgement holds on the very statement or row that it was made on. When a newer reader has read the document again, or
the page has a newer version, it follows its words where they are unchanged (quote and context, found once) and the
current reading has the same statement at them. Otherwise it waits: it is never dropped, and never moved to other words.
While it waits over unchanged words, what a person accepted or corrected goes on counting, and what the newer reader makes
of the same words stands back; over words that have changed, the new words count as they are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from servanda.claim import Claim
from servanda.document import Span
from servanda.record import models
from servanda.record.anchors import Quote, locate
from servanda.record.encoding import decode
from servanda.record.view import View
from servanda.statement import Statement

__all__ = ["Standing", "Standings", "State", "moved"]


class State(StrEnum):
    """Where a judgement stands."""

    HOLDS = "holds"
    FOLLOWS = "follows"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement, the current document and the statement or claim it is about there, and why it waits if it does.

    `spans` are where the judged words stand in the current document, empty where they are not found; `shift` is how
    far they have moved.
    """

    judgement: models.Judgement
    state: State
    reason: str = ""
    document: int | None = None
    statement: int | None = None
    claim: int | None = None
    spans: tuple[Span, ...] = ()
    shift: int = 0


class Standings:
    """All judgements of a view that are about something current."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def all(self) -> tuple[Standing, ...]:
        """One standing for each target, by its newest judgement; a settled one has none."""
        rows = self.view.rows(models.Judgement).select_related("statement__reading", "claim__statement__reading")
        judgements = list(rows)
        settled = {row.settles_id for row in judgements}
        found: dict[tuple[str, int], Standing] = {}
        for row in reversed(judgements):
            standing = None if row.pk in settled else self._standing(row)
            if standing is not None:
                found.setdefault(self._key(standing), standing)
        return tuple(reversed(found.values()))

    def waiting(self) -> tuple[Standing, ...]:
        """The queue: judgements whose words, or what is read in them, have changed."""
        return tuple(standing for standing in self.all if standing.state is State.WAITS)

    @staticmethod
    def _key(standing: Standing) -> tuple[str, int]:
        row = standing.judgement
        if standing.state is State.WAITS:
            return f"waits {row.target}", int(row.statement_id or row.claim_id)
        return row.target, int(standing.claim or standing.statement or 0)

    def _standing(self, row: models.Judgement) -> Standing | None:
        if row.target == models.TargetKind.STATEMENT:
            return self._on_statement(row, row.statement)
        if row.claim.statement_id is None:
            return self._on_table_row(row)
        return self._on_document_claim(row)

    def _on_table_row(self, row: models.Judgement) -> Standing | None:
        current = self._table_claims.get(row.claim.claim_id)
        if current is None:
            return None
        if current.pk == row.claim_id:
            return Standing(row, State.HOLDS, claim=current.pk)
        if current.fingerprint == row.claim.fingerprint:
            return Standing(row, State.FOLLOWS, claim=current.pk)
        return Standing(row, State.WAITS, "the row of the table has changed", claim=current.pk)

    def _on_document_claim(self, row: models.Judgement) -> Standing | None:
        place = self._on_statement(row, row.claim.statement, by_words_alone=True)
        if place is None or place.state is State.WAITS:
            return place
        if place.state is State.HOLDS:
            return replace(place, claim=row.claim_id)
        judged = _bare(row.claim)
        for claim in self._claims.get(place.statement or 0, ()):
            if _bare(claim) == judged:
                return replace(place, claim=claim.pk)
        return replace(place, state=State.WAITS, reason="the newer reading finds another claim in these words")

    def _on_statement(
        self, row: models.Judgement, judged: models.Statement, *, by_words_alone: bool = False
    ) -> Standing | None:
        current = self._current_version(judged.reading.document_id)
        reading = None if current is None else self.view.current_readings.get(current)
        if current is None or reading is None:
            return None
        spans = _spans(judged.content)
        if judged.reading_id == reading:
            return Standing(row, State.HOLDS, "", current, judged.pk, spans=spans)
        found = self._locate(row, "content", current)
        if found is None or len(shifts := {new[0] - old[0] for new, old in zip(found, spans, strict=True)}) != 1:
            return Standing(row, State.WAITS, "the words have changed", current)
        place = Standing(row, State.FOLLOWS, "", current, spans=found, shift=shifts.pop())
        by_words_alone = by_words_alone or row.decision == models.Decision.CORRECTED
        for statement in self._statements.get(reading, ()):
            if _spans(statement.content) == found and (by_words_alone or self._same_source(row, judged, statement)):
                return replace(place, statement=statement.pk)
        return replace(place, state=State.WAITS, reason="the newer reading does not find the same statement")

    def _same_source(self, row: models.Judgement, judged: models.Statement, statement: models.Statement) -> bool:
        source = self._locate(row, "source", statement.reading.document_id)
        return source == _spans(statement.source) and judged.speaker == statement.speaker

    def _locate(self, row: models.Judgement, role: str, document: int) -> tuple[Span, ...] | None:
        text = self._texts[document]
        found = []
        for anchor in self._anchors.get(row.pk, ()):
            if anchor.role == role:
                words = Quote(anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix)
                span = locate(words, text)
                if span is None:
                    return None
                found.append(span)
        return tuple(found)

    def _current_version(self, document: int) -> int | None:
        if document in self.view.current_documents:
            return document
        for path in self._paths.get(document, ()):
            if path in self.view.current_by_path:
                return self.view.current_by_path[path]
        return None

    @cached_property
    def _judged_documents(self) -> frozenset[int]:
        rows = self.view.rows(models.Anchor).values_list("document_id", flat=True).distinct()
        return frozenset(rows)

    @cached_property
    def _paths(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        rows = models.Receipt.objects.using(self.view.alias).filter(document_id__in=self._judged_documents)
        for document, path in rows.order_by("-id").values_list("document_id", "path"):
            found.setdefault(document, []).append(path)
        return found

    @cached_property
    def _readings(self) -> frozenset[int]:
        """Current readings of the documents that judgements are about."""
        current = (self._current_version(document) for document in self._judged_documents)
        readings = (self.view.current_readings.get(document) for document in current if document is not None)
        return frozenset(reading for reading in readings if reading is not None)

    @cached_property
    def _statements(self) -> dict[int, list[models.Statement]]:
        rows = models.Statement.objects.using(self.view.alias).filter(reading_id__in=self._readings)
        found: dict[int, list[models.Statement]] = {}
        for row in rows.select_related("reading").order_by("number"):
            found.setdefault(row.reading_id, []).append(row)
        return found

    @cached_property
    def _claims(self) -> dict[int, list[models.Claim]]:
        rows = models.Claim.objects.using(self.view.alias).filter(statement__reading_id__in=self._readings)
        found: dict[int, list[models.Claim]] = {}
        for row in rows.order_by("id"):
            found.setdefault(row.statement_id, []).append(row)
        return found

    @cached_property
    def _anchors(self) -> dict[int, list[models.Anchor]]:
        found: dict[int, list[models.Anchor]] = {}
        for anchor in self.view.rows(models.Anchor):
            found.setdefault(anchor.judgement_id, []).append(anchor)
        return found

    @cached_property
    def _texts(self) -> dict[int, str]:
        current = {self._current_version(document) for document in self._judged_documents}
        rows = models.Document.objects.using(self.view.alias).filter(pk__in=current - {None})
        return dict(rows.values_list("pk", "text"))

    @cached_property
    def _table_claims(self) -> dict[str, models.Claim]:
        return self.view.table_claims()


def _spans(stored: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in stored)


def _bare(row: models.Claim) -> Claim:
    """What a claim says, without its number and place, which a newer reading may give anew."""
    return replace(decode(Claim, row.noun), id="", start=None, end=None)


def moved(statement: Statement, shift: int) -> Statement:
    """The statement with every offset moved, for words that stand elsewhere in a newer version.

    >>> from servanda.statement import Mode
    >>> moved(Statement(((0, 2),), (), ((8, 20),), Mode.INDIRECT), 5).content
    ((13, 25),)
    """
    if shift == 0:
        return statement

    def spans(old: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((start + shift, end + shift) for start, end in old)

    quantities = tuple(
        replace(
            quantity,
            start=quantity.start + shift,
            end=quantity.end + shift,
            number_start=quantity.number_start + shift,
            number_end=quantity.number_end + shift,
        )
        for quantity in statement.quantities
    )
    moments = tuple(replace(one, start=one.start + shift, end=one.end + shift) for one in statement.moments)
    claims = tuple(
        replace(claim, start=claim.start + shift, end=claim.end + shift)
        if claim.start is not None and claim.end is not None
        else claim
        for claim in statement.claims
    )
    return replace(
        statement,
        source=spans(statement.source),
        cue=spans(statement.cue),
        content=spans(statement.content),
        quantities=quantities,
        moments=moments,
        claims=claims,
    )
