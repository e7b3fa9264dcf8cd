"""Holidays and other days with a name: their day in a year, by the rule that the lexicon gives for each.

A rule is a day of the year ("12-25"), days from Easter ("easter+39"; "pascha" is the Orthodox Easter), or a weekday of a month
("11-4-thu" the fourth Thursday of November, "05-last-mon" the last Monday of May).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from servanda.reading.dates_calendar import Handler, Stretch, added, is_relative, year_of
from servanda.reading.dates_patterns import Parts

__all__ = ["HOLIDAYS", "holiday_in", "weekday_of_month"]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST_YEAR, _LAST_YEAR = 1583, 2299


def holiday_in(rule: str, year: int) -> date | None:
    """The day of a year that a rule names; None outside the years for which Easter is reckoned.

    >>> str(holiday_in("12-25", 2021)), str(holiday_in("easter+1", 2021)), str(holiday_in("pascha", 2021))
    ('2021-12-25', '2021-04-05', '2021-05-02')
    >>> str(holiday_in("11-4-thu", 2021)), str(holiday_in("05-last-mon", 2021))
    ('2021-11-25', '2021-05-31')
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    for name, reckoned in _EASTERS.items():
        if rule.startswith(name):
            return reckoned(year) + timedelta(days=int(rule.removeprefix(name) or 0))
    month, *place = rule.split("-")
    if len(place) == 1:
        return date(year, int(month), int(place[0]))
    return weekday_of_month(year, int(month), _WEEKDAYS.index(place[1]) + 1, 0 if place[0] == "last" else int(place[0]))


def weekday_of_month(year: int, month: int, weekday: int, rank: int) -> date | None:
    """The first, second ... such weekday of a month, Monday being 1; rank 0 is the last. None where the month has no fifth.

    >>> str(weekday_of_month(2024, 2, 4, 5)), weekday_of_month(2023, 2, 4, 5), str(weekday_of_month(2023, 2, 4, 0))
    ('2024-02-29', None, '2023-02-23')
    """
    first = date(year, month, 1)
    behind = added(first, 1)
    if rank == 0:
        last = behind - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    found = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (rank - 1))
    return found if found < behind else None


def _easter(year: int) -> date:
    """Easter by the Gregorian calendar, as Meeus, Jones and Butcher reckon it."""
    century, of_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    back = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * back) // 451
    month, day = divmod(moon + back - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _pascha(year: int) -> date:
    """Easter by the Julian calendar, as a day of the Gregorian one."""
    moon = (19 * (year % 19) + 15) % 30
    back = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + back + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


_EASTERS: dict[str, Callable[[int], date]] = {"easter": _easter, "pascha": _pascha}


def _day_stretch(at: date, year: int | None = None) -> Stretch:
    return Stretch("day", at.isoformat(), at, at + timedelta(days=1), year)


def _unresolved(rule: str) -> str:
    """A holiday of no known year: its day, where it is the same each year."""
    return f"XXXX-{rule}" if rule.replace("-", "").isdigit() else "XXXX-XX-XX"


def _holiday(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "Christmas 2021", "Easter of last year", "Thanksgiving" (the nearest one)."""
    rule, year = str(parts["holiday"]), year_of(parts, today)
    if year is not None:
        at = holiday_in(rule, year)
        return None if at is None else _day_stretch(at, year)
    if today is None:
        return Stretch("unknown", _unresolved(rule))
    near = [day for step in (-1, 0, 1) if (day := holiday_in(rule, today.year + step))]
    return _day_stretch(min(near, key=lambda day: abs((day - today).days))) if near else None


def _holiday_beside(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "Next Easter", "last Christmas": the first after the day to reckon from, the last before it; "this" is that year's."""
    rule = str(parts["holiday"])
    if today is None:
        return Stretch("unknown", _unresolved(rule))
    days = [day for step in (-1, 0, 1) if (day := holiday_in(rule, today.year + step))]
    ahead, behind = "coming" in parts, "past" in parts
    fitting = [day for day in days if (day > today if ahead else day < today if behind else day.year == today.year)]
    return _day_stretch(max(fitting) if behind else min(fitting)) if fitting else None


def _nth_weekday(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the second Sunday of March 2020", "the last Friday of next month"."""
    rank = 0 if "final" in parts else int(parts["rank"])
    weekday, year = int(parts["weekday"]), year_of(parts, today) if "month" in parts else None
    if "month" not in parts:
        if today is None or not is_relative(parts):
            return Stretch("unknown", "XXXX-XX-XX")
        month = added(today.replace(day=1), -1 if "past" in parts else 1 if "coming" in parts else 0)
        at = weekday_of_month(month.year, month.month, weekday, rank)
        return None if at is None else _day_stretch(at)
    years = [year] if year else [today.year + step for step in (-1, 0, 1)] if today else []
    days = [day for one in years if (day := weekday_of_month(one, int(parts["month"]), weekday, rank))]
    if not days:
        return Stretch("unknown", f"XXXX-{int(parts['month']):02}-WXX-{weekday}-#{rank or 5}") if not years else None
    return _day_stretch(min(days, key=lambda day: abs((day - (today or day)).days)), year)


HOLIDAYS: dict[str, Handler] = {"holiday": _holiday, "holiday_beside": _holiday_beside, "nth_weekday": _nth_weekday}
"""Which function reads the parts of which rule of the lexicon."""
