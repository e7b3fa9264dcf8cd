"""What judges found in passages, as attributions: what a model learns from, and what another reader is held against.

A passage is *complete* where all in it is known: each statement of the reader is right, not there at all, or corrected, and the
words of each missed one are given with source and cue. Then what is not among its attributions is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.document import Span
from servanda.evaluation import Outcome, passages
from servanda.record import models
from servanda.record.encoding import decode
from servanda.record.evaluation import Evaluation
from servanda.record.view import View
from servanda.statement import Statement

if TYPE_CHECKING:
    from servanda.evaluation import Missed
    from servanda.record.project import Project

__all__ = ["Gold", "GoldPassage", "complete_passages", "partial_passages"]

_Words = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution, as spans of its document."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]

    @property
    def start(self) -> int:
        """The first character of its content."""
        return min(start for start, _ in self.content)


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage with the attributions that are known to be in it, and those that a judge found not to be.

    `read` has the statements that the sample's reader gave in it.
    """

    document: models.Document
    span: Span
    attributions: tuple[Gold, ...]
    rejected: tuple[Gold, ...] = ()
    read: tuple[Gold, ...] = ()
    is_complete: bool = False


def complete_passages(project: Project) -> list[GoldPassage]:
    """The passages of all samples in which all is known; of one that was judged for two samples, as judged for the newer."""
    view = View(project.alias)
    corrections = _corrections(view)
    found: dict[tuple[int, int, int], GoldPassage] = {}
    for sample in view.rows(models.Sample):
        evaluation = Evaluation(view, sample)
        for item, inside in evaluation.whole_passages():
            made = _passage(evaluation, item, inside, corrections)
            if made is not None:
                found[item.document_id, item.start, item.end] = made
    return list(found.values())


def partial_passages(project: Project, but: Iterable[GoldPassage]) -> Iterator[GoldPassage]:
    """The other passages in which some statement was judged, by the newest judgement on each."""
    view = View(project.alias)
    known = {(one.document.pk, one.span) for one in but}
    judged: dict[_Words, models.Judgement] = {}
    rows = view.rows(models.Judgement).filter(target=models.TargetKind.STATEMENT)
    for row in rows.select_related("statement__reading__document"):
        judged[_words(row.statement)] = row
    by_document: dict[int, list[models.Judgement]] = {}
    for row in judged.values():
        by_document.setdefault(row.statement.reading.document_id, []).append(row)
    for rows_there in by_document.values():
        document = rows_there[0].statement.reading.document
        furniture = [(part["start"], part["end"]) for part in document.noun["furniture"]]
        for start, end in passages(document.text, furniture):
            here = [row for row in rows_there if start <= row.statement.start < end]
            if here and (document.pk, (start, end)) not in known:
                right = tuple(gold for row in here if (gold := _decided(row)) is not None)
                wrong = tuple(_gold(row.statement) for row in here if row.decision != models.Decision.ACCEPTED)
                yield GoldPassage(document, (start, end), right, wrong)


def _passage(
    evaluation: Evaluation,
    item: models.SampleItem,
    inside: Iterable[models.SampleItem],
    corrections: dict[_Words, Gold],
) -> GoldPassage | None:
    """The passage, or None where something in it is not known."""
    verdict = evaluation.judged[item.pk].verdict
    there, wrong, read = [], [], []
    for one in inside:
        said = _gold(one.statement)
        read.append(said)
        answer = evaluation.judged[one.pk].verdict.answer
        mended = corrections.get(_words(one.statement))
        if answer is None or answer.outcome is Outcome.UNSURE:
            return None
        if answer.outcome is Outcome.RIGHT:
            there.append(mended or said)
        elif mended is not None:
            there.append(mended)
            wrong.append(said)
        elif answer.outcome is Outcome.NONE:
            wrong.append(said)
        else:
            return None
    missed = [_whole(one) for one in verdict.attributions if one.source is not None]
    if len(missed) != verdict.missed:
        return None
    whole = tuple(sorted((*there, *missed), key=lambda gold: gold.start))
    return GoldPassage(item.document, (item.start, item.end), whole, tuple(wrong), tuple(read), is_complete=True)


def _whole(missed: Missed) -> Gold:
    return Gold(missed.source or (), missed.cue or (), missed.content)


def _corrections(view: View) -> dict[_Words, Gold]:
    """What stands in the place of statements whose newest judgement corrects them."""
    found: dict[_Words, Gold | None] = {}
    rows = view.rows(models.Judgement).filter(target=models.TargetKind.STATEMENT)
    for row in rows.select_related("statement__reading"):
        found[_words(row.statement)] = _decided(row) if row.decision == models.Decision.CORRECTED else None
    return {words: gold for words, gold in found.items() if gold is not None}


def _decided(row: models.Judgement) -> Gold | None:
    if row.decision == models.Decision.REJECTED:
        return None
    if row.replacement is None:
        return _gold(row.statement)
    mended = decode(Statement, row.replacement)
    return Gold(mended.source, mended.cue, mended.content)


def _gold(statement: models.Statement) -> Gold:
    roles = (getattr(statement, role) for role in ("source", "cue", "content"))
    return Gold(*(tuple((start, end) for start, end in spans) for spans in roles))


def _words(statement: models.Statement) -> _Words:
    return int(statement.reading.document_id), str(statement.content), str(statement.source)
