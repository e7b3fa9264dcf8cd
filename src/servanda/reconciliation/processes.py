"""Subjects shared out among processes, where a table is so large that it is worth it.

Takes what is to be done with one item, the items, and how much work they are, and gives the results in the order of the
items, whoever worked them out. Subjects have nothing to do with each other, so nothing else changes. It is done
only on Linux, with more than one processor, in a process that has no threads beside its own and is no such helper itself:
there a copy of the process starts at once with all it needs. Where a helper is lost the work is done again here.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

__all__ = ["LEAST", "worked_out"]

LEAST = 20_000
"""From how much work on (reports to be compared) helpers are started: below, one process is done within seconds."""
_AT_ONCE = 50
"""How many items a helper takes at a time."""

Item = TypeVar("Item")
Result = TypeVar("Result")

_given: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""In a helper: the work and the items."""


def worked_out(work: Callable[[Item], Result], items: Sequence[Item], size: int) -> list[Result]:
    """The results for the items, in their order.

    >>> worked_out(abs, [1, -2], size=2)
    [1, 2]
    """
    helpers = _helpers(size)
    if helpers > 1:
        shares = [range(start, min(start + _AT_ONCE, len(items))) for start in range(0, len(items), _AT_ONCE)]
        context = multiprocessing.get_context("fork")
        try:
            with ProcessPoolExecutor(helpers, context, initializer=_take, initargs=(work, items)) as pool:
                return [result for results in pool.map(_done, shares) for result in results]
        except (BrokenProcessPool, OSError):
            pass
    return [work(item) for item in items]


def _helpers(size: int) -> int:
    """How many processes are worth it and safe."""
    alone = threading.active_count() == 1 and not multiprocessing.current_process().daemon
    if size < LEAST or not sys.platform.startswith("linux") or not alone or _given is not None:
        return 1
    return len(os.sched_getaffinity(0))


def _take(work: Callable[[Any], Any], items: Sequence[Any]) -> None:
    global _given
    _given = work, items


def _done(share: range) -> list[Any]:
    assert _given is not None, "set when the helper starts"  # noqa: S101
    work, items = _given
    return [work(items[place]) for place in share]
