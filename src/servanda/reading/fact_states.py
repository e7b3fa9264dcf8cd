"""What a clause says has become of its things: finished, behind schedule, suspended; and of which number it says it.

Takes a scene, a clause of it and a quantity; gives the state's name with the place of its words. The words are in
`lexicon/*/claims.yaml`.
"""

from __future__ import annotations

import re

from servanda.document import Span
from servanda.quantity import Quantity
from servanda.reading.scenes import Scene

__all__ = ["State", "by_degree", "is_beside", "is_undergone", "state_of"]

State = tuple[str, int, int]
"""A state's name, and where its words begin and end."""

_TROUBLED = ("behind schedule", "not started", "not done", "suspended", "dropped")
_FEW = 6


def state_of(scene: Scene, clause: Span, quantity: Quantity) -> State | None:
    """The state that a clause predicates: trouble before all else, then what stands with an auxiliary, then the nearest.

    >>> text = "Of 42 tasks 18 have been completed."
    >>> scene = Scene(text, 0, len(text), "en")
    >>> state_of(scene, (0, len(text)), scene.quantities[1])
    ('done', 25, 34)
    """
    found = scene.finds(scene.words.states, clause)
    if not found:
        return None

    def rank(state: tuple[int, int, str]) -> tuple[bool, bool, bool, bool, int]:
        start, end, name = state
        predicate = scene.precedes("auxiliaries", start, 20) or (
            scene.lang == "ru" and re.search(r"(?:ы|о|а|[еа]н)$", scene.text[start:end].split()[0]) is not None
        )
        distance = min(abs(start - quantity.number_end), abs(quantity.number_start - end))
        return (
            not _said_of(scene, start, end, quantity),
            name not in _TROUBLED,
            name == "in progress",
            not predicate,
            distance,
        )

    start, end, name = min(found, key=rank)
    if (denied := _denial(scene, clause, start)) is not None:
        if name in _TROUBLED:
            return None
        start, name = denied, "not started" if name in ("launched", "in progress") else "not done"
    if name == "not done" and quantity.start <= start and end <= quantity.number_start:
        name = "done"  # "не выполнено и половины": the negation belongs to the number, of which less is done
    return name, start, end


def _denial(scene: Scene, clause: Span, start: int) -> int | None:
    """Where a negation of a state begins, with nothing but auxiliaries between them: "has not yet been", "n'ont pas été"."""
    before = list(re.compile(r"\S+").finditer(scene.text, clause[0], start))
    while before and any(scene.words[name].name_of(before[-1][0]) for name in ("auxiliaries", "denied_over")):
        before.pop()
    if before and (scene.words["denials"].name_of(before[-1][0]) or before[-1][0].endswith(("n't", "n’t"))):
        return before[-1].start()
    return None


def _said_of(scene: Scene, start: int, end: int, quantity: Quantity) -> bool:
    """Whether a state stands with a number and nothing but a few words between: "20 are in progress", "выполнено 18"."""
    after, before = scene.text[quantity.number_end : start], scene.text[end : quantity.start]
    follows = start >= quantity.number_end and len(after.split()) <= _FEW and not re.search(r"[,;:\d]", after)
    if scene.words.states.name_of(scene.text[start:end]) in _TROUBLED:
        return follows or (end <= quantity.start and not re.search(r"[,;:\d]", before))
    return follows or (end <= quantity.start and not before.strip())


def is_undergone(scene: Scene, state: State, quantity: Quantity) -> bool:
    """Whether a state is what a number of things underwent: "640 schools have been renovated", "отремонтировано 12 школ".

    >>> text = "12 schools have been renovated."
    >>> scene = Scene(text, 0, len(text), "en")
    >>> is_undergone(scene, ("done", 21, 30), scene.quantities[0])
    True
    """
    _, start, end = state
    if not _said_of(scene, start, end, quantity):
        return False
    if scene.lang == "ru":
        return re.search(r"(?:ы|о|а|[еёа]н|т)$", scene.text[start:end].split()[0]) is not None
    return scene.precedes("undergoing", start, 24)


def is_beside(scene: Scene, state: State, quantity: Quantity) -> bool:
    """Whether a state stands right at a counted noun: "28 priority sectors approved", "выпущено 5 спутников"."""
    if scene.words["not_measured"].name_of(quantity.unit or ""):
        return False
    return 0 <= state[1] - quantity.end <= 16 or 0 <= quantity.start - state[2] <= 3


def by_degree(scene: Scene, state: State, quantity: Quantity) -> bool:
    """Whether a share says how far one thing is: "is 80 % complete", "выполнен на 80 %"."""
    if 0 <= state[1] - quantity.number_end <= 2:
        return True
    return 0 <= quantity.start - state[2] <= 12 and scene.precedes("degree", quantity.number_start, 30)
