"""Say of documents whether they bear on the agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from servanda.errors import UnknownName, UsageError
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["mark_documents"]


def mark_documents(project: Project, docs: Sequence[str], who: str, why: str = "", *, relevant: bool) -> int:
    """Keep the decision on current documents by name, as one batch, whose number it gives; undoing it takes them back.

    Raises UnknownName for a document that there is not, UsageError where nobody is named.
    """
    if not who.strip():
        raise UsageError("judgement-needs-name", remedy="say-who")
    with named_faults(project.folder / DATABASE_NAME):
        current = View(project.alias).current_documents
        rows = models.Document.objects.using(project.alias).filter(doc__in=docs, pk__in=current)
        named = dict(rows.values_list("doc", "id"))
        for doc in docs:
            if doc not in named:
                raise UnknownName("no-such-document", value=doc, remedy="see-search")
        batch = OpenBatch(project.alias, models.BatchKind.RELEVANCE, list(docs))
        with batch.unit() as row:
            for id in dict.fromkeys(named[doc] for doc in docs):
                models.Mark.objects.using(project.alias).create(
                    batch=row, document_id=id, relevant=relevant, who=who.strip(), why=why.strip()
                )
        batch.finish()
    return int(row.pk)
