"""What a proxy says of a request, believed of those proxies alone that the settings name: who called, and whether by https.

Stands before all other middleware. From anybody else such words are taken away, so that nobody chooses the address under which
his attempts are counted, nor passes plain http for https.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from servanda.errors import UsageError

__all__ = ["LOOPBACK", "BehindProxy", "caller_through", "networks"]

Network = IPv4Network | IPv6Network
LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
"""The proxies that are believed where none are named: those on this machine."""
_SAID = ("FOR", "PROTO", "HOST", "PORT", "PREFIX", "SSL")


def networks(told: str) -> tuple[Network, ...]:
    """Addresses and networks with commas between them; raises UsageError where one is none.

    >>> [str(one) for one in networks("10.0.0.0/8, 2001:db8::7")]
    ['10.0.0.0/8', '2001:db8::7/128']
    """
    try:
        return tuple(ip_network(one.strip()) for one in told.split(",") if one.strip()) or LOOPBACK
    except ValueError as error:
        raise UsageError("no-proxy-address", value=told, remedy="write-proxies") from error


def caller_through(connection: str, forwarded: str, believed: Iterable[Network]) -> str:
    """The address of who called: the last in X-Forwarded-For that is no proxy's, else that of the connection.

    >>> caller_through("127.0.0.1", "203.0.113.9, 198.51.100.7", LOOPBACK)
    '198.51.100.7'
    >>> caller_through("203.0.113.9", "198.51.100.7", LOOPBACK)
    '203.0.113.9'
    >>> caller_through("127.0.0.1", "198.51.100.7, 10.0.0.2", (*LOOPBACK, *networks("10.0.0.0/8")))
    '198.51.100.7'
    """
    way = [*(one.strip() for one in forwarded.split(",") if one.strip()), connection]
    return next((one for one in reversed(way) if not _is_believed(one, believed)), way[0])


def _is_believed(address: str, believed: Iterable[Network]) -> bool:
    """Whether an address is a proxy's; none at all is that of a socket which only this machine reaches."""
    try:
        return not address or any(ip_address(address) in network for network in believed)
    except ValueError:
        return False


class BehindProxy:
    """Puts the address of who called where the connection's stands, and takes away what nobody is believed to say."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as it is."""
        meta, connection = request.META, str(request.META.get("REMOTE_ADDR", ""))
        if _is_believed(connection, settings.SERVANDA_PROXIES):
            said = str(meta.get("HTTP_X_FORWARDED_FOR", ""))
            meta["REMOTE_ADDR"] = caller_through(connection, said, settings.SERVANDA_PROXIES)
        else:
            for name in _SAID:
                meta.pop(f"HTTP_X_FORWARDED_{name}", None)
        return self.answer(request)
