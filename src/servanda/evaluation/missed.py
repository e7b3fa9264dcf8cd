"""The words of a missed attribution as a judge types them, found again in the text.

One line is `source | cue | content`, any of the first two empty where the text has none, or the content alone. Spaces, signs and
the form of quotation marks need not be typed as they stand there; three points leave something out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.document import Span
from servanda.errors import InputError
from servanda.evaluation.judged import Missed

__all__ = ["located", "missed_in"]

BEFORE = 600
"""How far before the passage a source or cue may stand."""

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"\.\.\.|…")


def missed_in(line: str, text: str, passage: Span) -> Missed:
    """The attribution that a line names, as spans of the text; raises InputError with the words that are not there.

    >>> text = "It rained. The road is open, Ann Lee told us."
    >>> found = missed_in("ann lee | told | the road is open", text, (0, 45))
    >>> [text[start:end] for spans in (found.source, found.cue, found.content) for start, end in spans]
    ['Ann Lee', 'told', 'The road is open']
    >>> missed_in("the road ... open", text, (0, 45))
    Missed(content=((11, 19), (23, 27)), source=None, cue=None)
    """
    parts = [part.strip() for part in line.split("|")]
    if len(parts) not in (1, 3) or not parts[-1]:
        raise InputError("missed-not-so", value=line, remedy="write-missed")
    start, end = passage
    content = tuple(located(parts[-1], text, (start, end), start))
    if len(parts) == 1:
        return Missed(content)
    wider = max(0, start - BEFORE), end
    source, cue = (tuple(located(part, text, wider, content[0][0])) if part else () for part in parts[:2])
    return Missed(content, source, cue)


def located(words: str, text: str, within: Span, near: int) -> Iterator[Span]:
    """Where the words stand, part by part; of several places that which is nearest.

    >>> list(located("it", "It rained. It snowed.", (0, 21), 12))
    [(11, 13)]
    """
    at = within[0]
    for part in _GAP.split(words):
        pattern = r"\W+".join(re.escape(word) for word in _WORD.findall(part))
        places = re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE).finditer(text, at, within[1]) if pattern else ()
        found = min(places, key=lambda place: abs(place.start() - near), default=None)
        if found is None:
            raise InputError("missed-not-there", value=part.strip(), remedy="copy-missed")
        at = found.end()
        yield found.span()
