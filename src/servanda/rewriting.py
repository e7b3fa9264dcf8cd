"""What became of a page's words from one version to the next: which sentences it says no more, and which it says since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from servanda.document import Document

__all__ = ["Rewriting", "rewriting_of"]

_END = re.compile(r"(?<=[.!?…])[\s»”\"]*\s+|\n+")
_MOST_SENTENCES = 3_000
"""Of longer texts it is only told that they changed."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A page changed: `doc` is its document now, `until` the last day on which the earlier version was received or asked for
    and found, `since` the day on which the later one came. `pairs` are sentences before and after, either may be "".
    """

    doc: str
    place: str
    until: date
    since: date
    pairs: tuple[tuple[str, str], ...] = ()


def rewriting_of(before: Document, after: Document, place: str, until: date, since: date) -> Rewriting:
    """The sentences of the text, without furniture, in which two versions differ.

    >>> one, two = (Document("a", f"They met. {share} is done. It rained.", "en") for share in ("74%", "80%"))
    >>> rewriting_of(one, two, "https://a.example/", date(2031, 5, 3), date(2031, 5, 4)).pairs
    (('74% is done.', '80% is done.'),)
    """
    old, new = (list(_sentences(one)) for one in (before, after))
    pairs: list[tuple[str, str]] = []
    if len(old) <= _MOST_SENTENCES and len(new) <= _MOST_SENTENCES:
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                pairs.append((" ".join(old[a:b]), " ".join(new[c:d])))
    return Rewriting(after.doc, place, until, since, tuple(pairs))


def _sentences(document: Document) -> Iterator[str]:
    """The sentences of the text, spaces as one."""
    parts, at = [], 0
    for piece in sorted(document.furniture, key=lambda piece: piece.start):
        parts.append(document.text[at : piece.start])
        at = max(at, piece.end)
    parts.append(document.text[at:])
    for sentence in _END.split("\n".join(parts)):
        if words := " ".join(sentence.split()):
            yield words
