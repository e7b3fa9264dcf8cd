"""Times reckoned from a day, and lengths of time: "last week", "two years ago", "the last 27 years", "Thursday".

Functions of the same form as those of `dates_named`; what needs a day to reckon from stays unresolved without one.
"""

from __future__ import annotations

from dataclasses import replace
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
)  # fmt: skip
from servanda.reading.dates_patterns import Parts

__all__ = ["RELATIVE", "length_of"]

_WITHIN_A_DAY = ("S", "MIN", "HOUR")
_AS_ISO = {
    "Q": (3, "M"), "H": (6, "M"), "DEC": (10, "Y"), "C": (100, "Y"), "WE": (2, "D"), "WW": (5, "D"), "FN": (2, "W"),
}  # fmt: skip
"""Units that ISO 8601 has no letter for."""


def _later(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "later this week", "earlier this year"."""
    if today is None or (parts["unit"] not in MONTHS_OF and parts["unit"] != "W"):
        return Stretch("part", "XXXX")
    first, after = bounds(parts["unit"], today, shift_of(parts))
    if shift_of(parts) == 0:
        first, after = (today, after) if "later" in parts else (first, today)
    else:
        middle = first + (after - first) // 2
        first, after = (middle, after) if "later" in parts else (first, middle)
    return Stretch("range", f"{first}/{after}", first, after)


def _weekday(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "Thursday" (the last one before the day to reckon from), "next Friday", "Tuesday of last week"."""
    number = int(parts["weekday"])
    found = Stretch("weekday", f"XXXX-WXX-{number}")
    if today is None:
        return found
    word = str(parts.get("past") or parts.get("coming") or "").lower()
    if is_relative(parts) and word not in ("past", "upcoming", "coming") and "thisnext" not in parts:
        monday = bounds("W", today, shift_of(parts))[0]
        found.first = monday + timedelta(days=number - 1)
    elif word in ("upcoming", "coming") or "thisnext" in parts:
        found.first = today + timedelta(days=(number - today.isoweekday() - 1) % 7 + 1)
    else:
        found.first = today - timedelta(days=(today.isoweekday() - number) % 7)
    found.after = found.first + timedelta(days=1)
    found.value = found.first.isoformat()
    return found


def _weekday_day(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "Wed 13th": the nearest day on which both are true."""
    found = Stretch("weekday", f"XXXX-WXX-{parts['weekday']}")
    if not 1 <= int(parts["day"]) <= 31:
        return None
    near = (today + timedelta(days=sign * step) for step in range(400) for sign in (-1, 1)) if today else ()
    for at in near:
        if at.day == int(parts["day"]) and at.isoweekday() == parts["weekday"]:
            found.first, found.after, found.value = at, at + timedelta(days=1), at.isoformat()
            break
    return found


def _relative(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "last week", "this year", "next quarter"; "the week" is this one."""
    unit = parts.get("unit") or ("WE" if "weekend" in parts else None)
    if unit is None or (unit not in MONTHS_OF and unit not in DAYS_OF) or ("the" in parts and unit in ("DEC", "C")):
        return None
    if today is None:
        return Stretch("unknown", f"XXXX-{unit}")
    first, after = bounds(unit, today, shift_of(parts))
    shape = "day" if unit == "D" else "range"
    return Stretch(shape, first.isoformat() if unit == "D" else f"{first}/{after}", first, after)


def _rest(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "The rest of the year", from the day to reckon from on."""
    if today is None or (parts["unit"] not in MONTHS_OF and parts["unit"] not in DAYS_OF):
        return Stretch("unknown", "XXXX")
    _, after = bounds(parts["unit"], today)
    return Stretch("range", f"{today}/{after}", today, after, named_end=after - timedelta(days=1))


def _from_day(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "For three days from today"."""
    if today is None:
        return Stretch("unknown", "XXXX")
    first = today + timedelta(days=int(parts["offset"]))
    after = moved(first, parts.get("n", 1), parts["unit"])
    return None if after is None else Stretch("range", f"{first}/{after}", first, after)


def _until_today(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "To date": all that lies before the day to reckon from."""
    return None if today is None else Stretch("to_date", f"../{today}", None, today)


def _relative_numeric(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "This 5/12", "le prochain 12/05": in this year, or the first one after the day to reckon from, or the last before it."""
    one, two = int(parts["a"]), int(parts["b"])
    month, number = (two, one) if (day_first and two <= 12) or one > 12 else (one, two)
    found = day_of(None, month, number, today)
    if found is None or today is None or found.first is None:
        return found
    years = [today.year + step for step in (-1, 0, 1)]
    days = [day.first for year in years if (day := day_of(year, month, number, today)) and day.first]
    ahead, behind = "coming" in parts, "past" in parts
    fitting = [day for day in days if (day > today if ahead else day < today if behind else day.year == today.year)]
    if not fitting:
        return found
    at = max(fitting) if behind else min(fitting)
    return replace(found, first=at, after=at + timedelta(days=1), value=at.isoformat())


def _day_of_month(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "On the 27th" (the nearest one), "the 15th of next month"."""
    number = int(parts["day"])
    if not 1 <= number <= 31:
        return None
    found = Stretch("day", f"XXXX-XX-{number:02}", day=number)
    if today is None:
        return found
    steps = [shift_of(parts)] if is_relative(parts) else [-1, 0, 1]
    months = [added(today.replace(day=1), step) for step in steps]
    days = [at for month in months if (at := month + timedelta(days=number - 1)).month == month.month]
    if not days:
        return None
    found.first = min(days, key=lambda day: abs((day - today).days))
    found.after, found.value = found.first + timedelta(days=1), found.first.isoformat()
    return found


def _year_to_date(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "year to date"."""
    if today is None:
        return Stretch("unknown", "XXXX")
    first = date(today.year, 1, 1)
    return Stretch("range", f"{first}/{today}", first, today)


def _span(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the last 27 years": a length, and, with a day to reckon from, the days up to it."""
    found = _duration(parts, today, day_first)
    if found is not None and today is not None and parts["unit"] not in _WITHIN_A_DAY:
        found.first, found.after = moved(today, -parts["n"], parts["unit"]), today
    return found


def _span_ahead(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the next three months"."""
    found = _duration(parts, today, day_first)
    if found is not None and today is not None and parts["unit"] not in _WITHIN_A_DAY:
        found.first = today + timedelta(days=1)
        found.after = moved(found.first, parts["n"], parts["unit"])
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
                at = moved(at, direction * parts.get("n" + number, 1), parts["unit" + number])
        return None if at is None else Stretch("day", at.isoformat(), at, at + timedelta(days=1))

    return handler


def _offset(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "today", "yesterday"."""
    if today is None:
        return Stretch("unknown", "XXXX-XX-XX")
    at = today + timedelta(days=int(parts["offset"]))
    return Stretch("day", at.isoformat(), at, at + timedelta(days=1))


def _decade(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the 1990s", "les années 90"."""
    number = int(parts["decade"] if "decade" in parts else parts["n"])
    if number % 10 or not 10 <= number < 2200:
        return None
    number += (2000 if number < 30 else 1900) if number < 100 else 0
    return Stretch("range", f"{number // 10}X", date(number, 1, 1), date(number + 10, 1, 1))


def _century(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "the 21st century", "le XXe siècle"."""
    number = _roman(str(parts["roman"])) if "roman" in parts else int(parts.get("century") or parts["day"])
    if not 1 < number < 23:
        return None
    return Stretch("range", f"{number - 1}XX", date(number * 100 - 100, 1, 1), date(number * 100, 1, 1))


def _roman(shown: str) -> int:
    """The value of a Roman numeral, in Latin or Cyrillic letters: XIX is 19."""
    values = [{"i": 1, "v": 5, "x": 10, "х": 10}[letter] for letter in shown.lower()]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def _duration(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
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
        seconds += number * SECONDS_OF[unit]
        multiple, unit = _AS_ISO.get(unit, (1, unit))
        shown = f"{float(number * multiple):g}" if isinstance(number, Fraction) else str(number * multiple)
        if unit in ("S", "MIN", "HOUR"):
            hours += shown + ISO_LETTERS[unit]
        else:
            days += shown + ISO_LETTERS[unit]
    return Stretch("duration", "P" + days + ("T" + hours if hours else ""), seconds=seconds)


def _duration_half(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "one hour and a half", "an hour and half"."""
    return length_of([(parts["n"] + Fraction(1, 2), parts["unit"])])


def _duration_part(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "Half a year", "une demi-journée", "полгода"; "a couple of days" is two."""
    return length_of([(2 if "couple" in parts else Fraction(1, 2), parts["unit"])])


def _duration_few(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "quelques jours": a few, taken as three."""
    return length_of([(3, parts["unit"])])


def _duration_all(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "all week", "toute la journée": one of the unit."""
    return length_of([(1, parts["unit"])])


def _duration_adjective(parts: Parts, today: date | None, day_first: bool) -> Stretch | None:
    """ "двухмесячный": a length in one adjective."""
    stems = {"дневн": "D", "недельн": "W", "месячн": "M", "летн": "Y", "часов": "HOUR"}
    numbers = ["одно", "двух", "тр", "четыр", "пяти", "шести", "семи", "восьми", "девяти", "десяти"]
    word = str(parts["adjective"]).lower()
    n = 12 if word.startswith("двенадцати") else next(i for i, start in enumerate(numbers, 1) if word.startswith(start))
    return length_of([(n, stems[str(parts["stem"]).lower()])])


RELATIVE: dict[str, Handler] = {
    "later": _later, "weekday": _weekday, "weekday_day": _weekday_day, "relative": _relative, "this_unit": _relative,
    "year_to_date": _year_to_date, "span": _span, "span_ahead": _span_ahead, "ago": _distance(-1), "ago_one": _distance(-1),
    "ago_offset": _distance(-1), "ahead": _distance(1), "offset": _offset, "decade": _decade, "century": _century,
    "duration": _duration, "duration_half": _duration_half, "duration_few": _duration_few, "duration_all": _duration_all,
    "duration_adjective": _duration_adjective, "rest": _rest, "from_day": _from_day, "until_today": _until_today,
    "relative_numeric": _relative_numeric, "day_of_month": _day_of_month, "duration_part": _duration_part,
}  # fmt: skip
"""Which function reads the parts of which rule of the lexicon."""
