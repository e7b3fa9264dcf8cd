"""The formats that intake reads by their bytes, each found by its content; what is none of them is a text or a page.

A new format is one file with the test of its bytes and its reader, and one line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from servanda.document import Document
from servanda.intake.office_text import is_docx, is_odt, read_docx, read_odt
from servanda.intake.pdf import looks_like_pdf, looks_like_picture, read_pdf, read_picture

__all__ = ["FORMATS", "Format", "format_of", "taken_by"]

_LIBRARIES = {"pdf": "pypdfium2", "html": "resiliparse", "markdown": "markdown-it-py", "feed": "resiliparse"}
"""What helps to read a format, beside what comes with Python."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is known by its bytes, and what makes a Document of bytes, the document's name and the file's."""

    name: str
    is_it: Callable[[bytes], bool]
    read: Callable[[bytes, str, str], Document]


FORMATS: tuple[Format, ...] = (
    Format("pdf", looks_like_pdf, read_pdf),
    Format("picture", looks_like_picture, read_picture),
    Format("docx", is_docx, read_docx),
    Format("odt", is_odt, read_odt),
)


def format_of(data: bytes) -> Format | None:
    """The format of these bytes; None where they are to be read as text.

    >>> format_of(b"%PDF-1.7").name, format_of(b"They met.")
    ('pdf', None)
    """
    return next((one for one in FORMATS if one.is_it(data)), None)


@cache
def taken_by(name: str) -> str:
    """The programs that make a Document of a format, with their versions.

    >>> taken_by("pdf").split()[0::2]
    ['servanda', 'pypdfium2']
    """
    programs = [program for program in ("servanda", _LIBRARIES.get(name)) if program]
    return ", ".join(f"{program} {_version(program)}" for program in programs)


def _version(program: str) -> str:
    try:
        return version(program)
    except PackageNotFoundError:
        return "source"
