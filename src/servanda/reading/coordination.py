"""An attribution in the making, and where one ends because the same speaker goes on to say something else.

Takes the drafts of a sentence, and parts those that the parser melted into one: "said the road would close and pledged
that ...", "a dit que ..., ajoutant que ...". The later cue is the speaker's own where it has the form of the first and not
that of the verb it was hung on, or where it is a participle behind a comma.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from servanda.reading.clauses import Sentence
from servanda.reading.cues import Cue

__all__ = ["Draft", "part_coordinated"]

_SURE = {
    "clause": 0.7, "incise": 0.75, "quote": 0.88, "infinitive": 0.4, "object": 0.42, "preposition": 0.48,
    "source": 0.7, "noun": 0.3, "passive": 0.3, "anaphor": 0.6, "colon": 0.6,
}  # fmt: skip
"""How often content and source of an English draft found so agree with the annotators of PolNeAR's training half."""
_ATTITUDE = 0.6
"""What is thought or wished is annotated less often than what is said."""


@dataclass(slots=True)
class Draft:
    """One attribution in the making; `source` is the head of the one who speaks, `pattern` how it was found."""

    head: int
    cue: list[int]
    source: int | None
    content: list[int]
    pattern: str
    entry: Cue
    source_words: list[int] = field(default_factory=list)
    quotations: list[int] = field(default_factory=list)
    negated: bool = False
    second_hand: bool = False
    before: bool = False

    @property
    def confidence(self) -> float:
        """How often a draft found so is right in English; `confidence` makes of it what it means in another language."""
        return round(_SURE[self.pattern] * (_ATTITUDE if self.entry.sort == "attitude" else 1), 2)


def part_coordinated(sentence: Sentence, found: Sequence[Draft]) -> None:
    """End each content where a later cue of the same speaker begins, and give that cue the speaker.

    >>> from servanda.reading.cues import cues_of
    >>> from servanda.reading.drafts import drafts
    >>> from servanda.reading.sentences import units
    >>> from servanda.reading.syntax import parse
    >>> words, page = cues_of("en"), "Ann Lee said the road would close and pledged that it would open again."
    >>> unit = units(page, [(0, len(page))], words.pattern, words.abbreviations)[0]
    >>> [draft.source for draft in drafts(Sentence(unit, parse([unit.skeleton], "en")[0], words))]
    [1, 1]
    """
    for earlier in found:
        if earlier.source is None or not earlier.cue or earlier.pattern in ("source", "noun", "incise"):
            continue
        for later in found:
            if later is earlier or not later.cue or later.head not in earlier.content or later.head < earlier.head:
                continue
            if _goes_on(sentence, earlier, later):
                earlier.content = [word for word in earlier.content if word < _opening(sentence, later)]
                later.source = earlier.source


def _goes_on(sentence: Sentence, earlier: Draft, later: Draft) -> bool:
    """Whether the speaker of one cue goes on with another that the parser put into what was said."""
    first = min(later.cue)
    if sentence.is_participle(later.head):
        return sentence.word(first - 1) == "," and bool(later.content) and later.pattern == "clause"
    above = sentence.tokens[later.head].head
    if sentence.tree.child(later.head, "nsubj", "nsubj:pass", "expl:subj") is not None:
        return False
    joined = _opening(sentence, later) < first and sentence.tree.is_(later.head, "conj")
    form = _form(sentence, later.head)
    return joined and above != earlier.head and form == _form(sentence, earlier.head) != _form(sentence, above)


def _opening(sentence: Sentence, later: Draft) -> int:
    """Where the words that lead to a later cue begin: its comma and conjunction."""
    first = min(later.cue)
    while first > 0 and (sentence.tokens[first - 1].pos in ("CCONJ", "ADV") or sentence.is_punct(first - 1)):
        first -= 1
    return first


def _form(sentence: Sentence, verb: int) -> tuple[frozenset[str], str]:
    """The auxiliaries of a verb and the tense that its ending shows."""
    helpers = frozenset(sentence.word(child) for child in sentence.tree.children(verb, "aux", "cop"))
    endings = sentence.cues.words["tense_endings"]
    word = sentence.word(verb)
    return helpers, next((tense for tense, ends in endings.items() if word.endswith(tuple(ends))), "")
