"""Days, months, quarters and years that are named: one small function for each sort, the same for all languages.

Each takes what `dates_patterns` found ("month": 9, "day": 24) and a day to reckon from, if one is known, and gives a Stretch,
whose `value` is written with X for what cannot be known without that day. The table `NAMED` is the way in.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from servanda.reading.dates_calendar import (
    DAYS_OF,
    ISO_LETTERS,
    MONTHS_OF,
    SECONDS_OF,
    Handler,
    Stretch,
    added,
    bounds,
    day_of,
    is_relative,
    moved,
    shift_of,
    year_of,
)  # fmt: skip
from servanda.reading.dates_patterns import Parts

__all__ = ["NAMED"]

_LEAST_YEAR, _LAST_YEAR = 1000, 2199


def _day(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "24 September", "24 September 2022", "Tuesday, May 9"."""
    month, number = int(parts.get("month") or parts["m"]), int(parts.get("day") or parts["d"])
    if number > 31 or number < 1:
        return None
    return day_of(year_of(parts, today), month, number, today)


def _numeric(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "24/09/2022", "2022-09-24", "24.09.22", "9/24"; which of two is the month is by the language, where both could be."""
    if "m" in parts:
        return day_of(int(parts["year"]), int(parts["m"]), int(parts["d"]), today)
    for suffix in ("", "2", "3"):
        if "a" + suffix in parts:
            one, two = int(parts["a" + suffix]), int(parts["b" + suffix])
            shown = parts.get("y" + suffix)
            month, number = (two, one) if (day_first and two <= 12) or one > 12 else (one, two)
            year = int(shown) if shown else None
            if year is not None and year < 100:
                year += 1900 if year > 50 else 2000
            return day_of(year, month, number, today)
    return None


def _day_range(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "from 5 to 17 April": the first day has the month and year of the last."""
    year, month = year_of(parts, today), parts.get("month")
    if month is None:
        if today is None:
            return Stretch("range", "XXXX")
        at = added(today.replace(day=1), shift_of(parts))
        year, month = at.year, at.month
    last = day_of(year, month, int(parts["day"]), today)
    first = day_of(last.first.year if last and last.first else None, month, int(parts["day1"]), today)
    if last is None or first is None or int(parts["day1"]) >= int(parts["day"]):
        return None
    if first.first and last.first:
        return Stretch(
            "range", f"{first.first}/{last.first + timedelta(days=1)}", first.first, last.after, named_end=last.first
        )
    return Stretch("range", f"{first.value}/{last.value}")


def _month(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "September", "September 2022", "November of last year"."""
    number, year = int(parts.get("month") or parts["mm"]), year_of(parts, today)
    found = Stretch("month", f"{f'{year:04}' if year else 'XXXX'}-{number:02}", year=year, month=number)
    if year is None and today and not is_relative(parts):
        middles = [date(today.year + step, number, 15) for step in (-1, 0, 1)]
        year = min(middles, key=lambda at: abs((at - today).days)).year
    if year:
        found.first, found.after = bounds("M", date(year, number, 1))
        found.value = f"{year:04}-{number:02}"
    return found


def _year(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "2022", "nineteen ninety"."""
    number = int(parts["year"])
    if not _LEAST_YEAR <= number <= _LAST_YEAR:
        return None
    return Stretch("year", f"{number:04}", date(number, 1, 1), date(number + 1, 1, 1), year=number)


def _years(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "2021-2023", with the word for years."""
    low, high = int(parts["year"]), int(parts["year2"])
    if low >= high:
        return None
    first, after = date(low, 1, 1), date(high + 1, 1, 1)
    return Stretch("range", f"{first}/{after}", first, after)


def _fraction_of_year(letter: str, months: int) -> Handler:
    """Quarters and half-years: "the first quarter of 2011", "2019-H2", "the third quarter"."""

    def handler(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
        number, at = int(parts.get("rank") or parts.get("halfyear") or 0), year_of(parts, today)
        if not 1 <= number <= 12 // months:
            return None
        shape = {"Q": "quarter", "H": "half"}[letter]
        found = Stretch(shape, f"{f'{at:04}' if at else 'XXXX'}-{letter}{number}", year=at)
        at = at or (today.year if today else None)
        if at:
            found.first = date(at, (number - 1) * months + 1, 1)
            found.after, found.value = added(found.first, months), f"{at:04}-{letter}{number}"
        return found

    return handler


def _opening(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the first ten months of 2023"."""
    at, unit = year_of(parts, today) or (today.year if today else None), parts["unit"]
    if unit not in MONTHS_OF and unit not in DAYS_OF:
        return None
    if at is None:
        return Stretch(
            "duration", f"P{parts['n']}{ISO_LETTERS.get(unit, 'D')}", seconds=Fraction(parts["n"]) * SECONDS_OF[unit]
        )
    first = date(at, 1, 1)
    after = moved(first, parts["n"], unit)
    return Stretch("range", f"{first}/{after}", first, after)


def _closing(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the last four months of 2021"."""
    after = date(int(parts["year"]) + 1, 1, 1)
    first = moved(after, -parts["n"], parts["unit"])
    return None if first is None else Stretch("range", f"{first}/{after}", first, after)


def _part(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the end of 2022", "mid-November", "early this year"."""
    whole = (
        _month(parts, today, day_first)
        if "month" in parts
        else _year(parts, today, day_first)
        if "year" in parts
        else None
    )
    unit = "M" if "month" in parts else "Y" if "year" in parts else parts["unit"]
    if whole is None:
        if today is None or unit not in ("W", "M", "Q", "H", "Y"):
            return Stretch("part", "XXXX", ending="end" in parts)
        whole = Stretch("part", "", *bounds(unit, today, shift_of(parts)))
    found = Stretch("part", whole.value, whole.first, whole.after, whole.year, whole.month, ending="end" in parts)
    if whole.first is None or whole.after is None:
        return found
    if unit == "Y":
        found.first, found.after = _months_of_part(parts, whole.first, _THIRDS)
        found.halves = None if "year" in parts else _months_of_part(parts, whole.first, _HALVES)
    elif unit == "W":
        weekdays = {"begin": (0, 3), "middle": (1, 5), "end": (3, 7)}
        low, high = next(weekdays[mark] for mark in weekdays if mark in parts)
        found.first, found.after = whole.first + timedelta(days=low), whole.first + timedelta(days=high)
    elif unit == "M":
        days = {"begin": (0, 15), "middle": (9, 20), "end": (15, 31)}
        low, high = next(days[mark] for mark in days if mark in parts)
        found.first = whole.first + timedelta(days=low)
        found.after = min(whole.after, whole.first + timedelta(days=high))
    return found


def _season(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "The summer of 2021", "last winter": its three months, winter from December on; open without a year."""
    year, month = year_of(parts, today), int(parts["season"])
    if year is None:
        return Stretch("season", f"XXXX-S{month:02}")
    if month == 12 and today and "now" in parts and today.month < 3:
        year -= 1
    first = date(year, month, 1)
    return Stretch("season", f"{year}-S{month:02}", first, added(first, 3), year)


def _month_by_rank(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "The third month of 2021"."""
    return _month({"month": int(parts["rank"]), "year": parts["year"]}, today, day_first)


def _budget_year(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "Fiscal year 2018" is no known days, for countries differ; "2022/23" is read as July to June, as in claims tables."""
    year = year_of(parts, today) or 0
    until = str(parts.get("until") or "")
    if not until:
        return Stretch("unknown", f"FY{year}", year=year)
    if int(until) % 100 != (year + 1) % 100:
        return None
    first, after = date(year, 7, 1), date(year + 1, 7, 1)
    return Stretch("range", f"{first}/{after}", first, after, year)


_THIRDS = {"begin": (1, 5), "middle": (5, 9), "end": (9, 13)}
_HALVES = {"begin": (1, 7), "middle": (4, 10), "end": (7, 13)}
"""The months of "early", "mid" and "late" in a year; the scorer's notation has the halves where the year has no number."""


def _months_of_part(parts: Parts, first: date, months: dict[str, tuple[int, int]]) -> tuple[date, date]:
    """The months of a year that begins on a day which "early", "mid" or "late" means."""
    low, high = next(months[mark] for mark in months if mark in parts)
    return added(first, low - 1), added(first, high - 1)


def _week_of_month(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the first week of 2019", "the last week of July": weeks belong where their Thursday lies."""
    if "month" in parts or "year" in parts:
        whole = _month(parts, today, day_first) if "month" in parts else _year(parts, today, day_first)
    else:
        whole = Stretch("part", "", *bounds(parts["unit"], today, shift_of(parts))) if today else None
    if whole is None or whole.first is None or whole.after is None:
        return Stretch("week", "XXXX")
    thursday = whole.first + timedelta(days=(3 - whole.first.weekday()) % 7)
    thursday += timedelta(weeks=int(parts.get("rank", 1)) - 1)
    if "final" in parts:
        last = whole.after - timedelta(days=1)
        thursday = last - timedelta(days=(last.weekday() - 3) % 7)
    monday = thursday - timedelta(days=3)
    return Stretch("week", f"{monday}/{monday + timedelta(days=7)}", monday, monday + timedelta(days=7))


def _week_of(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the week starting on February 4"."""
    found = _day(parts, today, day_first)
    if found is None or found.first is None:
        return found
    first, after = bounds("W", found.first)
    return Stretch("week", f"{first}/{after}", first, after)


def _week_number(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "week 12", "week 3 of 2018": weeks as ISO 8601 numbers them."""
    number, at = int(parts["week"]), year_of(parts, today) or (today.year if today else None)
    if not 1 <= number <= 52 or at is None:
        return None
    first = date.fromisocalendar(at, number, 1)
    return Stretch("week", f"{at}-W{number:02}", first, first + timedelta(days=7))


NAMED: dict[str, Handler] = {
    "day": _day, "numeric": _numeric, "day_range": _day_range, "month": _month, "year_month": _month, "year": _year,
    "iso_year": _year, "years": _years, "quarter": _fraction_of_year("Q", 3), "half": _fraction_of_year("H", 6),
    "opening": _opening, "opening_relative": _opening, "part": _part, "season": _season, "month_by_rank": _month_by_rank,
    "budget_year": _budget_year, "closing": _closing,
    "week_of_month": _week_of_month, "week_of": _week_of, "week_number": _week_number,
}  # fmt: skip
"""Which function reads the parts of which rule of the lexicon."""
