"""One request and its answer, as they went over the wire.

No cookie is sent or kept, nobody signs in, nothing is uploaded: what is fetched is what anybody is shown.
"""

from __future__ import annotations

import http.client
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from servanda.errors import BinaryInput, InputError, InputTooLarge, NotFetched
from servanda.fetching.manners import Manners
from servanda.fetching.place import places_of, target_of
from servanda.fetching.wire import Kept, Wire, connected

__all__ = ["Exchange", "Validators", "ask"]

_ACCEPTED = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf, */*;q=0.5"
_PIECE = 1 << 16
_SPACE = re.compile(r"[^\x21-\x7e]")


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server tells whether the copy that is known is still the page."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was sent and what came back, to the byte; `number` is what the host's name stood for at `moment`."""

    address: str
    moment: datetime
    number: str
    request: bytes
    response: bytes
    status: int
    headers: dict[str, str]
    carried: bytes

    def header(self, name: str) -> str:
        """A header of the answer by its name in small letters, "" where it has none."""
        return self.headers.get(name, "")

    @property
    def validators(self) -> Validators:
        """What to send along the next time."""
        return Validators(self.header("etag")[:1000], self.header("last-modified")[:100])

    def body(self, largest: int) -> bytes:
        """The page as it was meant, unpacked; raises InputTooLarge or BinaryInput."""
        if self.header("content-encoding").strip().lower() not in ("gzip", "x-gzip"):
            return self.carried
        unpacking = zlib.decompressobj(31)
        try:
            data = unpacking.decompress(self.carried, largest + 1)
        except zlib.error as fault:
            raise BinaryInput("answer-damaged", file=self.address, remedy="fetch-later") from fault
        if len(data) > largest:
            raise InputTooLarge("document-too-large", file=self.address, remedy="split-into-documents", limit=largest)
        if not unpacking.eof:
            raise NotFetched("answer-cut-short", file=self.address, remedy="fetch-later")
        return data


def ask(address: str, manners: Manners, known: Validators | None = None) -> Exchange:
    """Ask for an address that `web_address` gave; raises NotFetched or InputTooLarge where no whole answer came."""
    scheme, host, _, _ = target_of(address)
    places = places_of(address, private=manners.private)
    moment = datetime.now(UTC)
    request = _request(address, manners, known or Validators())
    connection = connected(places, host, scheme, manners, address)
    try:
        number = str(connection.getpeername()[0])
        wire = Wire(connection, manners, address)
        wire.send(request)
        return _answered(address, moment, number, request, Kept(wire))
    except InputError:
        raise
    except TimeoutError as fault:
        raise NotFetched("server-too-slow", file=address, remedy="fetch-later") from fault
    except http.client.IncompleteRead as fault:
        raise NotFetched("answer-cut-short", file=address, remedy="fetch-later") from fault
    except OSError as fault:
        raise NotFetched("connection-broken", file=address, remedy="fetch-later") from fault
    except (http.client.HTTPException, ValueError) as fault:
        raise NotFetched("answer-no-http", file=address, remedy="check-address") from fault
    finally:
        connection.close()


def _answered(address: str, moment: datetime, number: str, request: bytes, kept: Kept) -> Exchange:
    stream: Any = kept
    response = http.client.HTTPResponse(stream, method="GET")
    response.begin()
    parts = []
    while part := response.read(_PIECE):
        parts.append(part)
    if response.length:
        raise NotFetched("answer-cut-short", file=address, remedy="fetch-later")
    headers: dict[str, str] = {}
    for name, value in response.getheaders():
        headers.setdefault(name.lower(), " ".join(value.split()))
    return Exchange(address, moment, number, request, kept.data, response.status, headers, b"".join(parts))


def _request(address: str, manners: Manners, known: Validators) -> bytes:
    _, host, port, path = target_of(address)
    shown = f"[{host}]" if ":" in host else host
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {shown}" if port in (80, 443) else f"Host: {shown}:{port}",
        f"User-Agent: {manners.user_agent}",
        f"Accept: {_ACCEPTED}",
        "Accept-Encoding: gzip",
        "Connection: close",
    ]
    if known.etag and not _SPACE.search(known.etag.replace(" ", "")):
        lines.append(f"If-None-Match: {known.etag}")
    if known.modified and not _SPACE.search(known.modified.replace(" ", "")):
        lines.append(f"If-Modified-Since: {known.modified}")
    return "\r\n".join([*lines, "", ""]).encode("ascii")
