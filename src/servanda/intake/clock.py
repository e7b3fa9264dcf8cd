"""How long the making of one document may take: a parser that hangs is stopped, and the file refused.

What counts is time of the processor, so that a busy machine refuses nothing, and programs that are waited for (those that take
a PDF's pages or read letters) keep clocks of their own. The clock is a timer of the system whose signal is an error in the midst
of the parser, regular expressions included. Only the main thread of a process can have one; elsewhere there is none. `deadline`
is for a process that may be lost: it ends the process even where no Python runs.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from servanda.errors import InputTooLarge

__all__ = ["DEADLINE_SIGNAL", "LONGEST", "deadline", "timed", "too_slow"]

LONGEST = 60.0
"""Seconds; the longest text that is taken, of 20 MB, is made in seven."""
_AGAIN = 1.0
"""Seconds until the next signal, where a parser took the error for one of its own."""
_GRACE = 10.0
DEADLINE_SIGNAL = getattr(signal, "SIGPROF", signal.SIGTERM)
"""What ends a process at its deadline."""


def too_slow(name: str, seconds: float = LONGEST) -> InputTooLarge:
    """The error of a file whose parser did not end.

    >>> str(too_slow("a.html"))
    'a.html: Its parser did not end within 60 seconds. Save its text as .txt, or the page it came from as .html.'
    """
    return InputTooLarge("parser-too-slow", file=name, remedy="save-as-text", seconds=round(seconds))


@contextmanager
def timed(name: str, seconds: float = LONGEST) -> Iterator[None]:
    """What runs inside may take so long; raises InputTooLarge in its midst after that.

    >>> try:
    ...     with timed("a.html", 0.01):
    ...         while True:
    ...             pass
    ... except InputTooLarge as error:
    ...     print(error.fault)
    Its parser did not end within 0 seconds.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise too_slow(name, seconds)

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def deadline(seconds: float = LONGEST + _GRACE) -> Iterator[None]:
    """This process ends where what runs inside takes longer, whatever it is at."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(DEADLINE_SIGNAL, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
