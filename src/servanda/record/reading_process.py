"""A process that makes documents and readings, and the end of it that the process of the record holds.

It is given one thing after another by its standard input and answers by its standard output, both as pickles, which go between
processes of one program and user only. It knows no database. It ends with its input, so that none is left where the process of
the record is killed; what makes it die is refused, and the next thing gets a new one.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import subprocess  # the program that runs is this Python, on this package
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, BinaryIO

from servanda.document import Document
from servanda.errors import InputError
from servanda.intake.clock import DEADLINE_SIGNAL, deadline, too_slow
from servanda.received import Received

__all__ = ["ReadingProcess", "died_of", "serve"]

_LENGTH = struct.Struct("<Q")
_ENDING_SECONDS = 1.0
"""How long a process that closed its pipes may take to end."""


class ReadingProcess:
    """The end that asks; of one thread at a time."""

    def __init__(self, reader: str) -> None:
        self._reader = reader
        self._running: subprocess.Popen[bytes] | None = None
        self._is_ended = False

    def asked(self, task: tuple[Any, str]) -> Any:
        """What the process answers; an InputError where it died of the task, or was ended by its own deadline."""
        try:
            running = self._start()
            assert running.stdin is not None and running.stdout is not None  # noqa: S101 (both are pipes)
            _send(running.stdin, task)
            return _received(running.stdout)
        except (OSError, EOFError):
            is_late = self._ended_by() == -DEADLINE_SIGNAL
            self.stop()
            return too_slow(task[0].name) if is_late and isinstance(task[0], Received) else died_of(task[0])

    def _ended_by(self) -> int | None:
        """The status with which the process ended by itself, None where it goes on."""
        with suppress(subprocess.TimeoutExpired):
            return self._running.wait(_ENDING_SECONDS) if self._running is not None else None
        return None

    def kill(self) -> None:
        """End the process for good, whatever it is at; may be called from another thread than the one that asks."""
        self._is_ended = True
        running = self._running
        if running is not None:
            running.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._is_ended:
            raise EOFError
        if self._running is None:
            code = "import sys; from servanda.record.reading_process import serve; serve(sys.argv[1])"
            places = os.pathsep.join(place for place in sys.path if place)
            self._running = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-c", code, self._reader],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=_ONE_THREAD | os.environ | {"PYTHONPATH": places},
            )
        return self._running

    def stop(self) -> None:
        """End the process, and give back what it holds."""
        running, self._running = self._running, None
        if running is not None:
            running.kill()
            running.wait()
            for pipe in (running.stdin, running.stdout):
                try:
                    if pipe is not None:
                        pipe.close()
                except OSError:
                    continue


_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""The processes share the processors out; threads of the libraries beside them would only be in each other's way."""


def serve(reader: str) -> None:
    """Answer until the input ends. What a library writes to standard output goes to standard error, where it breaks no answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    hands = import_module("servanda.record.hands")
    read = hands.read_by(reader)
    while True:
        try:
            source, doc = _received(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer = hands.made_of(source, doc, read, deadline)
        except InputError as error:
            answer = error
        try:
            _send(answers, answer)
        except OSError:
            return


def died_of(source: Received | Document) -> InputError:
    """Why something is refused that ended whatever process was given it."""
    name = source.doc if isinstance(source, Document) else source.name
    return InputError("reading-process-died", file=name, remedy="report-fault")


def _send(pipe: BinaryIO | Any, what: object) -> None:
    data = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _received(pipe: BinaryIO | Any) -> Any:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - from the other end of a pipe of this program's own
