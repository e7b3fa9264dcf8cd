"""Moments of a text: years so far; the full reading of dates follows in the same file."""

from __future__ import annotations

import re
from datetime import date

from servanda.period import Period
from servanda.quantity import Moment, MomentKind

__all__ = ["find_moments", "moment_spans"]

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)(?:\s+год[ау]?)?")


def find_moments(text: str, lang: str, reference: date | None = None) -> list[Moment]:
    """The years that a text names.

    >>> [str(moment.period) for moment in find_moments("signed in 1996", "en")]
    ['1996-01-01/1996-12-31']
    """
    return [
        Moment(found[0], MomentKind.DATE, found[0][:4], Period.parse(found[0][:4]), start=found.start(), end=found.end())
        for found in _YEAR.finditer(text)
    ]


def moment_spans(text: str, lang: str) -> list[tuple[int, int]]:
    """Where the moments of a text stand."""
    return [(moment.start, moment.end) for moment in find_moments(text, lang)]
