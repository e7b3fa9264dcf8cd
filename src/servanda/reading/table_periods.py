"""The days of a table's cell, in the many ways in which analysts type them.

Takes the text of an `as_of` or `said_on` cell; gives a Period, or raises ValueError with the forms that are read. ISO 8601 and
the notation of `Period.parse` come first; then numbers with points or slashes (day first), months by name, quarters, halves,
"first ten months", "mid-2022", "end of 2023", ranges, and the words that set a limit ("no later than", "avant", "до").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from babel import Locale

from servanda.period import Period
from servanda.reading.lexicon import LANGUAGES
from servanda.reading.phrases import Lookup, alternation, merged
from servanda.reading.table_terms import spoken_period, term_of

__all__ = ["read_period"]

_Span = tuple[date, date]

_OF_A_SERVICE = re.compile(
    r"(?P<year>\d{4})[-\s]?(?:M(?P<month>\d{1,2})|W(?P<week>\d{1,2}))|M(?P<m>\d{1,2})[-\s./]?(?P<y>\d{4})",
    re.IGNORECASE,
)
"""Months and weeks as data services write them: 2029M01, 2029-W03, M1 2029."""

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The month in which each begins, in the north, where no better is known."""


@cache
def _months() -> dict[str, int]:
    """Names of months, whole and short, in every language of the lexicon; the Russian ones in both cases."""
    names: dict[str, int] = {"sept": 9}
    for lang in LANGUAGES:
        locale = Locale.parse(lang)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    names.setdefault(str(name).lower().rstrip("."), int(number))
    return names


@cache
def _words() -> dict[str, Lookup]:
    """The lists of the lexicon that place a day, and the ordinals."""
    words = merged("table")
    tables = {name: Lookup({name: phrases}) for name, phrases in words["when"].items()}
    tables["ordinals"] = Lookup(words["ordinals"])
    tables["counts"] = Lookup(words["month_counts"])
    tables["to"] = Lookup({"to": words["to"]})
    return tables


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The shapes of a cell, compiled when first met."""
    lists, month = _words(), alternation(_months())
    quarter, half, months = lists["quarter"].source, lists["half"].source, lists["months"].source
    count = rf"(?P<count>\d{{1,2}}|{lists['counts'].source})"
    count2 = count.replace("count", "count2")
    first = rf"(?:{alternation(merged('table')['ordinals']['1'])}\s*)?"
    nth = rf"(?P<nth>{lists['ordinals'].source}|[1-4])(?:\s*[-‑]?\s*(?:st|nd|rd|th|er|e|ème|й|ый|ой|е|ое)\b)?"
    joint = r"[\s,/.-]*(?:of\s+|de\s+|du\s+)?(?:the\s+)?"
    tail = r"(?:\s*(?:г\.?|год[ау]?|year))?"
    shapes = {
        "iso": r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T\s]\d{1,2}:\d{2}.*)?",
        "numbers": rf"(?P<one>\d{{1,2}})[./-](?P<two>\d{{1,2}})[./-](?P<year>\d{{4}}){tail}",
        "short_year": rf"(?P<one>\d{{1,2}})[./](?P<two>\d{{1,2}})[./](?P<year>\d{{2}}){tail}",
        "month_number": rf"(?P<month>\d{{1,2}})[./](?P<year>\d{{4}}){tail}",
        "year_month_number": r"(?P<year>\d{4})[-/.](?P<month>0?[1-9]|1[0-2])",
        "year": rf"(?P<year>\d{{4}})(?:\.0)?{tail}",
        "month": rf"(?P<name>{month})\.?[\s,/.-]*(?:de\s+)?(?P<year>\d{{4}}){tail}",
        "year_month": rf"(?P<year>\d{{4}})[\s,/.-]*(?P<name>{month})\.?",
        "month_short_year": rf"(?P<name>{month})\.?[\s/’'-]+(?P<year>\d{{2}})",
        "day_month": rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|-?го|\.)?[\s./-]*(?:of\s+)?(?P<name>{month})\.?[\s,./-]*"
        rf"(?P<year>\d{{4}}){tail}",
        "month_day": rf"(?P<name>{month})\.?\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<year>\d{{4}})",
        "quarter": rf"(?:q\s*(?P<q1>[1-4])|t\s*(?P<q3>[1-4])|(?P<q2>[1-4])\s*[qt]|{nth}\s*(?:{quarter}))"
        rf"{joint}(?P<year>\d{{4}}){tail}",
        "year_quarter": r"(?P<year>\d{4})[\s/.-]*(?:[qt]\s*(?P<q1>[1-4])|(?P<q2>[1-4])\s*q)",
        "half": rf"(?:[hs]\s*(?P<h1>[12])|(?P<h2>[12])\s*[hs]|{nth}\s*(?:{half})){joint}(?P<year>\d{{4}}){tail}",
        "year_half": r"(?P<year>\d{4})[\s/.-]*(?:[hs]\s*(?P<h1>[12])|(?P<h2>[12])\s*h)",
        "months": rf"{first}(?:{count}\s*m|{count2}\s*{first}(?:{months})){joint}(?P<year>\d{{4}}){tail}",
        "months_range": rf"(?P<name>{month})\.?\s*[-–—]\s*(?P<last>{month})\.?[\s,]*(?P<year>\d{{4}}){tail}",
        "split_year": r"(?P<fiscal>(?:fy|f\.y\.)\s*)?(?P<year>\d{4})\s*[-–—/]\s*(?P<end>(?:\d{2})?\d{2})",
        "fiscal": r"fy\s*(?P<year>\d{4}|\d{2})",
    }
    return re.compile(shapes[name], re.IGNORECASE)


def read_period(text: str, said_on: Period | None = None) -> Period:
    """The days that a cell names; `said_on` is the day from which "to date" and "within two years" are reckoned.

    >>> str(read_period("31.12.2022")), str(read_period("Dec 2022")), str(read_period("Q1 2023"))
    ('2022-12-31', '2022-12-01/2022-12-31', '2023-01-01/2023-03-31')
    >>> str(read_period("31.12.22")), str(read_period("17/3/24"))
    ('2022-12-31', '2024-03-17')
    >>> str(read_period("2029-M01")), str(read_period("2029W03")), str(read_period("2029-T2"))
    ('2029-01-01/2029-01-31', '2029-01-15/2029-01-21', '2029-04-01/2029-06-30')
    >>> str(read_period("2021-2023")), str(read_period("mid-2022")), str(read_period("no later than June 2024"))
    ('2021-01-01/2023-12-31', '2022-06-01/2022-07-31', '../2024-06-30')
    >>> str(read_period("by the summit (December 2023)")), str(read_period("within two years", Period.parse("2019-05-01")))
    ('../2023-12-31', '../2021-05-01')
    """
    words = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split()).strip(" .;,*†")
    if said_on and said_on.end and _words()["now"].name_of(words):
        return Period(said_on.end, said_on.end, text)
    if span := _of_a_service(words):
        return Period(*span, text)
    for attempt in dict.fromkeys(_attempts(words)):
        try:
            start, end = term_of(attempt, said_on, _unit) or _stretch(attempt)
        except (ValueError, OverflowError):
            continue
        if start and end and start > end:
            raise ValueError(f"{text!r} ends before it begins")
        return Period(start, end, text)
    if (sides := _two_limits(words)) is not None:
        return Period(*sides, text)
    if said := spoken_period(words, said_on):
        return Period(said.start, said.end, text)
    raise ValueError(f"{text!r} is no day or period such as 2023-04-06, 31.12.2022, Q1 2023 or before 2023")


def _of_a_service(words: str) -> _Span | None:
    """The month or week of a data service's notation; None where it is another. Raises ValueError for a thirteenth month."""
    found = _OF_A_SERVICE.fullmatch(words)
    if found is None:
        return None
    year = int(found["year"] or found["y"])
    if found["week"]:
        first = date.fromisocalendar(year, int(found["week"]), 1)
        return first, first + timedelta(days=6)
    return _month(year, int(found["month"] or found["m"]))


def _two_limits(words: str) -> tuple[date | None, date | None] | None:
    """The days between two limits: "no earlier than 2025 and no later than 2027"; None where there are no two."""
    parts = re.split(rf"\s+{_words()['to'].source}\s+", words, maxsplit=1, flags=re.IGNORECASE)
    try:
        limits = [_stretch(part) for part in parts]
    except (ValueError, OverflowError):
        return None
    starts, ends = ([limit[side] for limit in limits if limit[side]] for side in (0, 1))
    return (starts[0], ends[0]) if len(limits) == 2 and len(starts) == len(ends) == 1 else None


def _attempts(words: str) -> Iterator[str]:
    """The ways to read a cell, the plainest first: as it is, without its remark, the remark alone, and each of its parts."""
    yield _without_aside(words)
    yield words
    limit = re.match(rf"{_words()['by'].source}|{_words()['before'].source}", words, re.IGNORECASE)
    parts = [part.strip() for part in re.findall(r"\(([^()]*)\)", words) + re.split(r"[,;:()]", words)]
    for part in sorted(parts, key=lambda part: re.search(r"\d{4}", part) is None):
        if limit and not part.startswith(limit[0]):
            yield f"{limit[0]} {part}"
        yield part
    if remark := re.search(rf"\s*{_words()['hedged'].source}\\.?$", words, re.IGNORECASE):
        yield words[: remark.start()]


def _without_aside(words: str) -> str:
    """The cell without a remark in brackets, unless that narrows the year: "2023 (Jan-Oct)" is "Jan-Oct 2023"."""
    found = re.fullmatch(r"(.*\d)\s*\(([^()\d]*)\)", words)
    if not found:
        return words
    try:
        _stretch(f"{found[2]} {found[1]}")
    except (ValueError, OverflowError):
        return found[1]
    return f"{found[2]} {found[1]}"


def _stretch(words: str) -> tuple[date | None, date | None]:
    """First and last day; None for an open end."""
    lists = _words()
    for name in ("earlier", "later"):
        if found := re.search(rf"[\s,(]*{lists[name].source}\)?$", words, re.IGNORECASE):
            before = re.sub(rf"^{lists['by'].source}\s+", "", words[: found.start()], flags=re.IGNORECASE)
            first, last = _unit(before)
            return (None, last) if name == "earlier" else (first, None)
    if found := re.match(rf"{lists['end'].source}[\s-]+", words, re.IGNORECASE):
        return _unit(words)
    if (sides := _sides(words)) is not None:
        return sides
    for name in ("before", "by", "after", "from"):
        if found := re.match(rf"{lists[name].source}\s*", words, re.IGNORECASE):
            first, last = _unit(words[found.end() :])
            if name == "before" and re.match(lists["end"].source, words[found.end() :], re.IGNORECASE):
                name = "by"
            if name == "before":
                return None, first - timedelta(days=1)
            if name == "by":
                return None, last
            return (last + timedelta(days=1) if name == "after" else first), None
    return _unit(words)


def _sides(words: str) -> tuple[date | None, date | None] | None:
    """The two ends of "A/B", "A to B", "A - B"; None where the words are no range."""
    if (whole := _whole(words)) is not None:
        return whole
    for joint in (
        r"\s*/\s*",
        r"\s+[-–—]\s+|\s*[–—]\s*|\s*\.\.\.?\s*|\s*…\s*",
        rf"\s+{_words()['to'].source}\s+",
        r"\s*-\s*",
    ):
        parts = re.split(joint, words, maxsplit=1, flags=re.IGNORECASE)
        if len(parts) != 2:
            continue
        left, right = (
            re.sub(rf"^(?:{_words()['from'].source}|{_words()['between'].source})\s+", "", parts[0], flags=re.I),
            parts[1],
        )
        if _words()["months"].pattern.search(left):
            continue
        try:
            start = None if left in ("", "..") else _unit(left, near=right)[0]
            end = None if right in ("", "..") else _unit(right)[1]
        except ValueError:
            continue
        if start or end:
            return start, end
    return None


def _unit(words: str, near: str = "") -> _Span:
    """The first and last day of one unit, perhaps cut by "mid", "early", "end of"; `near` lends its year to a bare month."""
    lists, words = _words(), words.strip(" ,.()")
    for name in ("end", "mid", "late", "early", "start"):
        if found := re.match(rf"{lists[name].source}[\s-]*(?:of\s+|de\s+|du\s+|the\s+)*", words, re.IGNORECASE):
            return _cut(name, _unit(words[found.end() :]))
    if (whole := _whole(words)) is not None:
        return whole
    for name, month in _SEASONS.items():
        season = rf"{lists[name].source}\s*(?:of\s+|de\s+)?(?P<year>\d{{4}})(?:\s*г\w*\.?)?"
        if found := re.fullmatch(season, words, re.IGNORECASE):
            year = int(found["year"])
            return date(year, month, 1), _month(year + (month > 10), (month + 1) % 12 + 1)[1]
    if found := re.match(rf"(?:{lists['on'].source}|{lists['hedged'].source}|[~≈])\s*", words, re.IGNORECASE):
        return _unit(words[found.end() :], near)
    if near and (lent := re.search(r"\d{4}", near)) and not re.search(r"\d{4}", words):
        return _unit(f"{words} {lent[0]}")
    first = Period.parse(words)
    if first.start is None or first.end is None:
        raise ValueError(words)
    return first.start, first.end


def _cut(part: str, span: _Span) -> _Span:
    """The part of a unit that "early", "mid" or "late" means: a quarter of a year, the day itself for its start and end."""
    first, last = span
    if part == "start":
        return first, first
    if part == "end":
        return last, last
    if (last - first).days > 360:
        months = {"early": (1, 3), "mid": (6, 7), "late": (10, 12)}[part]
        return date(first.year, months[0], 1), _month(first.year, months[1])[1]
    third = ((last - first).days + 1) // 3
    if part == "early":
        return first, first + timedelta(days=third - 1)
    if part == "late":
        return last - timedelta(days=third - 1), last
    return first + timedelta(days=third), last - timedelta(days=third)


def _whole(words: str) -> _Span | None:
    """One unit written as a whole; None where it has none of the known shapes."""
    for name in (
        "iso",
        "numbers",
        "short_year",
        "month_number",
        "year_month_number",
        "month",
        "year_month",
        "day_month",
        "month_day",
        "month_short_year",
        "year",
        "fiscal",
    ):
        if found := _pattern(name).fullmatch(words):
            return _calendar(found.groupdict())
    for name, size in (("quarter", 3), ("year_quarter", 3), ("half", 6), ("year_half", 6)):
        if found := _pattern(name).fullmatch(words):
            return _part(found.groupdict(), size)
    if found := _pattern("months").fullmatch(words):
        count = found["count"] or found["count2"]
        last = int(count) if count.isdigit() else int(_words()["counts"].name_of(count) or 0)
        return date(int(found["year"]), 1, 1), _month(int(found["year"]), last)[1]
    if found := _pattern("months_range").fullmatch(words):
        year, names = int(found["year"]), _months()
        return _month(year, names[found["name"].lower()])[0], _month(year, names[found["last"].lower()])[1]
    found = _pattern("split_year").fullmatch(words)
    if found and (found["fiscal"] or (len(found["end"]) == 2 and int(found["end"]) > 12)):
        return _split_year(int(found["year"]), int(found["end"]))
    return None


def _split_year(first: int, last: int) -> _Span:
    """The budget, school or harvest year "2023/24", from July to June since each country has its own; "2021-25" is five years."""
    last = first // 100 * 100 + last if last < 100 else last
    if last == first + 1:
        return date(first, 7, 1), date(last, 6, 30)
    return date(first, 1, 1), date(last, 12, 31)


def _calendar(parts: dict[str, str | None]) -> _Span:
    """A day, a month or a year from its parts; of two numbers the day is first unless it cannot be."""
    year = int(parts["year"] or 0)
    year += 2000 if year < 100 else 0
    if one := parts.get("one"):
        day, month = int(one), int(parts["two"] or 0)
        day, month = (month, day) if month > 12 else (day, month)
    else:
        name, number = parts.get("name"), parts.get("month")
        month = _months()[name.lower()] if name else int(number or 0)
        day = int(parts.get("day") or 0)
    if day:
        return date(year, month, day), date(year, month, day)
    if month or parts.get("month"):
        return _month(year, month)
    return date(year, 1, 1), date(year, 12, 31)


def _part(parts: dict[str, str | None], size: int) -> _Span:
    """A quarter (3 months) or a half (6) of a year."""
    number = next((parts[key] for key in ("q1", "q2", "q3", "h1", "h2", "nth") if parts.get(key)), None) or "0"
    which = int(number) if number.isdigit() else int(_words()["ordinals"].name_of(number) or 0)
    year = int(parts["year"] or 0)
    return date(year, size * (which - 1) + 1, 1), _month(year, size * which)[1]


def _month(year: int, month: int) -> _Span:
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        raise ValueError(f"no month {month} in {year}")
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
