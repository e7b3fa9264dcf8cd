"""Exchanges as a web archive (WARC 1.1): each request and answer as it was, each record packed by itself.

What is written here is read by `servanda.intake.web_archive`, and by any program that reads web archives. Several such files put
one after another are one web archive.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from servanda.fetching.exchange import Exchange

__all__ = ["warc_of"]


def warc_of(way: Sequence[Exchange]) -> bytes:
    """The bytes of the archive; the same exchanges give the same bytes."""
    return b"".join(part for one in way for part in _records(one))


def _records(one: Exchange) -> tuple[bytes, bytes]:
    moment = one.moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
    response_id, request_id = (f"<{uuid5(NAMESPACE_URL, f'{kind} {moment} {one.address}').urn}>" for kind in _KINDS)
    shared = (("WARC-Target-URI", one.address), ("WARC-Date", moment), ("WARC-IP-Address", one.number))
    answered = (
        ("WARC-Type", "response"),
        ("WARC-Record-ID", response_id),
        *shared,
        ("Content-Type", "application/http;msgtype=response"),
    )
    asked = (
        ("WARC-Type", "request"),
        ("WARC-Record-ID", request_id),
        ("WARC-Concurrent-To", response_id),
        *shared,
        ("Content-Type", "application/http;msgtype=request"),
    )
    return _record(answered, one.response), _record(asked, one.request)


_KINDS = ("response", "request")


def _record(headers: Sequence[tuple[str, str]], block: bytes) -> bytes:
    digest = "sha1:" + base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode("ascii")
    told = (*headers, ("WARC-Block-Digest", digest), ("Content-Length", str(len(block))))
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told) + "\r\n"
    return gzip.compress(head.encode("utf-8") + block + b"\r\n\r\n", mtime=0)
