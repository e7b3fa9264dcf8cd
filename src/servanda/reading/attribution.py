"""Who said what: the statements of a document, by its labels, a tagger, and grammar over its sentences' trees.

Takes a `Document`, gives `Statement`s with source, cue and content as character spans, the mode, and the speaker's full
name. What labels, posts, signatures and issuers say comes from the page's shape (`labelled.py`), the rest from the tagger
(`tagged.py`) where a language has one, else from the grammar.
Only sentences that hold a word of speech or a quotation go to the parser. The words of each language are in
`lexicon/*/cues.yaml`; the grammar is one for all three.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from servanda.document import Document, Span
from servanda.reading.clauses import Sentence
from servanda.reading.confidence import calibrated
from servanda.reading.cues import Cue, Cues, cues_of
from servanda.reading.drafts import Draft, drafts
from servanda.reading.kinds import kind_of
from servanda.reading.labelled import issued_statements, labelled_statements, without_labels
from servanda.reading.quotation import Quotation
from servanda.reading.sentences import Unit, content_spans, paragraphs, units
from servanda.reading.speakers import Speakers
from servanda.reading.syntax import LANGUAGES, parse
from servanda.reading.tagged import Tagged, by_tagger
from servanda.reading.tagger import TRAINED
from servanda.statement import Mode, Statement

__all__ = ["find_statements"]

_FIGURE = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d")
"""The first digit of a number that is no year."""


def find_statements(document: Document) -> list[Statement]:
    """The attributions of a document in English, French or Russian, in the order of its text; none in other languages.

    >>> page = Document("a", "Trade grew, said Ann Lee. She added that work goes on.", "en")
    >>> [(s.speaker, page.text[s.start:s.end]) for s in find_statements(page)]
    [(('Ann Lee',), 'Trade grew'), (('Ann Lee',), 'that work goes on')]
    """
    if document.lang not in LANGUAGES:
        return []
    labelled = labelled_statements(document)
    cues = cues_of(document.lang)
    own = without_labels(document, content_spans(document))
    tagged = by_tagger(document, own, cues, labelled) if document.lang in TRAINED else None
    found = [*labelled, *(tagged.statements if tagged else ()), *_by_grammar(document, own, cues, labelled, tagged)]
    found += issued_statements(document, found)
    return sorted(found, key=lambda statement: (statement.start, statement.cue))


def _by_grammar(
    document: Document,
    spans: Sequence[Span],
    cues: Cues,
    labelled: Sequence[Statement],
    tagged: Tagged | None,
) -> list[Statement]:
    """The statements that the grammar finds in the author's words and in what is `labelled`; beside a tagger, only figures that
    someone is said to give in sentences in which the tagger saw a word of saying and was not sure who says what.
    """
    if tagged is not None:
        told = [span for statement in tagged.statements for span in (*statement.cue, *statement.content)]
        spans = [
            span
            for span in paragraphs(document.text, spans)
            if _overlap(span, tagged.doubtful) and _has_figure_beside(document.text, span, told)
        ]
        if not spans:
            return []
    pieces = units(document.text, spans, cues.pattern, cues.abbreviations, cues.asides)
    said = [span for statement in labelled for span in statement.content]
    pieces = [unit for unit in pieces if not (unit.bare and _overlaps(unit, said))]
    worth = [unit for unit in pieces if not unit.bare and (unit.quotations or cues.pattern.search(unit.skeleton))]
    if tagged is not None:
        worth = [
            unit
            for unit in worth
            if _FIGURE.search(unit.skeleton) and not _overlaps(unit, told) and _overlaps(unit, tagged.doubtful)
        ]
        pieces = worth
    if not pieces:
        return []
    trees = dict(zip([unit.start for unit in worth], parse([unit.skeleton for unit in worth], cues.lang), strict=True))
    reader = _Reader(document, cues)
    for unit in pieces:
        tree = trees.get(unit.start)
        reader.read(unit, Sentence(unit, tree, cues) if tree else None)
    if tagged is None:
        return reader.found
    return [one for one in reader.found if one.source and _FIGURE.search(document.text, one.start, one.end)]


def _has_figure_beside(text: str, span: Span, told: Sequence[Span]) -> bool:
    """Whether a stretch of text has a digit that stands in none of the spans."""
    return any(
        not any(start <= place.start() < end for start, end in told)
        for place in _FIGURE.finditer(text, span[0], span[1])
    )


def _overlaps(unit: Unit, spans: Sequence[Span]) -> bool:
    return _overlap((unit.start, unit.end), spans)


def _overlap(one: Span, spans: Sequence[Span]) -> bool:
    return any(start < one[1] and one[0] < end for start, end in spans)


class _Reader:
    """Goes through a document's sentences in order, and keeps what later ones refer to."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self.document = document
        self.cues = cues
        self.speakers = Speakers(document)
        self.found: list[Statement] = []
        self._last: tuple[int, int, bool] | None = None
        self._before: Unit | None = None

    def read(self, unit: Unit, sentence: Sentence | None) -> None:
        """The statements of one unit; a quotation alone goes on with what was said before it."""
        if unit.bare:
            self._go_on(unit)
        elif sentence:
            made = [draft for draft in drafts(sentence) if self._is_said(sentence, draft)]
            self._give_quotations(sentence, made)
            kept = [draft for draft in made if draft.content or draft.quotations or (draft.before and self._before)]
            self.speakers.hear((unit.start, unit.end))
            for draft in self._distinct(kept):
                self._add(sentence, draft)
            self._before = unit
        else:
            self._before = unit

    def _is_said(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether a draft is the author's: not one of "I" and "we", not inside a quotation."""
        if draft.source is not None and sentence.word(draft.source) in self.cues.words["crowd"]:
            places = self.cues.words["crowd_places"]
            if draft.source < draft.head and not any(sentence.word(here) in places for here in range(draft.source)):
                return False
        elif draft.source is not None and sentence.word(draft.source) in self.cues.words["first_person"]:
            return False
        place = sentence.place(draft.head)
        return not any(q.start < place < q.end and place - q.start > 1 for q in sentence.unit.embedded)

    def _give_quotations(self, sentence: Sentence, made: list[Draft]) -> None:
        """Each quotation to the nearest cue that can introduce one, else to the sentence's subject after a colon."""
        unit = sentence.unit
        for number, quotation in enumerate(unit.quotations):
            behind = sum(1 for token in sentence.tokens if unit.places[token.start] < quotation.start)
            best, least = None, 1000
            for draft in made:
                distance = self._distance(sentence, draft, behind)
                if distance < least:
                    best, least = draft, distance
            if best is None:
                best = self._without_cue(sentence, quotation)
                if best is None:
                    continue
                made.append(best)
            best.quotations.append(number)
            if best.pattern not in ("source",) and not best.content:
                best.pattern = "quote"
            if (relayed := self._relayed(sentence, best)) is not None and best.pattern == "quote":
                best.source = relayed

    def _relayed(self, sentence: Sentence, draft: Draft) -> int | None:
        """Who is quoted by someone else: "cite un diplomate : « ... »", "приводит слова министра"."""
        thing = sentence.tree.child(draft.head, "obj")
        if thing is None:
            return None
        if sentence.tokens[thing].lemma in self.cues.words["relayed_nouns"]:
            return sentence.tree.child(thing, "nmod")
        return thing if draft.entry.lemma in self.cues.words["relaying"] else None

    def _distance(self, sentence: Sentence, draft: Draft, behind: int) -> int:
        """How far a quotation stands from a cue, in words; far for those that have a clause of their own."""
        bound = draft.pattern == "noun" or draft.before
        if bound or (draft.pattern != "source" and "quote" not in draft.entry.frames):
            opens = draft.entry.sort in ("speech", "evaluation", "demand") and draft.head < behind
            if not opens:
                return 1000
        edge = min(
            abs(word - behind) for word in [draft.head, *draft.cue, *(draft.content if draft.head < behind else [])]
        )
        own = 4 if draft.pattern in ("clause", "infinitive") and draft.head > behind else 0
        return edge + own + (0 if "quote" in draft.entry.frames else 3)

    def _without_cue(self, sentence: Sentence, quotation: Quotation) -> Draft | None:
        """ "The minister was brief: “No.”": the colon is the cue, the subject the source."""
        before = self.document.text[sentence.unit.start : quotation.start].rstrip()
        root = next((i for i in range(len(sentence.tokens)) if sentence.tokens[i].head == i), 0)
        subject = sentence.tree.child(root, "nsubj")
        if not before.endswith(":"):
            return None
        if subject is None:
            named = sentence.tokens[root].pos in ("PROPN", "NOUN") and not sentence.tree.child(root, "cop")
            label = Cue("", "speech", frozenset({"quote"}))
            return Draft(root, [], root, [], "colon", label) if named and len(sentence.tokens) < 12 else None
        return Draft(root, sentence.group(root), subject, [], "colon", Cue("", "speech", frozenset({"quote"})))

    def _distinct(self, kept: Sequence[Draft]) -> list[Draft]:
        """Without drafts that say the same of the same words."""
        seen: set[tuple[object, ...]] = set()
        found = []
        for draft in kept:
            key = (tuple(draft.content), tuple(draft.quotations), draft.source)
            if key not in seen or draft.before:
                found.append(draft)
            seen.add(key)
        return found

    def _add(self, sentence: Sentence, draft: Draft) -> None:
        """Make the statement, and remember it for a quotation that goes on."""
        unit = sentence.unit
        quoted = [span for number in draft.quotations for span in unit.quotations[number].parts]
        own = [word for word in draft.content if word not in draft.cue]
        plain = list(sentence.spans(own))
        if quoted and draft.pattern in ("quote", "incise", "source", "colon"):
            close = bool(draft.cue) and any(
                0 <= sentence.place(min(draft.cue)) - unit.quotations[n].end < 12 for n in draft.quotations
            )
            if not self._has_words(sentence, own) or (close and draft.pattern == "incise"):
                plain = []
        if draft.before and self._before is not None:
            plain = list(_words_of(self._before))
        content = _joined([*plain, *quoted])
        if not content:
            return
        source = draft.source_words or (
            sentence.phrase(draft.source, without=draft.cue) if draft.source is not None else []
        )
        source = sentence.apposition([word for word in source if word not in draft.cue])
        source = [word for word in source if word not in draft.content]
        left_open = any(not unit.quotations[number].closed for number in draft.quotations)
        self._last = (len(self.found), unit.paragraph, left_open)
        self.found.append(
            Statement(
                source=sentence.spans(source),
                cue=sentence.spans(draft.cue, apart=True),
                content=content,
                mode=_mode(quoted, plain, unit.embedded),
                kind=kind_of(
                    " ".join(self.document.text[a:b] for a, b in content),
                    self.cues.lang,
                    draft.entry.sort,
                    draft.pattern,
                ),
                speaker=self.speakers.names(sentence.spans(source), (unit.start, unit.end)) if source else (),
                negated=draft.negated,
                second_hand=draft.second_hand,
                confidence=calibrated(draft.confidence, self.cues.lang),
            )
        )

    def _has_words(self, sentence: Sentence, words: Iterable[int]) -> bool:
        """Whether there is a verb among the words: a clause beside the quotation, not its leavings."""
        return any(sentence.tokens[word].pos in ("VERB", "AUX") for word in words)

    def _go_on(self, unit: Unit) -> None:
        """A quotation alone belongs to who spoke last in the paragraph, or opened a quotation right before it: one behind a
        colon, or one that no mark closed, which the next paragraph's mark takes up.
        """
        if self._last is None:
            return
        number, paragraph, left_open = self._last
        statement = self.found[number]
        text = self.document.text
        announced = bool(statement.cue) and text[statement.cue[-1][1] :][:2].strip().startswith(":")
        taken_up = left_open and text[unit.start] not in "—–-"
        if paragraph != unit.paragraph and not (unit.paragraph == paragraph + 1 and (announced or taken_up)):
            return
        quoted = [span for quotation in unit.quotations for span in quotation.parts]
        mode = Mode.DIRECT if statement.mode is Mode.DIRECT else Mode.MIXED
        content = _joined([*statement.content, *quoted])
        self.found[number] = Statement(
            statement.source, statement.cue, content, mode, statement.kind, statement.speaker,
            negated=statement.negated, second_hand=statement.second_hand, confidence=statement.confidence,
        )  # fmt: skip
        self._last = (number, unit.paragraph, any(not quotation.closed for quotation in unit.quotations))


def _words_of(unit: Unit) -> tuple[Span, ...]:
    """A sentence's words as one span, without the connective that opens it and the stop that ends it."""
    words = [i for i, sign in enumerate(unit.skeleton) if sign.isalnum() or sign in "%€$£₽"]
    if not words:
        return ()
    first = min([unit.places[words[0]], *(q.inner[0] for q in unit.quotations)])
    last = max([unit.places[words[-1]] + 1, *(q.inner[1] for q in unit.quotations)])
    return ((first, last),)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, overlapping ones made into one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _mode(quoted: Sequence[Span], plain: Sequence[Span], embedded: Sequence[Quotation]) -> Mode:
    """Direct where all is quoted, mixed where a part is, indirect otherwise."""
    if quoted:
        return Mode.MIXED if plain else Mode.DIRECT
    speech = [q for q in embedded if _is_speech(q)]
    if all(any(q.start <= start and end <= q.end for q in speech) for start, end in plain):
        return Mode.DIRECT
    inside = any(start <= q.start and q.end <= end + 1 for start, end in plain for q in speech)
    return Mode.MIXED if inside else Mode.INDIRECT


def _is_speech(quotation: Quotation) -> bool:
    """Whether quoted words are words and not a name: a name begins with a capital."""
    return quotation.end - quotation.start > 4
