"""Growth in a row of a claims table: the factor that its number means, and the two periods that it compares.

"Factor over 27 years" as of 2023 compares 2023 with 1996; a factor for "1996/2025" compares its first year with its last; a
change in per cent over ten months compares them with the same months of the year before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

from servanda.claim import Figure, Measure
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT, Comparator, Quantity, QuantityKind
from servanda.reading.phrases import Lookup, merged
from servanda.reading.table_units import Unit

__all__ = ["as_change", "at_yearly_rate", "growth_figure", "is_yearly_rate"]

_LONGEST_YEAR = 366


def growth_figure(quantity: Quantity, unit: Unit, when: Period | None, *, falling: bool = False) -> Figure:
    """A growth figure with its periods; a plain per cent becomes the factor that it means, below 1 where it fell.

    >>> from servanda.reading.table_units import read_unit
    >>> from servanda.reading.table_values import read_value
    >>> unit = read_unit("factor over 27 years")
    >>> figure = growth_figure(read_value(">4.5", unit).main, unit, Period.parse("2023"))
    >>> str(figure.quantity.literal), str(figure.when), str(figure.base)
    ('(4.5, ∞)', '2023-01-01/2023-12-31', '1996-01-01/1996-12-31')
    """
    if quantity.kind is QuantityKind.PERCENTAGE:
        quantity = _as_factor(quantity, falling or unit.falling)
    later, base = _periods(unit, when, yearly=quantity.kind is QuantityKind.CHANGE)
    return Figure(Measure.GROWTH, later, quantity, base=base)


def at_yearly_rate(figure: Figure, words: str) -> Figure:
    """The growth as the yearly rate that words make of it ("average annual", "a year"), where it is over several years.

    >>> from servanda.quantity import Quantity
    >>> factor = replace(Quantity.exact(1), kind=QuantityKind.CHANGE)
    >>> growth = Figure(Measure.GROWTH, Period.parse("2020"), factor, base=Period.parse("2015"))
    >>> [at_yearly_rate(growth, words).years for words in ("average annual growth", "trade growth")]
    [5, 1]
    """
    yearly = replace(figure, yearly=True)
    change = figure.quantity is not None and figure.quantity.kind is QuantityKind.CHANGE
    return yearly if change and yearly.years > 1 and is_yearly_rate(words) else figure


def is_yearly_rate(words: str) -> bool:
    """Whether words make a growth one for each year.

    >>> is_yearly_rate("rose by 5 % a year"), is_yearly_rate("rose by 5 % on the year before")
    (True, False)
    """
    return _yearly().pattern.search(words) is not None


@cache
def _yearly() -> Lookup:
    return Lookup({"yearly": merged("table")["yearly"]})


def as_change(unit: Unit) -> Unit:
    """An index in per cent as the change that it is where its measure speaks of growth: "growth, 6 % to the previous year".

    >>> from servanda.reading.table_units import read_unit
    >>> as_change(read_unit("% of the previous year")).unit, as_change(read_unit("factor")).unit
    ('per cent', None)
    """
    if unit.kind is not QuantityKind.FACTOR or unit.scale != Fraction(1, 100):
        return unit
    return replace(unit, unit=PER_CENT, kind=QuantityKind.PERCENTAGE, scale=Fraction(1), change=True)


def _as_factor(quantity: Quantity, falling: bool) -> Quantity:
    """A change of so many per cent as the factor later/earlier; one may grow by more than 100 per cent."""
    open_above = quantity.comparator in (Comparator.MORE, Comparator.AT_LEAST) and not falling
    hundredth = Fraction(-1 if falling else 1, 100)
    literal = replace(quantity.literal, high=None) if open_above else quantity.literal
    one = Interval.point(1)
    return replace(
        quantity,
        literal=one + literal.scaled(hundredth),
        usual=one + quantity.usual.scaled(hundredth),
        value=None if quantity.value is None else 1 + quantity.value * hundredth,
        unit=None,
        kind=QuantityKind.CHANGE,
    )


def _periods(unit: Unit, when: Period | None, *, yearly: bool) -> tuple[Period | None, Period | None]:
    """The later and the earlier period; None for one that the row does not give."""
    if when is None:
        return None, unit.base
    if when.start and when.end and (when.days or 0) > _LONGEST_YEAR:
        return _year(when.end), unit.base or _year(when.start)
    if unit.base:
        return when, unit.base
    if unit.years:
        later = _year(when.end) if when.is_day and when.end and unit.years > 1 else when
        return later, later.years_before(unit.years)
    return when, when.years_before(1) if yearly and not when.is_day and when.start and when.end else None


def _year(day: date) -> Period:
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))
