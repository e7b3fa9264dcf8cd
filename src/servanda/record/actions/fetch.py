"""Fetch addresses and feeds, keep each answer as a web archive, take in what it brings, and note what came of each asking.

A page is known by the address that was asked for: what comes later under it is its next version, and only the newest counts. So
two versions of a page are never two voices, and what it said before and says no more is told as that. An archive is written
whole before anything of it is recorded; who is killed in between asks again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.document import Document
from servanda.errors import EmptyInput, InputError, NotFetched, UsageError
from servanda.message import reason
from servanda.received import Received
from servanda.record import models
from servanda.record.actions.ingest import Progress
from servanda.record.actions.note_copies import note_copies
from servanda.record.actions.note_register import note_current_register
from servanda.record.actions.refuse import refuse
from servanda.record.batches import OpenBatch
from servanda.record.folder import FETCHED
from servanda.record.hands import OwnHands
from servanda.record.nouns import document_noun
from servanda.record.outcome import Outcome
from servanda.record.reader import reader_of
from servanda.record.taker import Taker
from servanda.record.view import View

if TYPE_CHECKING:
    from servanda.fetching import Fetcher, Manners
    from servanda.fetching.fetcher import Fetched
    from servanda.record.project import Project

__all__ = ["addresses_in", "fetch", "traits_of"]

_MOST_LISTED = 100_000
_MOST_ENTRIES = 2_000
"""Entries of one feed that are followed in a run."""
_FETCHED_AT = re.compile(r"@\d{4}-\d\d-\d\dT[\d:.]{8,15}Z(?:#\d+)?")
_SHORT = 200
"""Letters below which a page has no text to speak of."""


def addresses_in(file: Path) -> list[str]:
    """The addresses in a file, one a line; lines that are empty or begin with # are passed over."""
    try:
        text = file.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as fault:
        raise UsageError(
            "file-cannot-be-opened", file=str(file), remedy="check-path-and-rights", reason=reason(fault)
        ) from fault
    lines = [line.strip() for line in text.splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if len(found) > _MOST_LISTED:
        raise UsageError("list-too-long", file=str(file), remedy="split-into-documents", limit=_MOST_LISTED)
    return found


def fetch(
    project: Project, addresses: Sequence[str], manners: Manners | None = None, progress: Progress | None = None
) -> Outcome:
    """Fetch these addresses, or those that the register watches; what is a feed is followed to its entries."""
    room = import_module("servanda.fetching")
    agreement = project.agreement
    wanted = list(addresses) or [one.address for one in agreement.watched]
    if not wanted:
        raise UsageError("no-addresses", remedy="give-or-watch-addresses")
    manners = manners or room.Manners()
    if not manners.contact:
        manners = replace(manners, contact=agreement.contact)
    batch, outcome = OpenBatch(project.alias, models.BatchKind.FETCH, wanted), Outcome()
    linker = note_current_register(project, batch, outcome)
    reader = reader_of(project)
    taker = Taker(project, batch, linker, reader.label, OwnHands(reader.read), outcome)
    run = _Run(project, taker, room.Fetcher(manners))
    run.begin(wanted)
    for number, address in enumerate(run.in_turn(), start=1):
        run.fetch(address)
        if progress is not None:
            progress(number, number + len(run.waiting), address)
    note_copies(batch)
    batch.finish()
    outcome.batch = batch.id
    return outcome


@dataclass
class _Run:
    """One call of `fetch`: what waits to be asked for, and for which source."""

    project: Project
    taker: Taker
    fetcher: Fetcher
    waiting: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    entries: dict[str, Received] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.intake = import_module("servanda.intake")
        kept = View(self.project.alias).rows(models.Fetch).exclude(warc="")
        columns = ("address", "document_id", "warc", "etag", "modified")
        without, with_document = kept.filter(document=None, status=200), kept.exclude(document=None)
        self.known = {
            address: _Known(*rest) for rows in (without, with_document) for address, *rest in rows.values_list(*columns)
        }

    def begin(self, wanted: Sequence[str]) -> None:
        """Put what was asked for in the queue."""
        room = import_module("servanda.fetching")
        for text in wanted:
            try:
                address = room.web_address(text)
            except InputError as error:
                self.refuse(text, text, error, None, "")
                continue
            self.follow(address, address)

    def follow(self, address: str, source: str) -> None:
        """Put an address in the queue, unless it was there before."""
        if address not in self.sources:
            self.sources[address] = source
            self.waiting.append(address)

    def in_turn(self) -> Iterator[str]:
        """The addresses, in the order in which their hosts can be asked."""
        return self.fetcher.in_turn(self.waiting)

    def fetch(self, address: str) -> None:
        """Ask for one address and take in what it brings."""
        source, known = self.sources[address], self.known.get(address)
        file = self.project.folder / known.warc if known else None
        if known is None or file is None or not file.is_file() or not self._is_current(address, known):
            known = file = None
        found: Fetched | None = None
        try:
            found = self.fetcher.fetch(address, known.validators if known else None)
            if not found.is_unchanged or file is None:
                file = self._keep(found)
        except InputError as error:
            self.refuse(address, source, error, found, "")
            self._take_entry(address, source)
            return
        self._take(address, source, found, file)

    def _is_current(self, address: str, known: _Known) -> bool:
        return known.document is None or self.taker.current(address) == known.document

    def _keep(self, found: Fetched) -> Path:
        """Write what went over the wire; the file is there whole or not at all. Raises InputError where it cannot be."""
        data = import_module("servanda.fetching").warc_of(found.way)
        host = re.sub(r"[^a-z0-9.-]", "_", found.address.split("/")[2].lower())[:100]
        moment = found.last.moment.strftime("%Y%m%dT%H%M%S%fZ")
        name = f"{moment}-{hashlib.sha256(found.address.encode()).hexdigest()[:12]}.warc.gz"
        place = self.project.folder / FETCHED / host / name
        beside = place.with_name(f".{name}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            beside.replace(place)
        except OSError as fault:
            beside.unlink(missing_ok=True)
            raise InputError(
                "fetched-not-kept", file=found.address, remedy="check-rights-and-disk", reason=reason(fault)
            ) from fault
        return place

    def _take(self, address: str, source: str, found: Fetched, file: Path) -> None:
        """Take in what a web archive of one page or feed brings, and note what came of it."""
        taker, before = self.taker, self.taker.current(address)
        warc = file.relative_to(self.project.folder).as_posix()
        errors: list[InputError] = []
        documents = 0
        entries: list[Received] = []
        for one in self.intake.received_in(file):
            if isinstance(one, Received) and one.read is not None:
                entries.append(one)
                continue
            documents += isinstance(one, Received)
            path = _path(one, address)
            error = taker.take_or_refuse(_told_by(one, address, path), path, address)
            if error is not None:
                errors.append(error)
        self._follow_entries(entries, source)
        if errors and not entries:
            self._note(address, source, models.FetchOutcome.REFUSED, found, warc, errors[0])
            self._take_entry(address, source)
            return
        if not documents and not entries:
            self.refuse(address, source, NotFetched("no-text-there", file=address, remedy="check-address"), found, warc)
            return
        now = taker.current(address)
        changed = models.FetchOutcome.CHANGED if before is not None else models.FetchOutcome.TAKEN
        self._note(address, source, models.FetchOutcome.UNCHANGED if now == before else changed, found, warc, None)

    def _follow_entries(self, entries: Sequence[Received], source: str) -> None:
        """Queue the pages of a feed's entries; an entry without a page is taken as it stands in the feed."""
        for one in entries[:_MOST_ENTRIES]:
            try:
                address = import_module("servanda.fetching").web_address(one.address or "")
            except InputError:
                self.taker.take_or_refuse(
                    one, f"{source}!/{_FETCHED_AT.split(one.inner)[-1].removeprefix('!/')}", source
                )
                continue
            if address not in self.sources:
                self.entries[address] = one
                self.follow(address, source)

    def _take_entry(self, address: str, source: str) -> None:
        """Take an entry as it stands in its feed, where its page cannot be had and was not had before."""
        entry = self.entries.pop(address, None)
        if entry is not None and self.taker.current(address) is None:
            self.taker.take_or_refuse(entry, f"{source}!/{address}", address)

    def refuse(self, address: str, source: str, error: InputError, found: Fetched | None, warc: str) -> None:
        """Keep that nothing came, and why."""
        error.file = address
        refuse(self.taker.batch, address, error, View(self.project.alias))
        self.taker.outcome.refused.append(error)
        self._note(address, source, models.FetchOutcome.REFUSED, found, warc, error)

    def _note(
        self, address: str, source: str, outcome: str, found: Fetched | None, warc: str, error: InputError | None
    ) -> None:
        alias, current = self.project.alias, self.taker.current(address)
        last = found.last if found else None
        known = self.known.get(address)
        etag, modified = (last.validators.etag, last.validators.modified) if last else ("", "")
        if found is not None and found.is_unchanged and known is not None:
            etag, modified = etag or known.etag, modified or known.modified
        row = None
        if error is None and current is not None:
            row = models.Document.objects.using(alias).get(pk=current)
        with self.taker.batch.unit() as batch:
            models.Fetch.objects.using(alias).create(
                batch=batch, address=address, source=source, outcome=outcome, status=last.status if last else None,
                etag=etag, modified=modified, warc=warc, document=row, traits=_traits(row, last, error),
                told=error.fault.as_data() if error else None,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """What an address gave the last time."""

    document: int | None
    warc: str
    etag: str
    modified: str

    @property
    def validators(self) -> Any:
        return import_module("servanda.fetching.exchange").Validators(self.etag, self.modified)


def _told_by(one: Received | InputError, address: str, path: str) -> Received | InputError:
    """What was received, told of by the address that was asked for."""
    if isinstance(one, InputError):
        one.file = path
        return one
    return replace(one, file=address, inner=_rest(one.inner))


def _path(one: Received | InputError, address: str) -> str:
    """The record's name of what was fetched: its address, and the place in it where it lies in something."""
    rest = _rest((one.file or "").partition("!/")[2] if isinstance(one, InputError) else one.inner)
    return f"{address}!/{rest}" if rest else address


def _rest(inner: str) -> str:
    """The place in what was fetched, behind the address and moment that an archive gives.

    >>> _rest("https://a.example/b@2031-05-04T06:00:00.000000Z"), _rest("https://a.example/b@2031-05-04T06:00:00Z!/c.pdf")
    ('', 'c.pdf')
    """
    parts = _FETCHED_AT.split(inner, maxsplit=1)
    return parts[1].removeprefix("!/") if len(parts) > 1 else ""


def _traits(row: models.Document | None, last: Any, error: InputError | None) -> Mapping[str, bool]:
    """Which of the things that pages mostly have a page has; none where it is no page."""
    if row is not None:
        return traits_of(document_noun(row))
    if isinstance(error, EmptyInput) and last is not None and last.status == 200:
        return dict.fromkeys(import_module("servanda.fetching.coverage").TRAITS, False)
    return {}


def traits_of(document: Document) -> dict[str, bool]:
    """Which of the things that pages mostly have a document has.

    >>> traits_of(Document("a", "They met. " * 30, "en", title="Talks"))
    {'text': True, 'own-words': True, 'title': True, 'day': False}
    """
    furniture = sum(part.end - part.start for part in document.furniture)
    own = len(document.text) - furniture
    return {
        "text": own >= _SHORT,
        "own-words": own > furniture,
        "title": bool(document.title),
        "day": document.published is not None,
    }
