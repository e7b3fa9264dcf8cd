"""What a file is by its first bytes, so that a refusal can say what was found and what to do instead."""

from __future__ import annotations

from typing import NamedTuple

from servanda.message import Message

__all__ = ["Signature", "signature_of"]


class Signature(NamedTuple):
    """A format that is not text, and what to do with such a file."""

    kind: Message
    remedy: Message


_TEXT = Message.of("save-as-text")
_UNPACK = Message.of("unpack")
_PICTURE = Message.of("give-shown-text")

_SIGNATURES: tuple[tuple[bytes, Signature], ...] = (
    (b"%PDF-", Signature(Message.of("kind-pdf"), _TEXT)),
    (
        b"PK\x03\x04",
        Signature(Message.of("kind-zip"), Message.of("unpack-or-save")),
    ),
    (b"PK\x05\x06", Signature(Message.of("kind-empty-zip"), _UNPACK)),
    (b"\x1f\x8b", Signature(Message.of("kind-gzip"), _UNPACK)),
    (b"BZh", Signature(Message.of("kind-bzip2"), _UNPACK)),
    (b"\xfd7zXZ\x00", Signature(Message.of("kind-xz"), _UNPACK)),
    (b"(\xb5/\xfd", Signature(Message.of("kind-zstandard"), _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Signature(Message.of("kind-7z"), _UNPACK)),
    (b"Rar!\x1a\x07", Signature(Message.of("kind-rar"), _UNPACK)),
    (b"\x89PNG\r\n", Signature(Message.of("kind-png"), _PICTURE)),
    (b"\xff\xd8\xff", Signature(Message.of("kind-jpeg"), _PICTURE)),
    (b"GIF87a", Signature(Message.of("kind-gif"), _PICTURE)),
    (b"GIF89a", Signature(Message.of("kind-gif"), _PICTURE)),
    (b"II*\x00", Signature(Message.of("kind-tiff"), _PICTURE)),
    (b"MM\x00*", Signature(Message.of("kind-tiff"), _PICTURE)),
    (b"RIFF", Signature(Message.of("kind-riff"), _PICTURE)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Signature(Message.of("kind-office"), _TEXT)),
    (b"{\\rtf", Signature(Message.of("kind-rtf"), _TEXT)),
    (b"\x7fELF", Signature(Message.of("kind-program"), Message.of("give-a-text"))),
    (b"SQLite format 3\x00", Signature(Message.of("kind-sqlite"), Message.of("export-texts"))),
)


def signature_of(data: bytes) -> Signature | None:
    """The format that the first bytes announce, None where they announce none that is known here.

    >>> str(signature_of(b"%PDF-1.7 ...").kind), signature_of(b"Minsk")
    ('a PDF', None)
    """
    if data[4:8] == b"ftyp":
        return Signature(Message.of("kind-film"), _PICTURE)
    return next((found for start, found in _SIGNATURES if data.startswith(start)), None)
