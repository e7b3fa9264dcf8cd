"""What robots.txt of a host allows, read by Protego, and taken as RFC 9309 says.

A host without one allows all (4xx); one that cannot tell (5xx, no answer) allows nothing until it can. 429 is taken for the
latter: who asks for fewer requests has not said that all are welcome.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from servanda.errors import InputError, NotFetched
from servanda.fetching.exchange import Exchange
from servanda.fetching.manners import ROBOT, Manners
from servanda.fetching.place import target_of, web_address

__all__ = ["Robots", "Rules"]

_LARGEST = 500 << 10
"""Bytes of the file that are looked at, which is what RFC 9309 asks for at least."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host allows; `told` is None where it could not be asked, or has no rules, as `open` says."""

    told: Protego | None
    open: bool = True

    @classmethod
    def read(cls, data: bytes) -> Rules:
        """The rules in a file.

        >>> rules = Rules.read(b"User-agent: *\\nDisallow: /private\\nCrawl-delay: 3")
        >>> rules.allow("http://a.example/news"), rules.allow("http://a.example/private/a"), rules.pause
        (True, False, 3.0)
        """
        return cls(Protego.parse(data[:_LARGEST].decode("utf-8-sig", "replace")))

    def allow(self, address: str) -> bool:
        """Whether an address may be asked for."""
        return self.open if self.told is None else bool(self.told.can_fetch(address, ROBOT))

    @property
    def pause(self) -> float:
        """The seconds that the host asks to lie between requests, 0 where it asks for none."""
        if self.told is None:
            return 0.0
        delay, rate = self.told.crawl_delay(ROBOT), self.told.request_rate(ROBOT)
        return max(float(delay or 0), rate.seconds / rate.requests if rate and rate.requests else 0.0)


class Robots:
    """The rules of each host, asked for once in a run; `ask` makes one request."""

    def __init__(self, ask: Callable[[str], Exchange], manners: Manners) -> None:
        self._ask, self._manners = ask, manners
        self._rules: dict[tuple[str, str, int], Rules] = {}

    def rules(self, address: str) -> Rules:
        """The rules of an address's host."""
        host = target_of(address)[:3]
        if host not in self._rules:
            self._rules[host] = self._asked(web_address("/robots.txt", address))
        return self._rules[host]

    def check(self, address: str) -> None:
        """Raise NotFetched where the host does not want this address to be read."""
        rules = self.rules(address)
        if rules.allow(address):
            return
        if rules.told is None:
            raise NotFetched("robots-cannot-tell", file=address, remedy="fetch-later")
        raise NotFetched("robots-refuse", file=address, remedy="ask-for-leave-or-save")

    def _asked(self, address: str) -> Rules:
        try:
            for _ in range(self._manners.redirects + 1):
                found = self._ask(address)
                if 300 <= found.status < 400 and found.header("location"):
                    address = web_address(found.header("location"), address)
                    continue
                if 200 <= found.status < 300:
                    return Rules.read(found.body(self._manners.largest))
                return Rules(None, open=400 <= found.status < 500 and found.status != 429)
        except InputError:
            return Rules(None, open=False)
        return Rules(None)
