"""How much one caller may ask for: a bucket that fills again steadily, one for each.

Takes who calls and what a call costs; says what is left. Kept in memory, for the callers of late; where several processes answer,
in a file that SERVANDA_LIMITS names, so that each caller has one bucket and not one a process.
"""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from threading import Lock
from time import monotonic
from typing import Any

__all__ = ["EARLIER_DAY", "LIMITS", "OPEN", "WITH_TOKEN", "WRITING", "Allowance", "Left", "Limits", "client_of"]

_CALLERS = 10_000
"""Callers that are remembered; one who has not called for long has a full bucket anyway."""
_SWEPT = 1_000
"""After so many calls those who have not called for longest are forgotten."""
_HOUSE = 64
"""Bits of an IPv6 address that one household or office has."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many calls fit into a bucket, and in how many seconds an empty one is full again."""

    name: str
    calls: int
    seconds: int


OPEN = Allowance("open", 120, 60)
"""Of a caller without a token."""
WITH_TOKEN = Allowance("token", 1_200, 60)
"""Of a token."""
WRITING = 10
"""What a decision costs."""
EARLIER_DAY = 10
"""What a call for an earlier day costs, since the account may have to be worked out for it."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of an allowance; `wait` are the seconds until a refused call can be made, 0 where it was not refused."""

    allowance: Allowance
    calls: int
    full_in: int
    wait: int = 0

    def headers(self) -> dict[str, str]:
        """The same as the headers that programs know it by.

        >>> Left(Allowance("open", 120, 60), 119, 1).headers()["RateLimit"]
        '"open";r=119;t=1'
        """
        one = self.allowance
        return {
            "RateLimit-Policy": f'"{one.name}";q={one.calls};w={one.seconds}',
            "RateLimit": f'"{one.name}";r={self.calls};t={self.full_in}',
        }


class Limits:
    """The buckets of all callers of late."""

    def __init__(self, now: Callable[[], float] = monotonic, file: str = "") -> None:
        self._now = now
        self._file = file
        self._lock = Lock()
        self._calls = 0
        self._kept: sqlite3.Connection | None = None

    def _buckets(self) -> sqlite3.Connection:
        """The buckets, opened when first asked for: not before a server has divided itself into processes."""
        if self._kept is None:
            self._kept = sqlite3.connect(
                self._file or ":memory:", timeout=5, isolation_level=None, check_same_thread=False
            )
            self._kept.execute("PRAGMA synchronous=OFF")
            self._kept.execute("CREATE TABLE IF NOT EXISTS bucket (caller TEXT PRIMARY KEY, level REAL, since REAL)")
        return self._kept

    def take(self, caller: str, cost: int = 1, allowance: Allowance = OPEN) -> Left:
        """Take what a call costs out of the caller's bucket, if that is in it.

        >>> limits = Limits(lambda: 0.0)
        >>> two = Allowance("two", 2, 60)
        >>> [(left.calls, left.wait) for left in (limits.take("ann", 1, two) for _ in range(3))]
        [(1, 0), (0, 0), (0, 30)]
        """
        now, rate = self._now(), allowance.calls / allowance.seconds
        with self._lock, self._buckets() as buckets:
            buckets.execute("BEGIN IMMEDIATE")
            found = buckets.execute("SELECT level, since FROM bucket WHERE caller = ?", (caller,)).fetchone()
            level, since = found or (float(allowance.calls), now)
            level = min(float(allowance.calls), level + max(0.0, now - since) * rate)
            is_given = level >= cost
            level -= cost if is_given else 0
            buckets.execute("REPLACE INTO bucket VALUES (?, ?, ?)", (caller, level, now))
            self._calls += 1
            if self._calls % _SWEPT == 0:
                late = "SELECT caller FROM bucket ORDER BY since DESC LIMIT ?"
                buckets.execute(f"DELETE FROM bucket WHERE caller NOT IN ({late})", (_CALLERS,))  # noqa: S608 - of constants
        full_in = math.ceil((allowance.calls - level) / rate)
        wait = 0 if is_given else max(1, math.ceil((cost - level) / rate))
        return Left(allowance, int(level), full_in, wait)

    def forget(self) -> None:
        """Fill all buckets."""
        with self._lock:
            self._buckets().execute("DELETE FROM bucket")


def client_of(meta: Mapping[str, Any]) -> str:
    """Where a call comes from, as `servanda.site.proxy` has found it: the address, of IPv6 the network.

    >>> client_of({"REMOTE_ADDR": "203.0.113.9"})
    '203.0.113.9'
    >>> client_of({"REMOTE_ADDR": "2001:db8:1:2:3::4"})
    '2001:db8:1:2::/64'
    """
    try:
        found = ip_address(str(meta.get("REMOTE_ADDR", "")))
    except ValueError:
        return "somewhere"
    return str(ip_network((found, _HOUSE), strict=False)) if found.version == 6 else str(found)


LIMITS = Limits(file=os.environ.get("SERVANDA_LIMITS", ""))
"""Those of this site."""
