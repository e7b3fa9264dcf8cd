"""Note which current documents are nearly the same, so that a reprinted claim is not taken for a second voice.

The bands of every document's text are kept, and how far the current documents were compared. So what came since then is compared
with what it shares a band with, and no other text is read; what is noted is what comparing all current documents finds. After a
batch was undone or done again, documents may be current that were not, so all are compared, by the bands that are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import Any

import numpy as np
from django.db.models import Max
from numpy.typing import NDArray

from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import unit
from servanda.record.view import View

Numbers = NDArray[np.int64]
"""Of documents, ascending."""

_AT_ONCE = 500
"""Rows of one query or transaction."""
_HELD, _PASSING = 10_000, 10_000
"""New documents whose bands are held, and those of all that are led past them at once: 256 bytes for each."""
_READ_AGAIN = 64
"""Texts that are held while pairs are compared; all others are asked for again."""


def note_copies(batch: OpenBatch) -> None:
    """Add the pairs that are not noted yet; nothing is compared where nothing has come since the last time."""
    alias = batch.alias
    before = models.Comparison.objects.using(alias).order_by("pk").last()
    receipt, event = _state(alias)
    if before is not None and (before.receipt, before.event) == (receipt, event):
        return
    view = View(alias)
    current = _current(view)
    since = 0 if before is None or before.event != event else before.receipt
    news = np.intersect1d(current, _numbers(view.rows(models.Receipt).filter(pk__gt=since), "document_id"))
    _keep_bands(alias, news)
    pairs = _alike(alias, _unnoted(view, _candidates(alias, news, current)))
    while some := list(islice(pairs, _AT_ONCE)):
        with batch.unit() as row:
            models.NearDuplicate.objects.using(alias).bulk_create(
                models.NearDuplicate(batch=row, document_id=later, other_id=earlier, similarity=share)
                for later, earlier, share in some
            )
    with unit(alias):
        models.Comparison.objects.using(alias).create(receipt=receipt, event=event)


def _state(alias: str) -> tuple[int, int]:
    """The last receipt, and the last time that a batch was undone or done again; which documents are current hangs on these."""
    receipts = models.Receipt.objects.using(alias)
    events = models.BatchEvent.objects.using(alias).exclude(kind=models.EventKind.FINISHED)
    receipt, event = (rows.aggregate(last=Max("pk"))["last"] or 0 for rows in (receipts, events))
    return receipt, event


def _current(view: View) -> Numbers:
    """The documents that are the current version of a page."""
    newest = view.rows(models.Receipt).order_by().values("path").annotate(newest=Max("pk")).values("newest")
    return _numbers(models.Receipt.objects.using(view.alias).filter(pk__in=newest), "document_id")


def _numbers(rows: Any, column: str) -> Numbers:
    found = rows.order_by().values_list(column, flat=True).iterator(chunk_size=_PASSING)
    return np.unique(np.fromiter(found, np.int64))


def _pieces(numbers: Numbers, size: int) -> Iterator[Numbers]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def _keep_bands(alias: str, news: Numbers) -> None:
    """Make the bands of those documents that have none."""
    bands_of = import_module("servanda.intake.duplicates").bands_of
    sketches = models.Sketch.objects.using(alias)
    for some in _pieces(news, _AT_ONCE):
        known = sketches.filter(pk__in=some.tolist()).values_list("pk", flat=True)
        rows = models.Document.objects.using(alias).filter(pk__in=set(some.tolist()) - set(known))
        made = [models.Sketch(document_id=id, bands=bands_of(text)) for id, text in rows.values_list("pk", "text")]
        if made:
            with unit(alias):
                sketches.bulk_create(made, ignore_conflicts=True)


def _candidates(alias: str, news: Numbers, current: Numbers) -> Iterator[tuple[int, int]]:
    """New documents and others that share a band, in pairs, each once, the later document first."""
    sharing = import_module("servanda.intake.duplicates").sharing
    for held in _pieces(news, _HELD):
        mine, some = _bands(alias, held)
        for passing in _pieces(current, _PASSING):
            is_new = np.isin(passing, news)
            ids, others = _bands(alias, passing[~is_new | (passing < held[-1])])
            known = set(ids[~np.isin(ids, news)].tolist())
            for place, other_place in sharing(some, others):
                new, other = int(mine[place]), int(ids[other_place])
                if other < new or other in known:
                    yield max(new, other), min(new, other)


def _bands(alias: str, wanted: Numbers) -> tuple[Numbers, NDArray[np.uint64]]:
    """Those of the documents whose texts have words, and their bands as a table."""
    found: dict[int, bytes] = {}
    for some in _pieces(wanted, _AT_ONCE):
        rows = models.Sketch.objects.using(alias).filter(pk__in=some.tolist()).order_by("pk")
        found.update((id, bytes(bands)) for id, bands in rows.values_list("pk", "bands") if bands)
    return np.array(list(found), np.int64), import_module("servanda.intake.duplicates").as_rows(found.values())


def _unnoted(view: View, pairs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs that no batch that counts has noted."""
    noted = view.rows(models.NearDuplicate).order_by()
    while some := list(islice(pairs, _AT_ONCE)):
        rows = noted.filter(document_id__in={later for later, _ in some}, other_id__in={other for _, other in some})
        known = set(rows.values_list("document_id", "other_id"))
        yield from (pair for pair in some if pair not in known)


def _alike(alias: str, pairs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int, float]]:
    """The pairs whose texts are near copies, with their similarity."""
    room = import_module("servanda.intake.duplicates")
    texts = models.Document.objects.using(alias).values_list("text", flat=True)
    read = lru_cache(maxsize=_READ_AGAIN)(lambda document: room.shingles_of(texts.get(pk=document)))
    for later, earlier in pairs:
        share = room.similarity(read(later), read(earlier))
        if share >= room.ALIKE:
            yield later, earlier, float(share)
