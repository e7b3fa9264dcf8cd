"""Which pages changed under one address, out of the receipts and the askings that count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from servanda.record import models
from servanda.record.nouns import document_noun
from servanda.record.view import View
from servanda.rewriting import Rewriting, rewriting_of

__all__ = ["rewritings_in"]


def rewritings_in(view: View) -> tuple[Rewriting, ...]:
    """Each change of a page that has a current version, by place and day."""
    received: defaultdict[str, list[tuple[int, date]]] = defaultdict(list)
    for path, document, moment in view.rows(models.Receipt).values_list("path", "document_id", "recorded"):
        received[path].append((document, moment.date()))
    changed = {path: told for path, told in received.items() if len({document for document, _ in told}) > 1}
    return tuple(one for path in sorted(changed) for one in _of_page(view, path, changed[path]))


def _of_page(view: View, path: str, told: list[tuple[int, date]]) -> Iterator[Rewriting]:
    rows = models.Document.objects.using(view.alias).in_bulk([document for document, _ in told])
    nouns = {pk: document_noun(row) for pk, row in rows.items()}
    seen: dict[int, list[date]] = defaultdict(list)
    asked = view.rows(models.Fetch).filter(address=path).exclude(document=None)
    for document, moment in asked.values_list("document_id", "recorded"):
        seen[document].append(moment.date())
    for (before, first), (after, since) in pairwise(told):
        if before != after:
            until = max([first, *(day for day in seen[before] if first <= day <= since)])
            yield rewriting_of(nouns[before], nouns[after], path, until, since)
