"""What takes documents in, one after another, while others are being made: each is kept in its turn, as one unit.

Takes what was received, under its path; gives counts of an outcome. Things are kept in the order in which they came in, however
many hands make them, and each is held against the record as it is in its turn. So the record is the same for any number of hands,
and no more than a window of things is ever held.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import nullcontext, suppress
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.errors import InputError
from servanda.received import Received
from servanda.record import models
from servanda.record.actions.refuse import refuse
from servanda.record.batches import OpenBatch
from servanda.record.folder import printable
from servanda.record.hands import Hands, Made
from servanda.record.links import Linker
from servanda.record.nouns import document_noun
from servanda.record.originals import Originals
from servanda.record.outcome import Outcome
from servanda.record.shelf import Arrived, Shelf
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["Taker"]

_LONGEST_NAME = 400
"""Letters of a document's name that are taken from a path; an address in an archive may be far longer."""
_MOST_BYTES = 64_000_000
"""Bytes of documents that are held at once."""
_AT_ONCE = 32
"""Documents that are kept in one transaction, so that whoever else writes to the record waits for a part of a second."""


class _TakenMeanwhile(Exception):
    """Another process took all of these while they were being read here; no batch is begun for nothing."""


@dataclass
class _Coming:
    """One thing that came in and is not kept yet; what nobody has to make has no `made`."""

    found: Received | InputError
    path: str
    told_as: str
    digest: str = ""
    doc: str = ""
    made: Future[Made] | None = None

    @property
    def is_ready(self) -> bool:
        return self.made is None or self.made.done()


@dataclass
class Taker:
    """Takes documents in, with what stays the same over all that one ingest or fetch brings."""

    project: Project
    batch: OpenBatch
    linker: Linker | None
    reader: str
    hands: Hands
    outcome: Outcome
    _coming: deque[_Coming] = field(default_factory=deque)
    _names: dict[str, str] = field(default_factory=dict)
    """Names of what is on its way, or was refused, which the record does not have: with the digest of the page that has each."""

    def __post_init__(self) -> None:
        alias = self.project.alias
        view = View(alias)
        self._originals = Originals(self.project.folder)
        self._shelf = Shelf(alias, self.linker, self.reader)
        self._documents = models.Document.objects.using(alias)
        self._receipts = view.rows(models.Receipt)
        self._readings = view.rows(models.Reading)

    def current(self, path: str) -> int | None:
        """The document that is the current version of a page."""
        found: int | None = self._receipts.filter(path=path).values_list("document_id", flat=True).last()
        return found

    def take_or_refuse(self, found: Received | InputError, path: str, told_as: str) -> InputError | None:
        """Take one thing in, or keep why it cannot be; gives the error, None where there is none."""
        (_, error), *_ = self.take_in([(found, path, told_as)])
        return error

    def _begin(self, found: Received | InputError, path: str, told_as: str) -> None:
        """Have one thing made, if it is not in the record as the reader reads it; it waits for its turn to be kept."""
        coming = _Coming(found, path, told_as)
        if isinstance(found, Received):
            coming.digest = "sha256:" + hashlib.sha256(found.data).hexdigest()
            coming.doc, coming.made = self._begun(found, coming)
        self._coming.append(coming)

    def _begun(self, found: Received, coming: _Coming) -> tuple[str, Future[Made] | None]:
        """The name by which the document is known, and what makes it."""
        row = self._documents.filter(digest=coming.digest).first()
        if row is not None:
            is_read = self._reader_of(row.pk) == self.reader
            return row.doc, None if is_read else self.hands.make(document_noun(row), row.doc)
        twin = next((one for one in self._coming if one.digest == coming.digest and one.made is not None), None)
        if twin is not None:
            return twin.doc, twin.made
        doc = self._name(found, coming)
        self._names[doc] = coming.digest
        return doc, self.hands.make(found, doc)

    def _reader_of(self, document: int) -> str | None:
        """The reader of a document's newest reading that counts."""
        found: str | None = self._readings.filter(document=document).values_list("reader", flat=True).last()
        return found

    def _name(self, found: Received, coming: _Coming) -> str:
        """The document's own name, made longer where another page has it; a new version of a page keeps the page's name."""
        before = self.current(coming.path)
        if before is not None:
            kept: str = self._documents.values_list("doc", flat=True).get(pk=before)
            return kept
        longer = str(Path(coming.path).with_suffix(""))[-_LONGEST_NAME:]
        for name in (
            printable(found.document_name)[:_LONGEST_NAME],
            longer,
            f"{longer}@{coming.digest.rpartition(':')[2][:8]}",
        ):
            if self._digest_under(name) in (None, coming.digest):
                return name
        return coming.digest

    def _digest_under(self, name: str) -> str | None:
        """The digest of the page that has a name, in the record or on its way there."""
        if name in self._names:
            return self._names[name]
        found: str | None = self._documents.filter(doc=name).order_by("id").values_list("digest", flat=True).last()
        return found

    def take_in(
        self, things: Iterable[tuple[Received | InputError, str, str]]
    ) -> Iterator[tuple[str, InputError | None]]:
        """Take in things, each with its path and the name that its errors tell; gives that name once kept, and its error."""
        for found, path, told_as in things:
            yield from self._kept(self._may_wait(path))
            self._begin(found, path, told_as)
        yield from self._kept(0)

    def _may_wait(self, path: str) -> int:
        """How many may wait when one under this path begins; none of the same path, whose name hangs on what comes of it."""
        if any(one.path == path for one in self._coming):
            return 0
        held = sum(len(one.found.data) for one in self._coming if isinstance(one.found, Received))
        return min(self.hands.room, len(self._coming)) - 1 if held > _MOST_BYTES else self.hands.room - 1

    def _kept(self, until: int) -> Iterator[tuple[str, InputError | None]]:
        """Keep what waits, in turn, until no more than so many wait."""
        while len(self._coming) > until:
            some = [self._coming.popleft()]
            while self._coming and len(some) < _AT_ONCE and self._coming[0].is_ready:
                some.append(self._coming.popleft())
            first = some[0].made
            if first is not None:
                wait([first])
            yield from self._settled(some)

    def _settled(self, some: list[_Coming]) -> list[tuple[str, InputError | None]]:
        """Keep several things, or why each is refused, and count them."""
        errors: dict[int, InputError] = {}
        arrived: list[Arrived] = []
        for place, one in enumerate(some):
            try:
                arrived.append(self._arrived(one))
            except InputError as raised:
                errors[place] = copy(raised)
                errors[place].file = raised.file or one.told_as
        is_news = any(one.made for one in arrived) or not self._shelf.has_all(arrived)
        with self.batch.together() if is_news else nullcontext():
            counts = ["unchanged"] * len(arrived)
            if is_news:
                with suppress(_TakenMeanwhile), self.batch.unit() as batch:
                    counts = self._shelf.keep(arrived, batch)
                    if set(counts) == {"unchanged"}:
                        raise _TakenMeanwhile
            for place, error in errors.items():
                refuse(self.batch, some[place].path, error, View(self.project.alias))
        for counted in counts:
            setattr(self.outcome, counted, getattr(self.outcome, counted) + 1)
        self.outcome.refused += errors.values()
        for place, one in enumerate(some):
            if place not in errors and self._names.get(one.doc) == one.digest:
                del self._names[one.doc]
        return [(one.told_as, errors.get(place)) for place, one in enumerate(some)]

    def _arrived(self, coming: _Coming) -> Arrived:
        """What is to be kept, its bytes beside the record before any row of it; raises InputError where it is refused."""
        if isinstance(coming.found, InputError):
            raise coming.found
        made = coming.made.result() if coming.made is not None else None
        self._originals.keep(coming.found.data, coming.digest)
        return Arrived(coming.digest, coming.path, made)
