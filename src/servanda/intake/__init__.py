"""Intake: bytes to Documents. `received_in` takes a file apart, `document_of` makes a Document of each thing received.

The format is told by the content first, by the name's suffix second. A file that cannot be read as a text is refused with an
InputError that says what it looks like and what to do; nothing is ever half taken.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

from servanda.document import Document
from servanda.errors import EmptyInput, InputError, InputTooLarge
from servanda.intake.budget import LARGEST
from servanda.intake.clock import timed
from servanda.intake.containers import received_from, received_in
from servanda.intake.digest import digest_of
from servanda.intake.encoding import decode
from servanda.intake.formats import format_of, taken_by
from servanda.intake.html import looks_like_html, read_page
from servanda.intake.markdown import looks_like_markdown, read_markdown
from servanda.intake.text import read_text
from servanda.message import reason
from servanda.received import Received

__all__ = [
    "LARGEST",
    "document_from_bytes",
    "document_of",
    "open_document",
    "read_text",
    "received",
    "received_from",
    "received_in",
]


def open_document(path: Path) -> Document:
    """Read a file that is one document; its size is looked at first, so that a huge one is refused without being loaded.

    >>> open_document(Path("no-such-file.txt"))
    Traceback (most recent call last):
        ...
    servanda.errors.InputError: no-such-file.txt: There is no such file. Check the name.
    """
    first, *more = islice(received_in(path), 2)
    if isinstance(first, InputError):
        raise first
    if more:
        raise InputError("several-documents", file=_shown(path), remedy="take-with-ingest")
    return document_of(first)


def document_of(one: Received) -> Document:
    """The Document of what was received, with what came beside its bytes; raises InputError, also where a parser does not end.

    >>> document = document_of(Received("a.zip", b"They met.", "b.txt", address="https://a.example/b"))
    >>> document.doc, document.address
    ('b', 'https://a.example/b')
    """
    with timed(one.name):
        if one.read is not None:
            document = one.read(one.data, one.document_name, one.name)
            made = replace(document, digest=digest_of(one.data), taken_by=taken_by("feed"))
        else:
            made = replace(document_from_bytes(one.data, one.name, one.charset), doc=one.document_name)
        return one.told(made)


def received(path: Path) -> bytes:
    """The bytes of a file; raises InputError where it cannot be read or is larger than LARGEST."""
    shown = _shown(path)
    try:
        if not path.exists():
            raise InputError("no-such-file", file=shown, remedy="check-name")
        if not path.is_file():
            raise InputError("not-a-file", file=shown, remedy="give-files-singly")
        if path.stat().st_size > LARGEST:
            raise _too_large(path.stat().st_size, shown)
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as fault:
        raise InputError("cannot-be-read", file=shown, remedy="check-rights-and-disk", reason=reason(fault)) from fault
    if len(data) > LARGEST:
        raise _too_large(len(data), shown)
    return data


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def document_from_bytes(data: bytes, name: str, charset: str | None = None) -> Document:
    """Read what was received, under the name it came with; raises InputError where it is no text.

    >>> document = document_from_bytes("Минск — столица и большой город.".encode("cp1251"), "notes/minsk.txt")
    >>> document.doc, document.text, document.encoding
    ('minsk', 'Минск — столица и большой город.', 'cp1251')
    """
    if len(data) > LARGEST:
        raise _too_large(len(data), name)
    if not data.strip():
        raise EmptyInput("nothing-in-it", file=name, remedy="save-text-again")
    doc = Path(name).stem or name
    if known := format_of(data):
        return replace(known.read(data, doc, name), digest=digest_of(data), taken_by=taken_by(known.name))
    decoded = decode(data, name, charset)
    if not decoded.text.strip():
        raise EmptyInput("only-white-space", file=name, remedy="save-text-again")
    document = _read_decoded(decoded.text, doc, name)
    kind = document.media_type.rpartition("/")[2]
    return replace(
        document,
        digest=digest_of(data),
        encoding=decoded.encoding,
        taken_by=taken_by(kind),
        notes=(*decoded.notes, *document.notes),
    )


def _read_decoded(text: str, doc: str, name: str) -> Document:
    if looks_like_html(text, name):
        return read_page(text, doc, name)
    if looks_like_markdown(text, name):
        return read_markdown(text, doc, name)
    return read_text(text, doc)


def _too_large(size: int, name: str) -> InputTooLarge:
    return InputTooLarge("too-many-bytes", file=name, remedy="split-into-documents", size=size, limit=LARGEST)
