"""Asks for addresses one after another, as politely as the hosts ask for, and follows where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.errors import NotFetched
from servanda.fetching.exchange import Exchange, Validators, ask
from servanda.fetching.manners import Manners
from servanda.fetching.place import target_of, web_address
from servanda.fetching.robots import Robots
from servanda.fetching.turns import Turns, seconds_asked

__all__ = ["Fetched", "Fetcher"]

_MOVED = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address led to: each exchange on the way, the last being the answer."""

    address: str
    way: tuple[Exchange, ...]

    @property
    def last(self) -> Exchange:
        """The answer."""
        return self.way[-1]

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that the copy that is known is still the page."""
        return self.last.status == 304


class Fetcher:
    """One run: what hosts allow and when they were asked last is known as long as it lasts."""

    def __init__(self, manners: Manners, turns: Turns | None = None) -> None:
        self.manners = manners
        self._turns = turns or Turns(manners.patience)
        self._robots = Robots(lambda address: ask(address, manners), manners)

    def in_turn(self, addresses: list[str]) -> Iterator[str]:
        """The addresses, each once, those first whose host can be asked first; more may be put into the list meanwhile."""
        seen: set[str] = set()
        while addresses:
            address = addresses.pop(self._turns.next_of([_host(one) for one in addresses]))
            if address not in seen:
                seen.add(address)
                yield address

    def fetch(self, address: str, known: Validators | None = None) -> Fetched:
        """What an address that `web_address` gave leads to; raises NotFetched or InputTooLarge where that is nothing whole.

        An answer by which a server refuses is an answer.
        """
        way: list[Exchange] = []
        at = address
        for _ in range(self.manners.redirects + 1):
            found = self._asked(at, known)
            way.append(found)
            if found.status not in _MOVED or not found.header("location"):
                found.body(self.manners.largest)
                return Fetched(address, tuple(way))
            at = web_address(found.header("location"), at)
            if any(at == one.address for one in way):
                raise NotFetched("moves-in-circle", file=address, remedy="save-page-in-browser")
        raise NotFetched("moves-too-often", file=address, remedy="save-page-in-browser", limit=self.manners.redirects)

    def _asked(self, address: str, known: Validators | None) -> Exchange:
        """One answer; a host that asks to wait a little is asked once more after that."""
        found = self._once(address, known)
        if found.status in _LATER and (seconds := seconds_asked(found.header("retry-after"))) is not None:
            self._turns.asked(_host(address), seconds)
            found = self._once(address, known)
        return found

    def _once(self, address: str, known: Validators | None) -> Exchange:
        host = _host(address)
        self._robots.check(address)
        self._turns.wait(host, address)
        try:
            return ask(address, self.manners, known)
        finally:
            self._turns.asked(host, max(self.manners.pause, self._robots.rules(address).pause))


def _host(address: str) -> str:
    return target_of(address)[1]
