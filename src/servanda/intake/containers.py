"""Files in which there are documents: archives, web archives, mails, feeds, and what is packed.

`received_in` takes a file and gives what is in it, one document after another, or the file itself where it is one; each thing
that cannot be had gives its error, and the rest goes on. A kind is told by its first bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from servanda.errors import BinaryInput, EmptyInput, InputError, InputTooLarge
from servanda.intake.archive import FAULTS, in_tar, in_zip, unpacked, unpacked_name
from servanda.intake.budget import DEEPEST, LARGEST, Budget, Counted, Source, limited
from servanda.intake.feed import in_json, in_xml_feed, looks_like_json_feed, looks_like_xml_feed
from servanda.intake.mail import in_mail, looks_like_mail
from servanda.intake.web_archive import in_warc
from servanda.message import reason
from servanda.received import Received

__all__ = ["in_stream", "received_from", "received_in"]

_HEAD = 1 << 16
_TAR_MARK = slice(257, 262)
_WHOLE = (
    (looks_like_xml_feed, in_xml_feed),
    (looks_like_json_feed, in_json),
    (looks_like_mail, in_mail),
)
_OFFICE = (b"[Content_Types].xml", b"mimetype")


def received_in(path: Path) -> Iterator[Received | InputError]:
    """What a file brings.

    >>> [str(one) for one in received_in(Path("no-such-file.zip"))]
    ['no-such-file.zip: There is no such file. Check the name.']
    """
    shown = str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    try:
        if not path.exists():
            raise InputError("no-such-file", file=shown, remedy="check-name")
        if not path.is_file():
            raise InputError("not-a-file", file=shown, remedy="give-files-singly")
        with path.open("rb") as stream:
            size = path.stat().st_size
            yield from in_stream(stream, shown, Budget(size, shown))
    except InputError as fault:
        yield fault
    except (OSError, ValueError) as fault:
        yield InputError("cannot-be-read", file=shown, remedy="check-rights-and-disk", reason=reason(fault))


def received_from(data: bytes, name: str) -> Iterator[Received | InputError]:
    """What bytes bring that came without a file.

    >>> [one.name for one in received_from(b"They met.", "a.txt")]
    ['a.txt']
    """
    try:
        yield from in_stream(io.BytesIO(data), name, Budget(len(data), name))
    except InputError as fault:
        yield fault


def in_stream(stream: BinaryIO, file: str, budget: Budget) -> Iterator[Received | InputError]:
    """What is in a stream that is no deeper in than a file."""
    yield from _opened(Received(file, b""), stream, budget, depth=0)


def _opened(one: Received, stream: BinaryIO, budget: Budget, depth: int) -> Iterator[Received | InputError]:
    """What is in a stream; where that is no container, `one` with its bytes."""
    head = stream.read(_HEAD)
    stream.seek(0)
    try:
        inside = _inside(one, head, stream, budget)
        if inside is None:
            yield _with_bytes(one, stream)
            return
        if depth == DEEPEST:
            raise InputTooLarge("archive-too-deep", file=one.name, remedy="unpack", limit=DEEPEST)
        for found in inside:
            if isinstance(found, InputError) or found.read or found.inner == one.inner:
                yield found
            else:
                yield from _opened(found, io.BytesIO(found.data), budget, depth + 1)
    except InputError as fault:
        yield fault
    except FAULTS as fault:
        error = BinaryInput("archive-damaged", file=one.name, remedy="pack-again")
        error.__cause__ = fault
        yield error


def _with_bytes(one: Received, stream: BinaryIO) -> Received:
    if one.data or one.inner:
        return one
    size = stream.seek(0, io.SEEK_END)
    if size > LARGEST:
        raise InputTooLarge("too-many-bytes", file=one.name, remedy="split-into-documents", size=size, limit=LARGEST)
    stream.seek(0)
    return Received(one.file, limited(stream, one.name))


def _inside(one: Received, head: bytes, stream: BinaryIO, budget: Budget) -> Iterator[Received | InputError] | None:
    """What is in a container; None where it is none."""
    if head.startswith(b"PK\x03\x04") and not any(mark in head[:200] for mark in _OFFICE):
        return in_zip(one, stream, budget)
    if head.startswith(b"PK\x03\x04") and not zipfile.is_zipfile(stream):
        raise BinaryInput("archive-damaged", file=one.name, remedy="pack-again")
    if head.startswith(b"PK\x05\x06"):
        raise EmptyInput("archive-empty", file=one.name, remedy="pack-again")
    if (source := unpacked(stream, head)) is not None:
        return _in_packed(one, source, budget)
    if head[_TAR_MARK] == b"ustar":
        return in_tar(one, stream, budget)
    if head.startswith(b"WARC/"):
        return in_warc(one, stream, budget)
    for is_it, inside in _WHOLE:
        if is_it(head):
            return inside(one, one.data or limited(stream, one.name), budget)
    return None


def _in_packed(one: Received, source: Source, budget: Budget) -> Iterator[Received | InputError]:
    """What is in bytes that were packed: a TAR, a web archive, or one file, which stands for itself."""
    stream = io.BufferedReader(Counted(source, budget), _HEAD)
    head = stream.peek(512)
    if head[_TAR_MARK] == b"ustar":
        yield from in_tar(one, stream, budget)
    elif head.startswith(b"WARC/"):
        yield from in_warc(one, stream, budget)
    else:
        name = unpacked_name(Path(one.name).name)
        yield Received(one.file, limited(stream, one.name), one.named(name))
