"""One sentence with its quantities and moments: what claims are read from.

Takes a text, the bounds of a sentence and a language; gives a Scene, in whose text all offsets count. A scene knows its clauses
and the scene before it, since "Today it is 60 %" and "since then" say something only beside the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise

from servanda.document import Document, Span
from servanda.period import Period
from servanda.quantity import Moment, Quantity
from servanda.reading.claim_words import ClaimWords, claim_words
from servanda.reading.dates import find_moments
from servanda.reading.phrases import Lookup
from servanda.reading.quantities import find_quantities
from servanda.reading.sentences import after_dateline

__all__ = ["Scene", "scenes_of", "sentences_in"]

_END = re.compile(r"(?<=[.!?…])(?:[\"”»’]|\s»)*\s+(?=[\"“«„‹—–]?\s?[A-ZА-ЯЁÀ-Ý\d])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|vs|etc|approx|ca|bn|mln|млн|млрд|тыс|долл|руб|им|ул|см|г|гг|т|п|cf|art|M|MM)"
    r"|\b[A-ZА-ЯЁ])\.$"
)


def sentences_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a stretch of text.

    >>> text = "It is 30 %. Today, Mr. Ray said, it is 60 %."
    >>> [text[a:b] for a, b in sentences_in(text, 0, len(text))]
    ['It is 30 %.', 'Today, Mr. Ray said, it is 60 %.']
    """
    first = start
    for found in _END.finditer(text, start, end):
        if "\n" not in found[0] and _ABBREVIATION.search(text[first : found.start()]):
            continue
        if text[first : found.start()].strip():
            yield _stripped(text, first, found.end())
        first = found.end()
    if text[first:end].strip():
        yield _stripped(text, first, end)


def _stripped(text: str, start: int, end: int) -> Span:
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip())


@lru_cache(maxsize=8)
def _sentences(text: str) -> tuple[list[int], list[int]]:
    """Where the sentences of a text begin, and where they end; the last texts are kept, since each statement asks anew."""
    found = list(sentences_in(text, 0, len(text)))
    return [start for start, _ in found], [end for _, end in found]


@lru_cache(maxsize=4096)
def _quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    return tuple(find_quantities(text, lang))


@lru_cache(maxsize=4096)
def _moments(text: str, lang: str, reference: date | None) -> tuple[Moment, ...]:
    return tuple(find_moments(text, lang, reference))


@dataclass(frozen=True)
class Scene:
    """A sentence from `start` to `end` of `text`; `said` is when it was said, `before` the sentence before it, and `content` the
    spans of it that someone says, where someone else says the rest.

    >>> scene = Scene("Exports grew by 5 % in 2023, while imports fell.", 0, 48, "en")
    >>> [scene.text[a:b] for a, b in scene.clauses]
    ['Exports grew by 5 % in 2023', ', while imports fell.']
    """

    text: str
    start: int
    end: int
    lang: str
    said: Period | None = None
    before: Scene | None = None
    content: tuple[Span, ...] = ()

    @cached_property
    def words(self) -> ClaimWords:
        """The words of its language, English for one that has none."""
        return claim_words(self.lang) or ClaimWords("en")

    @cached_property
    def reference(self) -> date | None:
        """The day by which relative dates are read."""
        return self.said.end if self.said else None

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities in it that are no part of a date, by offsets of the whole text."""
        found = _quantities(self.text[self.start : self.end], self.lang)
        moved = [_moved_quantity(quantity, self.start) for quantity in found]
        dates = [(moment.start, moment.end) for moment in self.moments]
        return tuple(q for q in moved if not any(a <= q.number_start and q.number_end <= b for a, b in dates))

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The time expressions in it, by offsets of the whole text."""
        found = _moments(self.text[self.start : self.end], self.lang, self.reference)
        moved = (replace(m, start=m.start + self.start, end=m.end + self.start) for m in found)
        return tuple(m for m in moved if not self.content or any(a <= m.start < b for a, b in self.content))

    @cached_property
    def said_quantities(self) -> tuple[Quantity, ...]:
        """Those of its quantities whose number is part of what someone says; all of them where nobody is said to speak."""
        return tuple(q for q in self.quantities if self._is_said(q.number_start, q.number_end))

    @cached_property
    def said_moments(self) -> tuple[Moment, ...]:
        """Those of its time expressions that are whole parts of what someone says."""
        return tuple(m for m in self.moments if self._is_said(m.start, m.end))

    def _is_said(self, start: int, end: int) -> bool:
        return not self.content or any(a <= start and end <= b for a, b in self.content)

    @property
    def tells(self) -> bool:
        """Whether anything is said in it that can be compared: a figure or a time.

        >>> Scene("It rained.", 0, 10, "en").tells, Scene("It rained in May 2020.", 0, 22, "en").tells
        (False, True)
        """
        return bool(self.said_quantities or self.moments)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """Its clauses, split where the lexicon's words for it stand."""
        cuts = [start for start, _, _ in self.finds("clause_breaks", (self.start, self.end))]
        cuts = [cut for cut in cuts if not any(q.start < cut < q.end for q in self.quantities)]
        cuts = sorted({*cuts, *(edge for span in self.content for edge in span)})
        bounds = [self.start, *[cut for cut in cuts if self.start < cut < self.end], self.end]
        return tuple((a, b) for a, b in pairwise(bounds) if self.text[a:b].strip())

    def clause_of(self, place: int) -> Span:
        """The clause in which a character stands."""
        return next(((a, b) for a, b in self.clauses if a <= place < b), (self.start, self.end))

    def finds(self, name: str | Lookup, span: Span) -> list[tuple[int, int, str]]:
        """Where the words of a list stand in a stretch."""
        lookup = self.words[name] if isinstance(name, str) else name
        return [(a + span[0], b + span[0], found) for a, b, found in lookup.finds(self.text[span[0] : span[1]])]

    def has(self, name: str, span: Span) -> bool:
        """Whether any word of a list stands in a stretch."""
        return bool(self.words[name].pattern.search(self.text[span[0] : span[1]]))

    def precedes(self, name: str, place: int, reach: int = 24) -> bool:
        """Whether a word of a list ends just before a place, with nothing but small words between."""
        window = self.text[max(self.start, place - reach) : place]
        ends = [found.end() for found in self.words[name].pattern.finditer(window)]
        return any(
            len(window[end:].split()) <= (1 if reach <= 30 else 5) and not re.search(r"[,;:\d]", window[end:])
            for end in ends
        )


def _moved_quantity(quantity: Quantity, by: int) -> Quantity:
    return replace(
        quantity,
        start=quantity.start + by,
        end=quantity.end + by,
        number_start=quantity.number_start + by,
        number_end=quantity.number_end + by,
    )


def scenes_of(document: Document, content: tuple[Span, ...]) -> Iterator[Scene]:
    """The sentences of a document that hold what someone says, each with the one before it.

    >>> page = Document("a", "It was 30 %. Today, she said, it is 60 %.", "en")
    >>> [(scene.text[scene.start :], scene.before.end) for scene in scenes_of(page, ((13, 18), (30, 40)))]
    [('Today, she said, it is 60 %.', 12)]
    """
    text, lang, said = document.text, document.lang or "", document.published
    starts, ends = _sentences(text)
    first, last = min(a for a, _ in content), max(b for _, b in content)
    for at in range(bisect_right(ends, first), len(starts)):
        if starts[at] >= last:
            return
        if not any(a < ends[at] and starts[at] < b for a, b in content):
            continue
        before = (
            Scene(text, after_dateline(text, starts[at - 1], ends[at - 1]), ends[at - 1], lang, said) if at else None
        )
        yield Scene(text, after_dateline(text, starts[at], ends[at]), ends[at], lang, said, before, content)
