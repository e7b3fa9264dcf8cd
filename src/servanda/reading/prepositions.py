"""Statements whose source a preposition names: "according to X", "selon X", "по словам X".

Takes a `Sentence`, gives `Draft`s: the preposition is the cue, its noun phrase the source, and the clause that it hangs in, or
that follows in a relative clause, what is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.reading.clauses import Sentence
from servanda.reading.coordination import Draft
from servanda.reading.cues import Cue

__all__ = ["by_prepositions"]


def by_prepositions(sentence: Sentence) -> Iterator[Draft]:
    """ "according to X", "selon X", "по словам X"."""
    words = [token.text.lower() for token in sentence.tokens]
    contractions = sentence.cues.words["contractions"]
    for preposition in sentence.cues.prepositions:
        size = len(preposition.words)
        for first in range(len(words) - size):
            here = zip(words[first : first + size], preposition.words, strict=True)
            if all(word == wanted or contractions.get(word) == wanted for word, wanted in here):
                last = first + size - 1
                if (relative := _relative(sentence, first, last)) is not None:
                    yield relative
                    continue
                draft = _attributed_to(sentence, first, last, preposition.lemmas, preposition.noun_is_source)
                if draft and (preposition.needs != "person" or _is_reported(sentence, draft)):
                    yield draft


def _attributed_to(
    sentence: Sentence, first: int, last: int, lemmas: frozenset[str], noun_is_source: bool
) -> Draft | None:
    tokens = sentence.tokens
    head = tokens[first].head if tokens[first].head > last else tokens[last].head
    governed = sentence.tree.child(last, "obj", "iobj", "obl", "nmod") if tokens[last].pos == "VERB" else None
    if governed is not None and governed > last:
        head = governed
    elif head <= last or tokens[last].pos == "VERB":
        head = last + 1
        while head < len(tokens) and tokens[head].pos in ("DET", "ADJ", "NUM") and tokens[head].head > head:
            head += 1
    if head >= len(tokens) or tokens[head].pos not in ("NOUN", "PROPN", "PRON", "X", "ADJ", "NUM", "DET", "VERB"):
        return None
    cue, source = list(range(first, last + 1)), head
    if lemmas:
        if tokens[head].lemma not in lemmas:
            return None
        alone = head + 1 < len(tokens) and sentence.word(head + 1) == ","
        if tokens[head].lemma in sentence.cues.words["hearsay"] and alone:
            said = [word for word in range(head + 1, len(tokens)) if not sentence.is_punct(word) or word > head + 1]
            entry = Cue("", "speech", frozenset({"quote"}))
            return Draft(first, [*cue, head], None, said, "source", entry, second_hand=True)
        if not noun_is_source:
            cue.append(head)
            owners = [c for c in sentence.tree.children(head, "nmod", "det", "appos", "amod") if c != first]
            owners = [c for c in owners if c > head or sentence.word(c) in sentence.cues.words["pronouns"]]
            if not owners:
                return None
            source = owners[0]
            apart = first == 0 or sentence.is_punct(first - 1)
            stop = max(sentence.phrase(source)) + 1
            if not apart and (stop >= len(tokens) or sentence.word(stop) != ","):
                return None
    if tokens[source].lemma in sentence.cues.words["unreported_sources"]:
        return None
    spoken = _with_name(sentence, source, sentence.phrase(source, without=cue))
    whole = {*cue, *spoken, *(word for word in sentence.tree.subtree(head) if word > first and word <= max(spoken))}
    clause = tokens[head].head if tokens[head].head not in whole else head
    while tokens[clause].pos in ("NOUN", "PROPN") and tokens[clause].head != clause and clause not in whole:
        clause = tokens[clause].head
    content = sentence.rest(whole, clause) if clause not in whole else [w for w in range(len(tokens)) if w not in whole]
    if sentence.tokens[clause].head != clause and len(content) < 3:
        content = [word for word in range(len(tokens)) if word not in whole]
    entry = Cue("", "speech", frozenset({"quote"}))
    return Draft(first, cue, source, content, "source", entry, source_words=spoken)


def _relative(sentence: Sentence, first: int, last: int) -> Draft | None:
    """ "la ministre, pour qui ...", "министр, по словам которого ...": the noun before is the source, what follows is said."""
    tokens = sentence.tokens
    relative = next((w for w in range(last + 1, min(last + 3, len(tokens))) if sentence.is_relative(w)), None)
    if relative is None or first < 2 or sentence.word(first - 1) != ",":
        return None
    source = sentence.phrase_head(first - 2)
    words = tuple(
        sentence.cues.words["contractions"].get(sentence.word(w), sentence.word(w)) for w in range(first, last + 1)
    )
    known = any(tuple(listed) == words for listed in sentence.cues.words["relative_prepositions"])
    if (relative == last + 1) != known or tokens[source].pos not in ("NOUN", "PROPN"):
        return None
    content = [
        word for word in range(relative + 1, len(tokens)) if word < len(tokens) - 1 or not sentence.is_punct(word)
    ]
    entry = Cue("", "speech", frozenset({"quote"}))
    return Draft(first, list(range(first, relative)), source, content, "source", entry)


def _with_name(sentence: Sentence, source: int, spoken: list[int]) -> list[int]:
    """A body's phrase with the name right behind it that the parser hung elsewhere: "selon le quotidien L'Écho"."""
    here = max(spoken) + 1
    if sentence.tokens[source].lemma not in sentence.cues.words["institutions"] or here - 1 != source:
        return spoken
    stop = here
    while stop < len(sentence.tokens) and (
        sentence.tokens[stop].pos == "PROPN" or sentence.tokens[stop].text[:1].isupper()
    ):
        stop += 1
    return [*spoken, *range(here, stop)]


def _is_reported(sentence: Sentence, draft: Draft) -> bool:
    """Whether "pour X" names a speaker: it opens the sentence, its object is a person or a body, a clause follows."""
    if not draft.cue or draft.cue[0] > 0 or draft.source is None or not draft.content:
        return False
    words, source = sentence.cues.words, sentence.tokens[draft.source]
    known = (
        source.pos == "PROPN"
        or source.lemma in words["institutions"]
        or any(source.lemma in alike for alike in words["roles"])
    )
    comma = max(draft.source_words) + 1
    return known and comma < len(sentence.tokens) and (sentence.word(comma) == "," or sentence.gap(comma) > 2)
