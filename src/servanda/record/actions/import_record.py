"""Take a copy of a record in, line by line: into a new project, or into an older copy, which it brings up to date.

Takes the lines that `record/copy.py` gives. Everything is taken or nothing: a line with a fault, an end that does not fit, a row
that says something else than the one that is here, refuse the file. Again is harmless. The files of the folder are written once
the rows are kept; a register that somebody edited here and that is not recorded is never written over.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import IntegrityError, connections

from servanda.claim import Claim
from servanda.document import Document
from servanda.errors import InputError, InputTooLarge
from servanda.message import Message, reason
from servanda.record import models
from servanda.record.copy import FORM, row_as_data, tables
from servanda.record.database import unit
from servanda.record.encoding import decode
from servanda.record.folder import NEW_REGISTER
from servanda.record.originals import FOLDER as ORIGINALS
from servanda.record.originals import Originals
from servanda.record.register import BESIDE, REGISTER, digest_of, register_files, write_register
from servanda.record.series import FOLDER, SUFFIXES
from servanda.series import Series
from servanda.statement import Statement

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["Copied", "import_record"]

LONGEST_LINE = 1 << 30
"""Bytes of a line: a text, or all files of a register."""
_AT_ONCE = 500
_NOUNS: dict[type[Any], type[Any]] = {
    models.Claim: Claim,
    models.Document: Document,
    models.Observation: Series,
    models.Statement: Statement,
}
"""What a row's noun is read as; one that cannot be is told before it is kept."""
_MADE_HERE = (models.Link,)
"""Rows that each copy makes for itself while it is read."""


@dataclass(slots=True)
class Copied:
    """What an import of a copy did: how many rows were new, how many were here already, which version the record has now."""

    taken: int = 0
    unchanged: int = 0
    version: int = 0


def import_record(project: Project, file: Path) -> Copied:
    """Take the rows and files in as one unit.

    Raises InputError where the file is no copy, is damaged, or is of another record than the one that is here.
    """
    found = _Taking(project, str(file))
    try:
        with file.open("rb") as opened:
            lines = _lines(opened, str(file))
            found.head(next(lines, None))
            with unit(project.alias):
                files = found.take(lines)
                _keep_edits(project, files, str(file))
    except OSError as error:
        raise InputError("cannot-be-read", file=str(file), remedy="check-rights", reason=reason(error)) from error
    _count_on(project.alias)
    _write(project.folder, files)
    counts = (model.objects.using(project.alias).count() for model in (models.Batch, models.BatchEvent))
    found.outcome.version = sum(counts)
    return found.outcome


_Line = tuple[int, bytes, dict[str, Any]]
"""The number of a line, its bytes, and the object on it."""


def _lines(opened: BinaryIO, name: str) -> Iterator[_Line]:
    number = 0
    while text := opened.readline(LONGEST_LINE + 1):
        number += 1
        if len(text) > LONGEST_LINE:
            raise InputTooLarge("line-too-long", file=name, line=number, remedy="export-again", limit=LONGEST_LINE)
        try:
            line = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise InputError("line-no-json", file=name, line=number, remedy="export-again") from error
        if not isinstance(line, dict):
            raise InputError("line-no-json", file=name, line=number, remedy="export-again")
        yield number, text, line


class _Taking:
    """The lines of one file on their way into the tables."""

    def __init__(self, project: Project, name: str) -> None:
        alias = self.alias = project.alias
        self.name = name
        self.outcome = Copied()
        self.is_new = not models.Batch.objects.using(alias).exists()
        self._tables = tables()
        self._originals = Originals(project.folder)
        self._digest = hashlib.sha256()
        self._waiting: list[tuple[int, dict[str, Any], Any]] = []

    def head(self, first: _Line | None) -> None:
        """The first line: what the file is a copy of."""
        number, text, line = first or (1, b"", {})
        if "servanda" not in line or not isinstance(line.get("since"), int):
            raise InputError("no-copy", file=self.name, line=number, remedy="give-copy")
        if line["servanda"] != FORM:
            raise InputError("copy-of-newer-program", file=self.name, line=number, remedy="update-program")
        if line["since"] and self.is_new:
            raise InputError("copy-needs-earlier", file=self.name, remedy="import-whole-first", since=line["since"])
        self._digest.update(text)

    def take(self, lines: Iterator[_Line]) -> dict[str, bytes]:
        """Keep the rows, look whether all of them came and refer to rows that are there; gives the files."""
        files: dict[str, bytes] = {}
        number, end = 1, ""
        for number, text, line in lines:
            if end:
                self._refuse(number, Message.of("copy-cut-short"))
            if "sha256" in line and "table" not in line:
                end = str(line["sha256"])
                continue
            self._digest.update(text)
            if "file" in line and "table" not in line:
                if not self._is_original(number, line):
                    files |= self._file(number, line)
                continue
            row = self._row(number, line)
            if self._waiting and (type(self._waiting[0][2]) is not type(row) or len(self._waiting) == _AT_ONCE):
                self._keep()
            self._waiting.append((number, line, row))
        self._keep()
        if end != self._digest.hexdigest():
            self._refuse(number, Message.of("copy-cut-short"))
        try:
            connections[self.alias].check_constraints()
        except IntegrityError as error:
            raise InputError("copy-refers-nowhere", file=self.name, remedy="export-again") from error
        return files

    def _refuse(self, line: int, fault: Message, value: object = None) -> NoReturn:
        found = None if value is None else str(value)
        raise InputError(fault, file=self.name, line=line, value=found, remedy="export-again")

    def _is_original(self, number: int, line: Mapping[str, Any]) -> bool:
        """Whether it is the bytes of a document, which are kept at once: their digest is their name, so none are lost."""
        folder, _, digest = str(line["file"]).partition("/")
        if folder != ORIGINALS:
            return False
        try:
            data = b64decode(line["base64"], validate=True)
        except (KeyError, ValueError, TypeError):
            data = b""
        if hashlib.sha256(data).hexdigest() != digest:
            self._refuse(number, Message.of("copy-unreadable"), line["file"])
        self._originals.keep(data, f"sha256:{digest}")
        return True

    def _file(self, number: int, line: Mapping[str, Any]) -> dict[str, bytes]:
        """A file of the folder, by its name there."""
        name = str(line["file"])
        place = PurePosixPath(name)
        is_series = name == f"{FOLDER}/{place.name}" and place.suffix.lower() in SUFFIXES and place.name[0] != "."
        if not is_series and name not in (REGISTER, *BESIDE):
            self._refuse(number, Message.of("copy-unknown"), name)
        try:
            if is_series:
                return {name: b64decode(line["base64"], validate=True)}
            return {name: line["text"].encode("utf-8", "surrogateescape")}
        except (KeyError, ValueError, TypeError, AttributeError):
            self._refuse(number, Message.of("copy-unreadable"), name)

    def _row(self, number: int, line: dict[str, Any]) -> Any:
        """A row that is not saved yet."""
        model = self._tables.get(str(line.get("table")))
        if model is None:
            self._refuse(number, Message.of("copy-unknown"), line.get("table"))
        fields = {one.attname: one for one in model._meta.concrete_fields}
        if unknown := sorted(set(line) - set(fields) - {"table"}):
            self._refuse(number, Message.of("copy-unknown"), unknown[0])
        try:
            values = {
                name: None if line[name] is None else column.to_python(line[name])
                for name, column in fields.items()
                if name in line
            }
            if not isinstance(values["id"], int):
                raise TypeError
            if model in _NOUNS:
                decode(_NOUNS[model], values["noun"])
        except (ValidationError, KeyError, ValueError, TypeError, AttributeError, ArithmeticError):
            self._refuse(number, Message.of("copy-unreadable"), line["table"])
        return model(**values)

    def _keep(self) -> None:
        """Add the rows that are not here; those that are must say the same."""
        if not self._waiting:
            return
        model = type(self._waiting[0][2])
        rows = model._default_manager.using(self.alias)
        ids = [] if self.is_new else [row.pk for _, _, row in self._waiting]
        here = {row.pk: row_as_data(row._meta.model_name, row) for row in rows.filter(pk__in=ids)}
        new = []
        for number, line, row in self._waiting:
            if row.pk not in here:
                new.append(row)
            elif model not in _MADE_HERE and any(here[row.pk].get(name) != value for name, value in line.items()):
                raise InputError("copy-of-another-record", file=self.name, line=number, remedy="import-into-new")
        try:
            with unit(self.alias):
                rows.bulk_create(new)
        except IntegrityError as error:
            first = self._waiting[0][0]
            raise InputError("copy-of-another-record", file=self.name, line=first, remedy="import-into-new") from error
        self.outcome.taken += len(new)
        self.outcome.unchanged += len(self._waiting) - len(new)
        self._waiting.clear()


def _keep_edits(project: Project, files: Mapping[str, bytes], name: str) -> None:
    """Refuse to put a register in the place of one that is recorded nowhere."""
    here, coming = register_files(project.folder), _register_in(files)
    untouched = {REGISTER: NEW_REGISTER.read_text(encoding="utf-8")}
    if not coming or here in ({}, untouched, coming):
        return
    kept = models.RegisterVersion.objects.using(project.alias).filter(digest=digest_of(here))
    if not kept.exists():
        raise InputError("register-edited-here", file=name, value=str(project.folder), remedy="import-register-first")


def _register_in(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: data.decode("utf-8", "surrogateescape") for name, data in files.items() if "/" not in name}


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files into the folder; a table of statistics that is another here stays, and the copy's goes under another name."""
    if register := _register_in(files):
        write_register(folder, register)
    (folder / FOLDER).mkdir(exist_ok=True)
    for name, data in files.items():
        place = folder / name
        if "/" not in name or (place.is_file() and place.read_bytes() == data):
            continue
        if place.exists():
            place = place.with_name(f"{place.stem}.{hashlib.sha256(data).hexdigest()[:8]}{place.suffix}")
        place.write_bytes(data)


def _count_on(alias: str) -> None:
    """Let the numbers of new rows go on behind those that were taken."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables().values())):
            cursor.execute(statement)
