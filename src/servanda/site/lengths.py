"""Lengths of time as a language counts them: 35 days, 6 months."""

from __future__ import annotations

import re

from babel.units import format_unit

__all__ = ["days", "duration"]

_UNITS = {"D": "duration-day", "W": "duration-week", "M": "duration-month", "Y": "duration-year"}
_DURATION = re.compile(r"P(\d+)([DWMY])")


def days(number: int, lang: str) -> str:
    """A number of days.

    >>> days(1, "ru"), days(35, "ru"), days(2, "fr")
    ('1 день', '35 дней', '2 jours')
    """
    return format_unit(number, "duration-day", "long", locale=lang).replace("\u00a0", " ")


def duration(iso: str, lang: str) -> str:
    """A duration of ISO 8601 in one unit; another as it is.

    >>> duration("P60D", "en"), duration("P6M", "ru"), duration("P1Y2M", "en")
    ('60 days', '6 месяцев', 'P1Y2M')
    """
    found = _DURATION.fullmatch(iso)
    if found is None:
        return iso
    return format_unit(int(found[1]), _UNITS[found[2]], "long", locale=lang).replace("\u00a0", " ")
