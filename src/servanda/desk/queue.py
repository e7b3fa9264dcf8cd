"""The queue as the desk holds it: what waits by key, kept between requests and brought up to date by what was decided since.

Takes a project, gives entries in the order of `servanda review`. A decision takes its entry out; whatever else happens to the
record (an ingest, an import, something undone) has the queue made anew. `chosen` orders and filters it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import RLock
from time import monotonic
from typing import Any

from servanda.desk.ranking import Ranking
from servanda.message import Message
from servanda.record import models
from servanda.record.database import named_faults
from servanda.record.project import Project
from servanda.record.review_queue import Waiting, review_queue
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View

__all__ = ["ORDERS", "Entry", "Snapshot", "chosen", "snapshot_of"]

_ANEW_SECONDS = 30
"""How often an ingest under way has the queue made anew."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that waits. `key` is its part of an address; `since` the day that its document was published or received."""

    key: str
    reason: Message
    place: int
    statement: int | None = None
    settles: int | None = None
    document: int | None = None
    doc: str = ""
    lang: str = ""
    kind: str = ""
    speaker: str = ""
    confidence: float = 1.0
    has_claims: bool = False
    since: date | None = None


@dataclass(slots=True)
class Snapshot:
    """The queue as it was after a batch; `readings` are the current ones, whose statements may be judged."""

    entries: dict[str, Entry]
    readings: frozenset[int]
    batch: int
    undone: int
    reading: int
    made: float


_LOCK = RLock()
_known: dict[str, Snapshot] = {}

_Key = Callable[[Entry, Ranking], Any]
ORDERS: dict[str, _Key] = {
    "use": lambda one, ranking: (-ranking.use.get(one.statement or 0, 0), one.place),
    "confidence": lambda one, ranking: (one.confidence, one.place),
    "relevance": lambda one, ranking: (
        one.document in ranking.aside,
        one.statement not in ranking.counted,
        not one.has_claims,
        -ranking.scores.get(one.document or 0, 1.0),
        one.place,
    ),
    "age": lambda one, ranking: (one.since or date.max, one.place),
    "document": lambda one, ranking: (one.doc, one.statement or 0, one.place),
}
"""What the queue can be sorted by; the first is how it is sorted where nothing is said."""


def snapshot_of(project: Project) -> Snapshot:
    """The queue as it is now."""
    with _LOCK, named_faults(project.folder / DATABASE_NAME):
        kept = _known.get(project.alias)
        if kept is None or not _brought_up_to_date(project, kept):
            kept = _known[project.alias] = _made(project)
        return kept


def chosen(entries: Iterable[Entry], by: str, ranking: Ranking, wanted: Mapping[str, str]) -> list[Entry]:
    """The entries that have all of `wanted` (reason, lang, kind, doc, speaker), sorted `by` one of ORDERS.

    >>> first = Entry("s1", Message.of("not-judged-yet"), 0, 1, lang="fr", confidence=0.9)
    >>> second = Entry("s2", Message.of("not-judged-yet"), 1, 2, lang="en", confidence=0.4)
    >>> [one.key for one in chosen([first, second], "confidence", Ranking(), {})]
    ['s2', 's1']
    >>> [one.key for one in chosen([first, second], "relevance", Ranking(scores={1: 0.2, 2: 0.9}), {})]
    ['s1', 's2']
    >>> [one.key for one in chosen([first, second], "use", Ranking({2: 100}), {"lang": "en"})]
    ['s2']
    """
    fits = [one for one in entries if all(_field(one, name) == value for name, value in wanted.items())]
    return sorted(fits, key=lambda one: ORDERS[by](one, ranking))


def _field(one: Entry, name: str) -> str:
    return one.reason.key if name == "reason" else str(getattr(one, name))


def _brought_up_to_date(project: Project, kept: Snapshot) -> bool:
    """Take out what was decided since; False where more than that has happened."""
    alias = project.alias
    if _last_undone(alias) != kept.undone:
        return False
    if _last(alias, models.Reading) != kept.reading and monotonic() - kept.made > _ANEW_SECONDS:
        return False
    batches = dict(models.Batch.objects.using(alias).filter(pk__gt=kept.batch).values_list("pk", "kind"))
    if not batches:
        return True
    verdicts = models.Verdict.objects.using(alias).filter(batch_id__gt=kept.batch)
    if set(batches.values()) - {models.BatchKind.JUDGEMENT, models.BatchKind.REMARK} or verdicts.exists():
        return False
    judged = models.Judgement.objects.using(alias).filter(batch_id__gt=kept.batch)
    rows = list(judged.values_list("statement_id", "claim_id", "settles_id"))
    gone = {f"s{one}" for one, _, _ in rows} | {f"c{one}" for _, one, _ in rows}
    settled = {one for _, _, one in rows if one}
    kept.entries = {key: one for key, one in kept.entries.items() if key not in gone and one.settles not in settled}
    kept.batch = max(batches)
    return True


def _made(project: Project) -> Snapshot:
    alias = project.alias
    marks = _last(alias, models.Batch), _last_undone(alias), _last(alias, models.Reading)
    queue = list(review_queue(project))
    readings = {row[0]: row for row in _readings(alias)}  # after the queue: documents may be coming in meanwhile
    entries: dict[str, Entry] = {}
    for place, waiting in enumerate(queue):
        one = _entry(place, waiting, readings)
        entries[one.key] = one
    current = frozenset(View(alias).current_readings.values())
    return Snapshot(entries, current, *marks, monotonic())


def _entry(place: int, waiting: Waiting, readings: Mapping[int, tuple[Any, ...]]) -> Entry:
    settles = None if waiting.settles is None else waiting.settles.pk
    row = waiting.statement
    if row is not None:
        _, document, doc, lang, published, recorded = readings[row.reading_id]
        return Entry(
            f"s{row.pk}",
            waiting.reason,
            place,
            row.pk,
            settles,
            document,
            doc,
            lang or "",
            row.kind,
            ", ".join(row.speaker),
            row.noun.get("confidence", 1.0),
            waiting.reason.key != "not-judged-yet",
            published or recorded.date(),
        )
    if waiting.claim is not None:
        claim = waiting.claim
        since = claim.said_from or claim.recorded.date()
        return Entry(
            f"c{claim.pk}", waiting.reason, place, claim.statement_id, settles, speaker=claim.speaker, since=since
        )
    if waiting.obligation is not None:
        duty = waiting.obligation
        return Entry(f"o{duty.pk}", waiting.reason, place, doc=duty.file, since=duty.recorded.date())
    return Entry(f"j{settles}", waiting.reason, place, None, settles)


def _readings(alias: str) -> Iterable[tuple[Any, ...]]:
    fields = ("id", "document_id", "document__doc", "document__lang", "document__published_from", "recorded")
    rows: Iterable[tuple[Any, ...]] = models.Reading.objects.using(alias).values_list(*fields)
    return rows


def _last(alias: str, model: type[Any]) -> int:
    return model.objects.using(alias).order_by("-pk").values_list("pk", flat=True).first() or 0


def _last_undone(alias: str) -> int:
    events = models.BatchEvent.objects.using(alias).exclude(kind=models.EventKind.FINISHED)
    return events.order_by("-pk").values_list("pk", flat=True).first() or 0
