"""Factors: "multiplied by 4.5", "4.5 times as much", "eightfold", "doubled", "halved"."""

from __future__ import annotations

import re
from fractions import Fraction

from servanda.interval import Interval
from servanda.quantity import Comparator, Quantity, QuantityKind
from servanda.reading.amounts import Amount
from servanda.reading.interpretation import interpret
from servanda.reading.quantities_changes import direction_of
from servanda.reading.quantities_text import MIRRORED, QuantityText, overlaps
from servanda.reading.quantities_wording import place_of

__all__ = ["factor_in_figures", "factors_in_words"]

_NEAR, _FAR = 40, 80


def factor_in_figures(text: QuantityText, amount: Amount) -> Quantity | None:
    """A factor in figures: "multiplied by 4.5", "4.5 times", "8-fold", "в 4,5 раза"; None where the number is none.

    >>> from servanda.reading.quantities import find_quantities
    >>> [str(q.literal) for q in find_quantities("It grew 4.5 times", "en")]
    ['[4.45, 4.55]']
    """
    if amount.unit is not None and amount.unit.kind != "measure":
        return None
    number, wording, words = amount.number, text.wording, text.text
    comparator, start, end = text.hedges(number.start, number.end)
    inverse = False
    multiplied = wording.multiplied.search(words, max(0, start - _NEAR), start)
    divided = wording.divided.search(words, max(0, start - _NEAR), start)
    if multiplied or divided:
        found = multiplied or divided
        start, inverse = found.start() if found else start, divided is not None
    elif fold := wording.fold.match(words, number.end):
        end = max(end, fold.end())
    elif times := wording.times_after.match(words, number.end):
        if not _is_comparison(text, amount, start, times):
            return None
        end = max(end, times.end())
        start, inverse = _compared(text, comparator, start, times)
    else:
        return None
    return _factor(text, number.value, number.step, comparator, (start, end), (number.start, number.end), inverse)


def _is_comparison(text: QuantityText, amount: Amount, start: int, times: re.Match[str]) -> bool:
    """Whether "4.5 times" compares, and does not say how often something happened: "three times a week"."""
    before = text.wording.times_before.search(text.text, max(0, start - _FAR), start)
    strong = text.wording.times_strong.match(text.text, times.end())
    return bool(before or strong) or amount.number.value.denominator != 1


def _compared(text: QuantityText, comparator: Comparator, start: int, times: re.Match[str]) -> tuple[int, bool]:
    """Where the words of "grew 4.5 times" begin, and whether the number divides: "4.5 times fewer"."""
    words = text.wording.sentence_before(text.text, start)
    fewer = text.wording.fewer_after.match(text.text, times.end())
    moved = text.wording.change_just_before.search(words)
    start = start - len(words) + moved.start() if moved and comparator is Comparator.EQUAL else start
    return start, fewer is not None or direction_of(words, text.lang) is False


def factors_in_words(text: QuantityText, taken: list[tuple[int, int]]) -> list[Quantity]:
    """Factors in one word ("doubled", "вдвое"), where nothing was found yet."""
    quantities = []
    for found in text.wording.factor_words.finditer(text.text):
        if overlaps(*found.span(), taken):
            continue
        value = text.wording.factor_values[place_of(found, "f")]
        comparator, start, end = text.hedges(*found.span())
        if comparator in (Comparator.LESS, Comparator.AT_MOST) and start == found.start():
            comparator = Comparator.EQUAL
        larger, divides = max(value, 1 / value), value < 1 or _fell(text, *found.span())
        quantity = _factor(text, larger, Fraction(1), comparator, (start, end), found.span(), divides)
        if quantity:
            quantities.append(quantity)
    return quantities


def _fell(text: QuantityText, start: int, end: int) -> bool:
    """Whether the verb beside a word for a factor tells of a fall: "fell twofold", "сократился вдвое", "вдвое снизился"."""
    before = re.split(r"[,;:.]", text.text[max(0, start - _NEAR) : start])[-1]
    if (rises := direction_of(before, text.lang)) is not None:
        return not rises
    return text.wording.falling_verbs.match(text.text, end + 1) is not None


def _factor(
    text: QuantityText, value: Fraction, step: Fraction, comparator: Comparator, span: tuple[int, int],
    core: tuple[int, int], inverse: bool,
) -> Quantity | None:  # fmt: skip
    """A factor later/earlier; one that divides is turned round."""
    if value <= 0:
        return None
    readings = interpret(value, step, comparator, QuantityKind.FACTOR)
    if inverse:
        readings = (_inverse(readings[0]), _inverse(readings[1]))
        value, comparator = 1 / value, MIRRORED.get(comparator, comparator)
    return text.made(readings, value, None, QuantityKind.FACTOR, comparator, span, core)


def _inverse(interval: Interval) -> Interval:
    """All quotients of one by a number of an interval of positive numbers."""
    low = Fraction(0) if interval.high is None else 1 / interval.high
    high = None if not interval.low else 1 / interval.low
    return Interval(low, high, interval.high_open, interval.low_open)
