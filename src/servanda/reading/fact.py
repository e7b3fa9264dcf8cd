"""One figure of a sentence with the words that it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.claim import Figure, Measure
from servanda.document import Span
from servanda.quantity import QuantityKind
from servanda.reading.scenes import Scene
from servanda.reading.scopes import qualifiers_in

__all__ = ["Fact", "fact_of"]

_GIVEN = frozenset({"disbursements", "deliveries"})
_EXCHANGED = frozenset({"trade", "exports", "imports"})


@dataclass(frozen=True)
class Fact:
    """One figure with the words that it rests on: `named` is the topic or noun, `clause` the offsets of its clause.

    `needs_subject` says that it cannot be compared without one.
    """

    figure: Figure
    named: str
    subject: str
    clause: Span
    start: int
    end: int
    qualifiers: frozenset[str] = frozenset()
    forecast: bool = False
    missing: tuple[str, ...] = ()
    needs_subject: bool = False
    second_hand: bool = False

    @property
    def topic(self) -> str:
        """The measured thing; "completion" for shares and counts of planned things."""
        counted = self.figure.measure in (Measure.SHARE, Measure.DONE, Measure.PLANNED)
        if self.figure.quantity and self.figure.quantity.kind is QuantityKind.CURRENCY:
            return self.named
        if self.named in _GIVEN:
            return self.named
        return "completion" if counted else self.named


def fact_of(
    scene: Scene,
    figure: Figure,
    named: str,
    subject: str,
    clause: Span,
    missing: tuple[str, ...] = (),
    needs_subject: bool = False,
) -> Fact:
    """A fact with what its clause adds: scope, expectation, offsets.

    >>> text = "Trade in goods will reach 5 billion euros."
    >>> scene = Scene(text, 0, len(text), "en")
    >>> fact = fact_of(scene, Figure(Measure.VOLUME, None, scene.quantities[0]), "trade", "Trade", (0, len(text)))
    >>> sorted(fact.qualifiers), fact.forecast
    (['goods'], True)
    """
    quantity = figure.quantity
    start, end = (quantity.start, quantity.end) if quantity else clause
    ahead = scene.has("forecasts", clause)
    qualifiers = qualifiers_in(scene, clause) if named in _EXCHANGED else frozenset()
    cited = is_second_hand(scene, clause)
    return Fact(figure, named, subject, clause, start, end, qualifiers, ahead, missing, needs_subject, cited)


def is_second_hand(scene: Scene, clause: Span) -> bool:
    """Whether the one who speaks passes on someone else's figure: the words for it stand in its clause or open the sentence.

    >>> for text in ("According to the bank, exports fell by 5 %.", "According to plan, exports fell by 5 %."):
    ...     is_second_hand(Scene(text, 0, len(text), "en"), (22, len(text)))
    True
    False
    """
    cited = [*scene.finds("second_hand", clause), *scene.finds("second_hand", (scene.start, clause[0]))]
    for start, end, _ in cited:
        said = not scene.content or any(a <= start and end <= b for a, b in scene.content)
        own = scene.words["own_figures"].pattern.match(scene.text, _word_from(scene, end))
        opens = clause[0] <= start or not re.search(r"\w", scene.text[_opening(scene) : start])
        if said and opens and not own:
            return True
    return False


def _opening(scene: Scene) -> int:
    """Where what is said begins in a sentence."""
    return max(scene.start, min((a for a, b in scene.content if b > scene.start), default=scene.start))


def _word_from(scene: Scene, place: int) -> int:
    while place < scene.end and not scene.text[place].isalnum():
        place += 1
    return place
