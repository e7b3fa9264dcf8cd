"""Figures that name their source without a verb: the rows of a table, a caption, a sentence with "(source: X)".

Takes a `Document`, gives `Sourced`s: the words "Source:", who is named behind them, and the rows or words with a number in them.
An address, or a number alone, is no source. Rows of a table without such a line are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from servanda.document import Document, FurnitureKind, Span
from servanda.reading.label_words import LabelWords, label_words
from servanda.reading.sentences import content_spans
from servanda.reading.turns import trimmed

__all__ = ["Sourced", "find_sourced", "table_rows"]

_CELLS = re.compile(r"\t|[ \u00a0]\|[ \u00a0]")
_STOPS = re.compile(r"[;()\n]|,?\s\d{4}\b.*|\.\s|\.$|,\s(?=\d)")
_SENTENCE = re.compile(r"(?:(?<=[.!?…])\s+|\n)(?=\S)")
_NEAR = 2
_LONGEST_NAME = 12


class Sourced(NamedTuple):
    """Who gives the figures, by the words that name them; the word that says so; the words with the figures."""

    name: Span
    cue: Span
    said: tuple[Span, ...]


def find_sourced(document: Document) -> list[Sourced]:
    """The figures of a document that name their source.

    >>> text = "Year\\tExports\\n2022\\t12 %\\n2023\\t15 %\\nSource: Ministry of Trade, 2024"
    >>> found, = find_sourced(Document("a", text, "en"))
    >>> text[slice(*found.name)], [text[a:b] for a, b in found.said]
    ('Ministry of Trade', ['2022\\t12 %', '2023\\t15 %'])
    """
    if document.lang is None:
        return []
    words, text = label_words(document.lang), document.text
    captions = [(f.start, f.end) for f in document.furniture if f.kind is FurnitureKind.CAPTION]
    spans = sorted([*content_spans(document), *captions])
    return [*_of_tables(text, spans, words), *_of_sentences(text, spans, words)]


def table_rows(text: str, spans: list[Span]) -> list[list[Span]]:
    """The tables of a text, as the lines of their rows: two lines or more below each other whose cells are parted."""
    tables: list[list[Span]] = [[]]
    for start, end in _lines(text, spans):
        if _CELLS.search(text, start, end):
            tables[-1].append((start, end))
        elif tables[-1]:
            tables.append([])
    return [table for table in tables if len(table) > 1]


def _lines(text: str, spans: list[Span]) -> Iterator[Span]:
    for start, end in spans:
        for line in re.finditer(r"[^\n]+", text[start:end]):
            span = trimmed(text, start + line.start(), start + line.end())
            if span[1] > span[0]:
                yield span


def _of_tables(text: str, spans: list[Span], words: LabelWords) -> Iterator[Sourced]:
    lines = list(_lines(text, spans))
    for table in table_rows(text, spans):
        first, last = lines.index(table[0]), lines.index(table[-1])
        near = [*lines[last + 1 : last + 1 + _NEAR], *lines[max(0, first - 1) : first]]
        for start, end in near:
            cue = words.source.match(text, start, end)
            if cue and (name := _name(text, cue.end(), end)):
                rows = tuple(row for row in table if _has_figures(text, row))
                yield Sourced(name, (start, start + len(cue[0].rstrip(" \u00a0:"))), rows)
                break


def _of_sentences(text: str, spans: list[Span], words: LabelWords) -> Iterator[Sourced]:
    """A caption or sentence with its source behind it: "Exports rose by 5 % (source: customs)."."""
    for start, end in spans:
        for cue in words.source.finditer(text, start, end):
            bracket = text[cue.start() - 1 : cue.start()] in ("(", "[") and cue.start() > start
            line = text.rfind("\n", start, cue.start()) + 1 or start
            if not bracket and not text[line : cue.start()].strip():
                continue
            name = _name(text, cue.end(), end)
            before = trimmed(text, max(line, start), cue.start() - bracket)
            cuts = [cut.end() for cut in _SENTENCE.finditer(text, *before)]
            said = trimmed(text, max([before[0], *cuts]), before[1])
            if name and _has_figures(text, said):
                yield Sourced(name, (cue.start(), cue.start() + len(cue[0].rstrip(" \u00a0:"))), (said,))


def _name(text: str, start: int, end: int) -> Span | None:
    """The words behind "Source:" that name someone."""
    line = text[start:end].split("\n")[0]
    stop = _STOPS.search(line)
    name = trimmed(text, start, start + (stop.start() if stop else len(line)))
    words = text[slice(*name)]
    is_address = "//" in words or "www." in words or re.fullmatch(r"\S+\.\w{2,4}(?:/\S*)?", words)
    return name if words[:1].isalpha() and not is_address and len(words.split()) <= _LONGEST_NAME else None


def _has_figures(text: str, span: Span) -> bool:
    """Whether there is a number in the words that is no year alone."""
    return any(not re.fullmatch(r"(?:19|20)\d\d", number) for number in re.findall(r"\d+", text[slice(*span)]))
