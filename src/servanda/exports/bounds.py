"""Intervals and stretches of days as JSON: exact bounds as strings, null for an open end."""

from __future__ import annotations

from typing import Any

from servanda.interval import Interval, decimal_text
from servanda.period import Period

__all__ = ["ends_as_json", "interval_as_json", "period_as_json"]


def period_as_json(period: Period | None) -> str | dict[str, str | None] | None:
    """A day as an ISO 8601 string, a longer stretch as its first and last day with null for an open end.

    >>> period_as_json(Period.parse("2023-04-06")), period_as_json(Period.parse("before 2023"))
    ('2023-04-06', {'start': None, 'end': '2022-12-31'})
    """
    if period is None:
        return None
    if period.is_day:
        return str(period.start)
    return ends_as_json(period)


def interval_as_json(interval: Interval) -> dict[str, Any]:
    """The bounds of an interval as exact strings, null where there is none.

    >>> from fractions import Fraction
    >>> interval_as_json(Interval(Fraction(147, 2), None))
    {'low': '73.5', 'high': None, 'low_open': False, 'high_open': True}
    """
    return {
        "low": None if interval.low is None else decimal_text(interval.low),
        "high": None if interval.high is None else decimal_text(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def ends_as_json(period: Period) -> dict[str, str | None]:
    """The first and the last day, null for an open end.

    >>> ends_as_json(Period.parse("before 2023"))
    {'start': None, 'end': '2022-12-31'}
    """
    return {
        "start": None if period.start is None else period.start.isoformat(),
        "end": None if period.end is None else period.end.isoformat(),
    }
