"""Large tables of claims with a fixed seed, in which one claim in fifty is pushed off the truth.

Each measure is one of three kinds: *shares* of finished things that rise over ten years, rounded to whole per cents; *counts*
out of a plan ("125 of 310") with such shares among them; *sales* by quarters, halves, nine months and years, rounded to
one digit after the point, some with their growth on the year before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from servanda.claim import Claim, Figure, Measure
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT, Quantity, QuantityKind

__all__ = ["mixed", "one_measure", "one_subject"]

SEED = 20240501
SAID = Period.parse("2040-01-01")
DAYS = 3650
WRONG = 0.02
SPANS = [(1, 1), (2, 2), (3, 3), (4, 4), (1, 2), (3, 4), (1, 3), (1, 4)]

Told = tuple[str, tuple[Figure, ...]]


def _rounded(value: Fraction, step: Fraction, unit: str | None, kind: QuantityKind) -> Quantity:
    """A number rounded to a step, as its digits show it."""
    shown = (value / step + Fraction(1, 2)).__floor__() * step
    interval = Interval(max(shown - step / 2, Fraction(0)), shown + step / 2, high_open=True)
    return Quantity("", interval, interval, shown, unit, kind)


def _off(chance: Random, value: Fraction) -> Fraction:
    """The value, one time in fifty pushed off the truth."""
    return value * chance.randrange(40, 80) / 100 if chance.random() < WRONG else value


def _share(chance: Random, measure: int) -> Told:
    day = chance.randrange(DAYS)
    value = _off(chance, Fraction(100 * day, DAYS))
    quantity = _rounded(value, Fraction(1), PER_CENT, QuantityKind.PERCENTAGE)
    return "completion", (Figure(Measure.SHARE, Period.day(date(2020, 1, 1) + timedelta(day)), quantity),)


def _count(chance: Random, measure: int) -> Told:
    if chance.random() < 0.4:
        return _share(chance, measure)
    day, planned = chance.randrange(DAYS), 50 + measure % 300
    done = _off(chance, Fraction(planned * day // DAYS)).__floor__()
    when = Period.day(date(2020, 1, 1) + timedelta(day))
    figures = ((Measure.DONE, done), (Measure.PLANNED, planned))
    return "completion", tuple(Figure(kind, when, Quantity.exact(number, "bridge")) for kind, number in figures)


def _sales(chance: Random, measure: int) -> Told:
    year, (first, last) = 2020 + chance.randrange(6), chance.choice(SPANS)
    when = Period.parse(f"{year}-{3 * first - 2:02}/{year}-{3 * last:02}")
    now, before = (
        sum((Fraction((measure + 7 * y + 3 * q) % 90 + 100, 10) for q in range(first, last + 1)), Fraction(0))
        for y in (year, year - 1)
    )
    told = _rounded(_off(chance, now), Fraction(1, 10), "EUR", QuantityKind.CURRENCY)
    figures = [Figure(Measure.VOLUME, when, told)]
    if chance.random() < 0.3:
        grown = _rounded(now / before, Fraction(1, 100), None, QuantityKind.CHANGE)
        figures.append(Figure(Measure.GROWTH, when, grown, base=when.years_before(1)))
    return "sales", tuple(figures)


KINDS: tuple[Callable[[Random, int], Told], ...] = (_share, _count, _sales)


def _table(count: int, measures: int, kinds: int | None, subjects: Callable[[int], tuple[str, str]]) -> list[Claim]:
    chance, claims = Random(SEED), []
    for number in range(count):
        measure = number % measures
        topic, figures = KINDS[measure % 3 if kinds is None else kinds](chance, measure)
        subject, prefix = subjects(measure)
        words = f"{prefix}{topic}"
        claims.append(Claim(f"c{number:06}", words, subject, figures, SAID, f"speaker {number % 97}", topic=words))
    return claims


def mixed(count: int) -> list[Claim]:
    """Twenty claims for each measure, a third of the measures of each kind, each of a subject of its own."""
    return _table(count, max(count // 20, 1), None, lambda measure: (f"subject {measure}", ""))


def one_subject(count: int) -> list[Claim]:
    """The same measures, all of one subject."""
    return _table(count, max(count // 20, 1), None, lambda measure: ("subject", f"{measure} "))


def one_measure(count: int, kind: int) -> list[Claim]:
    """All claims of one measure: 0 shares, 1 counts out of a plan, 2 sales."""
    return _table(count, 1, kind, lambda measure: ("subject", ""))
