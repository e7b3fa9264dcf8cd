"""One figure of a sentence with the words that it rests on."""

from __future__ import annotations

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
    """One figure with the words that it rests on: `named` is the topic or noun, `clause` the offsets of its clause."""

    figure: Figure
    named: str
    subject: str
    clause: Span
    start: int
    end: int
    qualifiers: frozenset[str] = frozenset()
    forecast: bool = False
    missing: tuple[str, ...] = ()

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
    scene: Scene, figure: Figure, named: str, subject: str, clause: Span, missing: tuple[str, ...] = ()
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
    return Fact(figure, named, subject, clause, start, end, qualifiers, ahead, missing)
