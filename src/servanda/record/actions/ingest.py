"""Take documents in: receive, read, link, and keep each as one unit, its bytes beside the record.

What is already there in this version, read by this reader, is passed over, so that an ingest that was killed is finished by
calling it again. A document that cannot be taken is refused with its error, and the others go on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.document import Document
from servanda.errors import InputError
from servanda.received import Received
from servanda.record import models
from servanda.record.actions.note_copies import note_copies
from servanda.record.actions.note_register import note_current_register
from servanda.record.actions.refuse import refuse
from servanda.record.batches import OpenBatch
from servanda.record.encoding import encode
from servanda.record.folder import FETCHED, path_in, printable
from servanda.record.links import Linker
from servanda.record.nouns import claim_row, document_noun, document_row, statement_row
from servanda.record.originals import Originals
from servanda.record.outcome import Outcome
from servanda.record.reader import ChosenReader, reader_of
from servanda.record.view import View
from servanda.statement import Reading

__all__ = ["Progress", "Taker", "ingest"]

if TYPE_CHECKING:
    from servanda.record.project import Project

_LONGEST_NAME = 400
"""Letters of a document's name that are taken from a path; an address in an archive may be far longer."""
Progress = Callable[[int, int, str], None]
"""Called after each document with how many are done, how many there are, and the name of the last."""


def ingest(
    project: Project, paths: Iterable[Path | Received] | None = None, progress: Progress | None = None
) -> Outcome:
    """Take in these files and folders, or the project's `documents/`; gives what was taken, unchanged and refused.

    What is received without a file is given as a Received, under the name that it is to be known by.
    """
    chosen = [project.folder / "documents"] if paths is None else list(paths)
    inputs = [one.file if isinstance(one, Received) else path_in(project.folder, one) for one in chosen]
    batch = OpenBatch(project.alias, models.BatchKind.INGEST, inputs)
    outcome = Outcome()
    reader = reader_of(project)
    linker = note_current_register(project, batch, outcome)
    worker = Taker(project, batch, linker, reader, outcome)
    files = list(_files(chosen))
    for number, file in enumerate(files, start=1):
        worker.take_all(file)
        if progress is not None:
            progress(number, len(files), _shown(file))
    note_copies(batch, is_news=outcome.taken + outcome.changed > 0)
    batch.finish()
    outcome.batch = batch.id
    return outcome


def _files(chosen: Iterable[Path | Received]) -> Iterator[Path | Received]:
    """The files that are meant, folders read through in the order of names; hidden files are left out."""
    for path in chosen:
        if isinstance(path, Received) or not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            leads_nowhere = file.is_symlink() and not file.exists()
            if (file.is_file() or leads_nowhere) and not hidden:
                yield file


def _shown(file: Path | Received) -> str:
    return file.file if isinstance(file, Received) else file.name


def _inner(file: str | None, name: str, path: str) -> str:
    """The record's name for what an error is about, which may be in the file."""
    return path + printable(file[len(name) :]) if file and file.startswith(f"{name}!/") else path


class _TakenMeanwhile(Exception):
    """Another process took this document while it was being read here; nothing is to be added."""


@dataclass
class Taker:
    """Takes documents in, with what stays the same over all that one ingest or fetch brings."""

    project: Project
    batch: OpenBatch
    linker: Linker | None
    chosen: ChosenReader
    outcome: Outcome

    def __post_init__(self) -> None:
        self.reader, self.read_document = self.chosen.label, self.chosen.read
        view = View(self.project.alias)
        self.view, self.undone = view, view.undone
        self.originals = Originals(self.project.folder)
        self.current = dict(view.current_by_path)
        self.readers = self._readers(view)
        rows = models.Document.objects.using(self.project.alias)
        self.by_digest: dict[str, int] = dict(rows.values_list("digest", "id"))
        self.names: dict[str, str] = dict(rows.values_list("doc", "digest"))

    @staticmethod
    def _readers(view: View) -> dict[int, str]:
        """The reader of each document's newest reading that counts."""
        return dict(view.rows(models.Reading).values_list("document_id", "reader"))

    def take_all(self, file: Path | Received) -> None:
        """Take in all that a file brings; each thing that cannot be taken is refused by itself."""
        room = import_module("servanda.intake")
        if isinstance(file, Received):
            name, path, inside = file.file, file.file, room.received_from(file.data, file.file)
        else:
            name, path, inside = printable(str(file)), path_in(self.project.folder, file), room.received_in(file)
            if path.startswith(f"{FETCHED}/"):
                inside = [InputError("kept-by-fetch", file=name, remedy="fetch-again")]
        for found in inside:
            if isinstance(found, InputError):
                inner = _inner(found.file, name, path)
            else:
                inner = path + printable(found.name.removeprefix(found.file))
            self.take_or_refuse(found, inner, name)

    def take_or_refuse(self, one: Received | InputError, path: str, name: str) -> InputError | None:
        """Take one document in, or keep why it cannot be; gives the error, None where there is none."""
        try:
            if isinstance(one, InputError):
                raise one
            counted = self.take(one, path)
            setattr(self.outcome, counted, getattr(self.outcome, counted) + 1)
        except InputError as error:
            error.file = error.file or name
            refuse(self.batch, path, error, View(self.project.alias))
            self.outcome.refused.append(error)
            return error
        return None

    def take(self, one: Received, path: str) -> str:
        """Take one document in; gives the count of the outcome that it belongs to."""
        digest = "sha256:" + hashlib.sha256(one.data).hexdigest()
        known = self.by_digest.get(digest)
        received = known is not None and self.current.get(path) == known
        if received and self.readers.get(known or 0) == self.reader:
            self.originals.keep(one.data, digest)
            return "unchanged"
        document = self._document(one, path, known)
        is_read = known is not None and self.readers.get(known) == self.reader
        reading = None if is_read else self._read(document, one.name)
        self.originals.keep(one.data, digest)
        try:
            row = self._keep(document, path, reading)
        except _TakenMeanwhile:
            return "unchanged"
        changed = path in self.current and not received
        self.by_digest[row.digest], self.names[row.doc] = row.pk, row.digest
        self.current[path], self.readers[row.pk] = row.pk, self.reader
        return "changed" if changed or received else "taken"

    def _document(self, one: Received, path: str, known: int | None) -> Document:
        if known is not None:
            return document_noun(models.Document.objects.using(self.project.alias).get(pk=known))
        document: Document = import_module("servanda.intake").document_of(one)
        return replace(document, doc=self._name(document, path))

    def _name(self, document: Document, path: str) -> str:
        """The document's own name, made longer where another page has it; a new version of a page keeps the page's name."""
        before = self.current.get(path)
        if before is not None:
            kept: str = models.Document.objects.using(self.project.alias).values_list("doc", flat=True).get(pk=before)
            return kept
        longer = str(Path(path).with_suffix(""))[-_LONGEST_NAME:]
        for name in (printable(document.doc), longer, f"{longer}@{document.digest.rpartition(':')[2][:8]}"):
            if self.names.get(name, document.digest) == document.digest:
                return name
        return document.digest

    def _read(self, document: Document, name: str) -> Reading:
        """The reading; a fault of the reader refuses this document and spares the others."""
        try:
            return self.read_document(document)
        except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise InputError(
                "reader-failed", file=name, remedy="report-fault", reason=f"{type(error).__name__}: {error}"
            ) from error

    def _keep(self, document: Document, path: str, reading: Reading | None) -> models.Document:
        """Add what is not in the record yet, which another process may have changed since this one looked."""
        alias, undone = self.project.alias, self.undone
        with self.batch.unit() as batch:
            row: models.Document | None = models.Document.objects.using(alias).filter(digest=document.digest).first()
            if row is None:
                row = document_row(document, batch)
                row.save(using=alias)
            receipt = models.Receipt.objects.using(alias).filter(path=path).exclude(batch_id__in=undone).last()
            is_received = receipt is not None and receipt.document_id == row.pk
            if not is_received:
                models.Receipt.objects.using(alias).create(batch=batch, document=row, path=path)
            newest = models.Reading.objects.using(alias).filter(document=row).exclude(batch_id__in=undone).last()
            is_read = newest is not None and newest.reader == self.reader
            if reading is not None and not is_read:
                self._keep_reading(row, reading, batch)
            if is_received and is_read:
                raise _TakenMeanwhile
        return row

    def _keep_reading(self, document: models.Document, reading: Reading, batch: models.Batch) -> None:
        alias = self.project.alias
        row = models.Reading.objects.using(alias).create(
            batch=batch, document=document, reader=reading.reader, notes=encode(reading.document.notes)
        )
        statements = [
            statement_row(number, statement, row, batch) for number, statement in enumerate(reading.statements)
        ]
        models.Statement.objects.using(alias).bulk_create(statements)
        claims = [
            (claim_row(claim, batch, statement=kept), claim)
            for kept, statement in zip(statements, reading.statements, strict=True)
            for claim in statement.claims
        ]
        models.Claim.objects.using(alias).bulk_create(row for row, _ in claims)
        if self.linker is not None:
            models.Link.objects.using(alias).bulk_create(self.linker.rows(claims, batch, document))
