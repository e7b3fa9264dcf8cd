"""A web archive (WARC) to what was fetched: each answer with a text in it, its address and the moment of fetching.

Takes a stream that is no longer packed; gives the bytes of each page as a browser has them, once what was done to carry them is
undone. What answers are not documents (pictures, styles, scripts, moves to another address) is passed over; a page that the
server would not give is told as that.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from servanda.errors import BinaryInput, EmptyInput, InputError, InputTooLarge
from servanda.intake.budget import LARGEST, Budget, Counted, Source
from servanda.intake.provenance import name_of_address
from servanda.received import Received

__all__ = ["in_warc"]

_TAKEN = (
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", "application/rss+xml",
    "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/xml", "text/xml", "message/rfc822",
    "multipart/related", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)  # fmt: skip
_LARGEST_BLOCK = LARGEST + (1 << 20)
_LONGEST_LINE, _MOST_LINES = 1 << 16, 1_000
_ROBOTS = "/robots.txt"
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_REFUSED = frozenset({401, 402, 403, 407, 429, 451})
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]*\r?\n")

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: what its headers say, and its block; None where it is larger than any document."""

    headers: Headers
    block: bytes | None

    @property
    def address(self) -> str:
        return self.headers.get("warc-target-uri", "").strip("<> ")


def in_warc(one: Received, stream: Source, budget: Budget) -> Iterator[Received | InputError]:
    """The documents in a web archive; raises BinaryInput where it is damaged, once what stands before that was given."""
    seen: Counter[str] = Counter()
    for record in _records(io.BufferedReader(Counted(stream, budget), 1 << 16), one.name):
        budget.count()
        if record.headers.get("warc-type") not in ("response", "resource"):
            continue
        moment = record.headers.get("warc-date", "")
        place = f"{record.address}@{moment}"
        seen[place] += 1
        inner = place if seen[place] == 1 else f"{place}#{seen[place]}"
        try:
            found = _page(record, one.told_of(inner))
        except InputError as fault:
            yield fault
            continue
        if found is not None:
            data, charset = found
            doc, address = name_of_address(record.address), record.address or None
            yield Received(
                one.file, data, one.named(inner), doc, address=address, captured=moment or None, charset=charset
            )


def _records(source: io.BufferedReader, file: str) -> Iterator[_Record]:
    while line := source.readline(_LONGEST_LINE):
        if not line.strip():
            continue
        headers = _headers(cast(BinaryIO, source)) if line.startswith(b"WARC/") else {}
        size = headers.get("content-length", "")
        if not re.fullmatch(r"\d{1,15}", size):
            raise BinaryInput("web-archive-damaged", file=file, remedy="get-again")
        left = int(size)
        if left <= _LARGEST_BLOCK:
            block = source.read(left)
            if len(block) < left:
                raise BinaryInput("web-archive-damaged", file=file, remedy="get-again")
            yield _Record(headers, block)
            continue
        while left and (part := source.read(min(left, 1 << 20))):
            left -= len(part)
        if left:
            raise BinaryInput("web-archive-damaged", file=file, remedy="get-again")
        yield _Record(headers, None)


def _headers(source: BinaryIO) -> Headers:
    """The headers up to a blank line; too many count as none."""
    found: Headers = {}
    for _ in range(_MOST_LINES):
        line = source.readline(_LONGEST_LINE)
        if not line.strip():
            return found
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return {}


def _page(record: _Record, name: str) -> tuple[bytes, str | None] | None:
    """The page in a record and its declared character set; None where it is no document."""
    outer = record.headers.get("content-type", "").lower()
    if not outer.startswith("application/http"):
        if outer.partition(";")[0].strip() not in _TAKEN:
            return None
        return _block(record, name), _charset(outer)
    status, headers, body = _answer(_block(record, name), name)
    kind = headers.get("content-type", "text/html")
    if 300 <= status < 400 or kind.partition(";")[0].strip().lower() not in _TAKEN or record.address.endswith(_ROBOTS):
        return None
    if not 200 <= status < 300:
        if status in _REFUSED:
            raise EmptyInput("server-refused", file=name, remedy="save-page-in-browser", status=status)
        raise EmptyInput("server-had-no-page", file=name, remedy="get-again", status=status)
    page = _decoded(body, headers, name)
    if not page.strip():
        raise EmptyInput("nothing-in-it", file=name, remedy="save-page-in-browser")
    return page, _charset(kind)


def _block(record: _Record, name: str) -> bytes:
    if record.block is None:
        raise InputTooLarge("document-too-large", file=name, remedy="split-into-documents", limit=LARGEST)
    return record.block


def _charset(kind: str) -> str | None:
    found = _CHARSET.search(kind)
    return found[1] if found else None


def _answer(block: bytes, name: str) -> tuple[int, Headers, bytes]:
    """The status, headers and body of what a server answered."""
    status, end = _STATUS.match(block), _HEAD_END.search(block)
    if status is None or end is None:
        raise BinaryInput("no-answer-of-server", file=name, remedy="get-again")
    head = io.BytesIO(block[: end.end()])
    head.readline()
    return int(status[1]), _headers(head), block[end.end() :]


def _decoded(body: bytes, headers: Headers, name: str) -> bytes:
    """A body as a browser has it: some archives keep what was carried, others what was meant, with the same headers."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    packed = headers.get("content-encoding", "identity").lower().strip()
    if packed in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        return _inflated(body, 31, name)
    if packed == "deflate" and body[:1] == b"\x78":
        return _inflated(body, 15, name)
    if packed in ("br", "zstd") and not body.lstrip()[:1] == b"<":
        raise BinaryInput("packed-in-unknown-way", file=name, value=packed, remedy="save-page-in-browser")
    if len(body) > LARGEST:
        raise InputTooLarge("document-too-large", file=name, remedy="split-into-documents", limit=LARGEST)
    return body


def _inflated(body: bytes, form: int, name: str) -> bytes:
    unpacking = zlib.decompressobj(form)
    try:
        data = unpacking.decompress(body, LARGEST + 1)
    except zlib.error as fault:
        raise BinaryInput("archive-damaged", file=name, remedy="get-again") from fault
    if len(data) > LARGEST:
        raise InputTooLarge("document-too-large", file=name, remedy="split-into-documents", limit=LARGEST)
    if not unpacking.eof:
        raise BinaryInput("archive-damaged", file=name, remedy="get-again")
    return data


def _without_chunks(body: bytes) -> bytes:
    """A body whose chunks are put together; as it is where it has none."""
    parts: list[bytes] = []
    place = 0
    while head := _CHUNK.match(body, place):
        size = int(head[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[head.end() : head.end() + size])
        place = head.end() + size
        place += 2 if body[place : place + 2] == b"\r\n" else body[place : place + 1] == b"\n"
    return b"".join(parts) if parts else body
