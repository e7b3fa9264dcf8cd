"""Moments of a text: days, months, years, quarters, stretches and lengths of time, and the words that place an event by them.

`find_moments` gives them as Moments, whose period has both ends included; `time_rows` in the notation of the scorer of
quantities. Both read the same Stretches: found by the patterns of the lexicon, reckoned by `dates_calendar`, and then joined
into ranges ("from May to October") and limits ("before 2023").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from servanda.period import Period
from servanda.quantity import Comparator, Moment, MomentKind
from servanda.reading.dates_calendar import Stretch
from servanda.reading.dates_holidays import HOLIDAYS
from servanda.reading.dates_named import NAMED
from servanda.reading.dates_patterns import DatePatterns, Parts, date_patterns
from servanda.reading.dates_relative import RELATIVE
from servanda.reading.quantities_wording import wording_of
from servanda.reading.units import units_of

__all__ = ["find_moments", "is_in_passing", "moment_spans", "time_rows"]

_HANDLERS = NAMED | RELATIVE | HOLIDAYS
_PLAUSIBLE_YEARS = range(1900, 2101)
_YEAR_AND_DASH = re.compile(r"(?<!\d)(?:19|20)\d\d-\Z")
"""The first half of "2021-2025", whose second half is a year too."""
_LIMIT_SIGN = re.compile(r"(?<![<>])([<>]=?)\s?\Z")
_WINDOW = 32
_LONG_PAST = 92
"""Days after which a month named as a limit is taken for the next one; sooner it may be the one just gone."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch and where its words stand; `until` is the second end of a range, `limit` how the words place the event."""

    start: int
    end: int
    stretch: Stretch
    rule: str
    until: Stretch | None = None
    limit: Comparator = Comparator.EQUAL


def find_moments(text: str, lang: str, reference: date | None = None) -> list[Moment]:
    """The time expressions of a text, from left to right; offsets are into `text`.

    `reference` is the day from which "yesterday" or "24 September" is reckoned: the day of publication, where it is known.

    >>> [(m.text, m.value, str(m.period)) for m in find_moments("created before 2023, in the last 27 years", "en")]
    [('before 2023', '2023', '../2022-12-31'), ('last 27 years', 'P27Y', 'None')]
    >>> [(m.text, m.value, str(m.period)) for m in find_moments("au premier trimestre 2011, le 24 septembre", "fr")]
    [('premier trimestre 2011', '2011-Q1', '2011-01-01/2011-03-31'), ('24 septembre', 'XXXX-09-24', 'None')]
    >>> [str(m.period) for m in find_moments("до конца 2022 года, вчера", "ru", date(2022, 3, 1))]
    ['../2022-12-31', '2022-02-28']
    """
    return [_moment(text, found) for found in _found(text, lang, reference)]


def moment_spans(text: str, lang: str) -> list[tuple[int, int]]:
    """Where the time expressions of a text stand, so that their numbers are not taken for quantities."""
    return [(found.start, found.end) for found in _found(text, lang, None)]


def time_rows(text: str, lang: str, reference: date | None = None) -> list[tuple[int, int, str, str]]:
    """Start, end, kind (date, daterange, duration) and value of each, as the scorer of quantities has them.

    A range ends where its second moment begins, an open end is written None, and seasons stay open, as that notation has it.

    >>> time_rows("from 2014 to 2018, on 6 April 2023, after 2019", "en")
    [(0, 17, 'daterange', '2014-01-01/2018-01-01'), (22, 34, 'date', '2023-04-06'), (36, 46, 'daterange', '2020-01-01/None')]
    """
    return [(found.start, found.end, *_row(found)) for found in _found(text, lang, reference)]


@lru_cache(maxsize=64)
def _found(text: str, lang: str, today: date | None) -> tuple[_Found, ...]:
    """All stretches of a text with their limits and ranges; the last texts are kept, since several readers ask for the same."""
    patterns = date_patterns(lang)
    read = (_single(text, start, end, rule, parts, patterns, today) for start, end, rule, parts in patterns.found(text))
    singles = [found for found in read if found]
    joined: list[_Found] = []
    at = 0
    while at < len(singles):
        pair = _range(text, singles[at], singles[at + 1], patterns, today) if at + 1 < len(singles) else None
        joined.append(pair or _limited(text, singles[at], patterns, today))
        at += 2 if pair else 1
    return tuple(found for found in joined if not _is_doubtful(text, found, patterns))


def _single(
    text: str, start: int, end: int, rule: str, parts: Parts, patterns: DatePatterns, today: date | None
) -> _Found | None:
    """One stretch, or None where the words only look like a time expression."""
    if not _holds(text, start, end, rule, parts, patterns):
        return None
    try:
        stretch = _HANDLERS[rule](parts, today, patterns.day_first)
    except (OverflowError, ValueError):  # a day outside the calendar: year 0, or 99,999 years ago
        return None
    if stretch is None:
        return None
    while end > start and (text[end - 1].isspace() or text[end - 1] == "."):
        end -= 1
    return _Found(start, end, stretch, rule)


def _holds(text: str, start: int, end: int, rule: str, parts: Parts, patterns: DatePatterns) -> bool:
    """Whether words that may also mean something else mean a time here: "may", "sat", a bare 1850, "5 m"."""
    words = text[start:end]
    if rule in ("month", "weekday") and words.lower().rstrip(".") in patterns.ambiguous:
        if rule == "month" and patterns.before_month.search(text, max(0, start - 12), start):
            return True
        capital = words[0].isupper() and not words.isupper()
        return capital and _is_inside(text, start) and len(words) > 2
    if rule == "iso_year":
        following = units_of(patterns.lang).following(text, end)
        counted = following is not None and text[end : end + 1] != "-"
        counted = counted or wording_of(patterns.lang).known_noun.match(text, end) is not None
        named = patterns.before_year.search(text, max(0, start - 16), start) is not None
        glued = text[end : end + 1] in ("/", ":") or (
            text[start - 1 : start] in ("-", "/", ".", ",")
            and not _YEAR_AND_DASH.search(text, max(0, start - 6), start)
        )
        if not words[0].isdigit():
            return (
                patterns.before_month.search(text, max(0, start - 12), start) is not None and parts["year"] % 100 != 0
            )
        return not counted and (named or (not glued and int(parts["year"]) in _PLAUSIBLE_YEARS))
    if rule == "duration":
        if patterns.no_length_before.match(text, start + len(words) - len(words.split()[-1])):
            return False
        return len(words) > 2 or words[-1].isupper() or "h" in words
    return True


def _is_inside(text: str, at: int) -> bool:
    """Whether a place lies inside a sentence, so that a capital letter there is no mere beginning."""
    before = text[max(0, at - 3) : at].rstrip()
    return bool(before) and before[-1] not in ".!?:\n"


def _range(text: str, first: _Found, second: _Found, patterns: DatePatterns, today: date | None) -> _Found | None:
    """Two stretches joined by "to", "and", a dash; None where they are two moments."""
    if "duration" in (first.stretch.shape, second.stretch.shape) or second.start - first.end > 16:
        return None
    middle = patterns.range_middle.fullmatch(text, first.end, second.start)
    if middle is None:
        return None
    opening = patterns.range_opening.search(text, max(0, first.start - _WINDOW), first.start)
    if opening is None and (middle["comma"] or patterns.needs_opening.fullmatch(middle["word"])):
        return None
    start = opening.start() if opening else first.start
    low, high = _completed(first.stretch, second.stretch, today), second.stretch
    if low.first and high.first and low.first > high.first and high.shape == "weekday":
        days = (high.first - low.first).days % 7
        high = replace(high, first=low.first + timedelta(days=days), after=low.first + timedelta(days=days + 1))
    if low.first and high.first and low.first > high.first and high.year is None and high.month:
        high = replace(high, first=_next_year(high.first), after=_next_year(high.after or high.first))
    return _Found(start, second.end, low, "range", until=high)


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _completed(first: Stretch, second: Stretch, today: date | None) -> Stretch:
    """The first end of a range with the year that only the second one names: "from January to October 2023"."""
    if first.year is None and first.month and second.year:
        year = second.year if first.month <= (second.month or 12) else second.year - 1
        if first.shape == "day" and first.day:
            return _HANDLERS["day"]({"day": first.day, "month": first.month, "year": year}, today, True) or first
        return _HANDLERS["month"]({"month": first.month, "year": year}, today, True) or first
    return first


def _limited(text: str, found: _Found, patterns: DatePatterns, today: date | None) -> _Found:
    """A stretch with the word that makes it a limit: "before 2023", "since May", "2018 or later"."""
    if found.stretch.shape == "duration":
        return _hedged_length(text, found, patterns)
    if found.rule.startswith("ago") and (hedged := _hedged_distance(text, found, patterns)):
        return hedged
    sign = _LIMIT_SIGN.search(text, max(0, found.start - 3), found.start)
    if sign:
        return replace(found, start=sign.start(), limit=Comparator(sign[1]))
    for comparator, pattern in patterns.limits_before:
        before = pattern.search(text, max(0, found.start - _WINDOW), found.start)
        if before and not patterns.no_limit_behind.search(text, max(0, before.start() - _WINDOW), before.start()):
            return replace(
                found, start=before.start(), limit=comparator, stretch=_ahead(found.stretch, comparator, today)
            )
    for comparator, pattern in patterns.limits_after:
        behind = pattern.match(text, found.end)
        if behind:
            return replace(found, end=behind.end(), limit=comparator)
    return found


def _ahead(stretch: Stretch, limit: Comparator, today: date | None) -> Stretch:
    """The next such month or day where a limit without a year lies long past: "until the end of October", said in April."""
    past = stretch.year is None and stretch.month and stretch.first and stretch.after and today
    if not past or limit not in (Comparator.LESS, Comparator.AT_MOST):
        return stretch
    if not (stretch.first and stretch.after and today) or (today - stretch.after).days < _LONG_PAST:
        return stretch
    first, after = _next_year(stretch.first), _next_year(stretch.after)
    value = stretch.value.replace(f"{stretch.first.year:04}", f"{first.year:04}", 1)
    return replace(stretch, first=first, after=after, value=value)


def is_in_passing(moment: Moment, lang: str) -> bool:
    """Whether a moment is only "now" or "today", or "one day" in passing.

    >>> [is_in_passing(moment, "en") for moment in find_moments("now and in May 2023", "en")]
    [True, False]
    """
    return date_patterns(lang).in_passing.fullmatch(moment.text) is not None


def _hedged_length(text: str, found: _Found, patterns: DatePatterns) -> _Found:
    """A length of time with "more than", or with "since" where the language counts a length from now so ("depuis 2 ans")."""
    comparator, start = wording_of(patterns.lang).hedge(text, found.start)
    hedged = comparator in (Comparator.MORE, Comparator.LESS) and not patterns.not_hedges.match(text, start)
    if hedged and found.rule.startswith("duration"):
        return replace(found, start=start, limit=comparator)
    for comparator, pattern in patterns.limits_before:
        if comparator is Comparator.AT_LEAST and (
            before := pattern.search(text, max(0, found.start - 12), found.start)
        ):
            return replace(found, start=before.start())
    return found


def _hedged_distance(text: str, found: _Found, patterns: DatePatterns) -> _Found | None:
    """ "More than two years ago" is before that day, "less than two years ago" after it."""
    comparator, start = wording_of(patterns.lang).hedge(text, found.start)
    if comparator is Comparator.MORE:
        return replace(found, start=start, limit=Comparator.LESS)
    return replace(found, start=start, limit=Comparator.MORE) if comparator is Comparator.LESS else None


def _is_doubtful(text: str, found: _Found, patterns: DatePatterns) -> bool:
    """Whether a stretch says too little to be one: "the year" without a day to reckon from."""
    return found.rule == "this_unit" and found.stretch.shape == "unknown"


def _moment(text: str, found: _Found) -> Moment:
    """A Moment: its period has both days included, and a limit opens one end."""
    words, stretch = text[found.start : found.end], found.stretch
    first, last = stretch.first, stretch.after - timedelta(days=1) if stretch.after else None
    kind, value = MomentKind.DATE, stretch.value
    if found.until is not None:
        kind, after = MomentKind.RANGE, found.until.after
        last = after - timedelta(days=1) if after else None
        value = f"{first}/{after}" if first and after else f"{stretch.value}/{found.until.value}"
    elif stretch.shape == "duration":
        kind, first, last = MomentKind.DURATION, None, None
    elif stretch.shape in ("range", "week") and "/" in value:
        kind = MomentKind.RANGE
    if stretch.ending and last is not None and found.limit in (Comparator.LESS, Comparator.AT_MOST):
        value = last.isoformat()
    period = _period(found, first, last, words) if first is not None and last is not None else None
    return Moment(words, kind, value, period, found.limit, found.start, found.end)


def _period(found: _Found, first: date, last: date, words: str) -> Period | None:
    match found.limit:
        case Comparator.LESS:
            return Period(None, last if found.stretch.ending else first - timedelta(days=1), words)
        case Comparator.AT_MOST:
            return Period(None, last, words)
        case Comparator.MORE:
            return Period(last + timedelta(days=1), None, words)
        case Comparator.AT_LEAST:
            return Period(first, None, words)
        case _:
            return Period(first, last, words) if first <= last else None


def _row(found: _Found) -> tuple[str, str]:
    """Kind and value in the notation of the scorer."""
    stretch = found.stretch
    if found.until is not None:
        return "daterange", f"{stretch.first}/{found.until.first}"
    if stretch.shape == "season":
        return "daterange", "None/None"
    if stretch.halves and found.limit is Comparator.EQUAL:
        return "daterange", "/".join(str(day) for day in stretch.halves)
    if stretch.shape == "duration" and stretch.first is None:
        timed = "T" in stretch.value
        return "duration", f"{float(stretch.seconds or 0):.10g}" if timed else stretch.value
    if found.limit is not Comparator.EQUAL and (stretch.first or stretch.shape != "duration"):
        early = stretch.after if stretch.ending else stretch.first
        ends = {
            Comparator.LESS: (None, early), Comparator.AT_MOST: (None, stretch.after),
            Comparator.MORE: (stretch.after, None), Comparator.AT_LEAST: (stretch.first, None),
        }  # fmt: skip
        low, high = ends[found.limit]
        if stretch.shape == "day":
            low, high = low and stretch.first, high and stretch.first
        return "daterange", f"{low}/{high}"
    if stretch.shape in ("day", "weekday") or (stretch.shape == "unknown" and stretch.value.endswith("XX")):
        return "date", stretch.value
    return "daterange", f"{stretch.first}/{stretch.named_end or stretch.after}"
