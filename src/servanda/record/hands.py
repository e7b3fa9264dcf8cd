"""Those that make a Document and its Reading of what was received: this process, or others beside it.

Takes one thing received (or a document of the record that a newer reader is to read) with the name that it is known by; gives a
future of what came of it. What comes of one thing depends on nothing else, so the record is the same whoever made it.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, fields, replace
from importlib import import_module
from typing import Any, Protocol

from servanda.document import Document
from servanda.errors import InputError
from servanda.received import Received
from servanda.record.reading_process import ReadingProcess
from servanda.statement import Reading

__all__ = ["Hands", "Made", "OwnHands", "Processes", "cores", "made_of", "read_by"]

Read = Callable[[Document], Reading]
_NOT_KEPT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one thing received; `bands`, by which its copies are found, where it was not in the record yet."""

    document: Document
    reading: Reading | None
    bands: bytes = b""


class Hands(Protocol):
    """Whoever makes documents and readings; `room` is how many things may be under way at once."""

    room: int

    def make(self, source: Received | Document, doc: str) -> Future[Made]:
        """Begin; the future raises InputError where the thing is to be refused."""

    def close(self) -> None:
        """Stop, and leave what is not done."""


def read_by(reader: str) -> Read:
    """What reads, by the name of a reader as agreement.yaml gives it; "" is the program's own."""
    found: Read = import_module("servanda.reading.readers").reader_named(reader or "servanda").read
    return found


def made_of(
    source: Received | Document, doc: str, read: Read, watch: Callable[[], AbstractContextManager[None]] = nullcontext
) -> Made:
    """Make the document and read it; raises InputError where either cannot be, also by a fault of the reader.

    The document is made under `watch`: a process that may be lost gives itself a deadline.
    """
    bands = b""
    if isinstance(source, Document):
        document, name = source, source.doc
    else:
        with watch():
            document, name = import_module("servanda.intake").document_of(source), source.name
            bands = import_module("servanda.intake.duplicates").bands_of(document.text)
    document = replace(document, **(_mended(document) | {"doc": doc}))
    try:
        return Made(document, read(document), bands)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise InputError(
            "reader-failed", file=name, remedy="report-fault", reason=f"{type(error).__name__}: {error}"
        ) from error


def _mended(document: Document) -> dict[str, Any]:
    """What is told of a document in signs that PostgreSQL cannot hold, with U+FFFD for each; its text has none of them."""
    told = {field.name: getattr(document, field.name) for field in fields(document) if field.name != "text"}
    return {name: _NOT_KEPT.sub("\ufffd", one) for name, one in told.items() if isinstance(one, str)}


@dataclass
class OwnHands:
    """This process: each thing is made at once."""

    read: Read
    room: int = 1

    def make(self, source: Received | Document, doc: str) -> Future[Made]:
        """Make it; the future is done."""
        future: Future[Made] = Future()
        try:
            future.set_result(made_of(source, doc, self.read))
        except InputError as error:
            future.set_exception(error)
        return future

    def close(self) -> None:
        """Nothing is under way."""


class Processes:
    """Processes beside this one, each started when there is something for it to do.

    Each has a thread here that hands it one thing after another; `reader` is the name of a reader as agreement.yaml gives it.
    """

    def __init__(self, count: int, reader: str) -> None:
        self.room = 8 * count
        self._reader = reader
        self._mine = threading.local()
        self._started: list[ReadingProcess] = []
        self._threads = ThreadPoolExecutor(count, "servanda-reading")

    def make(self, source: Received | Document, doc: str) -> Future[Made]:
        """Put it in the queue of the processes."""
        return self._threads.submit(self._made, source, doc)

    def _made(self, source: Received | Document, doc: str) -> Made:
        process: ReadingProcess | None = getattr(self._mine, "process", None)
        if process is None:
            process = self._mine.process = ReadingProcess(self._reader)
            self._started.append(process)
        found = process.asked((source, doc))
        if isinstance(found, InputError):
            raise found
        assert isinstance(found, Made)  # noqa: S101 (what the program of the process answers)
        return found

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            process.kill()
        self._threads.shutdown()
        for process in self._started:
            process.stop()


def cores() -> int:
    """How many processors this process may use.

    >>> cores() >= 1
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
