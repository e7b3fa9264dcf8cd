"""A text cut into its lines and paragraphs, each with its offsets.

Lines end where a reader sees them end; which characters end them is left as it was received, since every offset counts
characters of the text itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Line", "lines_of", "sentences_of"]

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"»”’)\]]*\s+")
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"»”’')\]]*$")


class Line(NamedTuple):
    """A line that is not blank, without the white space round it; `opens` says that a blank line or nothing stands before it."""

    start: int
    end: int
    text: str
    opens: bool

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence or a part of one does, as headlines seldom do."""
        return bool(_ENDS_SENTENCE.search(self.text))


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank.

    >>> [(line.text, line.opens) for line in lines_of("Title\\r\\n\\r\\n One.\\r\\nTwo.")]
    [('Title', True), ('One.', True), ('Two.', False)]
    """
    lines: list[Line] = []
    last_end = 0
    for found in _LINE.finditer(text):
        shown = found.group().strip()
        if not shown:
            continue
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        opens = not lines or len(_BREAK.findall(text, last_end, found.start())) > 1
        lines.append(Line(start, start + len(shown), shown, opens))
        last_end = start + len(shown)
    return lines


def sentences_of(line: str) -> list[str]:
    """The sentences of a line, roughly: enough to compare each with the phrases of furniture.

    >>> sentences_of("This site has comments. Learn more.")
    ['This site has comments.', 'Learn more.']
    """
    return [part for part in _SENTENCE_END.split(line) if part.strip()]
