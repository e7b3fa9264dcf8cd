"""The hands of a Dask cluster: documents are made and read on its workers, wherever they run.

Takes the address of a scheduler; gives what `hands` asks for. Bytes go to a worker and what came of them comes back, so workers
need this program, of the same version, and no record and no folder. What a lost worker was at is done by another one.
"""

from __future__ import annotations

from concurrent.futures import Future
from functools import cache
from importlib import import_module
from typing import Any

from servanda.document import Document
from servanda.errors import InputError, UsageError
from servanda.received import Received
from servanda.record.hands import Made, made_of, read_by
from servanda.record.reading_process import died_of

__all__ = ["Cluster"]

_SECONDS = 10
"""Until a scheduler that does not answer counts as not there."""


class Cluster:
    """The workers of a scheduler; `reader` is the name of a reader as agreement.yaml gives it."""

    def __init__(self, scheduler: str, reader: str) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise UsageError("no-dask", remedy="install-dask") from error
        try:
            self._client = distributed.Client(scheduler, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError("no-scheduler", value=scheduler, remedy="check-scheduler", reason=str(error)) from error
        self._died = distributed.KilledWorker
        self._reader = reader
        self.room = 8 * max(2, sum(self._client.nthreads().values()))

    def make(self, source: Received | Document, doc: str) -> Future[Made]:
        """Hand it to the scheduler; the same thing twice is done twice, so that nothing of an earlier call counts."""
        future: Future[Made] = Future()
        asked = self._client.submit(made_there, source, doc, self._reader, pure=False)
        asked.add_done_callback(lambda done: self._settle(future, done, source))
        return future

    def _settle(self, future: Future[Made], done: Any, source: Received | Document) -> None:
        """Pass on what came of a task; one that ended worker after worker is refused."""
        if done.status == "finished":
            found = done.result()
            if isinstance(found, Made):
                future.set_result(found)
            else:
                future.set_exception(found)
            return
        error = done.exception() if done.status == "error" else InterruptedError(done.status)
        if isinstance(error, self._died):
            error = died_of(source)
        future.set_exception(error)

    def close(self) -> None:
        """Leave the cluster; it goes on without this process."""
        self._client.close()


def made_there(source: Received | Document, doc: str, reader: str) -> Made | InputError:
    """What a worker does with one thing."""
    try:
        return made_of(source, doc, _read_by(reader))
    except InputError as error:
        return error


_read_by = cache(read_by)
