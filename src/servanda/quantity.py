"""What a text says in figures: a number with its unit as an interval, and a stretch of time, each with its words.

A Quantity has two readings. The *literal* one holds the numbers for which the words are true; the *usual* one, a part of
it, holds those that people mean by such words. A contradiction needs the literal reading only, a tension the usual one.
The conventions and their reasons are in docs/method.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from servanda.interval import Interval
from servanda.period import Period

__all__ = ["PER_CENT", "Comparator", "Moment", "MomentKind", "Quantity", "QuantityKind"]

PER_CENT = "per cent"
"""The unit of shares: 74 % has the value 74 and this unit."""


class Comparator(StrEnum):
    """The words round a number that make it an interval."""

    EQUAL = "="
    MORE = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="
    ABOUT = "~"
    ALMOST = "<~"
    RANGE = ".."
    VAGUE = "?"


class QuantityKind(StrEnum):
    """What sort of number it is."""

    NUMBER = "number"
    """A bare or counted number: "28 programmes"."""
    PERCENTAGE = "percentage"
    POINTS = "points"
    """Percentage points: a difference of two shares."""
    CURRENCY = "currency"
    FACTOR = "factor"
    """ "multiplied by more than 4.5", "doubled", "восьмикратно": later divided by earlier."""
    CHANGE = "change"
    """ "up by 6 %", "rose 9.5 %": held as the factor later/earlier ([1.055, 1.065) for 6 %), unit None."""
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as its words give it.

    `value` is the number written, in units (8,000 of "8 thousand"; 74 of "74 %"; 1.06 of "up by 6 %"), None where the words give
    only an order of magnitude or a range. `start` and `end` are character offsets in the document's text, end exclusive; they
    cover the hedge, the number, its unit and the noun counted. `number_start` and `number_end` cover only the number with its
    percent sign or currency. `unit` is `per cent`, an ISO 4217 code, an English singular noun where the lexicon knows the
    counted noun, else the noun's lemma, or None for a bare number and a factor.
    """

    text: str
    literal: Interval
    usual: Interval
    value: Fraction | None
    unit: str | None
    kind: QuantityKind
    comparator: Comparator = Comparator.EQUAL
    start: int = 0
    end: int = 0
    number_start: int = 0
    number_end: int = 0

    @classmethod
    def exact(cls, value: Fraction | int, unit: str | None = None, text: str = "") -> Quantity:
        """A count that is just this number.

        >>> str(Quantity.exact(28, "programme").literal)
        '[28, 28]'
        """
        interval = Interval.point(value)
        return cls(text or str(value), interval, interval, Fraction(value), unit, QuantityKind.NUMBER)


class MomentKind(StrEnum):
    """What a time expression names."""

    DATE = "date"
    """A day, a month or a year, perhaps partial: `value` is ISO 8601, with X for what the text leaves out."""
    RANGE = "daterange"
    """From a day to a day: `value` is "START/END" with END exclusive, as TIMEX has it."""
    DURATION = "duration"
    """A length of time: `value` is an ISO 8601 duration such as P27Y."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression as its words give it.

    `period` is None for a duration and for what cannot be resolved ("Thursday" in a page with no date). `limit` is how the words
    place the event: on it, before it ("before 2023" has the period of 2022 and earlier), by it, since it.
    """

    text: str
    kind: MomentKind
    value: str
    period: Period | None
    limit: Comparator = Comparator.EQUAL
    start: int = 0
    end: int = 0
