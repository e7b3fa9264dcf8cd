"""A text as the tagger sees it: its words with where each stands among sentences, paragraphs and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from servanda.document import Span
from servanda.reading.lexicon import lexicon
from servanda.reading.quotation import Quotation, find_quotations

__all__ = ["Tokens", "tokens_of"]

Numbers = NDArray[np.int64]

_LINE = re.compile(r"[^\n]+")
_STOPS = frozenset({".", "!", "?", "..."})
_CLOSERS = frozenset({"”", '"', "’", "'", ")", "»"})
_OPENERS = '“"‘«'
_LONG = 6
_TITLE, _BODY = 150, 2
"""A title has fewer characters, and so many paragraph ends behind it or more."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text; every array has one number a word.

    `quoted`: 0 outside quotation marks, 1 in a short quotation, 2 in a long one, 3 and 4 at its first and last word. `paragraph`
    and `sentence` number them through the text, `marks` counts quotation marks so far, `place`: 2 for a word that opens a
    paragraph, 1 a sentence, 0 others, 3 in a title: a short
    first paragraph with others behind it. `quotations` are the text's.
    """

    starts: Numbers
    ends: Numbers
    words: tuple[str, ...]
    spaced: tuple[bool, ...]
    quoted: Numbers
    paragraph: Numbers
    sentence: Numbers
    marks: Numbers
    place: Numbers
    quotations: tuple[Quotation, ...]

    def __len__(self) -> int:
        return len(self.words)

    def parts(self, most: int) -> Iterator[tuple[int, Tokens]]:
        """The words in parts of at most so many, cut between paragraphs where one ends in time; with the place of each's first.

        >>> [(first, part.words) for first, part in tokens_of("One.\\nTwo, three.", "en").parts(4)]
        [(0, ('One', '.')), (2, ('\\n', 'Two', ',', 'three')), (6, ('.',))]
        """
        ends = np.append(np.flatnonzero(np.diff(self.paragraph)) + 1, len(self))
        first = 0
        while first < len(self):
            fitting = ends[(ends > first) & (ends <= first + most)]
            last = int(fitting[-1]) if len(fitting) else min(first + most, len(self))
            yield first, self.cut(first, last)
            first = last

    def cut(self, first: int, last: int) -> Tokens:
        """The words from a first up to a last; sentences, marks and paragraphs keep their numbers."""
        here = slice(first, last)
        return replace(
            self,
            starts=self.starts[here],
            ends=self.ends[here],
            words=self.words[here],
            spaced=self.spaced[here],
            quoted=self.quoted[here],
            paragraph=self.paragraph[here],
            sentence=self.sentence[here],
            marks=self.marks[here],
            place=self.place[here],
        )

    def span(self, run: tuple[int, int]) -> Span:
        """The characters from the first word of a run to its last."""
        return int(self.starts[run[0]]), int(self.ends[run[1] - 1])


def tokens_of(text: str, lang: str) -> Tokens:
    """The words of a text.

    >>> tokens = tokens_of("“It’s done,” Mr. Lee said. We don't.", "en")
    >>> tokens.words[:9], tokens.words[-4:]
    (('“', 'It', '’s', 'done', ',', '”', 'Mr.', 'Lee', 'said'), ('We', 'do', "n't", '.'))
    >>> tokens.quoted[:6].tolist(), tokens.sentence[-4:].tolist()
    ([3, 1, 1, 1, 1, 4], [1, 1, 1, 1])
    """
    found = list(_pattern(lang).finditer(text))
    words = tuple(each.group() for each in found)
    starts = np.fromiter((each.start() for each in found), np.int64, len(found))
    ends = np.fromiter((each.end() for each in found), np.int64, len(found))
    spaced = tuple(text[each.end() : each.end() + 1] == " " for each in found)
    paragraph, sentence = _places(words)
    quotations = tuple(q for line in _LINE.finditer(text) for q in find_quotations(text, line.start(), line.end()))
    quoted, marks = _quoted(starts, [(q.start, q.end) for q in quotations])
    place = np.zeros(len(found), np.int64)
    if len(found):
        place[1:][sentence[1:] != sentence[:-1]] = 1
        place[1:][paragraph[1:] != paragraph[:-1]] = 2
        if paragraph[-1] >= _BODY and ends[paragraph == 0].max(initial=0) < _TITLE:
            place[paragraph == 0] = 3
    return Tokens(starts, ends, words, spaced, quoted, paragraph, sentence, marks, place, quotations)


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    data = lexicon(lang, "tagger")
    abbreviations = "|".join(re.escape(word) for word in data["abbreviations"].split())
    negation, clitics = data["negation"], data["clitics"]
    return re.compile(
        rf"""[^\W\d_]+(?=[ ,\n]) | (?:[A-Za-z]\.){{2,}} | \b(?:{abbreviations})\.(?=\s) | (?:https?://|www\.)\S+[\w/] | [@\#]\w+
        | \w+?(?={negation}\b) | {negation}\b | {clitics}\b
        | \d+(?:[.,:]\d+)*(?:{data["ordinals"]})?\b | [^\W\d]+ | \w+ | \n+ | \.\.\.+ | --+ | [^\w\s]""",
        re.VERBOSE,
    )


def _places(words: tuple[str, ...]) -> tuple[Numbers, Numbers]:
    """The number of each word's paragraph and sentence."""
    numbers = np.array(list(_numbered(words)), np.int64).reshape(-1, 2)
    return numbers[:, 0], numbers[:, 1]


def _numbered(words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    paragraph = sentence = 0
    ended = False
    for word in words:
        if word.isspace():
            paragraph, sentence, ended = paragraph + 1, sentence + 1, False
            yield paragraph, sentence
            continue
        if ended and word not in ("”", "’") and (word[0].isupper() or word[0].isdigit() or word[0] in _OPENERS):
            sentence, ended = sentence + 1, False
        elif ended and word not in _CLOSERS:
            ended = False
        yield paragraph, sentence
        ended = word in _STOPS or (ended and word in _CLOSERS)


def _quoted(starts: Numbers, quotations: list[Span]) -> tuple[Numbers, Numbers]:
    """How each word stands to the quotations, and how many of their marks lie before it."""
    quoted = np.zeros(len(starts), np.int64)
    marks = np.zeros(len(starts), np.int64)
    for start, end in quotations:
        first, last = np.searchsorted(starts, (start, end))
        quoted[first:last] = 2 if last - first > _LONG else 1
        marks[first:] += 1
        marks[last:] += 1
        if first < len(starts):
            quoted[first] = 3
        if last - 1 > first:
            quoted[last - 1] = 4
    return quoted, marks
