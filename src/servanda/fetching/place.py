"""Where an address leads: only the web, and only the public net, as the name resolves at the moment of the request.

What was checked is what is connected to: the connection goes to the number, never to the name a second time, so that a name
which changes its number in between leads nowhere.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from servanda.errors import NotFetched
from servanda.message import Message

__all__ = ["Place", "places_of", "target_of", "web_address"]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_BAD = re.compile(r"[\x00-\x20\x7f\\]")
_LONGEST = 4_000
_KEPT = "/%:=&?~+!$,;'@()*[]-._"
_PORTS = {"http": 80, "https": 443}

_IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Place:
    """A number and port to connect to."""

    family: int
    number: str
    port: int


def web_address(text: str, base: str = "") -> str:
    """An address as it is asked for: with host in letters of the net, without its fragment; raises NotFetched where it is none.

    >>> web_address("HTTPS://Новости.example/мост?а=1#top")
    'https://xn--b1amnebsh.example/%D0%BC%D0%BE%D1%81%D1%82?%D0%B0=1'
    >>> web_address("../b.html", "http://a.example/news/a.html")
    'http://a.example/b.html'
    >>> try:
    ...     web_address("file:///etc/passwd")
    ... except NotFetched as fault:
    ...     print(fault.fault)
    This is no address of the web.
    """
    shown = text.strip()
    try:
        parts = urlsplit(urljoin(base, shown))
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        raise _no_address(shown) from None
    is_plain = not (_BAD.search(shown) or parts.username is not None or len(shown) > _LONGEST)
    if parts.scheme not in _PORTS or not host or not is_plain or port == 0:
        raise _no_address(shown)
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[parts.scheme]:
        netloc += f":{port}"
    path, query = quote(parts.path or "/", _KEPT), quote(parts.query, _KEPT)
    return urlunsplit(SplitResult(parts.scheme, netloc, path, query, ""))


def _no_address(shown: str) -> NotFetched:
    return NotFetched("address-no-web", file=shown[:200], remedy="give-web-address")


def target_of(address: str) -> tuple[str, str, int, str]:
    """The scheme, host, port and what is asked of the server, of an address that `web_address` gave.

    >>> target_of("https://a.example/b?c=1")
    ('https', 'a.example', 443, '/b?c=1')
    """
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme], path


def places_of(address: str, *, private: bool) -> list[Place]:
    """What an address resolves to now; raises NotFetched where it does not, or leads out of the public net without leave.

    One number that is not public refuses them all: who mixes them means harm.

    >>> places_of("http://127.0.0.1/", private=True)[0].number
    '127.0.0.1'
    >>> try:
    ...     places_of("http://127.0.0.1/", private=False)
    ... except NotFetched as fault:
    ...     print(fault.fault)
    It leads to 127.0.0.1, which is not on the public net.
    """
    _, host, port, _ = target_of(address)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise NotFetched("host-not-found", file=address, remedy="check-address", host=host) from fault
    places = [Place(int(family), str(at[0]), port) for family, _, _, _, at in found if family in _FAMILIES]
    for place in places:
        if not private and not is_public(place.number):
            told = Message.of("address-private", number=place.number)
            raise NotFetched(told, file=address, remedy="allow-private")
    if not places:
        raise NotFetched("host-not-found", file=address, remedy="check-address", host=host)
    return places


_FAMILIES = (socket.AF_INET, socket.AF_INET6)


def is_public(number: str) -> bool:
    """Whether a number is of the public net, and whatever older number is wrapped in it too.

    >>> [is_public(one) for one in ("8.8.8.8", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "2002:7f00:1::")]
    [True, False, False, False, False, False]
    """
    ip = ipaddress.ip_address(number.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in (ip, *_wrapped(ip)))


def _wrapped(ip: _IP) -> list[_IP]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found: list[_IP] = [one for one in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if one is not None]
    if ip in _NAT64:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return found
