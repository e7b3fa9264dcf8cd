"""Take documents in: receive, read, link, and keep each as one unit, its bytes beside the record.

What is already there in this version, read by this reader, is passed over, so that an ingest that was killed is finished by
calling it again, and its batch is the one that was begun. A document that cannot be taken is refused with its error, and the
others go on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.errors import InputError
from servanda.intake.storage import Address, files_at
from servanda.received import Received
from servanda.record import models
from servanda.record.actions.note_copies import note_copies
from servanda.record.actions.note_register import note_current_register
from servanda.record.batches import OpenBatch
from servanda.record.cluster import Cluster
from servanda.record.folder import FETCHED, path_in, printable
from servanda.record.hands import Hands, OwnHands, Processes
from servanda.record.outcome import Outcome
from servanda.record.reader import ChosenReader, reader_of
from servanda.record.taker import Taker
from servanda.record.turn import cut_short, turn

__all__ = ["Input", "Progress", "ingest"]

if TYPE_CHECKING:
    from servanda.record.project import Project

Input = Path | Received | Address
"""What is taken in: a file or folder, what came without one, or the address of a file or folder in a storage."""
_FEW, _LITTLE = 8, 200_000
"""Files and bytes that one process reads about as fast as another one starts."""
Progress = Callable[[int, int, str], None]
"""Called after each document with how many are done, how many there are, and the name of the last."""


def ingest(
    project: Project,
    paths: Iterable[Input] | None = None,
    progress: Progress | None = None,
    workers: int = 0,
    scheduler: str | None = None,
) -> Outcome:
    """Take in these files and folders, or the project's `documents/`; gives what was taken, unchanged and refused.

    What lies in another storage is given by its Address. What is received without a file is given as a Received, under the name
    that it is to be known by. With `workers` so many processes read beside this one, unless there is too little for them to do;
    with `scheduler`, the address of a Dask scheduler, its workers do. The record is the same.
    """
    chosen: list[Input] = [project.folder / "documents"] if paths is None else list(paths)
    inputs = [_name(project.folder, one) for one in chosen]
    with turn(project) as is_alone:
        before = cut_short(project.alias, inputs) if is_alone else None
        batch, outcome = OpenBatch(project.alias, models.BatchKind.INGEST, inputs, before), Outcome()
        reader = reader_of(project)
        hands = _hands(reader, 0 if _is_little(chosen) else workers, scheduler)
        with closing(hands):
            linker = note_current_register(project, batch, outcome)
            arrivals = _Arrivals(project, chosen, sum(1 for _ in _files(chosen)))
            taker = Taker(project, batch, linker, reader.label, hands, outcome)
            for number, (name, _) in enumerate(taker.take_in(arrivals), start=1):
                if progress is not None:
                    progress(number, arrivals.expected, Path(name).name)
        note_copies(batch)
        batch.finish()
    outcome.batch = batch.id
    return outcome


def _files(chosen: Iterable[Input]) -> Iterator[Input]:
    """The files that are meant, folders read through in the order of names; hidden files are left out."""
    for path in chosen:
        if isinstance(path, Address):
            yield from files_at(path)
            continue
        if isinstance(path, Received) or not path.is_dir():
            yield path
            continue
        yield from _below(path)


def _below(folder: Path) -> Iterator[Path]:
    """The files in a folder and those below it, of which no more is held than the names of one way down."""
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 - names are small
    except OSError:
        return
    for name in names:
        file = folder / name
        is_link = file.is_symlink()
        if file.is_dir():
            if not is_link:
                yield from _below(file)
        elif file.is_file() or (is_link and not file.exists()):
            yield file


def _name(folder: Path, one: Input) -> str:
    """What an input is called in the record."""
    if isinstance(one, Received):
        return one.file
    return printable(one.text) if isinstance(one, Address) else path_in(folder, one)


def _inner(file: str | None, name: str, path: str) -> str:
    """The record's name for what an error is about, which may be in the file."""
    return path + printable(file[len(name) :]) if file and file.startswith(f"{name}!/") else path


def _hands(reader: ChosenReader, workers: int, scheduler: str | None) -> Hands:
    """Those that make documents and readings."""
    if scheduler is not None:
        return Cluster(scheduler, reader.name)
    return Processes(workers, reader.name) if workers else OwnHands(reader.read)


def _is_little(chosen: list[Input]) -> bool:
    """Whether this process is done before another has loaded a language's model."""
    files = list(islice(_files(chosen), _FEW + 1))
    return len(files) <= _FEW and sum(map(_size, files)) < _LITTLE


def _size(one: Input) -> int:
    """Bytes; what lies elsewhere counts as much."""
    if isinstance(one, Address):
        return _LITTLE
    if isinstance(one, Received):
        return len(one.data)
    return one.stat().st_size if one.is_file() else 0


@dataclass
class _Arrivals:
    """What the files bring, one thing after another, each with its path in the record and the name that its errors tell."""

    project: Project
    chosen: list[Input]
    files: int
    """How many files there were when they were counted; they are found again one by one, so that none has to be held."""
    came: int = 0
    opened: int = 0

    @property
    def expected(self) -> int:
        """How many things there are, as far as is known: those that came, and one for each file that is not opened yet."""
        return self.came + max(0, self.files - self.opened)

    def __iter__(self) -> Iterator[tuple[Received | InputError, str, str]]:
        for file in _files(self.chosen):
            self.opened += 1
            for thing in self._in(file):
                self.came += 1
                yield thing

    def _in(self, file: Input) -> Iterator[tuple[Received | InputError, str, str]]:
        room = import_module("servanda.intake")
        if isinstance(file, Received):
            name, path, inside = file.file, file.file, room.received_from(file.data, file.file)
        elif isinstance(file, Address):
            name = path = printable(file.text)
            inside = import_module("servanda.intake.storage").received_at(file)
        else:
            name, path, inside = printable(str(file)), path_in(self.project.folder, file), room.received_in(file)
            if path.startswith(f"{FETCHED}/"):
                inside = [InputError("kept-by-fetch", file=name, remedy="fetch-again")]
        for found in inside:
            if isinstance(found, InputError):
                yield found, _inner(found.file, name, path), name
            else:
                yield found, path + printable(found.name.removeprefix(found.file)), name
