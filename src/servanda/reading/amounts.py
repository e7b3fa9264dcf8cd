"""Numbers with their units: `amounts_in` joins what `numerals` and `units` find into shares, sums of money and measures.

A sum may be in two units ("thirteen dollars and forty-five cents") and may have its currency before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from servanda.reading.lexicon import lexicon
from servanda.reading.numerals import Number
from servanda.reading.units import Unit, units_of

__all__ = ["Amount", "amounts_in"]

_HUNDRED = 100
_PARALLEL_GAP = 6


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it is of; `start` and `end` cover both. `unit` is None for a number without a unit."""

    number: Number
    unit: Unit | None
    start: int
    end: int
    value: Fraction
    step: Fraction


def amounts_in(text: str, numbers: Sequence[Number], lang: str) -> list[Amount]:
    """Each number with its unit, from left to right; ordinals are left out.

    >>> from servanda.reading.numerals import numbers_in
    >>> text = "$ 1.2 billion, 13 dollars and 45 cents, 6 %"
    >>> [(text[a.start : a.end], str(a.value)) for a in amounts_in(text, numbers_in(text, "en"), "en")]
    [('$ 1.2 billion', '1200000000'), ('13 dollars and 45 cents', '269/20'), ('6 %', '6')]
    """
    units = units_of(lang)
    amounts: list[Amount] = []
    for number in numbers:
        if number.ordinal:
            continue
        before = units.preceding(text, number.start)
        if before is not None and number.scale == 1:
            number = _scaled(text, number, lang)
        after = units.following(text, number.end)
        if before is not None and (not amounts or before.start >= amounts[-1].end):
            same = after is not None and after.name == before.name and text[after.start].isalpha()
            end = after.end if after is not None and same else number.end
            amount = Amount(number, before, before.start, end, number.value, number.step)
        elif after is not None:
            amount = Amount(number, after, number.start, after.end, number.value, number.step)
        else:
            amount = Amount(number, None, number.start, number.end, number.value, number.step)
        whole = _with_minor(text, amounts[-1], amount, lang) if amounts else None
        if whole is not None:
            amounts[-1] = whole
        else:
            amounts.append(amount)
    return amounts


@cache
def _money_scales(lang: str) -> re.Pattern[str]:
    """The letters that are a scale only after a currency sign."""
    return re.compile(rf"({'|'.join(lexicon(lang, 'units')['money_scales'])})(?!\w)", re.IGNORECASE)


def _scaled(text: str, number: Number, lang: str) -> Number:
    """The number of a sum with the letter stuck to it: "$5m", "£1.2b"."""
    found = _money_scales(lang).match(text, number.end)
    if not found:
        return number
    scale = Fraction(lexicon(lang, "units")["money_scales"][found[1].lower()])
    return replace(number, end=found.end(), value=number.value * scale, step=number.step * scale, scale=scale)


@cache
def _minor_joined(lang: str) -> re.Pattern[str]:
    """What may stand between dollars and their cents."""
    return re.compile(lexicon(lang, "units")["minor_joined"], re.IGNORECASE)


def _with_minor(text: str, amount: Amount, rest: Amount, lang: str) -> Amount | None:
    """A whole amount with the hundredths after it, "15 dollars 50", "10 euros et 30 cents"; None where they are apart."""
    if amount.unit is None or amount.unit.kind != "currency" or amount.step != 1 or rest.step != 1:
        return None
    gap = rest.start - amount.end
    if not 0 < gap <= _PARALLEL_GAP or not 0 < rest.value < _HUNDRED or rest.value.denominator != 1:
        return None
    if not _minor_joined(lang).fullmatch(text, amount.end, rest.start):
        return None
    bare = rest.unit is None and (amount.end == amount.unit.end or amount.start == amount.unit.start)
    if not (rest.unit is not None and rest.unit.kind == "minor") and not (bare and _stands_alone(text, rest)):
        return None
    step = Fraction(1, _HUNDRED)
    return replace(amount, end=rest.end, value=amount.value + rest.value * step, step=step)


def _stands_alone(text: str, rest: Amount) -> bool:
    """Whether a bare number can be the cents of what stands before it: two digits or a word, and the clause ends."""
    return (rest.value >= 10 or rest.number.words) and not re.match(r"\s*[\w%$€£]", text[rest.end : rest.end + 3])
