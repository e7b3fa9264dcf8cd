"""Bytes to text: what they declare, then UTF-8, then a guess that is noted.

A byte order mark is believed; so is a declared character set that fits the bytes. Bytes that declare nothing and are not UTF-8
are judged among the encodings that texts in European languages have been kept in; the guess is told to the reader. What is
text in none of them is refused.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

import charset_normalizer
from resiliparse.parse.encoding import map_encoding_to_html5

from servanda.errors import BinaryInput
from servanda.intake.signature import signature_of
from servanda.message import Message

__all__ = ["Decoded", "decode", "in_two_encodings"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSED = (
    "cp1252", "cp1251", "koi8_r", "koi8_u", "cp1250", "iso8859_15", "iso8859_5", "cp866", "mac_cyrillic", "mac_roman",
    "iso8859_2",
)  # fmt: skip
_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic")
"""Tried alone where about half of the letters are beyond ASCII: in no Latin script are so many of them accented."""
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=\s*["']?|<\?xml[^>]{0,100}?encoding\s*=\s*["'])\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_SAMPLE = 1 << 16
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")


class Decoded(NamedTuple):
    """A text with the encoding it was in and remarks on how that was found."""

    text: str
    encoding: str
    notes: tuple[Message, ...] = ()


def decode(data: bytes, name: str, charset: str | None = None) -> Decoded:
    """The text that bytes hold, its byte order mark removed and nothing else changed.

    `charset` is what whoever sent the bytes called their encoding. Raises BinaryInput, naming the file and what it looks like,
    where they hold no text.

    >>> decode("Минск".encode("utf-8-sig"), "a.txt")
    Decoded(text='Минск', encoding='utf-8', notes=())
    >>> decode(b"%PDF-1.7", "a.pdf")
    Traceback (most recent call last):
        ...
    servanda.errors.BinaryInput: a.pdf: This is a PDF, not a text. Save its text as .txt, or the page it came from as .html.
    """
    if known := signature_of(data):
        raise BinaryInput("looks-like", file=name, remedy=known.remedy, kind=known.kind)
    found = _by_mark(data) or _by_utf16_shape(data)
    if found is None and b"\x00" in data:
        raise BinaryInput("nul-bytes", file=name, offset=data.index(b"\x00"), remedy="give-text-itself")
    found = found or _as_declared(data, charset) or _as_guessed(data)
    if found is None or len(_CONTROL.findall(found.text)) > len(found.text) / 200:
        raise BinaryInput("unknown-encoding", file=name, remedy="save-as-utf8-text")
    return found


def in_two_encodings(data: bytes) -> bool:
    """Whether some lines are UTF-8 with letters beyond ASCII in them, and others are not UTF-8.

    >>> in_two_encodings("Łódź\\n".encode() + "Été\\n".encode("cp1252")), in_two_encodings("Café\\nÉté\\n".encode("cp1252"))
    (True, False)
    """
    if b"\x00" in data or _strictly(data, "utf-8") is not None:
        return False
    kinds = {_kind(line) for line in data.split(b"\n") if not line.isascii()}
    return kinds >= {"utf-8", "other"}


def _kind(line: bytes) -> str:
    """Two letters at least: in other encodings, one may look like UTF-8 by chance."""
    text = _strictly(line, "utf-8")
    if text is None:
        return "other"
    return "utf-8" if sum(not sign.isascii() for sign in text) > 1 else "either"


def _strictly(data: bytes, encoding: str) -> str | None:
    """The text, or None where a byte does not belong to the encoding."""
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            return Decoded(text, encoding) if text is not None else None
    return None


def _by_utf16_shape(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every other byte is one of few values, and what comes out is letters and spaces."""
    if len(data) % 2 or len(data) < 8:
        return None
    sample = data[:4096]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if sum(high.count(byte) for byte in (0, 4, 0x20)) < 0.95 * len(high):
            continue
        text = _strictly(data, encoding)
        if text and sum(sign.isalpha() or sign.isspace() for sign in text[:2048]) > 0.8 * len(text[:2048]):
            return Decoded(text, encoding, (Message.of("encoding-read-as", encoding=encoding.upper()),))
    return None


def _as_declared(data: bytes, charset: str | None) -> Decoded | None:
    """By the character set that the sender or the text itself declares, else as UTF-8."""
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    named = charset or (declared[1].decode("ascii", "replace") if declared else None)
    mapped = map_encoding_to_html5(named, False) if named else None
    encoding = mapped if mapped and not mapped.startswith(("utf-16", "x-", "replacement")) else "utf-8"
    text = _strictly(data, encoding)
    note = None
    if text is None and encoding != "utf-8":
        text, note = _strictly(data, "utf-8"), Message.of("declared-but-utf8", declared=named or "")
        encoding = "utf-8"
    return Decoded(text, encoding, (note,) if note else ()) if text is not None else None


def _as_guessed(data: bytes) -> Decoded | None:
    """By what the bytes look like in the encodings of European languages."""
    sample = data[:_SAMPLE]
    high = sum(byte > 127 for byte in sample)
    plain = sum(bytes((byte,)).isalpha() for byte in sample)
    guessed = _CYRILLIC if high > 0.45 * (high + plain) else _GUESSED
    best = charset_normalizer.from_bytes(sample, cp_isolation=list(guessed)).best()
    text = _strictly(data, best.encoding) if best else None
    if best is None or text is None:
        return None
    shown = best.encoding.replace("_", "-")
    return Decoded(text, shown, (Message.of("encoding-guessed", encoding=shown),))
