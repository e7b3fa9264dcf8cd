"""Numbers that leave out a unit which the one beside them names: "125 of 310 measures", "8.7 bn roubles instead of 15 bn"."""

from __future__ import annotations

import re
from dataclasses import replace

from servanda.quantity import Quantity, QuantityKind
from servanda.reading.interpretation import interpret
from servanda.reading.numerals import numbers_in
from servanda.reading.quantities_wording import wording_of

__all__ = ["share_units"]

_MONEY_SCALE = 1_000_000
_LONGEST_NUMBER, _LONGEST_OF, _LONGEST_REACH = 24, 16, 90
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def share_units(text: str, lang: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities of a text, in its order, those without a unit given that of the whole or of the sum beside them.

    >>> from servanda.reading.quantities import find_quantities
    >>> [quantity.unit for quantity in find_quantities("125 of 310 measures", "en")]
    ['measure', 'measure']
    """
    shared: list[Quantity] = []
    for place, quantity in enumerate(found):
        if quantity.unit is None and quantity.kind is QuantityKind.NUMBER:
            following = found[place + 1] if place + 1 < len(found) else None
            before = shared[-1] if shared else None
            if following and _is_of(text, lang, quantity, following):
                quantity = replace(quantity, unit=following.unit)
            elif before and before.unit and _is_of(text, lang, before, quantity):
                quantity = replace(quantity, unit=before.unit)
            elif before and before.kind is QuantityKind.CURRENCY and _is_same_money(text, before, quantity):
                quantity = _as_money(text, lang, quantity, before.unit)
        shared.append(quantity)
    return shared


def _is_of(text: str, lang: str, part: Quantity, whole: Quantity) -> bool:
    """Whether one number is said to be out of another."""
    if not 0 < whole.start - part.end <= _LONGEST_OF:
        return False
    if part.kind is not QuantityKind.NUMBER or whole.kind is not QuantityKind.NUMBER:
        return False
    return wording_of(lang).of_whole.fullmatch(text, part.end, whole.start) is not None


def _is_same_money(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether a large number in words of scale stands in the same sentence as a sum of money, and so is one too."""
    length = quantity.number_end - quantity.number_start
    if quantity.value is None or quantity.value < _MONEY_SCALE or length > _LONGEST_NUMBER:
        return False
    scaled = any(letter.isalpha() for letter in text[quantity.number_start : quantity.number_end])
    near = quantity.start - before.end < _LONGEST_REACH
    return scaled and near and not _SENTENCE_END.search(text, before.end, quantity.start)


def _as_money(text: str, lang: str, quantity: Quantity, unit: str | None) -> Quantity:
    """The same number as a sum of money, rounded as its digits show."""
    number = numbers_in(text[quantity.number_start : quantity.number_end], lang)[0]
    literal, usual = interpret(number.value, number.step, quantity.comparator, QuantityKind.CURRENCY)
    return replace(quantity, literal=literal, usual=usual, unit=unit, kind=QuantityKind.CURRENCY)
