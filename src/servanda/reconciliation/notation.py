"""Numbers, amounts and periods in the signs that need no language, as lines of arithmetic have them.

Takes intervals and periods and gives text: [52.5, 53.5), where a square bracket includes its number and a round one does not;
2023-01/2023-10; "53 billion USD". Where a bound has no short decimal it is rounded outward to four digits, and the line says ≈.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache

from babel.numbers import list_currencies

from servanda.interval import Interval, decimal_text
from servanda.period import Period
from servanda.reconciliation.reports import Thing

__all__ = [
    "currencies",
    "interval_text",
    "period_text",
    "rounded",
    "scaled",
    "show",
    "times",
    "unit_text",
]

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_DIGITS = 4


@lru_cache(maxsize=10_000)
def period_text(period: Period) -> str:
    """A period as short as ISO 8601 has it: a year, a month, a day, or two of them.

    >>> [period_text(Period.parse(text)) for text in ("2023", "2023-01/2023-10", "by 2022-08-24")]
    ['2023', '2023-01/2023-10', '../2022-08-24']
    """
    if period.start and period.end and not period.is_day:
        first, last = period.start.isoformat(), period.end.isoformat()
        if Period.parse(first[:4]) == period:
            return first[:4]
        if Period.parse(first[:7]) == period:
            return first[:7]
        if Period.parse(f"{first[:7]}/{last[:7]}") == period:
            return f"{first[:7]}/{last[:7]}"
    return str(period)


@lru_cache(maxsize=10_000)
def rounded(number: Fraction, *, up: bool, digits: int = _DIGITS) -> tuple[Fraction, bool]:
    """The number where it has at most six digits; else rounded to some digits, up or down; and whether it was rounded.

    >>> rounded(Fraction(143, 3), up=True), rounded(Fraction(95, 2), up=False)
    ((Fraction(4767, 100), True), (Fraction(95, 2), False))
    """
    exact = decimal_text(number)
    if "/" not in exact and len(exact.strip("-").replace(".", "").strip("0")) <= digits + 2:
        return number, False
    step = Fraction(1)
    while abs(number) / step >= 10**digits:
        step *= 10
    while abs(number) / step < 10 ** (digits - 1):
        step /= 10
    whole = number / step
    return (-(-whole.numerator // whole.denominator) if up else whole.numerator // whole.denominator) * step, True


def scaled(interval: Interval, unit: str) -> tuple[Interval, str, Fraction]:
    """The interval in millions or more where it is that large, the unit's words, and the divisor.

    >>> number, unit, size = scaled(Interval.point(3 * 10**6), "eur")
    >>> str(number), unit, int(size)
    ('[3, 3]', 'million EUR', 1000000)
    """
    numbers = [abs(bound) for bound in (interval.low, interval.high) if bound]
    for size, word in _SCALES:
        if numbers and max(numbers) >= size:
            return interval.scaled(Fraction(1, size)), f"{word} {unit_text(unit)}".strip(), Fraction(size)
    return interval, unit_text(unit), Fraction(1)


def unit_text(unit: str) -> str:
    """A unit as it is printed: a currency in capitals.

    >>> unit_text("usd"), unit_text("bridge")
    ('USD', 'bridge')
    """
    return unit.upper() if unit.upper() in currencies() else unit


@cache
def currencies() -> frozenset[str]:
    """The ISO 4217 codes of currencies.

    >>> "EUR" in currencies(), "LAW" in currencies()
    (True, False)
    """
    return frozenset(list_currencies())


def interval_text(interval: Interval) -> tuple[str, bool]:
    """The interval with its bounds rounded outward, and whether one was.

    >>> interval_text(Interval(Fraction(1, 3), Fraction(1, 2)))
    ('(0.3333, 0.5]', True)
    """
    low, one = (None, False) if interval.low is None else rounded(interval.low, up=False)
    high, two = (None, False) if interval.high is None else rounded(interval.high, up=True)
    if interval.is_point and not one:
        return decimal_text(interval.low or Fraction(0)), False
    return str(Interval(low, high, interval.low_open or one, interval.high_open or two)), one or two


def show(interval: Interval, thing: Thing) -> str:
    """The interval in the thing's unit, with a sign of equality or of rounding before it.

    >>> from servanda.reconciliation.reports import Sort
    >>> show(Interval(Fraction(44 * 10**9), Fraction(45 * 10**9)), Thing("trade", "trade", Sort.VOLUME, "usd"))
    '= [44, 45] billion USD'
    """
    number, unit, _ = scaled(interval, thing.unit)
    text, inexact = interval_text(number)
    return f"{'≈' if inexact else '='} {text} {unit}".rstrip()


def times(one: Interval, two: Interval) -> Interval:
    """All products of numbers of two intervals without negative numbers.

    >>> str(times(Interval(Fraction(2), Fraction(3)), Interval(Fraction(4), None)))
    '[8, ∞)'
    """
    low = (one.low or Fraction(0)) * (two.low or Fraction(0))
    high = None if one.high is None or two.high is None else one.high * two.high
    return Interval(low, high, low != 0 and (one.low_open or two.low_open), one.high_open or two.high_open)
