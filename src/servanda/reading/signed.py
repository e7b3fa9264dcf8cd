"""Statements that a page gives whole in the voice of one speaker: signed ones, "Statement by X", letters "From: X".

Takes a `Document`, gives the words that name the speaker and the paragraphs said, where the page speaks of "I" and "we" outside
its quotations; a page that does not is told by someone else, whatever its title says.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from servanda.document import Document, FurnitureKind, Span
from servanda.reading.label_words import LabelWords, label_words
from servanda.reading.sentences import after_dateline, content_spans, paragraphs
from servanda.reading.turns import trimmed

__all__ = ["Signed", "find_signed"]

_ENDS = tuple('.!?…»”")')
_HEAD = 6
_FOOT = 4
_LONGEST_SIGNATURE = 14
_SENDER = re.compile(r"[ \u00a0]?:[ \u00a0]*(?P<name>[^\n]{2,90})")


class Signed(NamedTuple):
    """Who says the page, by the words that name them, and its paragraphs."""

    name: Span
    said: tuple[Span, ...]


def find_signed(document: Document) -> Signed | None:
    """The speaker of a page that is one statement, and what is said; None for other pages.

    >>> text = "We signed the treaty today.\\n\\nI thank all who worked for it.\\n\\nAnn Lee\\nMinister of Trade"
    >>> found = find_signed(Document("a", text, "en"))
    >>> text[slice(*found.name)], len(found.said)
    ('Ann Lee\\nMinister of Trade', 2)
    """
    if document.lang is None:
        return None
    words, text = label_words(document.lang), document.text
    listed = list(_lines(document))
    said = [(after_dateline(text, *span), span[1]) for span in listed if text[slice(*span)].endswith(_ENDS)]
    own = [span for span in said if words.is_own_voice(text[slice(*span)])]
    if not own or 2 * len(own) < len(said):
        return None
    name = _titled(document, words) or _sender(text, listed, words) or _signature(text, listed, words)
    said = [span for span in said if name and not (span[0] < name[1] and name[0] < span[1])]
    return Signed(name, tuple(said)) if name and said else None


def _lines(document: Document) -> list[Span]:
    return list(paragraphs(document.text, content_spans(document)))


def _titled(document: Document, words: LabelWords) -> Span | None:
    """Who is named in the title: "Statement by X on ..."."""
    text = document.text
    titles = [(f.start, f.end) for f in document.furniture if f.kind is FurnitureKind.TITLE]
    for start, end in [*titles, *_lines(document)[:1]]:
        opening = words.statement.match(text, start, end)
        if opening is None or text[start:end].endswith((".", "…")):
            continue
        about = words.about.search(text, opening.end(), end)
        name = trimmed(text, words.named_from(opening), about.start() if about else end)
        label = text[slice(*name)]
        if words.is_person(label) or words.is_office(label):
            return name
    return None


def _sender(text: str, listed: list[Span], words: LabelWords) -> Span | None:
    """Who is named behind "From:" at the head of a letter that also names its reader or subject."""
    head = text[listed[0][0] : listed[min(_HEAD, len(listed)) - 1][1]] if listed else ""
    if not any(words.letter_head.match(line) for line in head.split("\n")):
        return None
    for line in re.finditer(r"[^\n]+", head):
        start = listed[0][0] + line.start()
        sent = words.sent_by.match(text, start, start + len(line[0])) or re.compile(r"\w+").match(text, start)
        sender = _SENDER.match(text, sent.end()) if sent else None
        if sent and sender and words.sent_by.match(f"{sent[0].strip()} x"):
            return sender.span("name")
    return None


def _signature(text: str, listed: list[Span], words: LabelWords) -> Span | None:
    """The name at the foot of a page, with the office below or before it."""
    foot = listed[-_FOOT:]
    for number, (start, end) in enumerate(foot):
        first = text[start:end].split("\n")[0].strip()
        if text[start:end].endswith(_ENDS) or len(text[start:end].split()) > _LONGEST_SIGNATURE:
            continue
        if number and words.is_person(first) and any(text[slice(*span)].endswith(_ENDS) for span in listed[:-1]):
            below = foot[number + 1] if number + 1 < len(foot) else None
            office = below and words.is_office(text[slice(*below)]) and not text[slice(*below)].endswith(_ENDS)
            return (start, below[1]) if below and office else (start, end)
    return None
