"""How much may come out of one file: bytes, things, levels. What goes over is refused, whatever the file says of itself.

The bytes that come out are counted as they come, so a container that promises little and unpacks without end is stopped.
"""

from __future__ import annotations

import io
from typing import Protocol

from servanda.errors import InputTooLarge

__all__ = ["DEEPEST", "LARGEST", "Budget", "Counted", "Source"]

LARGEST = 20_000_000
"""Bytes of the largest document that is taken; books and plans are far smaller, dumps of whole sites are not."""
LARGEST_UNPACKED = 50_000_000_000
MOST_THINGS = 1_000_000
MOST_TIMES = 200
"""A text is packed to a tenth; what grows to more than this many times its size is made to harm."""
_SPARED = 100_000_000
"""Up to so many bytes, no ratio is asked for."""
DEEPEST = 4
"""Containers in containers."""


class Source(Protocol):
    """What gives bytes."""

    def read(self, size: int = ..., /) -> bytes:
        """The next bytes, at most so many."""


class Budget:
    """What may still come out of a file of a size."""

    def __init__(self, size: int, name: str) -> None:
        self._most = max(_SPARED, min(LARGEST_UNPACKED, MOST_TIMES * size))
        self._name = name
        self._bytes = self._things = 0

    def take(self, size: int) -> None:
        """Count bytes; raises InputTooLarge where there are too many.

        >>> Budget(10, "a.zip").take(100_000_001)
        Traceback (most recent call last):
            ...
        servanda.errors.InputTooLarge: a.zip: It unpacks to more than 100,000,000 bytes. Unpack it and give the files in it.
        """
        self._bytes += size
        if self._bytes > self._most:
            raise InputTooLarge("archive-too-large", file=self._name, remedy="unpack", limit=self._most)

    def count(self) -> None:
        """Count one thing more; raises InputTooLarge where there are too many."""
        self._things += 1
        if self._things > MOST_THINGS:
            raise InputTooLarge("too-many-in-archive", file=self._name, remedy="unpack", limit=MOST_THINGS)


class Counted(io.RawIOBase):
    """A source whose bytes are counted."""

    def __init__(self, source: Source, budget: Budget) -> None:
        self._source, self._budget = source, budget

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        data = self._source.read(min(len(into), 1 << 20))
        self._budget.take(len(data))
        into[: len(data)] = data
        return len(data)


def limited(source: Source, name: str) -> bytes:
    """The bytes of one thing; raises InputTooLarge where they are more than a document may have.

    >>> limited(io.BytesIO(b"They met."), "a.txt")
    b'They met.'
    """
    parts = []
    left = LARGEST + 1
    while left and (part := source.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    if not left:
        raise InputTooLarge("document-too-large", file=name, remedy="split-into-documents", limit=LARGEST)
    return b"".join(parts)
