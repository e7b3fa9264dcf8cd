"""The pages of a PDF as runs of text with their places, read in a process of its own.

PDFium, the library under it, is written in C++ and the bytes are hostile: a file that crashes it, or makes it run or grow without
end, ends this process and no other. Run as a script, it takes files from standard input, each as eight bytes that ask for a page
or (-1) for the text of all, eight bytes of length, and the bytes, and answers each with one line of JSON: {"pages": [page, ...]},
{"picture": a page as PGM, packed, in base64}, or {"refused": name}. A page is {"runs": [[text, left,
bottom, right, top], ...], "pictures": whether it shows any and no text, "edges": [bottom, top]}, in points. A run is what
stands on one line without a wide gap, so the cells of a table's row and the lines of two columns are runs of their own.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import struct
import sys
import zlib
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

__all__ = ["LARGEST_MEMORY", "MOST_PAGES", "pages_of", "picture_of"]

MOST_PAGES = 5_000
MOST_CHARACTERS = 20_000_000
LARGEST_MEMORY = 2_000_000_000
_WIDE = 1.2
"""A gap of so many heights of a letter parts two runs; spaces of justified lines stay below it."""
_SCALE = 300 / 72
"""Pictures of pages have 300 points to the inch, as OCR wants them."""
_MOST_PIXELS = 40_000_000
_PASSWORD, _SECURITY = pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY
_BREAKS, _SPACES = {10, 13}, {32, 160, 9}
_HYPHENS = {2, 0xFFFE}
"""What PDFium gives for a hyphen at a line's end, with no break after it."""

Run = tuple[str, float, float, float, float]


def pages_of(data: bytes) -> dict[str, Any]:
    """What the process answers for a file.

    >>> pages_of(b"%PDF-1.7 and no more")
    {'refused': 'damaged'}
    """
    try:
        book = pypdfium2.PdfDocument(data)
        count = len(book)
    except pypdfium2.PdfiumError as fault:
        return {"refused": "encrypted" if fault.err_code in (_PASSWORD, _SECURITY) else "damaged"}
    if count > MOST_PAGES:
        return {"refused": "too-many-pages"}
    pages: list[dict[str, Any]] = []
    letters = 0
    for number in range(count):
        try:
            page = book[number]
            runs = list(_runs(page))
        except pypdfium2.PdfiumError:
            pages.append({"runs": [], "pictures": False, "edges": (0.0, 0.0), "damaged": True})
            continue
        letters += sum(len(run[0]) for run in runs)
        if letters > MOST_CHARACTERS:
            return {"refused": "too-long"}
        _, bottom, _, top = page.get_cropbox()
        pages.append({"runs": runs, "pictures": not runs and _has_pictures(page), "edges": (bottom, top)})
        page.close()
    return {"pages": pages}


def picture_of(data: bytes, number: int) -> dict[str, Any]:
    """What the process answers for one page of a file.

    >>> picture_of(b"%PDF-1.7 and no more", 0)
    {'refused': 'damaged'}
    """
    try:
        page = pypdfium2.PdfDocument(data)[number]
        scale = min(_SCALE, (_MOST_PIXELS / max(page.get_width() * page.get_height(), 1.0)) ** 0.5)
        drawn = page.render(scale=scale, grayscale=True, rev_byteorder=False)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return {"refused": "damaged"}
    whole = bytes(drawn.buffer)
    rows = b"".join(whole[start : start + drawn.width] for start in range(0, drawn.stride * drawn.height, drawn.stride))
    shown = b"P5 %d %d 255\n%s" % (drawn.width, drawn.height, rows)
    return {"picture": b64encode(zlib.compress(shown, 1)).decode()}


def _has_pictures(page: pypdfium2.PdfPage) -> bool:
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM)
    return any(True for _ in page.get_objects(filter=kinds, max_depth=3))


def _runs(page: pypdfium2.PdfPage) -> Iterator[Run]:
    """The runs of a page in the order of the file."""
    text = page.get_textpage()
    count = text.count_chars()
    start, code, heads = 0, pdfium.FPDFText_GetUnicode, text.raw
    signs = [code(heads, index) for index in range(count)]
    for index in range(count + 1):
        is_cut = index < count and signs[index] in _HYPHENS
        ends = index == count or is_cut or signs[index] in _BREAKS
        if not ends and signs[index] in _SPACES and start < index < count - 1:
            ends = _is_wide(heads, index)
        if ends:
            if run := _run(heads, signs, start, index + is_cut):
                yield run
            start = index + 1
    text.close()


def _is_wide(heads: Any, index: int) -> bool:
    """Whether the space at this place is a gap between two runs."""
    before, after = _box(heads, index - 1), _box(heads, index + 1)
    return before is not None and after is not None and after[0] - before[2] > _WIDE * (before[3] - before[1])


def _run(heads: Any, signs: list[int], start: int, end: int) -> Run | None:
    while start < end and signs[start] in _SPACES:
        start += 1
    while end > start and signs[end - 1] in _SPACES:
        end -= 1
    first, last = (_box(heads, start), _box(heads, end - 1)) if start < end else (None, None)
    if first is None or last is None:
        return None
    written = "".join("\u00ad" if sign in _HYPHENS else chr(sign) for sign in signs[start:end] if _is_sign(sign))
    if not written.strip():
        return None
    left, right = min(first[0], last[0]), max(first[2], last[2])
    return (written, left, min(first[1], last[1]), right, max(first[3], last[3]))


def _is_sign(sign: int) -> bool:
    """Whether a code is a letter that may stand in a text, not a control or half of a pair."""
    return sign in _HYPHENS or 32 <= sign < 0xD800 or 0xDFFF < sign <= 0x10FFFF


_LOOSE = pdfium.FS_RECTF()


def _box(heads: Any, index: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top of a letter with the height of its font, in whole tenths of a point."""
    if not pdfium.FPDFText_GetLooseCharBox(heads, index, ctypes.byref(_LOOSE)):
        return None
    box = (_LOOSE.left, _LOOSE.bottom, _LOOSE.right, _LOOSE.top)
    if not all(abs(edge) < 1e6 for edge in box):
        return None
    left, bottom, right, top = box
    return (round(left, 1), round(bottom, 1), round(right, 1), round(top, 1))


def _serve() -> None:
    """Answer file after file until there are no more."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    source, answers = sys.stdin.buffer, sys.stdout
    while len(head := source.read(16)) == 16:
        page, size = struct.unpack("<qQ", head)
        data = source.read(size)
        try:
            answer = json.dumps(pages_of(data) if page < 0 else picture_of(data, page))
        except MemoryError:
            answer = json.dumps({"refused": "stopped"})
        answers.write(answer + "\n")
        answers.flush()


if __name__ == "__main__":
    _serve()
