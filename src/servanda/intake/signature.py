"""What a file is by its first bytes, so that a refusal can say what was found and what to do instead."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Signature", "signature_of"]


class Signature(NamedTuple):
    """A format that is not text, and what to do with such a file."""

    name: str
    remedy: str


_TEXT = "Save its text as .txt, or the page it came from as .html."
_UNPACK = "Unpack it and give the files in it."
_PICTURE = "Give the text that it shows as .txt."

_SIGNATURES: tuple[tuple[bytes, Signature], ...] = (
    (b"%PDF-", Signature("a PDF", _TEXT)),
    (
        b"PK\x03\x04",
        Signature("a ZIP archive (or DOCX, XLSX, ODT)", "Unpack it, or save the document in it as .txt or .html."),
    ),
    (b"PK\x05\x06", Signature("an empty ZIP archive", _UNPACK)),
    (b"\x1f\x8b", Signature("a gzip archive", _UNPACK)),
    (b"BZh", Signature("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\x00", Signature("an xz archive", _UNPACK)),
    (b"(\xb5/\xfd", Signature("a Zstandard archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Signature("a 7-Zip archive", _UNPACK)),
    (b"Rar!\x1a\x07", Signature("a RAR archive", _UNPACK)),
    (b"\x89PNG\r\n", Signature("a PNG picture", _PICTURE)),
    (b"\xff\xd8\xff", Signature("a JPEG picture", _PICTURE)),
    (b"GIF87a", Signature("a GIF picture", _PICTURE)),
    (b"GIF89a", Signature("a GIF picture", _PICTURE)),
    (b"II*\x00", Signature("a TIFF picture", _PICTURE)),
    (b"MM\x00*", Signature("a TIFF picture", _PICTURE)),
    (b"RIFF", Signature("a WebP picture, a sound or a film", _PICTURE)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Signature("an old Office document", _TEXT)),
    (b"{\\rtf", Signature("an RTF document", _TEXT)),
    (b"\x7fELF", Signature("a program", "Give a text instead.")),
    (b"SQLite format 3\x00", Signature("an SQLite database", "Export its texts as .txt or .html.")),
)


def signature_of(data: bytes) -> Signature | None:
    """The format that the first bytes announce, None where they announce none that is known here.

    >>> signature_of(b"%PDF-1.7 ...").name, signature_of(b"Minsk")
    ('a PDF', None)
    """
    if data[4:8] == b"ftyp":
        return Signature("a film or a HEIC picture", _PICTURE)
    return next((found for start, found in _SIGNATURES if data.startswith(start)), None)
