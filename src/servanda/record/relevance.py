"""Which current documents bear on the agreement, as the record has it: scores, marks, what is set aside, what is unseen.

Takes a view of the record. A document is set aside where its score lies below the line and nobody has marked it, or where
somebody marked it as not bearing on the agreement. That is a list and an order: what is set aside is read and reconciled
like the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from servanda.record import models
from servanda.record.view import View
from servanda.relevance import LINE, Elusion, elusion

__all__ = ["Relevant", "Unseen", "decided_in", "marks_in", "relevance_in", "scores_in", "unseen_in"]

_REJECTION = 0.5
"""What a document counts whose statements were all rejected: they may have been misread, or about something else."""


@dataclass(frozen=True, slots=True)
class Relevant:
    """A document with its score, None where there is none yet, what it names, and what somebody decided, None for nobody."""

    id: int
    doc: str
    title: str
    score: float | None
    names: tuple[str, ...] = ()
    marked: bool | None = None

    @property
    def is_aside(self) -> bool:
        """Whether it is set aside.

        >>> Relevant(1, "a", "A", 0.02).is_aside, Relevant(1, "a", "A", None).is_aside
        (True, False)
        >>> Relevant(1, "a", "A", 0.02, (), True).is_aside
        False
        """
        if self.marked is not None:
            return not self.marked
        return self.score is not None and self.score < LINE


@dataclass(frozen=True, slots=True)
class Unseen:
    """What the newest sample tells of what is unseen, and the drawn documents that nobody has marked yet, in their order."""

    told: Elusion
    drawn: int
    left: tuple[int, ...]


def scores_in(view: View) -> Mapping[int, float]:
    """The newest score of each document, by the document's number."""
    return dict(view.rows(models.Score).values_list("document_id", "score"))


def marks_in(view: View) -> Mapping[int, bool]:
    """The newest mark of each document."""
    return dict(view.rows(models.Mark).values_list("document_id", "relevant"))


def relevance_in(view: View) -> list[Relevant]:
    """All current documents, the most likely first; those without a score before them."""
    scored = {row[0]: row[1:] for row in view.rows(models.Score).values_list("document_id", "score", "names")}
    marks = marks_in(view)
    rows = models.Document.objects.using(view.alias).order_by("doc", "id").values_list("id", "doc", "title")
    found = []
    for id, doc, title in rows:
        if id in view.current_documents:
            score, names = scored.get(id, (None, ()))
            found.append(Relevant(id, doc, title or "", score, tuple(names), marks.get(id)))
    return sorted(found, key=lambda one: -1.0 if one.score is None else 1 - one.score)


def decided_in(view: View) -> Mapping[int, tuple[bool, float]]:
    """What is known of documents by decisions: whether they bear on the agreement, and how much that counts.

    A mark says so; an accepted or corrected statement says yes; nothing but rejected ones says no, by half.
    """
    newest = dict(
        view.rows(models.Judgement).filter(target=models.TargetKind.STATEMENT).values_list("statement_id", "decision")
    )
    rows = models.Statement.objects.using(view.alias).filter(pk__in=list(newest))
    decisions: defaultdict[int, set[str]] = defaultdict(set)
    for statement, document in rows.values_list("id", "reading__document_id"):
        decisions[document].add(newest[statement])
    known = {
        document: (False, _REJECTION) if made == {models.Decision.REJECTED} else (True, 1.0)
        for document, made in decisions.items()
    }
    return known | {document: (relevant, 1.0) for document, relevant in marks_in(view).items()}


def unseen_in(view: View) -> Unseen | None:
    """How many of the documents set aside bear on the agreement unseen, by the newest sample; None where none was drawn.

    Only the drawn documents up to the first that nobody has marked count: those are a random sample, whichever were liked first.
    """
    sample = view.rows(models.AsideSample).last()
    if sample is None:
        return None
    marks = marks_in(view)
    left = tuple(one for one in sample.documents if one not in marks)
    judged = sample.documents.index(left[0]) if left else len(sample.documents)
    relevant = sum(marks[one] for one in sample.documents[:judged])
    return Unseen(elusion(sample.aside, judged, relevant), len(sample.documents), left)
