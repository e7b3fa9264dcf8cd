"""When a text was published, as far as its words say: a day, a month, or only a bound.

A weekday alone stays unresolved. The latest year that a text mentions, other than as a thing to come, is the earliest in
which it can have been written: a bound for people and for later steps, never a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from servanda.intake.lexicon import any_of, lexicons, named, words
from servanda.intake.lines import sentences_of
from servanda.message import Message
from servanda.period import Period

__all__ = ["BOUNDS", "earliest_by_years", "notes_on_missing_day"]

BOUNDS = "bounds in the text"
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d%]|[.,]\d|-\d{3}|\s?(?:%|km|км|\$|€))")
_NEAR = 40
_OPENING = 25
_AFTER = 80


@cache
def _future() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('future'))}(?!\w)", re.IGNORECASE)


@cache
def _in_future() -> re.Pattern[str]:
    """A verb of the future: what may follow a year that opens its sentence ("In 2027 the bridge will open")."""
    endings = [str(ending) for lexicon in lexicons().values() for ending in lexicon["future_verbs"]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(endings)})(?!\w)", re.IGNORECASE)


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(sorted(named('weekdays'), key=len, reverse=True))}(?!\w)", re.IGNORECASE)


def earliest_by_years(text: str, today: date | None = None) -> Period | None:
    """From the latest year that the text mentions as past, with an open end; None where it mentions none.

    A year counts as past unless it has not come yet, or a word or verb of the future stands shortly before it in its
    sentence, or after it where it opens the sentence.

    >>> str(earliest_by_years("The programmes approved in 2021 will be done by 2027."))
    '2021-01-01/..'
    >>> earliest_by_years("En 2021, le pont sera ouvert."), earliest_by_years("Le traité entrera en vigueur en janvier 2021.")
    (None, None)
    """
    this_year = (today or date.today()).year
    latest = 0
    for line in text.splitlines():
        for sentence in sentences_of(line):
            for found in _YEAR.finditer(sentence):
                year = int(found.group())
                if latest < year <= this_year and not _lies_ahead(sentence, found.start(), found.end()):
                    latest = year
    return Period(date(latest, 1, 1), None, str(latest)) if latest else None


def _lies_ahead(sentence: str, start: int, end: int) -> bool:
    """Whether the sentence speaks of the year at this place as of one to come."""
    before = sentence[max(0, start - _NEAR) : start]
    if _future().search(before) or _in_future().search(before):
        return True
    return start <= _OPENING and bool(_in_future().search(sentence[end : end + _AFTER]))


def notes_on_missing_day(text: str, bounds: Period | None) -> Iterable[Message]:
    """The remarks for people on a text without a day of publication.

    >>> [str(note) for note in notes_on_missing_day("They met on Thursday.", None)]
    ['No day of publication is given.', "The weekday 'Thursday' stays unresolved."]
    """
    if bounds and bounds.start:
        yield Message.of("no-day-but-years", year=str(bounds.start.year))
    else:
        yield Message.of("no-day")
    if found := _weekday().search(text):
        yield Message.of("weekday-unresolved", weekday=found.group())
