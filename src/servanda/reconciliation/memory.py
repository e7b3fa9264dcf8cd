"""What was worked out before, so that one new claim costs only what it is connected to.

Takes what a result follows from as a key, and the way to work it out; gives the result of the last run where that had the
same key. The engine asks it for each subject (its reports and the day) and for each connected part (its links and their
sources), which are all that a finding depends on: so a run with a memory gives exactly what a run without one gives. What a
run did not ask for is forgotten after it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

__all__ = ["Key", "Memory", "NoMemory"]

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Key:
    """What a result follows from: `exact` is compared, `rough`, a small part of it, is hashed.

    To hash every fraction of every report takes longer than to compare the few that share their rough part.

    >>> Key("roads", [1, 2]) == Key("roads", [1, 2]), Key("roads", [1, 2]) == Key("roads", [1, 3])
    (True, False)
    """

    rough: Hashable
    exact: object

    def __hash__(self) -> int:
        """Of the rough part alone."""
        return hash(self.rough)


class Memory:
    """Results of the last run by what they follow from; `worked` counts those that had to be worked out.

    >>> memory = Memory()
    >>> for _ in range(2):
    ...     memory.start()
    ...     known = memory.recall(lambda: "three", lambda: 1 + 2)
    >>> known, memory.worked
    (3, 1)
    """

    def __init__(self) -> None:
        self.worked = 0
        self._last: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def start(self) -> None:
        """A run begins: what the last one did not ask for is forgotten."""
        self._last, self._now = self._now, {}

    def recall(self, key: Callable[[], Hashable], make: Callable[[], Result]) -> Result:
        """The result for a key: of this run, of the last one, or worked out now."""
        known = key()
        if known not in self._now:
            if known in self._last:
                self._now[known] = self._last[known]
            else:
                self.worked += 1
                self._now[known] = make()
        result: Result = self._now[known]
        return result


class NoMemory(Memory):
    """Remembers nothing: for a single run, which would pay for keys that nobody asks for again."""

    def recall(self, key: Callable[[], Hashable], make: Callable[[], Result]) -> Result:
        """The result, worked out now."""
        return make()
