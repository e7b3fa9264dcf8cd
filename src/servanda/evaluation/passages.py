"""A document's text cut into passages: what a judge reads at a time to say what the reader missed.

Each character of the text that is not furniture and not white space lies in exactly one passage, so that each statement begins in
exactly one, and a random passage stands for the same amount of judging in every document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from servanda.document import Span

__all__ = ["LONGEST", "passages"]

LONGEST = 900
"""Characters beyond which a paragraph is cut at the end of a sentence."""

_BLANK = re.compile(r"\r?\n[ \t]*\r?\n\s*")
_LINE = re.compile(r"\r?\n\s*")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"»”’)\]]*\s+")


def passages(text: str, furniture: Iterable[Span] = ()) -> list[Span]:
    """The passages of a text: its paragraphs outside furniture, long ones in parts.

    Blank lines part paragraphs; where there are none, lines do.

    >>> page = "Title\\n\\nOne line\\nwrapped.\\n\\nAnother."
    >>> [page[start:end] for start, end in passages(page, [(0, 5)])]
    ['One line\\nwrapped.', 'Another.']
    >>> long = "A sentence of forty characters, or so. " * 50
    >>> max(end - start for start, end in passages(long)) <= LONGEST
    True
    """
    between = _BLANK if _BLANK.search(text.strip()) else _LINE
    found: list[Span] = []
    for start, end in _outside(len(text), furniture):
        for part in _parted(text, start, end, between):
            found += _short(text, *part)
    return found


def _outside(length: int, furniture: Iterable[Span]) -> Iterator[Span]:
    at = 0
    for start, end in sorted(furniture):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length


def _parted(text: str, start: int, end: int, between: re.Pattern[str]) -> Iterator[Span]:
    """The stretch without the gaps, each part without white space round it."""
    at = start
    for gap in [*between.finditer(text, start, end), None]:
        stop = end if gap is None else gap.start()
        words = text[at:stop]
        if words.strip():
            left = at + len(words) - len(words.lstrip())
            yield left, left + len(words.strip())
        at = stop if gap is None else gap.end()


def _short(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraph, in parts of whole sentences where it is long."""
    if end - start <= LONGEST:
        yield start, end
        return
    opens = at = start
    for stop, following in [*((gap.start(), gap.end()) for gap in _SENTENCE.finditer(text, start, end)), (end, end)]:
        if stop - opens > LONGEST and at > opens:
            yield opens, len(text[:at].rstrip())
            opens = at
        at = following
    yield opens, end
