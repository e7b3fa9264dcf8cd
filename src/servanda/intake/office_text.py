"""A text of a word processor, DOCX or ODT, to a Document: its paragraphs, tables as lines with tabs, notes at the end.

The package is looked at first (`package`), then its parts are read as events; nothing in it is run or fetched.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace

from servanda.document import Document
from servanda.errors import BinaryInput, EmptyInput
from servanda.intake.office_flow import DOCX, ODT, Vocabulary, flow_of
from servanda.intake.package import check_package
from servanda.intake.text import read_text

__all__ = ["is_docx", "is_odt", "read_docx", "read_odt"]

_ODT_TYPE = "application/vnd.oasis.opendocument.text"
_DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_ZIP = b"PK\x03\x04"


def is_docx(data: bytes) -> bool:
    """Whether bytes are a package with a text of Word in it.

    >>> is_docx(b"PK no more")
    False
    """
    return "word/document.xml" in _parts(data)


def is_odt(data: bytes) -> bool:
    """Whether bytes are an OpenDocument text.

    >>> is_odt(b"PK no more")
    False
    """
    if "content.xml" not in _parts(data):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("mimetype") as kind:
            return kind.read(100).strip() == _ODT_TYPE.encode()
    except (KeyError, *_FAULTS):
        return False


def read_docx(data: bytes, doc: str, name: str) -> Document:
    """The Document of a DOCX.

    >>> read_docx(b"PK no more", "a", "a")
    Traceback (most recent call last):
        ...
    servanda.errors.BinaryInput: a: This is no office file that can be opened. Save it again as XLSX or DOCX, without a password.
    """
    parts = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
    return replace(_read(data, parts, DOCX, doc, name), media_type=_DOCX_TYPE)


def read_odt(data: bytes, doc: str, name: str) -> Document:
    """The Document of an ODT.

    >>> read_odt(b"PK no more", "a", "a")
    Traceback (most recent call last):
        ...
    servanda.errors.BinaryInput: a: This is no office file that can be opened. Save it again as XLSX or DOCX, without a password.
    """
    return replace(_read(data, ("content.xml",), ODT, doc, name), media_type=_ODT_TYPE)


def _parts(data: bytes) -> set[str]:
    if not data.startswith(_ZIP):
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return set(package.namelist())
    except _FAULTS:
        return set()


def _read(data: bytes, parts: tuple[str, ...], words: Vocabulary, doc: str, name: str) -> Document:
    check_package(data, name)
    blocks: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in parts:
                if part in package.namelist():
                    blocks += flow_of(package.read(part), words, name)
    except _FAULTS as fault:
        raise BinaryInput("no-office-file", file=name, remedy="save-as-office-file") from fault
    if not blocks:
        raise EmptyInput("office-file-shows-no-text", file=name, remedy="save-text-again")
    return read_text("\n\n".join(blocks), doc)
