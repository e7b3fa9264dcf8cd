"""When an entry will be done, at the pace so far: the straight line, with what it was off by before.

Takes assessed shares by day, gives the day on which the line through the first and the last reaches 100, between the days that
its own past errors allow: for every earlier assessment the line up to then is asked for the newest share, and the largest of its
errors in days bounds the answer either way. The method is the naive drift forecast (Hyndman and Athanasopoulos, *Forecasting:
Principles and Practice*, 3rd ed. 2021, 5.2) with the range of its backtest errors in place of a normal error. Where it cannot be
asked, it says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

__all__ = ["Forecast", "Obstacle", "forecast"]

Point = tuple[date, Fraction]
"""A day and the per cent done on it."""


class Obstacle(StrEnum):
    """Why there is no forecast."""

    TOO_FEW = "too few"
    """Fewer than three assessed days."""
    NO_PROGRESS = "no progress"
    """The last share is not above the first."""
    UNKNOWN = "unknown"
    """On no day is one share known: what has no status leaves a range."""
    DONE = "done"
    """All is done already."""
    TOO_FAR = "too far"
    """More than a hundred years away."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The day of completion at the pace so far, and the earliest and latest that past errors allow; or why there is none."""

    day: date | None = None
    earliest: date | None = None
    latest: date | None = None
    error_days: int = 0
    arithmetic: str = ""
    obstacle: Obstacle | None = None


_FARTHEST = 36525


def forecast(points: Sequence[Point]) -> Forecast:
    """The forecast from shares in order of their days, the last of two on one day counting.

    >>> days = [(date(2030, 1, 1), Fraction(0)), (date(2030, 1, 31), Fraction(20)), (date(2030, 3, 2), Fraction(50))]
    >>> found = forecast(days)
    >>> str(found.day), str(found.earliest), str(found.latest), found.error_days
    ('2030-05-01', '2030-04-16', '2030-05-16', 15)
    >>> forecast(days[:2]).obstacle.value
    'too few'
    """
    points = sorted(dict(points).items())
    if points and points[-1][1] >= 100:
        return Forecast(obstacle=Obstacle.DONE)
    if len(points) < 3:
        return Forecast(obstacle=Obstacle.TOO_FEW)
    needed = _days_to(points, Fraction(100))
    if needed is None:
        return Forecast(obstacle=Obstacle.NO_PROGRESS)
    if needed > _FARTHEST:
        return Forecast(obstacle=Obstacle.TOO_FAR)
    (first, low), (last, high) = points[0], points[-1]
    error = _backtest(points)
    day = last + timedelta(days=needed)
    sums = f"{last} + {100 - high} × {(last - first).days} / {high - low} = {day}"
    earliest = max(last + timedelta(days=1), day - timedelta(days=error))
    return Forecast(day, earliest, day + timedelta(days=error), error, sums)


def _days_to(points: Sequence[Point], share: Fraction) -> int | None:
    """Days from the last point until the line through the first and last reaches a share; None where it never does."""
    (first, low), (last, high) = points[0], points[-1]
    if high <= low:
        return None
    return ceil((share - high) * (last - first).days / (high - low))


def _backtest(points: Sequence[Point]) -> int:
    """The largest error, in days, of the lines up to each earlier point when asked when the newest share would be reached."""
    errors = [0]
    last, high = points[-1]
    for known in range(2, len(points)):
        needed = _days_to(points[:known], high)
        if needed is not None and needed <= _FARTHEST:
            errors.append(abs((points[known - 1][0] + timedelta(days=needed) - last).days))
    return max(errors)
