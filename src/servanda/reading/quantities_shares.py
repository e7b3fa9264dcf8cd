"""Shares of a whole, and changes by a share: per cent, percentage points, "half of", "nine in ten"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from servanda.quantity import PER_CENT, Comparator, Quantity, QuantityKind
from servanda.reading.amounts import Amount
from servanda.reading.interpretation import interpret, interpret_change
from servanda.reading.quantities_text import MIRRORED, QuantityText, read_by
from servanda.reading.units import POINTS

__all__ = ["part_in_words", "proportion", "share"]

_HUNDRED = 100
_TENTH = Fraction(10)
_PROPORTION_GAP = 24


def share(text: QuantityText, amount: Amount) -> Quantity:
    """A share in per cent, or a change by so many per cent or points.

    >>> from servanda.reading.quantities import find_quantities
    >>> [(q.kind.value, str(q.literal)) for q in find_quantities("It rose by 6 %, to 40 %", "en")]
    [('change', '[1.055, 1.065)'), ('percentage', '[39.5, 40.5)')]
    """
    comparator, start, end = text.hedges(amount.start, amount.end)
    rising, begin = text.direction(start, amount.end)
    if amount.unit is not None and amount.unit.name == POINTS:
        readings = interpret(amount.value, amount.step, comparator, QuantityKind.POINTS)
        value = amount.value
        if rising is False:
            readings, value = (readings[0].scaled(-1), readings[1].scaled(-1)), -value
        return text.made(readings, value, POINTS, QuantityKind.POINTS, comparator, (start, end), amount)
    if rising is not None:
        return _change(text, amount, comparator, (begin, end), rising=rising)
    end = max(end, text.complement(amount.end))
    kind = QuantityKind.PERCENTAGE
    return text.made(read_by(amount, comparator, kind), amount.value, PER_CENT, kind, comparator, (start, end), amount)


def part_in_words(text: QuantityText, amount: Amount) -> Quantity | None:
    """A part in words, "half of", "two thirds": a share, read to a tenth of the whole; None for a part of something else."""
    if not amount.number.words or amount.unit is not None or not 0 < amount.value < 1:
        return None
    amount = replace(amount, value=amount.value * _HUNDRED, step=_TENTH)
    comparator, start, end = text.hedges(amount.start, amount.end)
    rising, begin = text.direction(start, amount.end)
    if rising is not None:
        return _change(text, amount, comparator, (begin, end), rising=rising)
    end = max(end, text.complement(amount.end))
    kind = QuantityKind.PERCENTAGE
    return text.made(read_by(amount, comparator, kind), amount.value, PER_CENT, kind, comparator, (start, end), amount)


def proportion(text: QuantityText, first: Amount, second: Amount) -> Quantity | None:
    """ "One in five", "neuf habitants sur dix": a share in tenths; None where the numbers are larger or in figures."""
    number, other = first.number, second.number
    small = 0 < number.value < other.value <= _TENTH
    if not small or not number.words or not other.words or number.part or other.part:
        return None
    near = 0 < second.start - first.end <= _PROPORTION_GAP
    if not near or not text.wording.proportion.fullmatch(text.text, first.end, second.start):
        return None
    comparator, start, end = text.hedges(first.start, second.end)
    value, kind = number.value / other.value * _HUNDRED, QuantityKind.PERCENTAGE
    readings = interpret(value, _TENTH, comparator, kind)
    return text.made(readings, value, PER_CENT, kind, comparator, (start, end), (first.start, second.end))


def _change(
    text: QuantityText, amount: Amount, comparator: Comparator, span: tuple[int, int], *, rising: bool
) -> Quantity:
    """A change by so many per cent, as the factor later/earlier."""
    readings = interpret_change(amount.value, amount.step, comparator, falling=not rising)
    factor = 1 + (amount.value if rising else -amount.value) / _HUNDRED
    comparator = comparator if rising else MIRRORED.get(comparator, comparator)
    return text.made(readings, factor, None, QuantityKind.CHANGE, comparator, span, amount)
