"""Learn which documents bear on the agreement from the register's names and what was decided, and keep each document's score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from servanda.intake.furniture import body_of
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.nouns import document_noun
from servanda.record.relevance import decided_in
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View
from servanda.relevance import Example, Features, NameIndex, features_of, learn

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["Scored", "score_documents"]

_DIGITS = 3
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Scored:
    """How many documents have a score, how many of these are new or another, and from how many decisions; batch or None."""

    documents: int
    changed: int
    decided: int
    batch: int | None


def score_documents(project: Project) -> Scored:
    """Score all current documents; scores that stay as they are, to three digits, are not written again.

    A document is looked at in passing, so that memory does not grow with their texts. Raises RegisterError.
    """
    with named_faults(project.folder / DATABASE_NAME):
        view = View(project.alias)
        index = NameIndex.of(project.agreement)
        decided = decided_in(view)
        examples = [
            Example(features, *decided[document])
            for document, features in _features(view, index, frozenset(decided) & view.current_documents)
        ]
        model = learn(examples)
        scorer = sha256(model.weights.tobytes()).hexdigest()[:16]
        known = dict(view.rows(models.Score).values_list("document_id", "score"))
        batch = OpenBatch(project.alias, models.BatchKind.RELEVANCE, [scorer])
        changed = 0
        documents = sorted(view.current_documents)
        for some in _parts(documents):
            rows = []
            for document, features in _features(view, index, frozenset(some)):
                score = round(model.score(features), _DIGITS)
                if known.get(document) != score:
                    rows.append((document, score, list(features.names)))
            if rows:
                changed += len(rows)
                with batch.unit() as row:
                    models.Score.objects.using(project.alias).bulk_create(
                        models.Score(batch=row, document_id=document, score=score, names=names, scorer=scorer)
                        for document, score, names in rows
                    )
        batch.finish()
    return Scored(len(documents), changed, len(examples), batch.id)


def _parts(documents: list[int]) -> Iterator[list[int]]:
    left = iter(documents)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _features(view: View, index: NameIndex, documents: frozenset[int]) -> Iterator[tuple[int, Features]]:
    """The features of these documents, by number."""
    for some in _parts(sorted(documents)):
        for row in models.Document.objects.using(view.alias).filter(pk__in=some).order_by("id"):
            document = document_noun(row)
            yield row.pk, features_of(index, document.title or "", body_of(document.text, document.furniture))
