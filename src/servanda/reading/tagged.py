"""Who said what by the tagger: the statements of a document in a language that has a trained network.

Takes a `Document`, gives `Statement`s as the grammar does: the network tells which words are cue, source and content; what the
quotation marks, the words of the cue and the names of the document tell is added here. No parser is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import numpy as np

from servanda.document import Document, Span
from servanda.reading.cues import Cue, Cues
from servanda.reading.kinds import kind_of
from servanda.reading.lexicon import lexicon
from servanda.reading.quotation import find_quotations
from servanda.reading.sentences import paragraphs
from servanda.reading.speakers import Speakers
from servanda.reading.tagger import Attribution, Run, Tokens, attributions, tokens_of
from servanda.statement import Mode, Statement

__all__ = ["Tagged", "by_tagger"]

_NEAR = 3
_SURE = 0.6
"""How sure the reading of what is said within something said has to be."""
_DIGIT = re.compile(r"\d")
_LINE = re.compile(r"[^\n]+")
_OTHER_MARKS = re.compile("[«»„‹›]")
_SPEECH = Cue("", "speech", frozenset({"quote", "clause"}))


class Tagged(NamedTuple):
    """The statements found, and the words of saying of which it is not sure who says what."""

    statements: list[Statement]
    doubtful: list[Span]


def by_tagger(document: Document, spans: Sequence[Span], cues: Cues, labelled: Sequence[Statement] = ()) -> Tagged:
    """The statements that the tagger finds in the spans of the author's words, in the order of their cues; what is `labelled` is
    told already.

    >>> from servanda.reading.cues import cues_of
    >>> page = Document("a", "“Work goes on,” Ann Lee said. She did not say that it was done.", "en")
    >>> [(s.speaker, s.mode.value, s.negated) for s in by_tagger(page, [(0, len(page.text))], cues_of("en")).statements]
    [(('Ann Lee',), 'direct', False), (('Ann Lee',), 'indirect', True)]
    """
    page = _own_words(document, spans)
    said = [span for statement in labelled for span in statement.content]
    speakers = Speakers(document)
    doubtful: list[Span] = []
    found = [
        statement
        for statement in _read(document, page, cues, speakers, doubtful)
        if not any(start < statement.end and statement.start < end for start, end in said)
    ]
    return Tagged([*found, *_within(document, page, found, cues, speakers)], doubtful)


def _read(document: Document, page: str, cues: Cues, speakers: Speakers, doubtful: list[Span]) -> Iterator[Statement]:
    """The statements of a text that has the document's offsets, sentence by sentence; doubtful words of saying are added."""
    tokens = tokens_of(page, cues.lang)
    if not len(tokens):
        return
    read = attributions(tokens, cues.lang)
    doubtful += map(tokens.span, read.doubtful)
    found = {
        number: list(group) for number, group in groupby(read.sure, lambda each: int(tokens.sentence[each.cue[0]]))
    }
    for number, sentence in _sentences(tokens):
        if number not in found:
            speakers.hear(sentence)
        for each in found.get(number, ()):
            yield _statement(document, tokens, each, cues, speakers, sentence)


def _within(
    document: Document, page: str, found: Sequence[Statement], cues: Cues, speakers: Speakers
) -> Iterator[Statement]:
    """What others say within what is said ("Lee said that Berg had promised 5 million"), where it gives a figure: second hand."""
    inside = [
        (start, end)
        for statement in found
        for start, end in statement.content
        if _DIGIT.search(page, start, end) and cues.pattern.search(page, start, end)
    ]
    if not inside:
        return
    only = list(" " * len(page))
    for start, end in inside:
        only[start:end] = page[start:end]
        only[end : end + 1] = "\n"
    pronouns = {*cues.words["first_person"], *cues.words["pronouns"]}
    for statement in _read(document, "".join(only[: len(page)]), cues, speakers, []):
        if not statement.source:
            continue
        named = statement.speaker or document.text[slice(*statement.source[0])].lower() not in pronouns
        if statement.confidence >= _SURE and named and _is_chained(statement, found):
            yield replace(statement, second_hand=True)


def _is_chained(inner: Statement, found: Sequence[Statement]) -> bool:
    """Whether a statement lies in the content of another, by someone else than who speaks there, and is not all of it."""
    start = min(inner.source[0][0], inner.cue[0][0], inner.start)
    return any(
        start >= first and inner.end <= last and (not inner.speaker or inner.speaker != outer.speaker)
        for outer in found
        for first, last in outer.content
    )


def _own_words(document: Document, spans: Sequence[Span]) -> str:
    """The text with all that is not its own blanked out, and the lines of a paragraph made one; offsets stay."""
    made: list[str] = []
    here = 0
    for start, end in paragraphs(document.text, spans):
        between = document.text[here:start]
        made.append("\n".rjust(len(between)) if "\n" in between else " " * len(between))
        made.append(document.text[start:end].replace("\n", " ").replace("\r", " "))
        here = end
    return _with_plain_marks("".join(made))


def _with_plain_marks(page: str) -> str:
    """The text with quotation marks of other styles as “ and ”, which the tagger's articles have."""
    if not _OTHER_MARKS.search(page):
        return page
    signs = list(page)
    for line in _LINE.finditer(page):
        for quotation in find_quotations(page, line.start(), line.end()):
            if page[quotation.start] in "«„‹“":
                signs[quotation.start] = "“"
                if quotation.closed:
                    signs[quotation.end - 1] = "”"
    return "".join(signs)


def _sentences(tokens: Tokens) -> Iterator[tuple[int, Span]]:
    """The number and the bounds of each sentence."""
    numbers, firsts = np.unique(tokens.sentence, return_index=True)
    lasts = np.append(firsts[1:], len(tokens)) - 1
    for number, start, end in zip(numbers, tokens.starts[firsts], tokens.ends[lasts], strict=True):
        yield int(number), (int(start), int(end))


def _statement(
    document: Document, tokens: Tokens, found: Attribution, cues: Cues, speakers: Speakers, sentence: Span
) -> Statement:
    source = tuple(tokens.span(run) for run in found.source if not _is_nobody(tokens, run, found.cue, cues))
    content = tuple(_to_marks(document.text, tokens, tokens.span(run)) for run in found.content)
    entry = _entry(tokens, found.cue, cues)
    near = _words(tokens, (found.cue[0] - _NEAR, found.cue[1] + _NEAR))
    quoted = [state for run in found.content for state in _quoted(tokens, run)]
    words = " ".join(document.text[start:end] for start, end in content)
    return Statement(
        source=source,
        cue=(tokens.span(_without_hedge(tokens, found.cue, cues)),),
        content=content,
        mode=Mode.DIRECT if all(quoted) else Mode.MIXED if max(quoted, default=0) > 1 else Mode.INDIRECT,
        kind=kind_of(words, cues.lang, entry.sort, _pattern(words, entry, cues)),
        speaker=speakers.names(source, sentence) if source else (),
        negated=any(word in cues.words["negations"] for word in _words(tokens, (found.cue[0] - 1, found.cue[1]))),
        second_hand=any(word in cues.words["reportive"] for word in near),
        confidence=found.confidence,
    )


def _to_marks(text: str, tokens: Tokens, span: Span) -> Span:
    """The span with the stop or comma between its last word and the mark that closes its quotation."""
    for quotation in tokens.quotations:
        for first, last in quotation.parts:
            if first <= span[0] and span[1] <= last and not any(sign.isalnum() for sign in text[span[1] : last]):
                return span[0], last
    return span


def _without_hedge(tokens: Tokens, cue: Run, cues: Cues) -> Run:
    """The cue without "allegedly" before its verb, and without "by" or a colon behind it."""
    first, last = cue
    agents = lexicon(cues.lang, "tagger")["agents"]
    while first < last - 1 and tokens.words[first].lower() in cues.words["reportive"]:
        first += 1
    while last > first + 1 and (tokens.words[last - 1].lower() in agents or not tokens.words[last - 1][-1].isalnum()):
        last -= 1
    return first, last


def _is_nobody(tokens: Tokens, source: Run, cue: Run, cues: Cues) -> bool:
    """Whether the source is the empty subject of a passive: "it was reported"."""
    known = lexicon(cues.lang, "tagger")
    passive = re.search(known["passive"], " ".join(_words(tokens, cue)))
    return passive is not None and all(word in known["nobody"] for word in _words(tokens, source))


def _words(tokens: Tokens, run: Run) -> list[str]:
    return [word.lower() for word in tokens.words[max(0, run[0]) : run[1]]]


def _quoted(tokens: Tokens, run: Run) -> list[int]:
    """For each word of a run how it stands to quotation marks, as `Tokens.quoted` has it."""
    states = zip(tokens.quoted[run[0] : run[1]].tolist(), tokens.words[run[0] : run[1]], strict=True)
    return [state for state, word in states if word[0].isalnum()]


def _entry(tokens: Tokens, run: Run, cues: Cues) -> Cue:
    """What the lexicon knows of the cue: of its last verb, else of a noun or an adjective in it."""
    lemmas = [cues.forms.get(word, word) for word in reversed(_words(tokens, run))]
    for lemma in lemmas:
        if entries := cues.verbs.get(lemma):
            return entries[0]
    return next(
        (known for lemma in lemmas for kind in (cues.nouns, cues.predicates) if (known := kind.get(lemma))), _SPEECH
    )


def _pattern(content: str, entry: Cue, cues: Cues) -> str:
    """How the content hangs on its cue, as far as the first word and the lexicon tell."""
    first = content.split(None, 1)[0].lower() if content.split() else ""
    if first in cues.words["complementisers"]:
        return "clause"
    if first in cues.words["infinitive_marks"]:
        return "infinitive"
    return "object" if "object" in entry.frames and "clause" not in entry.frames else "clause"
