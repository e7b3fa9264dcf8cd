"""Note which current documents are nearly the same, so that a reprinted claim is not taken for a second voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module

from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.view import View


def note_copies(batch: OpenBatch, *, is_news: bool) -> None:
    """Add the pairs that are not noted yet; nothing is compared where no document is new and no ingest was cut short."""
    if not is_news and not _was_cut_short(batch.alias):
        return
    view = View(batch.alias)
    texts = _Texts(batch.alias, view.current_documents)
    noted = set(view.rows(models.NearDuplicate).values_list("document_id", "other_id"))
    pairs = import_module("servanda.intake.duplicates").near_duplicates(texts)
    news = [(int(later), int(earlier), share) for earlier, later, share in pairs]
    news = [pair for pair in news if pair[:2] not in noted]
    if not news:
        return
    with batch.unit() as row:
        models.NearDuplicate.objects.using(batch.alias).bulk_create(
            models.NearDuplicate(batch=row, document_id=later, other_id=earlier, similarity=float(share))
            for later, earlier, share in news
        )


class _Texts(Mapping[str, str]):
    """The texts of documents under their numbers, each read from the record when it is asked for."""

    def __init__(self, alias: str, documents: Iterable[int]) -> None:
        self._rows = models.Document.objects.using(alias)
        self._names = [f"{document:012}" for document in sorted(documents)]

    def __getitem__(self, name: str) -> str:
        text: str = self._rows.values_list("text", flat=True).get(pk=int(name))
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _was_cut_short(alias: str) -> bool:
    """Whether an ingest that counts was never finished."""
    finished = models.BatchEvent.objects.using(alias).filter(kind=models.EventKind.FINISHED).values("batch_id")
    ingests = models.Batch.objects.using(alias).filter(kind=models.BatchKind.INGEST)
    return bool(ingests.exclude(pk__in=finished).exclude(pk__in=View(alias).undone).exists())
