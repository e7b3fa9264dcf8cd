"""Dates as pages write them, and datelines: "MOSCOW, 5 April 2023 (Agency) — ", "МИНСК, 5 апреля. /Агентство/. ", "OSLO – ".

Takes text and gives the words of the dateline with the Period that they name. A month alone gives the month's period; a day
without its year, or a weekday, gives none: what is not said is not made up.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from servanda.intake.lexicon import any_of, named, words
from servanda.period import Period

__all__ = ["Dateline", "date_in", "find_dateline", "first_date", "is_date_line", "written_period"]

_LONGEST_DATELINE = 140


class Dateline(NamedTuple):
    """A dateline: its words without the dash and the agency, the period that it names, and where the text after it begins."""

    text: str
    published: Period | None
    end: int


@cache
def _date() -> str:
    """The source of a pattern for a written date with groups y/m/d; used once in each pattern, since groups have names."""
    month = any_of(sorted(named("months"), key=len, reverse=True))
    ordinal = any_of(words("ordinal"))
    year = rf"(?P<{{0}}>(?:19|20)\d\d)(?:\s?{any_of(words('year_word'))}(?!\w))?"
    day = r"(?P<{0}>[0-3]?\d)"
    return (
        rf"(?:{day.format('d1')}{ordinal}?\s(?P<m1>{month})(?!\w)(?:,?\s{year.format('y1')})?"
        rf"|(?P<m2>{month})\s{day.format('d2')}{ordinal}?(?!\d)(?:,?\s{year.format('y2')})?"
        rf"|(?P<m3>{month}),?\s{year.format('y3')}"
        rf"|(?P<y4>(?:19|20)\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d)(?:T[\d:.+Z-]*)?"
        rf"|(?P<d5>[0-3]?\d)[./](?P<m5>[01]?\d)[./](?P<y5>(?:19|20)\d\d)(?:\s?{any_of(words('year_word'))}(?!\w))?)"
    )


def _period(found: re.Match[str]) -> Period | None:
    """The period that a match of `_date` names, None without a year or for a day that no calendar has."""
    groups = {name[0]: text for name, text in found.groupdict().items() if text and len(name) == 2}
    if "y" not in groups:
        return None
    month_text = groups["m"].casefold()
    year, month = int(groups["y"]), int(month_text) if month_text.isdigit() else named("months")[month_text]
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if "d" not in groups:
        return Period(date(year, month, 1), date(year, month, last), found.group())
    day = int(groups["d"])
    return Period(date(year, month, day), date(year, month, day), found.group()) if 1 <= day <= last else None


def date_in(text: str) -> Period | None:
    """The first date in a text.

    >>> str(date_in("Done at Oslo on 3 May 2029, in two copies."))
    '2029-05-03'
    """
    found = re.search(rf"(?<!\w){_date()}", text, re.IGNORECASE)
    return _period(found) if found else None


@cache
def _whole_date() -> re.Pattern[str]:
    label = any_of((*words("published"), *words("updated")))
    weekday = any_of(sorted(named("weekdays"), key=len, reverse=True))
    zone = r"(?:\s?(?:[ap]\.?m\.?|[A-Z]{3,4}|[+-]\d\d:?\d\d))?"
    clock = rf"(?:,?\s?(?:[|·—–-]|at|à|в)?\s?[012]?\d(?:[:h]|\sh\s)[0-5]\d(?:[:][0-5]\d)?{zone})?"
    return re.compile(
        rf"(?:{label}\s?:?\s)?(?:{weekday}\.?,?\s)?(?:le\s)?{_date()}(?:,\s{weekday}(?!\w))?{clock}\.?", re.IGNORECASE
    )


def written_period(line: str) -> Period | None:
    """The period of a line that is a date and nothing else, perhaps with a label, a weekday and a time of day.

    >>> str(written_period("Published: Monday, 19 December 2022, 14:05")), str(written_period("декабрь 2022"))
    ('2022-12-19', '2022-12-01/2022-12-31')
    >>> written_period("On 19 December 2022 they met.") is None
    True
    """
    dated = [found for part in _parts(line) if (found := _whole_date().fullmatch(part))]
    return next((period for found in dated if (period := _period(found))), None)


@cache
def _between_dates() -> re.Pattern[str]:
    """What parts the dates of one line: a bar or a dot, or a comma or space before a label."""
    label = any_of((*words("published"), *words("updated")))
    return re.compile(rf"\s*[|·•]\s*|[,;]?\s(?={label}\s?:?\s\S*\d)", re.IGNORECASE)


def _parts(line: str) -> list[str]:
    """The parts of a short line that may be dates, those that a label says are of changes put last."""
    if len(line) > _LONGEST_DATELINE:
        return []
    return sorted(_between_dates().split(" ".join(line.split())), key=lambda part: bool(_updated().match(part)))


@cache
def _updated() -> re.Pattern[str]:
    return re.compile(any_of(words("updated")), re.IGNORECASE)


@cache
def _published() -> re.Pattern[str]:
    """The beginning of a line that a label says is the day of publication."""
    return re.compile(rf"(?:.*[|·•,]\s)?{any_of(words('published'))}\s?:?\s", re.IGNORECASE)


def first_date(lines: Iterable[str]) -> tuple[Period, str] | None:
    """The period of the line that tells the day of publication, and that line: one with a label before one without.

    >>> found = first_date(["Tuesday 12 November 2019", "They met.", "Updated: 14/11/2019 | Published: 11/11/2019"])
    >>> str(found[0]), found[1][:7]
    ('2019-11-11', 'Updated')
    """
    dated = [(period, line) for line in lines if (period := written_period(line))]
    return min(dated, key=lambda found: not _published().match(found[1]), default=None)


def is_date_line(line: str) -> bool:
    """Whether a line is a date and nothing else.

    >>> is_date_line("5 апреля 2023 г."), is_date_line("2023")
    (True, False)
    """
    return any(_whole_date().fullmatch(part) for part in _parts(line))


_CAPITALS = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄЎҐ]"
_NAME = rf"{_CAPITALS}[^\W\d_]*(?:[\s'’.-]{{1,2}}(?:[^\W\d_]{{1,4}}[\s'’-])?{_CAPITALS}[^\W\d_]*){{0,3}}"
_SHOUTED = rf"{_CAPITALS}{{2,}}(?:[\s'’.-]{{1,2}}{_CAPITALS}+){{0,4}}"
_DASH = r"(?:[–—]|--?)"
_SLASHED = r"/[^/\n]{2,40}/[.,:]?"


@cache
def _dated() -> re.Pattern[str]:
    """A dateline with a date: any capitalised place, or none before a full stop and a dash."""
    agency = r"(?:\s?\([^()]{2,40}\)|,?\s?/[^/]{2,40}/)?"
    place = rf"(?P<place>{_SHOUTED}(?:[/,]\s?{_SHOUTED})*|{_NAME}(?:[/,]\s?{_NAME})?)"
    weekday = any_of(sorted(named("weekdays"), key=len, reverse=True))
    when = rf"(?:(?i:{weekday})\.?,?\s)?(?i:{_date()})"
    return re.compile(
        rf"(?:{place}(?:,|\.|\s\(|\s)\s?)?(?P<when>{when})(?P<after>\)?[.,]?{agency}\.?\s*(?:{_DASH}\s|[–—]|:\s)|[.,]?\s?\([^()]{{2,40}}\)[.:]?\s|[.,]?\s?{_SLASHED}\s)"
    )


@cache
def _dated_first() -> re.Pattern[str]:
    """A dateline in which the day comes before the place: "6 апреля, Минск /Агентство/. "."""
    place = rf"(?P<place>{_SHOUTED}|{_NAME})"
    return re.compile(rf"(?i:{_date()}),?\s{place}(?:\s?{_SLASHED}|\s?\([^()]{{2,40}}\)[.:]?|\.?\s?{_DASH})\s")


@cache
def _placed() -> re.Pattern[str]:
    """A dateline without a date: a place in capitals, perhaps with a weekday or the agency, and a sign that ends it."""
    places = rf"{_SHOUTED}(?:[/,]\s?{_SHOUTED})*"
    weekday = any_of(sorted(named("weekdays"), key=len, reverse=True))
    agency = r"(?:\s?\([^()]{2,40}\))?"
    dash = rf"(?:,\s{_NAME})?{agency}[.,]?\s*(?:[–—]\s?|--?\s)"
    return re.compile(
        rf"(?P<day>{places},\s(?i:{weekday}))\.?{agency}(?:\s?{_DASH}|\s?{_SLASHED}|(?<=\.))\s"
        rf"|(?P<place>{places})(?:{dash}|[.,]?\s?{_SLASHED}\s|\s\([^()]{{2,40}}\)[.:]\s)"
    )


def find_dateline(text: str) -> Dateline | None:
    """The dateline with which a paragraph begins, or None.

    >>> found = find_dateline("MINSK, 19 December 2022 — The presidents met.")
    >>> found.text, str(found.published)
    ('MINSK, 19 December 2022', '2022-12-19')
    >>> find_dateline("LYON – Le ministre a parlé.").text, find_dateline("Le ministre – absent – se tait.")
    ('LYON', None)
    """
    head = text[:_LONGEST_DATELINE].replace("\xa0", " ").replace("\u202f", " ")
    if dated := _dated().match(head):
        return Dateline(text[: dated.end("when")].strip(), _period(dated), dated.end())
    if dated := _dated_first().match(head):
        return Dateline(text[: dated.end("place")].strip(), _period(dated), dated.end())
    if placed := _placed().match(head):
        return Dateline(text[: placed.end(placed.lastgroup or 0)].strip(), None, placed.end())
    return None
