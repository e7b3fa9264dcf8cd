"""The open sample of a project, what was judged of it, and what that tells.

The newest sample that counts is the open one. An item's verdict is the newest on it; a statement without one takes what a person
judged of the same words in the same document before, be it for another sample or in a review, so that nothing is asked twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from servanda.errors import UsageError
from servanda.evaluation import (
    Choice,
    Estimates,
    Fault,
    JudgedPassage,
    JudgedStatement,
    Outcome,
    Verdict,
    estimate,
    overlap,
    words_in,
)
from servanda.evaluation.matching import ENOUGH
from servanda.record import models
from servanda.record.database import named_faults
from servanda.record.encoding import decode
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View
from servanda.statement import Statement

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["Evaluation", "Judged", "evaluation_of", "source_of"]

_Words = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict that counts, who gave it, the batch that it can be undone with, and the rows of the claims it is about."""

    verdict: Verdict
    who: str
    why: str
    batch: int
    claims: tuple[int, ...] = ()

    def of_claim(self, row: int) -> Choice | None:
        """What was judged of a claim, by its row."""
        return dict(zip(self.claims, self.verdict.claims, strict=True)).get(row)


def evaluation_of(project: Project) -> Evaluation:
    """The open sample of a project; raises UsageError where none was drawn."""
    view = View(project.alias)
    with named_faults(project.folder / DATABASE_NAME):
        sample = view.rows(models.Sample).last()
    if sample is None:
        raise UsageError("no-sample", remedy="draw-sample")
    return Evaluation(view, sample)


def source_of(document: models.Document) -> str:
    """Where a document came from: its publisher, else the host of its address, else nothing."""
    return str(document.noun.get("publisher") or urlsplit(document.address or "").hostname or "")


class Evaluation:
    """A sample with all that was judged of it, as a view shows it."""

    def __init__(self, view: View, sample: models.Sample) -> None:
        self.view = view
        self.sample = sample

    @cached_property
    def items(self) -> tuple[models.SampleItem, ...]:
        """The items in the order of judging."""
        rows = models.SampleItem.objects.using(self.view.alias).filter(sample=self.sample)
        return tuple(rows.select_related("document", "statement__reading").order_by("number"))

    @cached_property
    def judged(self) -> dict[int, Judged]:
        """What counts for each item that was judged."""
        found: dict[int, Judged] = {}
        for item in self.items:
            own = self._verdicts.get(item.pk) or (item.statement and self._before.get(_words(item.statement)))
            if own:
                found[item.pk] = own
        return found

    @property
    def open(self) -> tuple[models.SampleItem, ...]:
        """The items that wait for a judge, in order."""
        return tuple(item for item in self.items if item.pk not in self.judged)

    @cached_property
    def claims(self) -> dict[int, list[models.Claim]]:
        """The claims of the sample's statements, by statement."""
        found: dict[int, list[models.Claim]] = {}
        wanted = [item.statement_id for item in self.items if item.statement_id]
        rows = models.Claim.objects.using(self.view.alias).filter(statement_id__in=wanted)
        for row in rows.order_by("id"):
            found.setdefault(row.statement_id, []).append(row)
        return found

    @cached_property
    def links(self) -> dict[int, str]:
        """What each claim is about by the newest link that was kept: the register's key, empty where nothing in it fits."""
        wanted = [row.pk for rows in self.claims.values() for row in rows]
        return dict(self.view.rows(models.Link).filter(claim_id__in=wanted).values_list("claim_id", "key"))

    def statements(self) -> list[JudgedStatement]:
        """The statements that were judged."""
        return [
            _statement(item, self.judged[item.pk].verdict)
            for item in self.items
            if item.statement_id and item.pk in self.judged
        ]

    def passages(self) -> list[JudgedPassage]:
        """The passages that were judged whole; a statement in one on which the judge was unsure is left out of it."""
        return [
            JudgedPassage(
                item.document.doc,
                item.lang,
                source_of(item.document),
                tuple(one for one in (_statement(i, self.judged[i.pk].verdict) for i in inside) if one.is_decided),
                self.judged[item.pk].verdict.missed or 0,
            )
            for item, inside in self.whole_passages()
        ]

    def whole_passages(self) -> Iterator[tuple[models.SampleItem, Sequence[models.SampleItem]]]:
        """The passages of which every statement and what was missed has been judged, with the items of their statements."""
        inside: dict[int, list[models.SampleItem]] = {}
        for item in self.items:
            if item.passage_id:
                inside.setdefault(item.passage_id, []).append(item)
        for item in self.items:
            if item.kind == models.ItemKind.PASSAGE and item.pk in self.judged:
                found = inside.get(item.pk, [])
                if all(one.pk in self.judged for one in found):
                    yield item, found

    def estimates(self) -> Estimates:
        """Precision, recall and what else the sample tells so far."""
        sizes = {lang: (statements, passages) for lang, (statements, passages) in self.sample.sizes.items()}
        return estimate(self.statements(), self.passages(), sizes)

    @cached_property
    def _verdicts(self) -> dict[int, Judged]:
        rows = self.view.rows(models.Verdict).filter(item__sample=self.sample)
        return {row.item_id: _judged(row) for row in rows}

    @cached_property
    def _before(self) -> dict[_Words, Judged]:
        """What persons said of statements of the sample's documents, whatever it was said for; the newest counts."""
        documents = {item.document_id for item in self.items}
        verdicts = self.view.rows(models.Verdict).filter(item__document_id__in=documents, item__statement__isnull=False)
        rows = self.view.rows(models.Judgement).filter(
            target=models.TargetKind.STATEMENT, statement__reading__document_id__in=documents
        )
        told = [(row.statement, _decided(row)) for row in rows.select_related("statement__reading__document")]
        told += [(row.item.statement, _judged(row)) for row in verdicts.select_related("item__statement__reading")]
        return {_words(statement): judged for statement, judged in sorted(told, key=lambda one: one[1].batch)}


def _words(statement: models.Statement) -> _Words:
    """What makes a statement the same in another reading of the document."""
    return int(statement.reading.document_id), str(statement.content), str(statement.source)


def _judged(row: models.Verdict) -> Judged:
    return Judged(decode(Verdict, row.noun), row.who, row.why, row.batch_id, tuple(row.claims))


def _decided(row: models.Judgement) -> Judged:
    """A reviewer's decision as a verdict: a correction tells by itself what was wrong."""
    return Judged(Verdict(_choice(row)), row.who, row.why, row.batch_id)


def _choice(row: models.Judgement) -> Choice:
    if row.decision == models.Decision.ACCEPTED:
        return Choice(Outcome.RIGHT)
    if row.decision == models.Decision.REJECTED or row.replacement is None:
        return Choice(Outcome.NONE)
    text = row.statement.reading.document.text
    read, mended = decode(Statement, row.statement.noun), decode(Statement, row.replacement)
    faults = {
        fault
        for fault, old, new in (
            (Fault.SOURCE, read.source, mended.source),
            (Fault.CONTENT, read.content, mended.content),
        )
        if overlap(words_in(text, old), words_in(text, new)) < ENOUGH
    }
    return Choice.wrong(*faults) if faults else Choice(Outcome.RIGHT)


def _statement(item: models.SampleItem, verdict: Verdict) -> JudgedStatement:
    return JudgedStatement(
        document=item.document.doc,
        lang=item.lang,
        kind=item.statement.kind,
        source=source_of(item.document),
        answer=verdict.answer or Choice(Outcome.UNSURE),
        confidence=float(item.statement.noun.get("confidence", 1.0)),
        claims=verdict.claims,
    )
