"""When a host may be asked again: so many seconds after the last request, or later where it asked for that."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from servanda.errors import NotFetched

__all__ = ["Turns", "seconds_asked"]


def seconds_asked(value: str, now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After asks to wait, which may name a moment; None where it says neither.

    >>> seconds_asked("120"), seconds_asked("soon")
    (120.0, None)
    >>> seconds_asked("Wed, 21 Oct 2031 07:28:00 GMT", datetime(2031, 10, 21, 7, 27, tzinfo=UTC))
    60.0
    """
    if value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


class Turns:
    """The next moment at which each host may be asked, by the clock that never goes back."""

    def __init__(
        self, patience: float, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._patience, self._clock, self._sleep = patience, clock, sleep
        self._next: dict[str, float] = {}

    def next_of(self, hosts: Sequence[str]) -> int:
        """Which of these hosts can be asked first; the first of those that can be at once."""
        now = self._clock()
        return min(range(len(hosts)), key=lambda place: max(now, self._next.get(hosts[place], now)))

    def wait(self, host: str, address: str) -> None:
        """Wait for a host's turn; raises NotFetched where it asked for more than patience bears."""
        left = self._next.get(host, 0.0) - self._clock()
        if left > self._patience:
            raise NotFetched("host-asks-to-wait", file=address, remedy="fetch-later", seconds=round(left))
        if left > 0:
            self._sleep(left)

    def asked(self, host: str, pause: float) -> None:
        """Note that a host was asked now, and when it may be again."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + pause)
