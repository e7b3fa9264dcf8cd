"""Claims built by hand, in the words of a claims table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest

from servanda.claim import Claim, Figure, Measure
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT, Comparator, Quantity, QuantityKind
from servanda.reading.interpretation import interpret
from servanda.reconciliation import reconcile


@dataclass(frozen=True)
class Saying:
    """Makes figures and claims: `saying.claim("a", saying.share(40, "2022-08-24"))`."""

    subject: str = "Northern road plan"

    def _quantity(self, value, unit, kind, comparator="=", step=1, counted=False, high=None):
        low = Fraction(str(value))
        if high is not None:
            both = Interval(low, Fraction(str(high)))
            return Quantity("", both, both, None, unit, kind, Comparator.RANGE)
        sign = Comparator(comparator)
        literal, usual = interpret(low, Fraction(str(step)), sign, kind, counted=counted)
        return Quantity("", literal, usual, low, unit, kind, sign)

    def share(self, value, when, comparator="=", step=1, state="done", high=None):
        quantity = self._quantity(value, PER_CENT, QuantityKind.PERCENTAGE, comparator, step, high=high)
        return Figure(Measure.SHARE, Period.parse(when), quantity, state=state)

    def done(self, value, when, unit="bridge", comparator="=", state="done"):
        quantity = self._quantity(value, unit, QuantityKind.NUMBER, comparator, counted=True)
        return Figure(Measure.DONE, Period.parse(when), quantity, state=state)

    def planned(self, value, when, unit="bridge"):
        return Figure(
            Measure.PLANNED, Period.parse(when), self._quantity(value, unit, QuantityKind.NUMBER, counted=True)
        )

    def volume(self, value, when, unit="EUR", comparator="=", step=1, high=None):
        return Figure(
            Measure.VOLUME,
            Period.parse(when),
            self._quantity(value, unit, QuantityKind.CURRENCY, comparator, step, high=high),
        )

    def level(self, value, when, unit="shop", comparator="="):
        return Figure(
            Measure.LEVEL,
            Period.parse(when),
            self._quantity(value, unit, QuantityKind.NUMBER, comparator, counted=True),
        )

    def growth(self, factor, when, base, comparator="=", step="0.01", kind=QuantityKind.CHANGE):
        quantity = self._quantity(factor, None, kind, comparator, step)
        return Figure(Measure.GROWTH, Period.parse(when), quantity, base=Period.parse(base))

    def due(self, when, value=None, unit="bridge", comparator="=", counted=True, kind=QuantityKind.NUMBER, step=1):
        quantity = None if value is None else self._quantity(value, unit, kind, comparator, step, counted=counted)
        return Figure(Measure.DUE, Period.parse(when), quantity)

    def status(self, state, when):
        return Figure(Measure.STATUS, Period.parse(when), state=state)

    def claim(self, name, *figures, said="2030-01-01", speaker=None, subject=None, topic="progress", **more):
        return Claim(
            name,
            topic,
            subject or self.subject,
            figures,
            Period.parse(said) if said else None,
            speaker=f"Speaker {name}" if speaker is None else speaker,
            source=f"https://example.org/{name}",
            topic=topic,
            **more,
        )


@pytest.fixture(scope="session")
def saying() -> Saying:
    return Saying()


@pytest.fixture(scope="session")
def verdicts() -> Callable[..., list[tuple[str, tuple[str, ...]]]]:
    """The findings as pairs of verdict and claims, "consistent" apart."""

    def found(*claims: Claim, as_of: date = date(2031, 1, 1)) -> list[tuple[str, tuple[str, ...]]]:
        return [(str(one.verdict), one.claims) for one in reconcile(claims, as_of) if one.verdict != "consistent"]

    return found
