"""A batch that is being made: its row is added with the first thing that it brings in.

So a call that changes nothing leaves no batch behind, and a call that is killed leaves a batch with whole units only.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from servanda.record.database import unit
from servanda.record.models import Batch, BatchEvent, EventKind

__all__ = ["OpenBatch"]


class OpenBatch:
    """One ingest, import or judgement under way; `kind` is a BatchKind, `before` the batch of a call that was cut short."""

    def __init__(self, alias: str, kind: str, inputs: list[str], before: Batch | None = None) -> None:
        self.alias = alias
        self.kind = kind
        self.inputs = inputs
        self.row = before

    @property
    def id(self) -> int | None:
        """The batch's number, or None as long as it has brought in nothing."""
        return None if self.row is None else int(self.row.pk)

    @contextmanager
    def unit(self) -> Iterator[Batch]:
        """What is added inside is kept together or not at all; gives the batch's row."""
        before = self.row
        try:
            with unit(self.alias):
                if self.row is None:
                    self.row = Batch.objects.using(self.alias).create(kind=self.kind, inputs=self.inputs)
                yield self.row
        except BaseException:
            self.row = before
            raise

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several units inside are kept together or not at all: one of them that fails by itself leaves the others."""
        before = self.row
        try:
            with unit(self.alias):
                yield
        except BaseException:
            self.row = before
            raise

    def finish(self) -> None:
        """Note that nothing more comes."""
        if self.row is not None:
            BatchEvent.objects.using(self.alias).create(batch=self.row, kind=EventKind.FINISHED)
