"""A PDF with text to a Document: its paragraphs in reading order, without running heads and page numbers.

Lines are put together into paragraphs and words cut at a line's end are made whole; a row of a table stays a line, its cells
parted by tabs. `text` is what comes out of this, every offset counts its characters, and `pages` says where in it each page
begins. A file that only shows pictures of text is refused: it needs OCR first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from servanda.document import Document
from servanda.errors import BinaryInput, EmptyInput, InputError, InputTooLarge
from servanda.intake.ocr import recognised, recogniser
from servanda.intake.pdf_heads import without_heads
from servanda.intake.pdf_layout import Line, Run, lines_of_page
from servanda.intake.pdf_pages import LARGEST_MEMORY, MOST_PAGES
from servanda.intake.pdf_process import LONGEST, pdf_process
from servanda.intake.text import read_text
from servanda.message import Message

__all__ = ["looks_like_pdf", "looks_like_picture", "read_pdf", "read_picture"]

_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_HEAD_WITHIN = 1024
"""The head of a PDF may stand behind a few other bytes."""
_MARK = re.compile(rb"%PDF-\d")
_FULL = 0.75
"""A line that is shorter than this share of its column ends its paragraph."""
_APART = 1.4
"""A step of so many usual ones parts two paragraphs."""
_OPENS_ITEM = re.compile(r"(?:[•·▪–—‣-]|\(?(?:\d{1,3}|[a-zа-я]|[ivxIVX]{1,5})[.)])\s")
_ENDS = re.compile(r"[.!?:;…][\"»”’')\]]*$")
_MOST_RECOGNISED = 200
"""Pages of one file that OCR is run on."""
_CUT = re.compile(r"(\w+)[-\u00ad‐]$")
_HYPHENATED = re.compile(r"(\w+)[-‐](\w+)")
_STEM = 4
_BEGINS = re.compile(r"(\w+)")


def looks_like_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF.

    >>> looks_like_pdf(b"%PDF-1.7 ..."), looks_like_pdf(b"The %PDF is missing.")
    (True, False)
    """
    return bool(_MARK.match(data) or (b"\x00" in data[:65_536] and _MARK.search(data[:_HEAD_WITHIN])))


def looks_like_picture(data: bytes) -> bool:
    """Whether bytes are a picture that OCR can read.

    >>> looks_like_picture(b"\\x89PNG\\r\\n\\x1a\\n"), looks_like_picture(b"They met.")
    (True, False)
    """
    return data.startswith(_PICTURES)


def read_pdf(data: bytes, doc: str, name: str) -> Document:
    """The Document of a PDF.

    Raises BinaryInput where it is encrypted or damaged, EmptyInput where it shows no text or pictures of text only, InputTooLarge
    where it goes over the limits.

    >>> read_pdf(b"%PDF-1.7 and no more", "a", "a.pdf")
    Traceback (most recent call last):
        ...
    servanda.errors.BinaryInput: a.pdf: This PDF is damaged or cut short. Get it again, or print it into a new PDF.
    """
    answer = pdf_process().pages(data)
    if "refused" in answer:
        raise _refusal(answer["refused"], name)
    pages = answer["pages"]
    recognised_pages = _recognise(data, pages)
    lines = [lines_of_page([Run(*run) for run in page["runs"]]) for page in pages]
    if not any(lines):
        if any(page["pictures"] for page in pages):
            raise EmptyInput("needs-ocr", file=name, remedy="recognise-text")
        raise EmptyInput("pdf-shows-no-text", file=name, remedy="save-text-again")
    text, begins = _written(without_heads(lines, [page["edges"] for page in pages]))
    if not text.strip():
        raise EmptyInput("pdf-shows-no-text", file=name, remedy="save-text-again")
    document = replace(read_text(text, doc), media_type="application/pdf", pages=begins)
    damaged = [number for number, page in enumerate(pages, start=1) if page.get("damaged")]
    scanned = [number for number, page in enumerate(pages, start=1) if page["pictures"] and not page["runs"]]
    notes = list(document.notes)
    if damaged:
        notes.append(Message.of("pages-damaged", pages=_listed(damaged)))
    if recognised_pages:
        notes.append(Message.of("pages-recognised", pages=_listed(recognised_pages)))
    if scanned:
        notes.append(Message.of("pages-need-ocr", pages=_listed(scanned)))
    return replace(document, notes=tuple(notes))


def _recognise(data: bytes, pages: list[dict[str, Any]]) -> list[int]:
    """Put the words that OCR finds into pages that are pictures; gives the numbers of these pages, from 1."""
    found: list[int] = []
    if recogniser() is None:
        return found
    for number, page in enumerate(pages):
        if not page["pictures"] or page["runs"] or len(found) >= _MOST_RECOGNISED:
            continue
        picture = pdf_process().picture(data, number)
        runs = recognised(picture) if picture else None
        if picture and runs:
            bottom, top = page["edges"]
            scale = (top - bottom) / int(picture.split(maxsplit=3)[2])
            page["runs"] = [
                (run.text, scale * run.left, top + scale * run.bottom, scale * run.right, top + scale * run.top)
                for run in runs
            ]
            found.append(number + 1)
    return found


def read_picture(data: bytes, doc: str, name: str) -> Document:
    """The Document of a picture of text, by OCR; raises EmptyInput where there is none, or none was found.

    >>> try:
    ...     read_picture(b"no picture", "a", "a.png")
    ... except EmptyInput as fault:
    ...     print(fault.fault)
    It shows pictures of text, not text: it needs OCR.
    """
    runs = recognised(data)
    if not runs:
        raise EmptyInput("needs-ocr", file=name, remedy="recognise-text")
    text, _ = _written([lines_of_page(runs)])
    document = read_text(text, doc)
    notes = (*document.notes, Message.of("pages-recognised", pages="1"))
    return replace(document, media_type="image/*", notes=notes)


def _refusal(fault: str, name: str) -> InputError:
    if fault == "encrypted":
        return BinaryInput("pdf-encrypted", file=name, remedy="save-without-password")
    if fault == "too-many-pages":
        return InputTooLarge("too-many-pages", file=name, remedy="split-into-documents", limit=MOST_PAGES)
    if fault == "too-long":
        return InputTooLarge("pdf-too-long", file=name, remedy="split-into-documents")
    if fault == "stopped":
        return InputTooLarge(
            "reading-stopped", file=name, remedy="print-anew", seconds=int(LONGEST), bytes=LARGEST_MEMORY
        )
    return BinaryInput("pdf-damaged", file=name, remedy="print-anew")


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers as people write them.

    >>> _listed([1, 2, 3, 7])
    '1-3, 7'
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in spans)


@dataclass(slots=True)
class _Paragraph:
    """Words of lines that belong together, with the page that each line is on."""

    lines: list[tuple[int, Line]]

    @property
    def is_row(self) -> bool:
        return self.lines[-1][1].is_row


def _written(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """The text of the pages, and the place at which each begins."""
    hyphenated = _hyphenated(line.text for page in pages for line in page)
    begins = [-1] * len(pages)
    parts: list[str] = []
    length = 0
    before: _Paragraph | None = None
    for paragraph in _paragraphs(pages):
        if before is not None:
            parts.append("\n" if before.is_row and paragraph.is_row else "\n\n")
            length += len(parts[-1])
        for place, (page, line) in enumerate(paragraph.lines):
            if place:
                cut = _joint(parts, line.text, hyphenated)
                length += cut
            if begins[page] < 0:
                begins[page] = length
            parts.append(line.text)
            length += len(line.text)
        before = paragraph
    following = length
    for page in range(len(pages) - 1, -1, -1):
        following = begins[page] = begins[page] if begins[page] >= 0 else following
    text = "".join(parts)
    return text.replace("\u00ad", "-"), tuple(begins)


def _joint(parts: list[str], following: str, hyphenated: set[str]) -> int:
    """Ready the end of what is written for the next line; gives by how many letters it grew."""
    last = parts[-1]
    cut, begins = _CUT.search(last), _BEGINS.match(following)
    if not cut or not begins:
        parts.append(" ")
        return 1
    is_two_words = _stem(cut[1], begins[1]) in hyphenated
    if not begins[1][0].islower() or not cut[1][-1].isalpha() or is_two_words:
        parts[-1] = last[:-1] + "-"
        return 0
    parts[-1] = last[:-1]
    return -1


def _hyphenated(lines: Iterable[str]) -> set[str]:
    """The words that are written with a hyphen inside a line, so that one cut there keeps it."""
    return {_stem(*word) for line in lines for word in _HYPHENATED.findall(line)}


def _stem(before: str, after: str) -> str:
    """Two words joined by a hyphen, whatever the ending of the second.

    >>> _stem("franco", "allemand") == _stem("franco", "allemandes")
    True
    """
    return f"{before}-{after[:_STEM]}".casefold()


def _paragraphs(pages: Sequence[Sequence[Line]]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    for number, page in enumerate(pages):
        step = _step(page)
        for line in page:
            last = found[-1].lines[-1] if found else None
            if last is not None and _goes_on(last[1], line, step, is_same=last[0] == number):
                found[-1].lines.append((number, line))
            else:
                found.append(_Paragraph([(number, line)]))
    return found


def _step(page: Sequence[Line]) -> float:
    """The usual step from a line down to the next."""
    steps = [one.bottom - two.bottom for one, two in pairwise(page) if one.column == two.column]
    return median([step for step in steps if step > 0] or [0.0])


def _goes_on(before: Line, line: Line, step: float, *, is_same: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if before.is_row or line.is_row or _OPENS_ITEM.match(line.text):
        return False
    low, high = before.edges
    is_cut = bool(_CUT.search(before.text)) and line.text[:1].islower()
    if not is_cut and before.right - low <= _FULL * (high - low):
        return False
    if abs(before.height - line.height) > 0.15 * max(before.height, line.height):
        return False
    if not is_same or before.column != line.column:
        return not _ENDS.search(before.text) and line.text[:1].islower()
    is_indented = line.left > max(before.left, line.edges[0]) + 0.6 * line.height
    return before.bottom - line.bottom <= _APART * step and not is_indented
