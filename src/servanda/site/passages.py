"""Words of a document with its statements marked in them: as much as may be shown, and not a letter more.

Takes a document and statements, gives pieces of text, each with what it is: who speaks, by which words, what is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from servanda.disclosure import Disclosure
from servanda.document import Document
from servanda.exports.report import in_sentence
from servanda.exports.wording import printable
from servanda.statement import Statement

__all__ = ["Piece", "marked_between", "may_quote", "opening", "passage", "whole_text"]

_OPENING = 160
"""Characters by which a statement is known in a list."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text and what it is: "source", "cue", "content", or "" for what stands round them; `address` is its statement's."""

    text: str
    role: str = ""
    address: str = ""


def may_quote(shown: Disclosure) -> bool:
    """Whether words of a document may be shown.

    >>> may_quote(Disclosure.QUOTATION), may_quote(Disclosure.LINK)
    (True, False)
    """
    return shown in (Disclosure.QUOTATION, Disclosure.FULL)


def opening(document: Document, statement: Statement) -> str:
    """The first words of what was said, on one line."""
    words = " ".join(" ".join(document.text[start:end].split()) for start, end in statement.content)
    cut = words if len(words) <= _OPENING else words[:_OPENING].rsplit(" ", 1)[0] + " …"
    return printable(cut)


def passage(document: Document, statement: Statement) -> list[Piece]:
    """The statement in its sentence: its source, cue and content, with what stands before, between and after.

    >>> from servanda.statement import Mode
    >>> page = Document("a", "It rained. Ann said that it is done, and left. It rained.", "en")
    >>> said = Statement(((11, 14),), ((15, 19),), ((20, 35),), Mode.INDIRECT)
    >>> [(piece.text, piece.role) for piece in passage(page, said)]
    [('Ann', 'source'), (' ', ''), ('said', 'cue'), (' ', ''), ('that it is done', 'content'), (', and left.', '')]
    """
    spans = [*statement.source, *statement.cue, *statement.content]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    if end - start > 2 * (statement.end - statement.start) + 1_000:
        start, end = statement.start, statement.end
    round_it = in_sentence(document, start, end)
    before, after = (Piece(printable(text)) for text in (round_it.before, round_it.after))
    inside = marked_between(document.text, start, end, [(statement, "")])
    return [piece for piece in (before, *inside, after) if piece.text]


def whole_text(document: Document, statements: Iterable[tuple[Statement, str]]) -> list[Piece]:
    """The whole text with every statement marked and led to by its address."""
    return marked_between(document.text, 0, len(document.text), statements)


def marked_between(text: str, start: int, end: int, statements: Iterable[tuple[Statement, str]]) -> list[Piece]:
    """The stretch cut at every border of a statement's parts; where parts overlap the shorter one counts."""
    marks = [
        (right - left, left, right, role, address)
        for statement, address in statements
        for role, spans in (("source", statement.source), ("cue", statement.cue), ("content", statement.content))
        for left, right in spans
        if left < end and start < right
    ]
    marks.sort()
    borders = sorted({start, end, *(min(max(at, start), end) for mark in marks for at in mark[1:3])})
    pieces = []
    for left, right in pairwise(borders):
        role, address = next(((mark[3], mark[4]) for mark in marks if mark[1] <= left and right <= mark[2]), ("", ""))
        pieces.append(Piece(printable(text[left:right]), role, address))
    return pieces
