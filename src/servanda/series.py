"""An official statistic over time, with its revisions, against which claims are checked.

Each observation belongs to a *vintage*: the figures as they were published on a day. A later vintage replaces the value of a
period and leaves the earlier one on record, so that a claim can be held against what was known when it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from servanda.interval import Interval
from servanda.period import Period

__all__ = ["PLANNED", "Observation", "Series", "gathered"]

PLANNED = "planned"
"""The state of a series that counts what is planned; others have a state as figures of claims have it ("done")."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of a series.

    `published` is the day of the vintage it belongs to, where known. `step` is one unit of the last digit printed, in the series'
    unit (14.3 billion has a step of 0.1 billion); 0 where the value is exact. `source` is where this value stands, where that is
    another place than the series'.
    """

    when: Period
    value: Fraction
    published: Period | None = None
    step: Fraction = Fraction(0)
    source: str = ""

    @property
    def interval(self) -> Interval:
        """The values that are printed like this; both ends belong to it, since offices round halves up, down or to even.

        >>> str(Observation(Period.parse("2029"), Fraction(143, 10), step=Fraction(1, 10)).interval)
        '[14.25, 14.35]'
        """
        half = self.step / 2
        return Interval(self.value - half, self.value + half)

    @property
    def vintage(self) -> date:
        """The first day on which it may have been known; the earliest of all days where nothing says when it was published."""
        return (self.published and (self.published.start or self.published.end)) or date.min


@dataclass(frozen=True, slots=True)
class Series:
    """A statistic: what it measures, of what, in which unit, from where, and its observations in order of time.

    `measure` is in the words of the office or of the table, `topic` the measured thing without the words for how it is measured,
    as in a Claim; `subject` is the register's name once linked. `unit` is one that quantities have: an ISO 4217 code, `per cent`,
    an English singular noun, or "A per B" for a rate of exchange. `qualifiers` are its scopes ("goods"), `definition` tells them
    in the office's words. `state` is what a count or share counts ("done", "planned").
    """

    id: str
    measure: str
    subject: str
    unit: str
    source: str
    observations: tuple[Observation, ...] = ()
    topic: str = ""
    qualifiers: frozenset[str] = frozenset()
    definition: str = ""
    state: str = "done"

    @property
    def vintages(self) -> tuple[date, ...]:
        """The days on which something was published, in order; `date.min` stands for a day that is not known.

        >>> first = Observation(Period.parse("2028"), Fraction(13), Period.parse("2029-03-01"))
        >>> revised = Observation(Period.parse("2028"), Fraction(14), Period.parse("2030-03-01"))
        >>> [str(day) for day in Series("s", "exports", "Trade", "EUR", "Office", (first, revised)).vintages]
        ['2029-03-01', '2030-03-01']
        """
        return tuple(sorted({one.vintage for one in self.observations}))

    def known_on(self, day: date) -> Mapping[Period, Observation]:
        """The series as it stood at the end of a day: for each period the newest observation published by then.

        >>> first = Observation(Period.parse("2028"), Fraction(13), Period.parse("2029-03-01"))
        >>> revised = Observation(Period.parse("2028"), Fraction(14), Period.parse("2030-03-01"))
        >>> series = Series("s", "exports", "Trade", "EUR", "Office", (revised, first))
        >>> [[int(one.value) for one in series.known_on(date(year, 12, 31)).values()] for year in (2028, 2029, 2030)]
        [[], [13], [14]]
        """
        newest: dict[Period, Observation] = {}
        for one in self.observations:
            known = newest.get(one.when)
            if one.vintage <= day and (known is None or one.vintage >= known.vintage):
                newest[one.when] = one
        return newest


def gathered(parts: Iterable[Series]) -> tuple[Series, ...]:
    """The series that parts of them make together, in order of their ids, each with its observations in order of time.

    What a later part says counts: of the series, and of a period's value in a vintage. An observation keeps its own source where
    that is another than the series'.

    >>> months = (Observation(Period.parse(f"2029-0{month}"), Fraction(month)) for month in (2, 1))
    >>> (one,) = gathered(Series("s", "exports", "Trade", "EUR", "Office", (month,)) for month in months)
    >>> [str(each.when) for each in one.observations]
    ['2029-01-01/2029-01-31', '2029-02-01/2029-02-28']
    """
    newest: dict[str, Series] = {}
    known: dict[str, dict[tuple[Period, date], Observation]] = {}
    for part in parts:
        newest[part.id] = part
        values = known.setdefault(part.id, {})
        for one in part.observations:
            values[one.when, one.vintage] = replace(one, source=one.source or part.source)
    found = []
    for name, series in sorted(newest.items()):
        values = known[name]
        ordered = sorted(values, key=lambda key: (key[0].start or date.min, key[0].end or date.max, key[1]))
        sources = (
            replace(one, source="" if one.source == series.source else one.source)
            for one in map(values.get, ordered)
            if one
        )
        found.append(replace(series, observations=tuple(sources)))
    return tuple(found)
