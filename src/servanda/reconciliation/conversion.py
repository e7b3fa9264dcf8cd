"""How many of one unit make one of another in a period: exact for physical units, an interval for currencies.

Takes two units and a period, with the series beside the claims; gives the factor between them. Physical units have theirs from
relations/unit.yaml. Those of currencies are between the least and the greatest rate observed in the period, each with the
rounding it was printed with: an amount that was converted piece by piece at the rates of its days came out between the two. So
the rates must cover the period, with no more than a month between two of them. That holds for amounts of a period and for what
stands on a day; a running total was converted at the rates of earlier days, a plan at a rate that was assumed. An average of
the whole period says less: what it was converted at may have been another, so a factor from it is marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

from servanda.interval import Interval
from servanda.period import Period
from servanda.reconciliation.background import Background, folded
from servanda.reconciliation.notation import currencies, unit_text
from servanda.reconciliation.reports import LeftOut, Report, Scope, Sort, Thing
from servanda.series import Observation, Series

__all__ = ["Factor", "factor_between", "holds_for", "rate_series", "rates_beside", "unlike"]

LONGEST_GAP = timedelta(days=31)
"""How long the rates may leave out at most, at the ends of the period and between two of them."""
HOLDS = timedelta(days=7)
"""For how many days a rate of one day holds where the next ones have none: weekends and holidays."""
_ONE = Interval.point(1)


@dataclass(frozen=True, slots=True)
class Factor:
    """How many of the second unit make one of the first; `basis` names the series, and is empty for what is so by definition.

    `is_quoted` says whether the rate is quoted this way round, or is one over the rate that is.
    """

    interval: Interval
    basis: str = ""
    is_average: bool = False
    is_quoted: bool = True


def holds_for(factor: Factor, thing: Thing) -> bool:
    """Whether a factor of the period tells what an amount of it comes to in the other unit.

    >>> rate = Factor(Interval(Fraction(80), Fraction(90)), "Bank")
    >>> trade, aid = Thing("trade", "trade", Sort.VOLUME, "usd"), Thing("aid", "aid", Sort.COUNT, "usd", "paid")
    >>> holds_for(rate, trade), holds_for(rate, aid)
    (True, False)
    """
    return not factor.basis or thing.sort is Sort.VOLUME or (thing.sort is Sort.LEVEL and not thing.state)


@cache
def _known() -> Mapping[str, Any]:
    text = resources.files("servanda.reconciliation.relations").joinpath("unit.yaml").read_text(encoding="utf-8")
    known: Mapping[str, Any] = yaml.safe_load(text)
    return known


@cache
def _sizes() -> Mapping[str, tuple[str, Fraction]]:
    """The group of each physical unit, and how many of the group's first one it is."""
    groups = _known()["conversions"].items()
    return {unit: (group, Fraction(str(size))) for group, sizes in groups for unit, size in sizes.items()}


def rate_series(series: Iterable[Series]) -> tuple[Series, ...]:
    """Those that are of rates of exchange: their measure says so, and their unit is "A per B".

    >>> rates = Series("r", "exchange rate", "rouble", "RUB per USD", "Bank")
    >>> [one.id for one in rate_series([rates, Series("p", "price", "gas", "RUB per tonne", "Office")])]
    ['r']
    """
    measures = {folded(measure) for measure in _known()["rates"]}
    return tuple(one for one in series if folded(one.measure) in measures and " per " in folded(one.unit))


@lru_cache(maxsize=4)
def rates_beside(background: Background) -> tuple[Series, ...]:
    """The series of rates of exchange beside the claims, looked for once.

    >>> rates_beside(Background())
    ()
    """
    return rate_series(background.series)


def factor_between(one: str, two: str, when: Period, rates: Sequence[Series] = ()) -> Factor | None:
    """How many of `two` make one of `one`; None where nothing says so for the whole period.

    >>> str(factor_between("tonne", "kilogram", Period.parse("2029")).interval)
    '[1000, 1000]'
    >>> days = [Observation(Period.parse(month), Fraction(rate)) for month, rate in (("2029-01", 80), ("2029-02", 90))]
    >>> roubles = Series("r", "exchange rate", "rouble", "RUB per USD", "Bank", tuple(days))
    >>> str(factor_between("usd", "rub", Period.parse("2029-01/2029-02"), (roubles,)).interval)
    '[80, 90]'
    >>> factor_between("usd", "rub", Period.parse("2029"), (roubles,)) is None
    True
    """
    first, second = _sizes().get(one), _sizes().get(two)
    if first and second:
        if first[0] != second[0]:
            return None
        return Factor(Interval.point(first[1] / second[1]), is_quoted=first[1] >= second[1])
    found = []
    for series in rates:
        many, _, single = folded(series.unit).partition(" per ")
        if {many, single} == {one, two} and one != two:
            rate = _rate(series, when)
            if rate is not None and rate[0].low is not None and rate[0].low > 0:
                interval = rate[0] if single == one else _ONE.divided_by(rate[0])
                basis = ", ".join(part for part in (series.source or series.id, series.unit) if part)
                found.append((rate[1], series.id, Factor(interval, basis, rate[1], single == one)))
    return min(found, key=lambda each: each[:2])[2] if found else None


def _rate(series: Series, when: Period) -> tuple[Interval, bool] | None:
    """The rates of a period, from the least to the greatest, and whether they are an average of all of it."""
    known = series.known_on(date.max)
    own = known.get(when)
    if when.start is None or when.end is None:
        return None
    if when.is_day:
        day = own or _last_before(known.values(), when.start)
        return (day.interval, False) if day else None
    inside = [one for period, one in known.items() if when.contains(period) and period != when]
    if inside and _covers(inside, when.start, when.end):
        lows = [one.interval.low for one in inside if one.interval.low is not None]
        highs = [one.interval.high for one in inside if one.interval.high is not None]
        return Interval(min(lows), max(highs)), False
    return (own.interval, True) if own else None


def _last_before(known: Iterable[Observation], day: date) -> Observation | None:
    """The rate of the last day before, as long as it holds."""
    days = [one for one in known if one.when.is_day and one.when.end and timedelta() <= day - one.when.end <= HOLDS]
    return max(days, key=lambda one: one.when.end or date.min, default=None)


def _covers(inside: Sequence[Observation], start: date, end: date) -> bool:
    """Whether no more than a month is left out anywhere."""
    last = start - timedelta(days=1)
    for one in sorted(inside, key=lambda one: one.when.start or date.min):
        if one.when.start is None or one.when.end is None:
            return False
        if one.when.start - last > LONGEST_GAP:
            return False
        last = max(last, one.when.end)
    return end - last <= LONGEST_GAP


def unlike(scopes: Iterable[Scope]) -> Iterator[LeftOut]:
    """The amounts that others give in a unit which cannot be converted into theirs, each with the units of the others.

    >>> list(unlike([]))
    []
    """
    for scope in scopes:
        rates = rates_beside(scope.background)
        given: dict[tuple[Thing, Period], dict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
        for report in scope.of(Sort.VOLUME, Sort.LEVEL):
            if report.thing.unit in _sizes() or unit_text(report.thing.unit) in currencies():
                given[replace(report.thing, unit=""), report.when][report.thing.unit].append(report)
        for (_, when), units in given.items():
            for unit, reports in units.items():
                others = [other for other in units if other != unit]
                if others and not any(factor_between(unit, other, when, rates) for other in others):
                    shown = ", ".join(sorted(map(unit_text, others)))
                    yield from (LeftOut(one.claim.id, one.number, ("unlike unit",), shown) for one in reports)
