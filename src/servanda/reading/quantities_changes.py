"""A percentage read as a change, where only the sentence round it tells that it is one."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from servanda.interval import Interval
from servanda.quantity import Quantity, QuantityKind
from servanda.reading.quantities_wording import wording_of

__all__ = ["as_change", "direction_of"]


def direction_of(words: str, lang: str) -> bool | None:
    """Whether the last verb of change in the words is one of rising; None where there is none.

    >>> direction_of("exports fell from 40 to 37 billion, or", "en"), direction_of("no change", "en")
    (False, None)
    """
    wording = wording_of(lang)
    rise, fall = _last(wording.rising_verbs, words), _last(wording.falling_verbs, words)
    return None if rise == fall else rise > fall


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((found.start() for found in pattern.finditer(words)), default=-1)


def as_change(quantity: Quantity, *, falling: bool) -> Quantity:
    """A share as the change by so much: 11 % as a factor of 1.11, or of 0.89.

    >>> from servanda.reading.quantities import find_quantities
    >>> str(as_change(find_quantities("11 %", "en")[0], falling=True).literal)
    '(0.885, 0.895]'
    """
    by = Fraction(-1 if falling else 1, 100)
    literal, usual = (Interval.point(1) + reading.scaled(by) for reading in (quantity.literal, quantity.usual))
    value = None if quantity.value is None else 1 + quantity.value * by
    return replace(quantity, literal=literal, usual=usual, value=value, unit=None, kind=QuantityKind.CHANGE)
