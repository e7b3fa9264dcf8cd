"""From the parts of a time expression to days: one small function for each sort, the same for all languages.

Takes what `dates_patterns` found ("month": 9, "day": 24) and a day to reckon from, if one is known; gives a Stretch, whose
`value` is written with X for what cannot be known without that day.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from servanda.reading.dates_patterns import Parts

__all__ = ["HANDLERS", "Stretch", "length_of"]

_MONTHS_OF = {"Q": 3, "H": 6, "M": 1, "Y": 12, "DEC": 120, "C": 1200}
_DAYS_OF = {"D": 1, "BD": 1, "W": 7, "WE": 7}
_SECONDS_OF = {"S": 1, "MIN": 60, "HOUR": 3600, "D": 86400, "BD": 86400, "WE": 172800, "W": 604800, "M": 2592000, "Q": 7776000,
               "H": 15552000, "Y": 31536000, "DEC": 315360000, "C": 3153600000}  # fmt: skip
_ISO = {"S": "S", "MIN": "M", "HOUR": "H", "D": "D", "BD": "D", "W": "W", "M": "M", "Y": "Y"}
_LEAST_YEAR, _LAST_YEAR = 1000, 2199


@dataclass(slots=True)
class Stretch:
    """Days from `first` up to but without `after`, or a length of time; either end may be unknown.

    `shape` is day, month, year, quarter, half, week, range, part, weekday or duration. `month`, `day` and `year` are what the words
    name, for "from 5 to 17 April", whose `named_end` is the 17th. `seconds` is the length of a duration. `ending` marks "the end of".
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


Handler = Callable[[Parts, date | None, bool], Stretch | None]


def _added(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _moved(day: date, n: Fraction | int, unit: str) -> date | None:
    """A day moved by so many units; None where the unit is shorter than a day."""
    if unit in _MONTHS_OF:
        return _added(day, int(n * _MONTHS_OF[unit]))
    if unit == "BD":
        return _workdays(day, int(n))
    if unit in _DAYS_OF:
        return day + timedelta(days=int(n * _DAYS_OF[unit]))
    return None


def _workdays(day: date, n: int) -> date:
    sign, left = (1 if n >= 0 else -1), abs(n)
    while left and abs(n) < 1000:
        day += timedelta(days=sign)
        left -= day.weekday() < 5
    return day


def _bounds(unit: str, day: date, shift: int = 0) -> tuple[date, date]:
    """The calendar unit that holds a day, moved by so many of the same: first day and the day after its last."""
    if unit in ("W", "WE", "BD"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        low, high = {"W": (0, 7), "WE": (5, 7), "BD": (0, 5)}[unit]
        return monday + timedelta(days=low), monday + timedelta(days=high)
    if unit == "D":
        return day + timedelta(days=shift), day + timedelta(days=shift + 1)
    months = _MONTHS_OF[unit]
    at = day.year * 12 + day.month - 1
    if unit == "C":
        at = (day.year * 12) // 1200 * 1200
    first = at // months * months + shift * months
    return date(first // 12, first % 12 + 1, 1), date((first + months) // 12, (first + months) % 12 + 1, 1)


def _shift(parts: Parts) -> int:
    return -1 if "past" in parts or "past2" in parts else 1 if "coming" in parts or "coming2" in parts else 0


def _is_relative(parts: Parts) -> bool:
    return any(mark in parts for mark in ("past", "now", "coming", "past2", "coming2"))


def _year(parts: Parts, today: date | None) -> int | None:
    """The year that the parts name, directly or as last, this or next year."""
    if "year" in parts:
        return int(parts["year"])
    if _is_relative(parts) and today:
        return today.year + _shift(parts)
    return None


def _of_day(year: int | None, month: int, day: int, today: date | None) -> Stretch | None:
    """A day of a month; without a year the one that lies nearest to the day to reckon from."""
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


def day(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "24 September", "24 September 2022", "Tuesday, May 9"."""
    month, number = int(parts.get("month") or parts["m"]), int(parts.get("day") or parts["d"])
    if number > 31 or number < 1:
        return None
    return _of_day(_year(parts, today), month, number, today)


def numeric(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "24/09/2022", "2022-09-24", "24.09.22", "9/24"; which of two is the month is by the language, where both could be."""
    if "m" in parts:
        return _of_day(int(parts["year"]), int(parts["m"]), int(parts["d"]), today)
    for suffix in ("", "2", "3"):
        if "a" + suffix in parts:
            one, two = int(parts["a" + suffix]), int(parts["b" + suffix])
            shown = parts.get("y" + suffix)
            month, number = (two, one) if (day_first and two <= 12) or one > 12 else (one, two)
            year = int(shown) if shown else None
            if year is not None and year < 100:
                year += 1900 if year > 50 else 2000
            return _of_day(year, month, number, today)
    return None


def day_range(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "from 5 to 17 April": the first day has the month and year of the last."""
    last = _of_day(_year(parts, today), parts["month"], int(parts["day"]), today)
    first = _of_day(last.first.year if last and last.first else None, parts["month"], int(parts["day1"]), today)
    if last is None or first is None or int(parts["day1"]) >= int(parts["day"]):
        return None
    if first.first and last.first:
        return Stretch("range", f"{first.first}/{last.first + timedelta(days=1)}", first.first, last.after, named_end=last.first)
    return Stretch("range", f"{first.value}/{last.value}")


def month(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "September", "September 2022", "November of last year"."""
    number, year = int(parts.get("month") or parts["mm"]), _year(parts, today)
    found = Stretch("month", f"{f'{year:04}' if year else 'XXXX'}-{number:02}", year=year, month=number)
    if year is None and today and not _is_relative(parts):
        middles = [date(today.year + step, number, 15) for step in (-1, 0, 1)]
        year = min(middles, key=lambda at: abs((at - today).days)).year
    if year:
        found.first, found.after = _bounds("M", date(year, number, 1))
        found.value = f"{year:04}-{number:02}"
    return found


def year(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "2022", "nineteen ninety"."""
    number = int(parts["year"])
    if not _LEAST_YEAR <= number <= _LAST_YEAR:
        return None
    return Stretch("year", f"{number:04}", date(number, 1, 1), date(number + 1, 1, 1), year=number)


def years(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "2021-2023", with the word for years."""
    low, high = int(parts["year"]), int(parts["year2"])
    if low >= high:
        return None
    first, after = date(low, 1, 1), date(high + 1, 1, 1)
    return Stretch("range", f"{first}/{after}", first, after)


def _fraction_of_year(letter: str, months: int) -> Handler:
    """Quarters and half-years: "the first quarter of 2011", "2019-H2", "the third quarter"."""

    def handler(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
        number, at = int(parts.get("rank") or parts.get("halfyear") or 0), _year(parts, today)
        if not 1 <= number <= 12 // months:
            return None
        shape = {"Q": "quarter", "H": "half"}[letter]
        found = Stretch(shape, f"{f'{at:04}' if at else 'XXXX'}-{letter}{number}", year=at)
        at = at or (today.year if today else None)
        if at:
            found.first = date(at, (number - 1) * months + 1, 1)
            found.after, found.value = _added(found.first, months), f"{at:04}-{letter}{number}"
        return found

    return handler


def opening(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the first ten months of 2023"."""
    at, unit = _year(parts, today) or (today.year if today else None), parts["unit"]
    if unit not in _MONTHS_OF and unit not in _DAYS_OF:
        return None
    if at is None:
        return Stretch("duration", f"P{parts['n']}{_ISO.get(unit, 'D')}", seconds=Fraction(parts["n"]) * _SECONDS_OF[unit])
    first = date(at, 1, 1)
    after = _moved(first, parts["n"], unit)
    return Stretch("range", f"{first}/{after}", first, after)


def part(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the end of 2022", "mid-November", "early this year"."""
    whole = month(parts, today, day_first) if "month" in parts else year(parts, today, day_first) if "year" in parts else None
    unit = "M" if "month" in parts else "Y" if "year" in parts else parts["unit"]
    if whole is None:
        if today is None or unit not in ("W", "M", "Q", "H", "Y"):
            return Stretch("part", "XXXX", ending="end" in parts)
        whole = Stretch("part", "", *_bounds(unit, today, _shift(parts)))
    found = Stretch("part", whole.value, whole.first, whole.after, whole.year, whole.month, ending="end" in parts)
    if whole.first is None or whole.after is None:
        return found
    if unit == "Y":
        thirds = {"begin": (1, 5), "middle": (5, 9), "end": (9, 13)}
        low, high = next(thirds[mark] for mark in thirds if mark in parts)
        found.first, found.after = _added(whole.first, low - 1), _added(whole.first, high - 1)
    elif unit == "M":
        days = {"begin": (0, 15), "middle": (9, 20), "end": (15, 31)}
        low, high = next(days[mark] for mark in days if mark in parts)
        found.first = whole.first + timedelta(days=low)
        found.after = min(whole.after, whole.first + timedelta(days=high))
    return found


def later(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "later this week", "earlier this year"."""
    if today is None or parts["unit"] not in _MONTHS_OF and parts["unit"] != "W":
        return Stretch("part", "XXXX")
    first, after = _bounds(parts["unit"], today, _shift(parts))
    if _shift(parts) == 0:
        first, after = (today, after) if "later" in parts else (first, today)
    return Stretch("range", f"{first}/{after}", first, after)


def weekday(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "Thursday" (the last one before the day to reckon from), "next Friday", "Tuesday of last week"."""
    number = int(parts["weekday"])
    found = Stretch("weekday", f"XXXX-WXX-{number}")
    if today is None:
        return found
    word = str(parts.get("past") or parts.get("coming") or "").lower()
    if _is_relative(parts) and word not in ("past", "upcoming", "coming") and "thisnext" not in parts:
        monday = _bounds("W", today, _shift(parts))[0]
        found.first = monday + timedelta(days=number - 1)
    elif word in ("upcoming", "coming") or "thisnext" in parts:
        found.first = today + timedelta(days=(number - today.isoweekday() - 1) % 7 + 1)
    else:
        found.first = today - timedelta(days=(today.isoweekday() - number) % 7)
    found.after = found.first + timedelta(days=1)
    found.value = found.first.isoformat()
    return found


def weekday_day(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "Wed 13th": the nearest day on which both are true."""
    found = Stretch("weekday", f"XXXX-WXX-{parts['weekday']}")
    if not 1 <= int(parts["day"]) <= 31:
        return None
    near = [today + timedelta(days=sign * step) for step in range(400) for sign in (-1, 1)] if today else []
    for at in near:
        if at.day == int(parts["day"]) and at.isoweekday() == parts["weekday"]:
            found.first, found.after, found.value = at, at + timedelta(days=1), at.isoformat()
            break
    return found


def week_of_month(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the first week of 2019", "the last week of July": weeks belong where their Thursday lies."""
    whole = month(parts, today, day_first) if "month" in parts else year(parts, today, day_first)
    if whole is None or whole.first is None or whole.after is None:
        return Stretch("week", "XXXX")
    thursday = whole.first + timedelta(days=(3 - whole.first.weekday()) % 7)
    thursday += timedelta(weeks=int(parts.get("rank", 1)) - 1)
    if "final" in parts:
        last = whole.after - timedelta(days=1)
        thursday = last - timedelta(days=(last.weekday() - 3) % 7)
    monday = thursday - timedelta(days=3)
    return Stretch("week", f"{monday}/{monday + timedelta(days=7)}", monday, monday + timedelta(days=7))


def week_of(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the week starting on February 4"."""
    found = day(parts, today, day_first)
    if found is None or found.first is None:
        return found
    first, after = _bounds("W", found.first)
    return Stretch("week", f"{first}/{after}", first, after)


def week_number(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "week 12", "week 3 of 2018": weeks as ISO 8601 numbers them."""
    number, at = int(parts["week"]), _year(parts, today) or (today.year if today else None)
    if not 1 <= number <= 52 or at is None:
        return None
    first = date.fromisocalendar(at, number, 1)
    return Stretch("week", f"{at}-W{number:02}", first, first + timedelta(days=7))


def relative(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "last week", "this year", "next quarter"; "the week" is this one."""
    unit = parts.get("unit") or ("WE" if "weekend" in parts else None)
    if unit is None or (unit not in _MONTHS_OF and unit not in _DAYS_OF):
        return None
    if today is None:
        return Stretch("unknown", f"XXXX-{unit}")
    first, after = _bounds(unit, today, _shift(parts))
    shape = "day" if unit == "D" else "range"
    return Stretch(shape, first.isoformat() if unit == "D" else f"{first}/{after}", first, after)


def year_to_date(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "year to date"."""
    if today is None:
        return Stretch("unknown", "XXXX")
    first = date(today.year, 1, 1)
    return Stretch("range", f"{first}/{today}", first, today)


def span(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the last 27 years": a length, and, with a day to reckon from, the days up to it."""
    found = duration(parts, today, day_first)
    if found is not None and today is not None:
        found.first, found.after = _moved(today, -parts["n"], parts["unit"]), today
    return found


def span_ahead(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the next three months"."""
    found = duration(parts, today, day_first)
    if found is not None and today is not None:
        found.first = today + timedelta(days=1)
        found.after = _moved(found.first, parts["n"], parts["unit"])
    return found


def _distance(sign: int) -> Handler:
    """ "two years ago", "in three weeks", "two days before yesterday"."""

    def handler(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
        if today is None:
            return Stretch("unknown", "XXXX-XX-XX")
        at: date | None = today + timedelta(days=int(parts.get("offset") or 0))
        direction = -1 if "before" in parts else 1 if "offset" in parts else sign
        for number in ("", "2", "3"):
            if "unit" + number in parts and at is not None:
                at = _moved(at, direction * parts.get("n" + number, 1), parts["unit" + number])
        return None if at is None else Stretch("day", at.isoformat(), at, at + timedelta(days=1))

    return handler


def offset(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "today", "yesterday"."""
    if today is None:
        return Stretch("unknown", "XXXX-XX-XX")
    at = today + timedelta(days=int(parts["offset"]))
    return Stretch("day", at.isoformat(), at, at + timedelta(days=1))


def decade(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the 1990s", "les années 90"."""
    number = int(parts["decade"])
    number += (2000 if number < 30 else 1900) if number < 100 else 0
    return Stretch("range", f"{number // 10}X", date(number, 1, 1), date(number + 10, 1, 1))


def century(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the 21st century"."""
    number = int(parts["century"])
    if not 1 < number < 23:
        return None
    return Stretch("range", f"{number - 1}XX", date(number * 100 - 100, 1, 1), date(number * 100, 1, 1))


def duration(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "27 years", "2 years 1 month", "one and a half hours"."""
    lengths = [(parts.get("n" + n, 1), parts["unit" + n]) for n in ("", "2", "3") if "unit" + n in parts]
    if "half" in parts:
        lengths[0] = (lengths[0][0] + Fraction(1, 2), lengths[0][1])
    return length_of(lengths)


def length_of(lengths: list[tuple[Fraction | int, str]]) -> Stretch:
    """A length of time from its numbers and units.

    >>> length_of([(27, "Y")]).value, length_of([(1, "HOUR"), (30, "MIN")]).value, length_of([(2, "Q")]).value
    ('P27Y', 'PT1H30M', 'P6M')
    """
    days, hours = "", ""
    seconds = Fraction(0)
    for number, unit in lengths:
        seconds += number * _SECONDS_OF[unit]
        multiple, unit = {"Q": (3, "M"), "H": (6, "M"), "DEC": (10, "Y"), "C": (100, "Y"), "WE": (2, "D")}.get(unit, (1, unit))
        shown = f"{float(number * multiple):g}" if isinstance(number, Fraction) else str(number * multiple)
        if unit in ("S", "MIN", "HOUR"):
            hours += shown + _ISO[unit]
        else:
            days += shown + _ISO[unit]
    return Stretch("duration", "P" + days + ("T" + hours if hours else ""), seconds=seconds)


def duration_half(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "one hour and a half", "an hour and half"."""
    return length_of([(parts["n"] + Fraction(1, 2), parts["unit"])])


def duration_few(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "quelques jours": a few, taken as three."""
    return length_of([(3, parts["unit"])])


def duration_adjective(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "двухмесячный": a length in one adjective."""
    stems = {"дневн": "D", "недельн": "W", "месячн": "M", "летн": "Y", "часов": "HOUR"}
    numbers = ["одно", "двух", "тр", "четыр", "пяти", "шести", "семи", "восьми", "девяти", "десяти"]
    word = str(parts["adjective"]).lower()
    n = 12 if word.startswith("двенадцати") else next(i for i, start in enumerate(numbers, 1) if word.startswith(start))
    return length_of([(n, stems[str(parts["stem"]).lower()])])


HANDLERS: dict[str, Handler] = {
    "day": day, "numeric": numeric, "day_range": day_range, "month": month, "year_month": month, "year": year,
    "iso_year": year, "years": years, "quarter": _fraction_of_year("Q", 3), "half": _fraction_of_year("H", 6),
    "opening": opening, "opening_relative": opening, "part": part, "later": later, "weekday": weekday,
    "weekday_day": weekday_day, "week_of_month": week_of_month, "week_of": week_of, "week_number": week_number,
    "relative": relative, "this_unit": relative, "year_to_date": year_to_date, "span": span, "span_ahead": span_ahead,
    "ago": _distance(-1), "ago_one": _distance(-1), "ago_offset": _distance(-1), "ahead": _distance(1), "offset": offset,
    "decade": decade, "century": century, "duration": duration, "duration_half": duration_half,
    "duration_few": duration_few, "duration_adjective": duration_adjective,
}  # fmt: skip
"""Which function reads the parts of which rule of the lexicon."""
