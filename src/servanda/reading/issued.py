"""What a press release says on its issuer's behalf: the sentences with figures or promises that it gives to nobody.

Takes a `Document`, gives the words that name the issuer. A page is a release where its head says so ("Press release", "Communiqué
de presse", "Пресс-релиз"); its issuer is named there ("Communiqué du ministère de l'Énergie"), or on a line of its own beside it.
"""

from __future__ import annotations

import re

from servanda.document import Document, FurnitureKind, Span
from servanda.reading.label_words import LabelWords, label_words
from servanda.reading.sentences import content_spans, paragraphs
from servanda.reading.turns import trimmed

__all__ = ["find_issuer"]

_HEAD = 5
_LONGEST = 14
_EDGES = ' \u00a0.—–-:|,«»"()'
_TRAILING = re.compile(r"\s*[,:(|].*|\s[—–-]\s.*|\s+\d.*")


def find_issuer(document: Document) -> Span | None:
    """The words that name who issues a press release; None for pages that are none, or name nobody.

    >>> text = "Press release of the Ministry of Energy\\n\\nThe grid is ready."
    >>> text[slice(*find_issuer(Document("a", text, "en")))]
    'the Ministry of Energy'
    >>> find_issuer(Document("b", "The ministry issued a press release on Monday.", "en"))
    """
    if document.lang is None:
        return None
    words, text = label_words(document.lang), document.text
    head = _head(document)
    marks = [(span, found) for span in head if (found := _mark(text, span, words))]
    if not marks:
        return None
    for (start, end), mark in marks:
        if mark.start() > start:
            return trimmed(text, start, start + len(text[start : mark.start()].rstrip(_EDGES)))
        if (named := _named(text, mark.end(), end, words)) is not None:
            return named
    for span in head:
        line = text[slice(*span)]
        if len(line.split()) <= _LONGEST and words.is_office(line) and line[:1].isupper():
            return span
    return None


def _head(document: Document) -> list[Span]:
    """The lines at the head of a page that do not end as sentences do, its title among them."""
    text = document.text
    kinds = (FurnitureKind.TITLE, FurnitureKind.NAVIGATION, FurnitureKind.NOTICE)
    marked = [(f.start, f.end) for f in document.furniture if f.kind in kinds]
    plain = list(paragraphs(text, content_spans(document)))[:_HEAD]
    lines: list[Span] = []
    for start, end in sorted([*marked, *plain]):
        found = re.finditer(r"[^\n]+", text[start:end])
        lines.extend(trimmed(text, start + line.start(), start + line.end()) for line in found)
    return [span for span in lines[: 2 * _HEAD] if not text[slice(*span)].endswith((".", "!", "?", "…"))]


def _mark(text: str, span: Span, words: LabelWords) -> re.Match[str] | None:
    """The word that says that a page is a release, at the beginning of a line or behind the name of its issuer."""
    found = words.release.search(text, *span)
    if found is None:
        return None
    before = text[span[0] : found.start()].strip(_EDGES)
    return found if not before or words.is_office(before) else None


def _named(text: str, start: int, end: int, words: LabelWords) -> Span | None:
    """The issuer right behind the word: "of the Ministry of Energy", "министерства энергетики"."""
    while start < end and text[start] in " \u00a0—–-:|":
        start += 1
    opening = words.issued_by.match(text, start, end)
    if opening is None and words.lang != "ru":
        return None
    first = words.named_from(opening) if opening else start
    rest = _TRAILING.sub("", text[first:end].split("\n")[0])
    named = trimmed(text, first, first + len(rest))
    label = text[slice(*named)]
    return named if named[1] > named[0] and words.is_office(label) and len(label.split()) <= _LONGEST else None
