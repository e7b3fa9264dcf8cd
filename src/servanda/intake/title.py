"""The title of a plain text: its first line, where that stands apart as a headline does.

A headline does not end as a sentence; one that does is a title only when it is given twice, as pages that were dumped with
their metadata give it. Takes lines that are not furniture, gives the title's lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.intake.dateline import find_dateline
from servanda.intake.lines import Line

__all__ = ["find_title", "same_title"]

_LONGEST_TITLE = 200
_SEARCHED = 12
_MOST_ABOVE = 5
_WORDS = re.compile(r"\w+")


def same_title(one: str, two: str) -> bool:
    """Whether two lines are the same words, whatever their case and punctuation.

    >>> same_title("Trade grows.", "TRADE GROWS"), same_title("Trade grows", "Trade grew")
    (True, False)
    """
    return _WORDS.findall(one.casefold()) == _WORDS.findall(two.casefold())


def find_title(lines: Sequence[Line]) -> list[Line]:
    """The line that is the title and its repetitions near the head; empty where there is no title.

    >>> from servanda.intake.lines import lines_of
    >>> [line.text for line in find_title(lines_of("Trade grows\\n\\nTrade grew by a tenth, the ministry said."))]
    ['Trade grows']
    >>> [line.text for line in find_title(lines_of("The Herald\\n\\nTrade is up again\\n\\nTrade is up again\\n\\nIt grew."))]
    ['Trade is up again', 'Trade is up again']
    >>> find_title(lines_of("Trade grew.\\n\\nThe ministry said so."))
    []
    """
    if len(lines) < 2:
        return []
    first, second = lines[0], lines[1]
    if len(first.text) > _LONGEST_TITLE or find_dateline(first.text) or not _WORDS.search(first.text):
        return []
    repeated = [line for line in lines[1:_SEARCHED] if same_title(first.text, line.text)]
    if repeated:
        return [first, *repeated]
    if below := _repeated_below(lines):
        return below
    apart = second.opens or (len(second.text) > 1.5 * len(first.text) and len(second.text) > 100)
    return [first] if apart and not re.search(r"[.;:,…][\"»”’')\]]*$", first.text) else []


def _repeated_below(lines: Sequence[Line]) -> list[Line]:
    """A headline that is given twice below the name of its site or section, as pages that were dumped whole have it."""
    for index, line in enumerate(lines[1:_MOST_ABOVE], start=1):
        if lines[index - 1].ends_sentence or len(line.text) > _LONGEST_TITLE:
            return []
        again = [other for other in lines[index + 1 : index + _SEARCHED] if same_title(line.text, other.text)]
        if again and len(_WORDS.findall(line.text)) > 2:
            return [line, *again]
    return []
