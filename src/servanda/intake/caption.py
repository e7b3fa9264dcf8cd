"""Captions of pictures and the credits of those who took them, known by the credit: "[Photo/Agencies]", "Фото: ...", "© ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from servanda.document import Furniture, FurnitureKind
from servanda.intake.lexicon import any_of, words
from servanda.intake.lines import Line, sentences_of

__all__ = ["caption_and_credit"]

_LONGEST_CAPTION = 400
_MOST_SENTENCES = 3
_NAMED = r"(?:[^.!?:]|(?<=\b[^\W\d_])\.|(?<=[^\W\d_])\.(?=\w)){2,80}"
"""Whom a credit names: no sentence, but initials ("L. Martin") and addresses ("site.org") have full stops."""


@cache
def _credit() -> re.Pattern[str]:
    """A credit at the end of a line, in brackets or as a sentence of its own."""
    word = any_of(words("credit"))
    return re.compile(
        rf"(?P<bracketed>[\[(]\s*(?:{word}(?:\s?[:/|©–—-]|\s(?:by|par)\b)\s*[^\])]{{2,80}}|©\s*[^\])]{{2,80}})[\])])\.?$"
        rf"|(?:^|(?<=[.!?…»\"”)])\s+)(?P<label>{word}\s?[:/©]\s?{_NAMED})\.?$"
        rf"|(?:^|\s)(?P<sign>©\s?{_NAMED})\.?$",
        re.IGNORECASE,
    )


def caption_and_credit(lines: Sequence[Line]) -> list[Furniture]:
    """The captions and credits among lines that are not otherwise furniture.

    A credit on a line of its own makes the line above it a caption when both stand together between blank lines.

    >>> from servanda.intake.lines import lines_of
    >>> text = "Two people shake hands. [Photo/Agencies]\\n\\nThe talks began on Monday."
    >>> [(item.kind.value, text[item.start : item.end]) for item in caption_and_credit(lines_of(text))]
    [('caption', 'Two people shake hands. [Photo/Agencies]')]
    """
    found: list[Furniture] = []
    for index, line in enumerate(lines):
        credit = _credit().search(line.text[-_LONGEST_CAPTION:])
        if not credit:
            continue
        start = line.end - len(line.text[-_LONGEST_CAPTION:]) + credit.start(credit.lastgroup or 0)
        alone = start == line.start
        closes = index + 1 == len(lines) or lines[index + 1].opens
        above = lines[index - 1] if index and alone and not line.opens and closes else None
        if above and above.opens and len(above.text) <= _LONGEST_CAPTION:
            found.append(Furniture(above.start, line.end, FurnitureKind.CAPTION))
        elif not alone and _is_caption(line):
            found.append(Furniture(line.start, line.end, FurnitureKind.CAPTION))
        else:
            found.append(Furniture(start, line.end, FurnitureKind.CREDIT))
    return found


def _is_caption(line: Line) -> bool:
    """Whether a line that ends with a credit is a caption as a whole, not a paragraph with a credit set after it."""
    return len(line.text) <= _LONGEST_CAPTION and len(sentences_of(line.text)) <= _MOST_SENTENCES
