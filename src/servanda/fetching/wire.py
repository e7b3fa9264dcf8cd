"""A connection that keeps time and counts bytes, and keeps what the server sent exactly as it came."""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Sequence
from functools import cache
from typing import Any

from servanda.errors import InputTooLarge, NotFetched
from servanda.fetching.manners import Manners
from servanda.fetching.place import Place

__all__ = ["Kept", "Wire", "connected"]

_HEADS = 1 << 20
"""Bytes that the head of an answer and the marks of its chunks may have beside the page."""


def connected(places: Sequence[Place], host: str, scheme: str, manners: Manners, address: str) -> socket.socket:
    """A connection to the first of these places that takes one, sealed where the scheme asks for it; raises NotFetched."""
    fault: OSError | None = None
    for place in places:
        plain = socket.socket(place.family, socket.SOCK_STREAM)
        try:
            plain.settimeout(manners.connect)
            plain.connect((place.number, place.port))
            return _tls().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
        except (OSError, ValueError) as met:
            plain.close()
            fault = met if isinstance(met, OSError) else OSError(str(met))
    if isinstance(fault, ssl.SSLError):
        raise NotFetched("server-not-proven", file=address, remedy="check-address-and-clock") from fault
    if isinstance(fault, TimeoutError):
        raise NotFetched("server-too-slow", file=address, remedy="fetch-later") from fault
    raise NotFetched("no-connection", file=address, remedy="fetch-later") from fault


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


class Wire(io.RawIOBase):
    """The bytes that come over a connection; raises NotFetched where they are late, InputTooLarge where they are too many."""

    def __init__(self, connection: socket.socket, manners: Manners, address: str) -> None:
        self._connection, self._manners, self._address = connection, manners, address
        self._end = time.monotonic() + manners.whole
        self._left = manners.largest + _HEADS

    def readable(self) -> bool:
        """It is."""
        return True

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self._connection.settimeout(self._manners.silence)
        self._connection.sendall(data)

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(min(left, self._manners.silence))
        size = self._connection.recv_into(into)
        self._left -= size
        if self._left < 0:
            limit = self._manners.largest
            raise InputTooLarge("document-too-large", file=self._address, remedy="split-into-documents", limit=limit)
        return size


class Kept:
    """A stream that remembers all that was read of it; stands where http.client expects a socket and its file."""

    def __init__(self, wire: Wire) -> None:
        self._stream = io.BufferedReader(wire, 1 << 16)
        self._parts: list[bytes] = []
        self.closed = False

    @property
    def data(self) -> bytes:
        """What was read so far."""
        return b"".join(self._parts)

    def makefile(self, *_: Any, **__: Any) -> Kept:
        """Itself."""
        return self

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, or all."""
        return self._keep(self._stream.read(-1 if size is None else size))

    def readline(self, limit: int = -1) -> bytes:
        """A line."""
        return self._keep(self._stream.readline(limit))

    def _keep(self, data: bytes) -> bytes:
        self._parts.append(data)
        return data

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """The connection is closed by whoever opened it."""
        self.closed = True
