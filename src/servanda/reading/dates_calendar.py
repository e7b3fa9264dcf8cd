"""Stretches of days and the arithmetic of the calendar on which the reading of dates rests."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from servanda.reading.dates_patterns import Parts

__all__ = [
    "DAYS_OF", "ISO_LETTERS", "MONTHS_OF", "SECONDS_OF", "Handler", "Stretch", "added", "bounds", "day_of", "is_relative",
    "moved", "shift_of", "year_of",
]  # fmt: skip

MONTHS_OF = {"Q": 3, "H": 6, "M": 1, "Y": 12, "DEC": 120, "C": 1200}
DAYS_OF = {"D": 1, "BD": 1, "W": 7, "WE": 7, "WW": 7, "FN": 14}
SECONDS_OF = {"S": 1, "MIN": 60, "HOUR": 3600, "D": 86400, "BD": 86400, "WE": 172800, "WW": 432000, "W": 604800, "FN": 1209600,
               "M": 2592000, "Q": 7776000, "H": 15552000, "Y": 31536000, "DEC": 315360000, "C": 3153600000}  # fmt: skip
ISO_LETTERS = {"S": "S", "MIN": "M", "HOUR": "H", "D": "D", "BD": "D", "W": "W", "M": "M", "Y": "Y"}


@dataclass(slots=True)
class Stretch:
    """Days from `first` up to but without `after`, or a length of time; either end may be unknown.

    `shape` is day, month, year, quarter, half, week, range, part, weekday, unknown or duration. `month`, `day` and `year` are
    what the words name. `named_end` is the last day that a range names, the 17th in "from 5 to 17 April"; `seconds` the length of
    a duration; `ending` marks "the end of"; `halves` are the bounds of "early this year" in the notation of the scorer.
    """

    shape: str
    value: str
    first: date | None = None
    after: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    seconds: Fraction | None = None
    ending: bool = False
    named_end: date | None = None
    halves: tuple[date, date] | None = None


Handler = Callable[[Parts, date | None, bool], Stretch | None]


def added(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month.

    >>> str(added(date(2023, 1, 31), 1))
    '2023-02-28'
    """
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def moved(day: date, n: Fraction | int, unit: str) -> date | None:
    """A day moved by so many units; None where the unit is shorter than a day.

    >>> str(moved(date(2023, 4, 7), 2, "BD")), moved(date(2023, 4, 7), 2, "HOUR")
    ('2023-04-11', None)
    """
    if unit in MONTHS_OF:
        return added(day, int(n * MONTHS_OF[unit]))
    if unit == "BD":
        return _workdays(day, int(n))
    if unit in DAYS_OF:
        return day + timedelta(days=int(n * DAYS_OF[unit]))
    return None


def _workdays(day: date, n: int) -> date:
    sign, left = (1 if n >= 0 else -1), abs(n)
    while left and abs(n) < 1000:
        day += timedelta(days=sign)
        left -= day.weekday() < 5
    return day


def bounds(unit: str, day: date, shift: int = 0) -> tuple[date, date]:
    """The calendar unit that holds a day, moved by so many of the same: first day and the day after its last.

    >>> [str(day) for day in bounds("Q", date(2023, 4, 7), -1)]
    ['2023-01-01', '2023-04-01']
    """
    if unit in ("W", "WE", "BD", "WW", "FN"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift * (2 if unit == "FN" else 1))
        low, high = {"W": (0, 7), "WE": (5, 7), "BD": (0, 5), "WW": (0, 5), "FN": (0, 14)}[unit]
        return monday + timedelta(days=low), monday + timedelta(days=high)
    if unit == "D":
        return day + timedelta(days=shift), day + timedelta(days=shift + 1)
    months = MONTHS_OF[unit]
    at = day.year * 12 + day.month - 1
    if unit == "C":
        at = (day.year * 12) // 1200 * 1200
    first = at // months * months + shift * months
    return date(first // 12, first % 12 + 1, 1), date((first + months) // 12, (first + months) % 12 + 1, 1)


def shift_of(parts: Parts) -> int:
    """How many units from the present one: -1 for "last", 1 for "next".

    >>> shift_of({"past": "last"}), shift_of({"coming": "next"}), shift_of({})
    (-1, 1, 0)
    """
    return -1 if "past" in parts or "past2" in parts else 1 if "coming" in parts or "coming2" in parts else 0


def is_relative(parts: Parts) -> bool:
    """Whether the words name a unit by where it lies from the present one.

    >>> is_relative({"now": "this"}), is_relative({"year": 2022})
    (True, False)
    """
    return any(mark in parts for mark in ("past", "now", "coming", "past2", "coming2"))


def year_of(parts: Parts, today: date | None) -> int | None:
    """The year that the parts name, in four figures or two, or as last, this or next year.

    >>> year_of({"past": "last"}, date(2023, 4, 7)), year_of({"year": 2011}, None)
    (2022, 2011)
    """
    if "year" in parts:
        return int(parts["year"])
    if "yy" in parts:
        return int(parts["yy"]) + (1900 if int(parts["yy"]) > 50 else 2000)
    if is_relative(parts) and today:
        return today.year + shift_of(parts)
    return None


def day_of(year: int | None, month: int, day: int, today: date | None) -> Stretch | None:
    """A day of a month; without a year the one that lies nearest to the day to reckon from.

    >>> day_of(None, 9, 24, None).value, day_of(None, 12, 19, date(2023, 1, 10)).value
    ('XXXX-09-24', '2022-12-19')
    """
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    value = f"{f'{year:04}' if year else 'XXXX'}-{month:02}-{day:02}"
    found = Stretch("day", value, year=year, month=month, day=day)
    candidates = [year] if year else [today.year + step for step in range(-4, 5)] if today else []
    days = [date(y, month, day) for y in candidates if day <= calendar.monthrange(y, month)[1]]
    if days:
        found.first = min(days, key=lambda at: abs((at - (today or at)).days))
        found.after = found.first + timedelta(days=1)
        found.value = found.first.isoformat()
    return found
