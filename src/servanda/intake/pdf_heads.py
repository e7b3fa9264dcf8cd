"""Running heads, running feet and page numbers: the lines at the edge of pages that come again, page after page.

A line among the first or last of its page is one where the same words, whatever their figures, stand at the same height on
several pages, or where it is a number that goes up with the pages. Only the margins are looked at: a form says the same on each
page too. Takes the lines of each page, gives them without these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from servanda.intake.pdf_layout import Line

__all__ = ["without_heads"]

_EDGE = 3
"""So many lines at the top and at the bottom of a page are looked at."""
_MARGIN = 0.1
"""The share of a page's height, at its top and at its bottom, in which running heads stand."""
_FEWEST = 3
"""Pages on which the same words make a running head, at least."""
_SHARE = 0.3
_FIGURES = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*(?:\w{1,8}\.?\s+)?(\d{1,4})(?:\s*\w{0,3}\s*[/|]?\s*\d{1,4})?\W*")
"""A page number, alone or as "Page 3", "3 / 12", "стр. 3", "- 3 -"."""

Key = tuple[str, int]


def without_heads(pages: Sequence[Sequence[Line]], edges: Sequence[tuple[float, float]]) -> list[list[Line]]:
    """The lines of each page that are neither running heads nor page numbers; `edges` are the pages' bottoms and tops.

    >>> def line(text, bottom):
    ...     return Line(text, 50, bottom, 500, bottom + 12, (50, 500), 0, False)
    >>> pages = [[line(f"They met in {20 + n}.", 600), line(f"Page {n} of 9", 30)] for n in (1, 2)]
    >>> [[line.text for line in page] for page in without_heads(pages, [(0, 842)] * 2)]
    [['They met in 21.'], ['They met in 22.']]
    """
    outer = [_at_edges(page, *ends) for page, ends in zip(pages, edges, strict=True)]
    seen = Counter(key for lines in outer for key in {_key(line) for line in lines})
    needed = max(_FEWEST, _SHARE * sum(bool(page) for page in pages))
    offsets = Counter(
        (offset, round(line.bottom, -1))
        for number, lines in enumerate(outer)
        for line in lines
        if (offset := _offset(line, number)) is not None
    )
    kept: list[list[Line]] = []
    for number, page in enumerate(pages):
        dropped = {
            id(line) for line in outer[number] if _near(seen, _key(line)) >= needed or _numbered(offsets, line, number)
        }
        kept.append([line for line in page if id(line) not in dropped])
    return kept


def _at_edges(page: Sequence[Line], bottom: float, top: float) -> list[Line]:
    """The highest and the lowest lines of a page, of those in its margins."""
    margin = _MARGIN * (top - bottom)
    by_height = sorted(page, key=lambda line: line.bottom)
    low = [line for line in by_height[:_EDGE] if line.bottom < bottom + margin]
    return low + [line for line in by_height[len(low) :][-_EDGE:] if line.top > top - margin]


def _key(line: Line) -> Key:
    """A line's words without their figures, and its height on the page."""
    return _FIGURES.sub("#", line.text.casefold()), round(line.bottom / 4)


def _near(seen: Counter[Key], key: Key) -> int:
    """On how many pages the words stand at this height or next to it."""
    words, height = key
    return sum(seen[words, height + step] for step in (-1, 0, 1))


def _offset(line: Line, page: int) -> int | None:
    """By how much a page number differs from the page's place in the file; None where the line is no page number."""
    found = _NUMBER.fullmatch(line.text)
    return int(found[1]) - page if found else None


def _numbered(offsets: Counter[tuple[int, float]], line: Line, page: int) -> bool:
    """Whether the line is a page number that goes up with the pages."""
    offset = _offset(line, page)
    return offset is not None and offsets[offset, round(line.bottom, -1)] > 1
