"""A document's own text as paragraphs and sentences, with the quotations that stand alone taken out of the grammar's way.

Takes the text and the spans that are its content; gives `Unit`s. A unit is a sentence as its author wrote it: a quotation of
three sentences with ", said the minister" behind it is one unit. Its `skeleton` is what goes to the parser: the author's
words without the quotations that are whole clauses, with the way back from its characters to the text's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from servanda.document import Document, Span
from servanda.reading.quotation import Quotation, dialogue, find_quotations, interrupted

__all__ = ["Unit", "after_dateline", "content_spans", "paragraphs", "units"]

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|(?<=[.!?…:»”\"])[ \t]*\n|\n(?=[ \t]*[—–-][ \t])|\r\n[ \t]*\r\n\s*")
_LINE = re.compile(r"[ \t]*\r?\n\s*")
_WRAPPED = 100
"""Characters beyond which no editor wraps lines: where one is longer, each line is a paragraph, a title before its text too."""
_STOP = re.compile(
    r"(?:[.!?…]+|(?<=[.!?…])(?=\x00))(?:[ \u00a0\u202f]?»|[)\]»”›\"’'])*(?:\s*\x00)*\s+"
    r"(?=[«“„\"‹(\[—–\x00'`-]*\s*[^\W\d_]|[\d«“„‹\"'])"
)
_DATELINE = re.compile(
    r"[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ .'’-]{2,30}(?:[,/] ?[\w.]+(?: \w+){0,2}){0,3}(?: ?\([\w/. -]{2,30}\))?\.? ?[—–-]{1,2} (?=[^\W_])"
    r"|(?:[A-ZÀ-ÞА-ЯЁ][\w'’-]+(?:, [\w ]{3,20})? ?)?\([\w/. -]{2,30}\)(?: ?[—–-]{1,2})? (?=[^\W\d_])"
)
"""A place, a day or an agency before a text's first words: "OSLO, May 3 - ", "(AGENCE) "."""
_LETTER = re.compile(r"[^\W\d_]")
_SPACES = re.compile(r"\s")
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
_NO_ASIDES = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence: its bounds, its paragraph's number, the quotations taken out, and what is left for the parser.

    `places[i]` is where the i-th character of `skeleton` stands in the document's text.
    """

    start: int
    end: int
    paragraph: int
    skeleton: str
    places: tuple[int, ...] = field(repr=False)
    quotations: tuple[Quotation, ...] = ()
    embedded: tuple[Quotation, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether it is quotation alone, with no word of the author's."""
        return not _LETTER.search(self.skeleton)


def content_spans(document: Document) -> list[Span]:
    """The stretches of a document's text that are not furniture.

    >>> from servanda.document import Furniture, FurnitureKind
    >>> page = Document("a", "Title\\n\\nText.", "en", furniture=(Furniture(0, 5, FurnitureKind.TITLE),))
    >>> content_spans(page)
    [(5, 12)]
    """
    spans, here = [], 0
    for piece in sorted(document.furniture, key=lambda piece: piece.start):
        if piece.start > here:
            spans.append((here, piece.start))
        here = max(here, piece.end)
    if here < len(document.text):
        spans.append((here, len(document.text)))
    return spans


def paragraphs(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The paragraphs of the spans: cut at empty lines, and at line ends after the end of a sentence; at all line ends where
    the text's lines are not wrapped.

    >>> page = "One line\\ngoes on.\\nAnother.\\n\\nA third"
    >>> [page[a:b] for a, b in paragraphs(page, [(0, len(page))])]
    ['One line\\ngoes on.', 'Another.', 'A third']
    >>> page = "A title\\n" + "It went on and on. " * 9
    >>> [page[a:b][:7] for a, b in paragraphs(page, [(0, len(page))])]
    ['A title', 'It went']
    """
    spans = list(spans)
    longest = max((len(line) for start, end in spans for line in text[start:end].split("\n")), default=0)
    cuts = _LINE if longest > _WRAPPED else _PARAGRAPH
    for start, end in spans:
        here = start
        for cut in [*cuts.finditer(text, start, end), None]:
            stop = cut.start() if cut else end
            while here < stop and text[here].isspace():
                here += 1
            while stop > here and text[stop - 1].isspace():
                stop -= 1
            if stop > here:
                yield here, stop
            here = cut.end() if cut else end


def units(
    text: str,
    spans: Iterable[Span],
    cue: re.Pattern[str],
    abbreviations: re.Pattern[str],
    asides: re.Pattern[str] = _NO_ASIDES,
) -> list[Unit]:
    """The sentences of a text; `cue` matches a word that can report speech, `abbreviations` what ends in a stop that
    ends nothing, `asides` what the parser need not see.

    >>> page = "“Yes. We will,” said Ann Lee. Rain fell."
    >>> found = units(page, [(0, len(page))], re.compile("said"), re.compile(r"\\b[A-Z]\\.$"))
    >>> [(page[u.start:u.end], u.skeleton.strip()) for u in found]
    [('“Yes. We will,” said Ann Lee.', 'said Ann Lee.'), ('Rain fell.', 'Rain fell.')]
    """
    found: list[Unit] = []
    for number, (start, end) in enumerate(paragraphs(text, spans)):
        speech = dialogue(text, start, end)
        quotations = [speech] if speech else find_quotations(text, start, end)
        quotations = [interrupted(text, quotation, cue) for quotation in quotations]
        alone = [quotation for quotation in quotations if speech or _stands_alone(text, quotation, start, end, cue)]
        masked = _mask(text, start, end, quotations)
        here = after_dateline(text, start, end)
        for stop in [*_stops(masked, start, abbreviations), end]:
            inside = tuple(q for q in alone if here <= q.start < stop)
            rest = tuple(q for q in quotations if q not in alone and here <= q.start < stop)
            found.append(_unit(text, here, stop, number, inside, rest, asides))
            here = stop
    return found


def after_dateline(text: str, start: int, end: int) -> int:
    """Where the words behind a dateline begin; `start` where there is none.

    >>> after_dateline("OSLO, May 3 - It rained.", 0, 24)
    14
    """
    dateline = _DATELINE.match(text, start, end)
    return dateline.end() if dateline else start


def _mask(text: str, start: int, end: int, quotations: Iterable[Quotation]) -> str:
    """The paragraph with everything quoted hidden, but for the stop that ends a quotation, as long as it was."""
    signs = list(_SPACES.sub(" ", text[start:end]))
    for quotation in quotations:
        for first, last in quotation.parts:
            for place in range(first, last):
                signs[place - start] = "\x00"
            if text[last - 1] in ".!?…":
                signs[last - 1 - start] = text[last - 1]
    return "".join(signs)


def _stops(masked: str, offset: int, abbreviations: re.Pattern[str]) -> Iterator[int]:
    for stop in _STOP.finditer(masked):
        after = masked[stop.end() : stop.end() + 3].lstrip("«“„\"‹‘([—–- '")
        if after[:1].islower() or abbreviations.search(masked, max(0, stop.start() - 12), stop.start() + 1):
            continue
        yield offset + stop.end()


def _stands_alone(text: str, quotation: Quotation, start: int, end: int, cue: re.Pattern[str]) -> bool:
    """Whether a quotation is a clause of its own and not words inside the author's sentence."""
    first, last = quotation.inner
    words = len(text[first:last].split())
    before, after = text[start : quotation.start].rstrip(), text[quotation.end : end].lstrip()
    ends = not after or after[0] in '.,;!?…—–-)«“‹"' or text[last - 1] in ".,!?…"
    if len(quotation.parts) > 1 or not before or before[-1] in ':»”›"':
        return ends or words > 3
    if before[-1] in ".!?…":
        return ends or words > 6
    if not ends or words < 3:
        return False
    if before[-1] in ",—–-;":
        return before[-1] != "," or text[first].isupper()
    last_word = re.split(r"[\s'’]", before)[-1]
    return text[first].isupper() and cue.match(last_word) is not None


def _unit(
    text: str,
    start: int,
    end: int,
    paragraph: int,
    alone: tuple[Quotation, ...],
    rest: tuple[Quotation, ...],
    asides: re.Pattern[str],
) -> Unit:
    """The unit; its skeleton has neither the quotations that stand alone, nor the marks of the others, nor asides."""
    hidden: set[int] = set()
    for quotation in alone:
        for first, last in quotation.parts:
            hidden.update(range(first, last))
    for quotation in (*alone, *rest):
        if quotation.start < quotation.inner[0] and quotation.start < end:
            hidden.update(range(quotation.start, quotation.inner[0]))
            if not _LETTER.search(text, quotation.inner[1], quotation.end):
                hidden.update(range(quotation.inner[1], quotation.end))
    for aside in asides.finditer(text, start, end):
        stop = aside.end()
        if text[stop - 1].isspace() and not text[aside.start() - 1 : aside.start()].isspace():
            stop -= 1
        hidden.update(range(aside.start(), stop))
    places = tuple(place for place in range(start, end) if place not in hidden)
    if alone and places:
        lead = next((i for i, place in enumerate(places) if text[place].isalnum()), 0)
        places = places[lead:] if all(text[place] in " \u00a0,—–-.\n\t" for place in places[:lead]) else places
    skeleton = _APOSTROPHE.sub("'", _SPACES.sub(" ", "".join(text[place] for place in places)))
    while end > start and text[end - 1].isspace():
        end -= 1
    return Unit(start, end, paragraph, skeleton, places, alone, rest)
