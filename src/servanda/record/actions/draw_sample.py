"""Draw a random sample of what was read, to be judged."""

from __future__ import annotations

import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.document import Span
from servanda.errors import UsageError
from servanda.evaluation import allot, drawn, passages
from servanda.evaluation.sampling import rank
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["draw_sample"]

UNREAD = ("no-grammar", "language-not-known")
"""A reading's remarks that say that nothing could be read, so that there is nothing to judge."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage of a current document, with the statements of its reading that begin in it."""

    document: models.Document
    span: Span
    statements: tuple[models.Statement, ...]

    @property
    def name(self) -> str:
        """What tells it apart, whatever the database numbers it."""
        return f"{self.document.digest} {self.span}"


@dataclass(slots=True)
class _Frame:
    """All that can be drawn, by language; `documents` are by the number of their reading."""

    documents: dict[int, models.Document] = field(default_factory=dict)
    statements: dict[str, list[models.Statement]] = field(default_factory=lambda: defaultdict(list))
    passages: dict[str, list[_Passage]] = field(default_factory=lambda: defaultdict(list))
    readers: set[str] = field(default_factory=set)
    unread: int = 0


def draw_sample(project: Project, statements: int, passages: int, seed: int | None = None) -> models.Sample:
    """Keep so many statements and passages of the current readings to be judged; raises UsageError where there are none.

    What was judged before, on the same words, need not be judged again.
    """
    if statements < 0 or passages < 0 or statements + passages == 0:
        raise UsageError("sample-too-small", value=str(statements + passages), remedy="sample-at-least-one")
    chosen = secrets.randbelow(2**31) if seed is None else seed
    with named_faults(project.folder / DATABASE_NAME):
        return _drawn(project.alias, statements, passages, chosen)


def _drawn(alias: str, statements: int, passages: int, seed: int) -> models.Sample:
    frame = _frame(View(alias))
    if not frame.passages:
        raise UsageError("nothing-to-judge", remedy="ingest-first")
    batch = OpenBatch(alias, models.BatchKind.SAMPLE, [str(statements), str(passages), str(seed)])
    langs = sorted({*frame.statements, *frame.passages})
    sizes = {lang: [len(frame.statements[lang]), len(frame.passages[lang])] for lang in langs}
    with batch.unit() as row:
        sample: models.Sample = models.Sample.objects.using(alias).create(
            batch=row, seed=seed, sizes=sizes, readers=sorted(frame.readers), unread=frame.unread
        )
        _Drawing(sample, frame).keep(statements, passages)
    batch.finish()
    return sample


def _frame(view: View) -> _Frame:
    frame = _Frame()
    readings = models.Reading.objects.using(view.alias).in_bulk(list(view.current_readings.values()))
    read = view.statements_by_reading(readings)
    for document in view.document_rows():
        reading = readings.get(view.current_readings.get(document.pk, 0))
        if reading is None:
            continue
        found = read.get(reading.pk, [])
        keys = {note["key"] for note in reading.notes if isinstance(note, dict)}
        if keys.intersection(UNREAD):
            frame.unread += 1
            continue
        lang = document.lang or "?"
        frame.documents[reading.pk] = document
        frame.readers.add(reading.reader)
        frame.statements[lang] += found
        frame.passages[lang] += _passages(document, found)
    return frame


def _passages(document: models.Document, found: list[models.Statement]) -> list[_Passage]:
    furniture = [(part["start"], part["end"]) for part in document.noun["furniture"]]
    return [
        _Passage(document, (start, end), tuple(one for one in found if start <= one.start < end))
        for start, end in passages(document.text, furniture)
    ]


def _name(statement: models.Statement, document: models.Document) -> str:
    return f"{document.digest} {statement.content} {statement.source}"


@dataclass
class _Drawing:
    """Draws from a frame, and keeps what was drawn as the items of a sample."""

    sample: models.Sample
    frame: _Frame

    def keep(self, statements: int, passages: int) -> None:
        """Add the items, in random order, each passage behind the statements that begin in it."""
        chosen = self._passages(passages)
        within = {one.pk: passage for passage in chosen for one in passage.statements}
        alone = [one for one in self._statements(statements) if one.pk not in within]
        groups: list[tuple[str, _Passage | models.Statement]] = [
            *((rank(self.sample.seed, passage.name), passage) for passage in chosen),
            *((rank(self.sample.seed, _name(one, self._document(one))), one) for one in alone),
        ]
        number = 0
        for _, one in sorted(groups, key=lambda group: group[0]):
            number += self._keep(one, number)

    def _keep(self, one: _Passage | models.Statement, number: int) -> int:
        """Add one group of items that begins with a number; gives how many they are."""
        rows = models.SampleItem.objects.using(self.sample._state.db)
        if isinstance(one, models.Statement):
            rows.create(**self._statement(one, number))
            return 1
        count = len(one.statements)
        passage = rows.create(
            **self._item(one.document, one.span, number + count),
            kind=models.ItemKind.PASSAGE,
        )
        rows.bulk_create(
            models.SampleItem(**self._statement(inside, number + place), passage=passage)
            for place, inside in enumerate(one.statements)
        )
        return count + 1

    def _statement(self, one: models.Statement, number: int) -> dict[str, object]:
        item = self._item(self._document(one), (one.start, one.end), number)
        return item | {"kind": models.ItemKind.STATEMENT, "statement": one}

    def _item(self, document: models.Document, span: Span, number: int) -> dict[str, object]:
        return {
            "batch": self.sample.batch,
            "sample": self.sample,
            "number": number,
            "lang": document.lang or "?",
            "document": document,
            "start": span[0],
            "end": span[1],
        }

    def _statements(self, number: int) -> list[models.Statement]:
        shares = allot(number, {lang: len(found) for lang, found in self.frame.statements.items()})
        return [
            one
            for lang, share in shares.items()
            for one in drawn(
                self.frame.statements[lang],
                share,
                self.sample.seed,
                lambda statement: _name(statement, self._document(statement)),
            )
        ]

    def _passages(self, number: int) -> list[_Passage]:
        shares = allot(number, {lang: len(found) for lang, found in self.frame.passages.items()})
        return [
            one
            for lang, share in shares.items()
            for one in drawn(self.frame.passages[lang], share, self.sample.seed, lambda passage: passage.name)
        ]

    def _document(self, statement: models.Statement) -> models.Document:
        return self.frame.documents[statement.reading_id]
