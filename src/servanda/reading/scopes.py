"""What a figure is about, in the words of its sentence: the noun phrase, and the scope that stands in it.

Takes a scene, a clause and a place in it; gives the phrase round that place, up to the verb, comma or date that ends it. Words
alone decide, without a parser, so that a claim costs microseconds; the register's names are found in the phrase by linking.
"""

from __future__ import annotations

import re

from servanda.document import Span
from servanda.quantity import Quantity, QuantityKind
from servanda.reading.quantities_nouns import is_genitive
from servanda.reading.scenes import Scene

__all__ = ["counted_phrase", "phrase_at", "phrase_before", "qualifiers_in", "share_phrase", "topic_near"]

_STOP = re.compile(r"[,;:!?()«»“”„\"—\n]|\s–\s|\.(?:\s|$)")
_LONGEST = 14
_YEAR = 366


def _cuts(scene: Scene, clause: Span) -> list[Span]:
    """Where a phrase ends: punctuation, verbs, states, openers of clauses, dates, amounts."""
    cuts = [(m.start(), m.end()) for m in _STOP.finditer(scene.text, *clause)]
    for name in ("auxiliaries", "amount_verbs", "openers", "undertaken", "forecasts"):
        cuts += [(a, b) for a, b, _ in scene.finds(name, clause)]
    cuts += [(a, b) for a, b, _ in scene.finds(scene.words.states, clause)]
    for moment in scene.moments:
        if moment.period is None or (moment.period.days or 0) <= _YEAR:
            cuts.append((moment.start, moment.end))
    cuts += [(q.number_start, q.number_end) for q in scene.quantities if q.kind is not QuantityKind.NUMBER]
    return cuts


def phrase_at(scene: Scene, clause: Span, start: int, end: int) -> str:
    """The phrase round the words from `start` to `end`.

    >>> text = "In 2023 trade between the two states reached $5 billion."
    >>> phrase_at(Scene(text, 0, len(text), "en"), (0, len(text)), 8, 13)
    'trade between the two states'
    """
    cuts = _cuts(scene, clause)
    low = max((b for _, b in cuts if clause[0] <= b <= start), default=clause[0])
    high = min((a for a, _ in cuts if end <= a <= clause[1]), default=clause[1])
    return _trimmed(scene, low, high)


def phrase_before(scene: Scene, clause: Span, end: int) -> str:
    """The phrase that ends at a verb or state: "the 28 programmes" of "the 28 programmes have been implemented"."""
    cuts = [cut for cut in _cuts(scene, clause) if cut[1] <= end]
    high = end
    while cut := next(
        (c for c in cuts if c[0] < high <= c[1] + 1 or (c[1] <= high and not scene.text[c[1] : high].strip())), None
    ):
        high = cut[0]
        cuts = [c for c in cuts if c[1] <= high]
    low = max((b for _, b in cuts if clause[0] <= b <= high), default=clause[0])
    return _trimmed(scene, low, high)


def share_phrase(scene: Scene, clause: Span, quantity: Quantity) -> str:
    """The phrase after a share: "the measures" of "74 % of the measures"; "" where none follows."""
    found = re.compile(rf"\s*{scene.words['partitive'].source}\s*", re.IGNORECASE).match(
        scene.text, quantity.number_end, scene.end
    )
    start = found.end() if found else _named_at_once(scene, quantity)
    if start is None:
        return ""
    cuts = [cut for cut in _cuts(scene, (start, max(clause[1], start))) if cut[0] - start > 3]
    return _trimmed(scene, start, min((a for a, _ in cuts), default=clause[1]))


def _named_at_once(scene: Scene, quantity: Quantity) -> int | None:
    """Where the things begin that a share names without a preposition: "one in five commitments", "30 % средств"."""
    following = re.compile(r"\s+([^\W\d_]+)").match(scene.text, quantity.number_end, scene.end)
    if following is None:
        return None
    word = following[1]
    stands = is_genitive(word.lower()) if scene.lang == "ru" else scene.words.things.name_of(word) is not None
    return following.start(1) if stands else None


def counted_phrase(scene: Scene, clause: Span, quantity: Quantity) -> str:
    """The counted noun with what follows it: "enterprises of both countries"."""
    start = quantity.number_end
    cuts = [a for a, _ in _cuts(scene, clause) if a >= start]
    return _trimmed(scene, start, min(cuts, default=clause[1]))


def _trimmed(scene: Scene, start: int, end: int) -> str:
    """The words without articles and prepositions at their edges, at most so many."""
    words = scene.text[start:end].split()[:_LONGEST]
    edge = scene.words["edges"]
    while words and (edge.name_of(words[0]) or not re.search(r"\w", words[0])):
        words.pop(0)
    while words and (edge.name_of(words[-1]) or not re.search(r"\w", words[-1])):
        words.pop()
    phrase = " ".join(words).strip(" .,;:'’")
    return re.sub(r"^(?:[ldLD]['’])", "", phrase)


def topic_near(scene: Scene, clause: Span, quantity: Quantity) -> tuple[str, int, int] | None:
    """The topic word that a figure belongs to: the last before it in its clause, else the next after it, else an earlier one."""
    before = [(a, b, name) for a, b, name in scene.finds(scene.words.topics, (clause[0], quantity.number_start))]
    after = [
        (a, b, name)
        for a, b, name in scene.finds(scene.words.topics, (quantity.number_end, max(clause[1], quantity.number_end)))
    ]
    earlier = scene.finds(scene.words.topics, (scene.start, clause[0]))
    found = before[-1:] or after[:1] or earlier[-1:]
    if found:
        return found[0][2], found[0][0], found[0][1]
    for name in ("volumes", "levels"):
        unnamed = scene.finds(name, (clause[0], quantity.number_start))
        if unnamed:
            start, end, _ = unnamed[-1]
            return scene.text[start:end].lower(), start, end
    return None


def qualifiers_in(scene: Scene, clause: Span) -> frozenset[str]:
    """The scopes named in a clause: "goods and services"."""
    return frozenset(name for _, _, name in scene.finds(scene.words.qualifiers, clause))
