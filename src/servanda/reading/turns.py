"""Speech that a label gives to its speaker: transcripts, questions and answers, interviews.

Takes a `Document`, gives `Turn`s: "V. Putin: ...", "Question : ... / Réponse : ...", "Le président. - ...", dashes that answer
each other. A label is a line's first words before a colon or a stop and a dash, which name a person, an office, or come again
and again; a heading such as "Note:" or "Справка:" is none. A turn goes on over the paragraphs below it up to the next label;
below the last one as long as someone speaks of "I" and "we". Nobody's question is nobody's turn: it is found, and `asked`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from servanda.document import Document, Span
from servanda.reading.label_words import LabelWords, label_words
from servanda.reading.quotation import dialogue, find_quotations, interrupted
from servanda.reading.sentences import content_spans, paragraphs

__all__ = ["Turn", "find_turns", "trimmed"]

_LABEL = re.compile(
    r"(?:[—–-][ \u00a0])?(?P<label>[^\n:;!?«»“”\"]{1,90}?)(?P<aside>[ \u00a0]?\([^()\n]{1,60}\)){0,2}"
    r"(?:[ \u00a0]?:(?!//|\d)|\.[ \u00a0]?[—–-](?=[ \u00a0])|(?<=(?<!\w)[^\W\d_])\.(?=[ \u00a0])(?![^:\n.]{1,40}:))[ \u00a0]*"
)
_STAGE = re.compile(r"[\[(].*[\])]\.?")
_ENDS = tuple('.!?…»”")')
_DASHED = re.compile(r"[—–-][ \t\u00a0]+")
_MOST_WORDS = 9
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one speaks: the label, none where only dashes part the turns, and the paragraphs,
    each as the spans of its words without quotation marks."""

    label: Span | None
    paragraphs: tuple[tuple[Span, ...], ...]
    asked: bool = False
    lead: Span | None = None
    """The characters before the words: label, colon, dash."""


def find_turns(document: Document) -> list[Turn]:
    """The turns of a document in the order of its text.

    >>> page = Document("a", "Question: Is it done?\\n\\nA. Lee: Yes, all of it.\\n\\nNote: The text was shortened.", "en")
    >>> [(turn.asked, [page.text[a:b] for (a, b), *_ in turn.paragraphs]) for turn in find_turns(page)]
    [(True, ['Is it done?']), (False, ['Yes, all of it.'])]
    """
    if document.lang is None:
        return []
    words = label_words(document.lang)
    listed = list(paragraphs(document.text, content_spans(document)))
    turns = _labelled(document.text, listed, words)
    taken = [span for turn in turns for spans in turn.paragraphs for span in spans]
    dashed = _dashed(document.text, [(a, b) for a, b in listed if not any(a < y and x < b for x, y in taken)], words)
    return sorted([*turns, *dashed], key=lambda turn: turn.paragraphs)


def _labelled(text: str, listed: Sequence[Span], words: LabelWords) -> list[Turn]:
    """The turns that labels give."""
    found = {number: match for number, span in enumerate(listed) if (match := _label(text, span, words))}
    often = Counter(_bare(match["label"]) for match in found.values())
    kept = [number for number, match in found.items() if _speaks(text, listed, number, match, often, words)]
    turns: list[Turn] = []
    for place, number in enumerate(kept):
        match = found[number]
        last = kept[place + 1] if place + 1 < len(kept) else None
        spoken = list(_spoken(text, listed, number, match.end(), last, words))
        label = _label_span(text, match, words)
        asked = words.asks(text[label[0] : label[1]])
        if spoken:
            turns.append(Turn(label, tuple(spoken), asked, (listed[number][0], spoken[0][0][0])))
    return turns


def _label(text: str, span: Span, words: LabelWords) -> re.Match[str] | None:
    """A line's label, where its first words can be one."""
    match = _LABEL.match(text, *span)
    if match is None:
        return None
    label = match["label"].strip()
    shape = bool(label) and (label[0].isupper() or text[span[0]] in "—–-") and not any(sign.isdigit() for sign in label)
    return match if shape and len(label.split()) <= _MOST_WORDS and not words.is_nobody(label) else None


def _bare(label: str) -> str:
    return " ".join(label.lower().split())


def _speaks(
    text: str, listed: Sequence[Span], number: int, match: re.Match[str], often: Counter[str], words: LabelWords
) -> bool:
    """Whether a label is a speaker's, and what stands behind it speech."""
    label = match["label"].strip()
    start, end = match.end(), listed[number][1]
    mark = text[match.end("label") : match.end()]
    if start >= end:
        if number + 1 >= len(listed):
            return False
        start, end = listed[number + 1]
    said = text[start:end].strip()
    again = often[_bare(label)] > 1
    if not said.endswith(_ENDS) and not again:
        return False
    if ":" not in mark and not (
        words.asks(label) or words.answers(label) or (mark.strip(".\xa0 ") and _calls(label, words))
    ):
        return False
    if words.asks(label):
        return len(often) > 1 or again
    if words.answers(label):
        return any(words.asks(other) for other in often)
    bare = words.sent_by.sub("", label)
    called = again or re.search(rf"(?<!\w){re.escape(label.split()[-1].capitalize())}(?!\w)", text) is not None
    named = words.is_person(bare) or (label.isupper() and len(label) > 3 and called) or words.is_office(bare)
    if _is_quoted(text, start, end):
        mentioned = len(re.findall(rf"(?<!\w){re.escape(label)}(?!\w)", text)) > 2
        return named or (" " not in label and mentioned)
    if named:
        return len(said.split()) >= _LEAST_WORDS or again
    turns = sum(count > 1 for count in often.values()) > 1 or any(words.asks(other) for other in often)
    return again and turns and all(word[0].isupper() for word in label.split() if len(word) > 3)


def _calls(label: str, words: LabelWords) -> bool:
    """Whether a label before a full stop and a dash is someone: a place with its country stands there, too."""
    return "," not in label and bool(words.is_person(label) or words.is_office(label))


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether the words are a quotation from the first to the last."""
    quotations = find_quotations(text, start, end)
    return bool(quotations) and quotations[0].start == start and not text[quotations[-1].end : end].strip(" .,")


def _label_span(text: str, match: re.Match[str], words: LabelWords) -> Span:
    """The words of the label that name the speaker."""
    start, end = trimmed(text, *match.span("label"))
    sent = words.sent_by.match(text, start, end)
    return (sent.end() if sent and text[start].isupper() else start), end


def _spoken(
    text: str, listed: Sequence[Span], number: int, start: int, following: int | None, words: LabelWords
) -> Iterator[tuple[Span, ...]]:
    """The paragraphs of a turn: the rest of the label's own, then those below it."""
    own = trimmed(text, start, listed[number][1])
    if own[1] > own[0]:
        if _is_quoted(text, *own):
            yield tuple(part for quotation in find_quotations(text, *own) for part in quotation.parts)
            return
        yield (own,)
    stop = following if following is not None else len(listed)
    for here in range(number + 1, stop):
        paragraph = text[slice(*listed[here])]
        heading = _LABEL.match(paragraph)
        if heading and words.is_nobody(heading["label"]):
            return
        if _STAGE.fullmatch(paragraph) or not paragraph.endswith(_ENDS):
            continue
        if own[1] > own[0] and following is None and not words.is_own_voice(paragraph):
            return
        yield (listed[here],)
        if own[1] <= own[0] and following is None:
            own = listed[here]


def _dashed(text: str, listed: Sequence[Span], words: LabelWords) -> list[Turn]:
    """Paragraphs with dashes that answer each other: the first asks, the second answers, and so on."""
    turns: list[Turn] = []
    run: list[list[Span]] = []
    for span in listed:
        if _DASHED.match(text, *span):
            run.append([span])
        elif run and words.is_own_voice(text[slice(*span)]) and text[slice(*span)].endswith(_ENDS):
            run[-1].append(span)
        else:
            turns.extend(_answers(text, run, words.cues.pattern))
            run = []
    return [*turns, *_answers(text, run, words.cues.pattern)]


def _answers(text: str, run: Sequence[Sequence[Span]], cue: re.Pattern[str]) -> Iterator[Turn]:
    """The turns of one dialogue; what its narrator reports ("— Yes, said Ann Lee.") is left to the grammar."""
    if len(run) < 2 or not text[slice(*run[0][0])].rstrip().endswith("?") or _is_reported(text, run[0][0], cue):
        return
    for number, (first, *more) in enumerate(run):
        dash = _DASHED.match(text, *first)
        if dash and not _is_reported(text, first, cue):
            said = ((trimmed(text, dash.end(), first[1]),), *((span,) for span in more))
            yield Turn(None, said, number % 2 == 0, (first[0], dash.end()))


def _is_reported(text: str, span: Span, cue: re.Pattern[str]) -> bool:
    """Whether the narrator's words stand in what a paragraph with a dash says."""
    speech = dialogue(text, *span)
    return speech is not None and interrupted(text, speech, cue).parts != speech.parts


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
