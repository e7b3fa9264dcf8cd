"""A set of numbers between two bounds, exact, each bound open or closed.

Bounds are `fractions.Fraction`, so that a sum on the page is the sum that was made: binary floating point would make
"74 % of 310" a number that no reader gets by hand. `None` is an absent bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Interval", "decimal_text"]


def decimal_text(number: Fraction) -> str:
    """The number as an exact decimal where it has one, as a fraction otherwise.

    >>> decimal_text(Fraction(147, 2)), decimal_text(Fraction(1, 3)), decimal_text(Fraction(-8000))
    ('73.5', '1/3', '-8000')
    """
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    if places == 0:
        return str(number.numerator)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    return ("-" if number < 0 else "") + digits[:-places] + "." + digits[-places:]


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from `low` to `high`; an absent bound (`None`) is always open.

    >>> share = Interval(Fraction(147, 2), Fraction(149, 2), high_open=True)
    >>> str(share), Fraction(74) in share, Fraction(149, 2) in share
    ('[73.5, 74.5)', True, False)
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        """An absent bound is open, whatever was passed, so that equal sets compare equal."""
        if self.low is None and not self.low_open:
            object.__setattr__(self, "low_open", True)
        if self.high is None and not self.high_open:
            object.__setattr__(self, "high_open", True)

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        """The interval that holds one number.

        >>> str(Interval.point(28))
        '[28, 28]'
        """
        return cls(Fraction(value), Fraction(value))

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it.

        >>> Interval(Fraction(2), Fraction(1)).is_empty, Interval(Fraction(1), Fraction(1), low_open=True).is_empty
        (True, True)
        """
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    @property
    def is_point(self) -> bool:
        """Whether exactly one number lies in it."""
        return self.low is not None and self.low == self.high and not (self.low_open or self.high_open)

    def __contains__(self, number: Fraction | int) -> bool:
        """Whether the number lies in it."""
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        below = self.high is None or number < self.high or (number == self.high and not self.high_open)
        return above and below

    def intersection(self, other: Interval) -> Interval:
        """The numbers that lie in both; empty when there are none.

        >>> str(Interval(Fraction(46), None, low_open=True).intersection(Interval(Fraction(35), Fraction(100))))
        '(46, 100]'
        """
        low, low_open = _tighter(self.low, self.low_open, other.low, other.low_open, upper=False)
        high, high_open = _tighter(self.high, self.high_open, other.high, other.high_open, upper=True)
        return Interval(low, high, low_open, high_open)

    def scaled(self, factor: Fraction | int) -> Interval:
        """Every number multiplied by a factor; a negative one turns the interval round.

        >>> str(Interval(Fraction(44), Fraction(45)).scaled(1000))
        '[44000, 45000]'
        """
        factor = Fraction(factor)
        if factor == 0:
            return Interval.point(0)
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor < 0:
            return Interval(high, low, self.high_open, self.low_open)
        return Interval(low, high, self.low_open, self.high_open)

    def __add__(self, other: Interval) -> Interval:
        """All sums of a number of one and a number of the other."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high, self.low_open or other.low_open, self.high_open or other.high_open)

    def __sub__(self, other: Interval) -> Interval:
        """All differences of a number of one and a number of the other.

        >>> str(Interval(Fraction(53), Fraction(55)) - Interval(Fraction(85, 2), Fraction(87, 2), high_open=True))
        '(9.5, 12.5]'
        """
        return self + other.scaled(-1)

    def divided_by(self, other: Interval) -> Interval:
        """All quotients, for two intervals of positive numbers.

        Raises ValueError where a divisor could be zero or negative: such a quotient has no bounds worth printing.

        >>> str(Interval(Fraction(44), Fraction(45)).divided_by(Interval(Fraction(4), Fraction(5))))
        '[8.8, 11.25]'
        """
        if other.low is None or other.low < 0 or Fraction(0) in other or self.low is None or self.low < 0:
            raise ValueError(f"quotient of {self} and {other} needs positive numbers")
        low = Fraction(0) if other.high is None else self.low / other.high
        high = None if self.high is None or other.low == 0 else self.high / other.low
        return Interval(low, high, self.low_open or other.high_open, self.high_open or other.low_open)

    def __pow__(self, exponent: int) -> Interval:
        """All numbers of it raised to a positive whole power, for numbers that are not negative.

        >>> str(Interval(Fraction(1), Fraction(3, 2), high_open=True) ** 2)
        '[1, 2.25)'
        """
        if self.low is None or self.low < 0 or exponent < 1:
            raise ValueError(
                f"{self} to the power of {exponent} needs numbers that are not negative and a positive power"
            )
        high = None if self.high is None else self.high**exponent
        return Interval(self.low**exponent, high, self.low_open, self.high_open)

    def __str__(self) -> str:
        """In the notation of ISO 31-11: square brackets closed, round ones open."""
        low = "-∞" if self.low is None else decimal_text(self.low)
        high = "∞" if self.high is None else decimal_text(self.high)
        return f"{'(' if self.low_open else '['}{low}, {high}{')' if self.high_open else ']'}"


def _tighter(
    one: Fraction | None, one_open: bool, two: Fraction | None, two_open: bool, *, upper: bool
) -> tuple[Fraction | None, bool]:
    """The bound that leaves less; of two equal ones the open one."""
    if one is None:
        return two, two_open
    if two is None:
        return one, one_open
    if one == two:
        return one, one_open or two_open
    return (one, one_open) if (one < two) == upper else (two, two_open)
