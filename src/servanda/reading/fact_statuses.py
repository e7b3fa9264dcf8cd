"""Where a thing stands, told without a figure: "the register has been completed", "le pont n'est pas achevé", "кадастр создан".

Takes a scene and what is said in it; gives a Fact with a status, or None where the words are about what may be, what will be, or
what would be. Whether anybody follows the thing is for linking to tell.
"""

from __future__ import annotations

import re
from dataclasses import replace

from servanda.claim import DONE_STATES, Figure, Measure
from servanda.document import Span
from servanda.quantity import Quantity
from servanda.reading.fact import Fact, fact_of
from servanda.reading.fact_periods import when_of
from servanda.reading.scenes import Scene
from servanda.reading.scopes import phrase_at, phrase_before

__all__ = ["status_in"]

_SHORT_FORM = re.compile(r"(?:ы|о|а|[еёа]н|т)$")
"""How a Russian participle ends that says what a thing underwent."""
_BEFORE = 28


def status_in(scene: Scene) -> Fact | None:
    """The status that a sentence gives to what it is about.

    >>> def told(text, lang="en"):
    ...     fact = status_in(Scene(text, 0, len(text), lang))
    ...     return fact and (fact.figure.state, fact.subject)
    >>> told("The digital register has been completed."), told("The bridge has not been opened yet.")
    (('done', 'digital register'), ('not done', 'bridge'))
    >>> told("Завершено строительство моста.", "ru"), told("The bridge will be completed."), told("If it is completed")
    (('done', 'строительство моста'), None, None)
    """
    spans = scene.content or ((scene.start, scene.end),)
    for clause in scene.clauses:
        if not any(a < clause[1] and clause[0] < b for a, b in spans):
            continue
        if any(scene.has(name, clause) for name in ("possibilities", "forecasts", "conditions")):
            continue
        for start, end, state in scene.finds(scene.words.states, clause):
            if not state or not _is_predicate(scene, start, end):
                continue
            denials = scene.finds("negations", (max(clause[0], start - _BEFORE), start))
            subject = phrase_before(scene, clause, min([start, *(place for place, _, _ in denials)]))
            if not _is_named(scene, subject) and scene.lang == "ru":
                subject = phrase_at(scene, (end, clause[1]), end, end + 1)
            if _is_named(scene, subject):
                state = "not done" if denials and state in DONE_STATES else state
                return _status(scene, clause, (start, end), state, subject)
    return None


def _is_predicate(scene: Scene, start: int, end: int) -> bool:
    """Whether a state is said of the subject, and does not merely stand beside a noun."""
    if scene.lang == "ru":
        return _SHORT_FORM.search(scene.text[start:end].split()[0].lower()) is not None
    return scene.precedes("undergoing", start) or scene.precedes("auxiliaries", start)


def _is_named(scene: Scene, subject: str) -> bool:
    """Whether a phrase names something: two letters more than a pronoun's."""
    words = [word for word in subject.split() if not scene.words["pronouns"].name_of(word)]
    return len(words) == len(subject.split()) and any(len(word) > 3 for word in words)


def _status(scene: Scene, clause: Span, place: Span, state: str, subject: str) -> Fact:
    start, end = place
    here = replace(Quantity.exact(1), start=start, end=end, number_start=start, number_end=end)
    when = when_of(scene, here, clause, amount=False)
    fact = fact_of(scene, Figure(Measure.STATUS, when, state=state), "status", subject, clause)
    return replace(fact, start=start, end=end)
