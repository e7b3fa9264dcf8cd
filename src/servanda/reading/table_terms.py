"""The last day of a length of time in a table's cell: "within two years", "15 months after 2015-03-23", "в течение 60 дней".

Takes the cell's words, the day on which it was said, and the reader of the days that such words may name; gives an open
stretch that ends on the last day, or None where the cell names no length of time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from servanda.period import Period
from servanda.quantity import Comparator, MomentKind
from servanda.reading.dates import find_moments
from servanda.reading.dates_calendar import added
from servanda.reading.lexicon import LANGUAGES
from servanda.reading.phrases import Lookup, merged
from servanda.reading.quantities import find_quantities

__all__ = ["due_in", "spoken_period", "term_of"]

_MONTHS = {"lengths": 1, "years": 12}
_DAYS = {"days": 1, "weeks": 7}
_NOUNS = {"en": "measures", "fr": "mesures", "ru": "мер"}


@cache
def _lists() -> dict[str, Lookup]:
    words = merged("table")["when"]
    return {name: Lookup({name: words[name]}) for name in ("within", "after_that", *_MONTHS, *_DAYS)}


def term_of(words: str, said_on: Period | None, unit: Callable[[str], tuple[date, date]]) -> tuple[None, date] | None:
    """The stretch up to the last day that the words give; `unit` reads the day that the length is counted from.

    >>> from servanda.reading.table_periods import read_period
    >>> str(read_period("15 months after 2015-03-23")), str(read_period("within 60 days", Period.parse("2020-01-01")))
    ('../2016-06-23', '../2020-03-01')
    """
    lists = _lists()
    lengths = "|".join(lists[name].source for name in (*_MONTHS, *_DAYS))
    shape = (
        rf"(?P<within>{lists['within'].source}\s+)?(?:the\s+|les\s+)?(?P<count>\d{{1,3}}|[^\W\d][\w-]*)\s+(?P<length>{lengths})"
        rf"(?:\s+{lists['after_that'].source}\s+(?P<start>.*\d.*))?"
    )
    found = re.fullmatch(shape, words, re.IGNORECASE)
    if found is None or (not found["within"] and not found["start"]):
        return None
    first = unit(found["start"])[1] if found["start"] else (said_on.end if said_on else None)
    count = int(found["count"]) if found["count"].isdigit() else _spelled(found["count"])
    if first is None or count is None:
        return None
    name = next(name for name in (*_MONTHS, *_DAYS) if lists[name].name_of(found["length"]))
    if name in _DAYS:
        return None, first + timedelta(days=count * _DAYS[name])
    return None, added(first, count * _MONTHS[name])


def spoken_period(words: str, said_on: Period | None) -> Period | None:
    """The only stretch of days that a reader of texts finds in a cell: "before the end of the year", "15 April".

    >>> str(spoken_period("before the end of the year", Period.parse("2020-03-01")))
    '../2020-12-31'
    """
    reference = said_on.end if said_on else None
    for lang in LANGUAGES:
        found = [moment for moment in find_moments(words, lang, reference) if moment.kind is not MomentKind.DURATION]
        if len(found) == 1 and found[0].period is not None:
            return found[0].period
    return None


def due_in(words: str, said_on: Period | None) -> Period | None:
    """The time by which something is promised in words: the first limit that lies after the day on which it was said.

    >>> str(due_in("a common market by the end of 2024", Period.parse("2019-05-01"))), due_in("a common market", None)
    ('../2024-12-31', None)
    """
    reference = said_on.end if said_on else None
    for lang in LANGUAGES:
        for moment in find_moments(words, lang, reference):
            end = moment.period.end if moment.period else None
            limits = moment.limit in (Comparator.LESS, Comparator.AT_MOST)
            if limits and end and (reference is None or end > reference):
                return moment.period
    return None


def _spelled(word: str) -> int | None:
    """A whole number in words, in any language of the lexicon."""
    for lang in LANGUAGES:
        found = find_quantities(f"{word} {_NOUNS.get(lang, '')}", lang)
        if found and found[0].start == 0 and found[0].value is not None and found[0].value.denominator == 1:
            return int(found[0].value)
    return None
