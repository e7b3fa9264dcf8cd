"""Words looked for in the documents of a project, in whatever language they are.

Takes words, gives each current document that has all of them in its text or title, with the place of the first and what stands
round it. A word finds itself and the longer words that begin with it, without regard to case, so that endings need
not be guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.document import Document

__all__ = ["Hit", "pieces", "search"]

_ROUND = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A document with the words, where the first of them stands, and the text round it on one line."""

    doc: str
    lang: str | None
    title: str | None
    start: int
    end: int
    text: str


def search(documents: Iterable[Document], words: Iterable[str]) -> Iterator[Hit]:
    """The documents that have all the words.

    >>> page = Document("a", "Уряд повідомив, що міст добудовано.", "uk")
    >>> [(hit.lang, hit.start, hit.text) for hit in search([page], ["МІСТ", "уряд"])]
    [('uk', 19, 'Уряд повідомив, що міст добудовано.')]
    """
    patterns = [re.compile(_begins(word), re.IGNORECASE) for word in words if word.strip()]
    for document in documents:
        whole = f"{document.title or ''}\n{document.text}"
        if patterns and all(pattern.search(whole) for pattern in patterns):
            found = patterns[0].search(document.text)
            start, end = found.span() if found else (0, 0)
            yield Hit(document.doc, document.lang, document.title, start, end, _round(document.text, start, end))


def pieces(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The text cut into what is and what is not one of the words, whole as it stands there.

    >>> pieces("Der Bericht berichtet.", ["bericht"])
    [('Der ', False), ('Bericht', True), (' ', False), ('berichtet', True), ('.', False)]
    """
    wanted = "|".join(_begins(word) for word in words if word.strip())
    if not wanted:
        return [(text, False)]
    parts = re.split(rf"((?:{wanted})\w*)", text, flags=re.IGNORECASE)
    return [(part, place % 2 == 1) for place, part in enumerate(parts) if part]


def _round(text: str, start: int, end: int) -> str:
    """What stands round a place, on one line, in whole words; an ellipsis stands for what goes on.

    >>> _round("word " * 40, 100, 104)[:8], _round("short", 0, 5)
    ('… word w', 'short')
    """
    first, last = max(0, start - _ROUND), min(len(text), end + _ROUND)
    before, after = text[first:start], text[end:last]
    if first:
        before = "… " + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _begins(word: str) -> str:
    return r"(?<!\w)" + re.escape(unicodedata.normalize("NFC", word.strip()))
