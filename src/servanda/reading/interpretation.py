"""From a written number to its two readings: a value, the digits it shows and the words round it give two intervals.

The *literal* reading holds every number for which the words are true; the *usual* one, a part of it, what people mean by
them. The conventions, their reasons and examples are in docs/method.md, which a test holds to this file. Everything that
reads numbers goes through here, texts and tables alike, so that `>46` in a cell and "more than 46" in a speech are one claim.
"""

from __future__ import annotations

from fractions import Fraction

from servanda.interval import Interval
from servanda.quantity import Comparator, QuantityKind

__all__ = ["interpret", "interpret_change", "interpret_range", "step_of"]

Readings = tuple[Interval, Interval]

_NEVER_NEGATIVE = frozenset(
    {QuantityKind.NUMBER, QuantityKind.PERCENTAGE, QuantityKind.CURRENCY, QuantityKind.FACTOR, QuantityKind.CHANGE}
)
_THOUSAND = Fraction(1000)


def interpret(
    value: Fraction, step: Fraction, comparator: Comparator, kind: QuantityKind, *, counted: bool = False
) -> Readings:
    """The literal and the usual reading of a number.

    `step` is one unit of the last digit written: 1 for 74, 1/10 for 4.5, 10**9 for "43 billion". `counted` says that it counts
    whole things (28 programmes), which are not rounded. A CHANGE takes the factor (1.06 with the step 1/100 for "up by 6 %"); see
    `interpret_change`. VAGUE takes the power named: 10000 for "tens of thousands".

    >>> per_cent = QuantityKind.PERCENTAGE
    >>> [str(reading) for reading in interpret(Fraction(74), Fraction(1), Comparator.EQUAL, per_cent)]
    ['[73.5, 74.5)', '[73.5, 74.5)']
    >>> [str(reading) for reading in interpret(Fraction(46), Fraction(1), Comparator.MORE, per_cent)]
    ['(46, 100]', '(46, 50]']
    >>> str(interpret(Fraction(28), Fraction(1), Comparator.EQUAL, QuantityKind.NUMBER, counted=True)[0])
    '[28, 28]'
    >>> str(interpret(Fraction(8), Fraction(1), Comparator.EQUAL, QuantityKind.FACTOR)[0])
    '[7.5, 8.5]'
    """
    step = abs(step) or Fraction(1)
    literal = _literal(value, step, comparator, kind, counted)
    usual = literal
    if comparator is Comparator.MORE:
        usual = Interval(value, _rounder(value, step), low_open=True)
    elif comparator is Comparator.LESS:
        usual = Interval(-_rounder(-value, step), value, high_open=True)
    elif comparator is Comparator.VAGUE:
        usual = Interval(2 * value, 10 * value, high_open=True)
    bounds = _bounds(value, comparator, kind)
    literal, usual = literal.intersection(bounds), usual.intersection(bounds)
    return literal, literal if usual.is_empty else usual.intersection(literal)


def interpret_range(low: Fraction, high: Fraction, kind: QuantityKind) -> Readings:
    """A range with both ends named, "70-80" or "from 70 to 80": closed, whatever the order of its ends.

    >>> str(interpret_range(Fraction(44), Fraction(45), QuantityKind.CURRENCY)[0])
    '[44, 45]'
    """
    bounds = _bounds(max(low, high), Comparator.RANGE, kind)
    literal = Interval(min(low, high), max(low, high)).intersection(bounds)
    return literal, literal


def interpret_change(
    percent: Fraction, step: Fraction, comparator: Comparator = Comparator.EQUAL, *, falling: bool = False
) -> Readings:
    """A rise or fall by so many per cent, as the factor later/earlier.

    >>> str(interpret_change(Fraction(6), Fraction(1))[0])
    '[1.055, 1.065)'
    >>> [str(reading) for reading in interpret_change(Fraction(20), Fraction(1), Comparator.MORE, falling=True)]
    ['[0, 0.8)', '[0.7, 0.8)']
    """
    least = Interval(Fraction(0), None)
    readings = interpret(percent, step, comparator, QuantityKind.POINTS)
    one = Interval.point(1)
    literal, usual = (
        (one + reading.scaled(Fraction(-1 if falling else 1, 100))).intersection(least) for reading in readings
    )
    return literal, literal if usual.is_empty else usual


def step_of(value: Fraction) -> Fraction:
    """One unit of the last non-zero digit of a number: what "about" is measured by.

    >>> step_of(Fraction(8000)), step_of(Fraction(125)), step_of(Fraction(9, 2))
    (Fraction(1000, 1), Fraction(1, 1), Fraction(1, 10))
    """
    value = abs(value)
    if value == 0:
        return Fraction(1)
    step = Fraction(1)
    if value.denominator == 1:
        whole = value.numerator
        while whole % 10 == 0:
            whole, step = whole // 10, step * 10
        return step
    for _ in range(30):
        if (value / step).denominator == 1:
            break
        step /= 10
    return step


def _literal(value: Fraction, step: Fraction, comparator: Comparator, kind: QuantityKind, counted: bool) -> Interval:
    """The literal reading before it is cut to what its kind can be."""
    margin = max(step_of(value) / 2, step) if value else step
    match comparator:
        case Comparator.MORE:
            return Interval(value, None, low_open=True)
        case Comparator.AT_LEAST:
            return Interval(value, None)
        case Comparator.LESS:
            return Interval(None, value, high_open=True)
        case Comparator.AT_MOST:
            return Interval(None, value)
        case Comparator.ABOUT:
            return Interval(value - margin, value + margin)
        case Comparator.ALMOST:
            return Interval(value - margin, value, low_open=True, high_open=True)
        case Comparator.VAGUE:
            top = 1000 if value >= _THOUSAND and _is_power_of_thousand(value) else 10
            return Interval(2 * value, top * value, high_open=True)
        case _:
            return _rounded(value, step, kind, counted)


def _rounded(value: Fraction, step: Fraction, kind: QuantityKind, counted: bool) -> Interval:
    """What a number without a hedge says by the digits it shows."""
    if kind is QuantityKind.ORDINAL or (step == 1 and kind is QuantityKind.NUMBER and counted):
        return Interval.point(value)
    if kind in (QuantityKind.CURRENCY, QuantityKind.NUMBER) and step == 1 and value:
        while value % (step * _THOUSAND) == 0:
            step *= _THOUSAND
    return Interval(value - step / 2, value + step / 2, high_open=kind is not QuantityKind.FACTOR)


def _is_power_of_thousand(value: Fraction) -> bool:
    while value > 1:
        value /= _THOUSAND
    return value == 1


def _rounder(value: Fraction, step: Fraction) -> Fraction:
    """The next number above that has one significant digit fewer, or the next of one digit: 46 → 50, 310 → 400, 8000 → 9000."""
    if value == 0:
        return step
    unit = step_of(value)
    if unit * _THOUSAND < step:  # thirds have no last digit: two thirds, told by tenths, go up to seven
        unit = step
    elif abs(value) / unit >= 10:
        unit *= 10
    elif value / unit == -1:
        unit /= 10
    return (value // unit + 1) * unit


def _bounds(value: Fraction, comparator: Comparator, kind: QuantityKind) -> Interval:
    """What a quantity of a kind can be at all; a share said to be above 100, or below 0, is none and is not cut."""
    if value < 0 or kind not in _NEVER_NEGATIVE:
        return Interval()
    share = kind is QuantityKind.PERCENTAGE and (value < 100 or (value == 100 and comparator is not Comparator.MORE))
    if comparator is Comparator.LESS and value == 0:
        return Interval()
    return Interval(Fraction(0), Fraction(100) if share else None)
