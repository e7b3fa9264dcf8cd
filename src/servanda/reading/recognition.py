"""The plain reading of numbers, shares, sums of money and dates that `servanda quantities` prints.

It finds every number of a text, counted or not, as others' tools do, so that it can be measured beside them; what a number
means in a sentence is for `quantities` and `dates`.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import cache

from servanda.interval import decimal_text
from servanda.reading.amounts import amounts_in
from servanda.reading.dates import time_rows
from servanda.reading.lexicon import lexicon, readable
from servanda.reading.numerals import Number, numbers_in

__all__ = ["recognise"]

_DIGITS = 15


def recognise(text: str, lang: str, reference: date | None = None) -> list[dict[str, str | int]]:
    """What is found, as rows with `start`, `end` (exclusive), `kind` and `value`, in the notation of the scorer of quantities.

    An open end of a date range is written None, as that notation has it.

    >>> recognise("up 6 % to $7", "en")[1:3]
    [{'start': 3, 'end': 6, 'kind': 'percentage', 'value': '6'}, {'start': 10, 'end': 12, 'kind': 'currency', 'value': '7'}]
    """
    language = readable(lang)
    found = numbers_in(text, language)
    counted = _with_ratios(text, [number for number in found if not number.ordinal], language)
    rows = [_row(number.start, number.end, "number", _decimal(number.value)) for number in counted]
    for amount in amounts_in(text, found, language):
        if amount.unit is None:
            continue
        if amount.unit.kind == "per_cent":
            rows.append(_row(amount.start, amount.end, "percentage", _decimal(amount.value)))
        elif amount.unit.kind in ("currency", "minor"):
            rows.append(_row(amount.start, amount.end, "currency", _decimal(amount.value)))
    rows.extend(_row(*row) for row in time_rows(text, language, reference))
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def _row(start: int, end: int, kind: str, value: str) -> dict[str, str | int]:
    return {"start": start, "end": end, "kind": kind, "value": value}


def _decimal(value: Fraction) -> str:
    """The value as a decimal, to fifteen digits where it has no end."""
    shown = decimal_text(value)
    return shown if "/" not in shown else f"{float(value):.{_DIGITS}g}"


@cache
def _ratio(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{lexicon(lang, 'numbers')['ratio']})\s+", re.IGNORECASE)


def _with_ratios(text: str, numbers: list[Number], lang: str) -> list[Number]:
    """The numbers, "two out of five" and "1 over 3" made one; the first is the smaller unless one is "over" the other."""
    merged: list[Number] = []
    for number in numbers:
        last = merged[-1] if merged else None
        joined = last and 0 < number.start - last.end < 12 and _ratio(lang).fullmatch(text, last.end, number.start)
        if last and joined and number.value and (abs(last.value) < number.value or joined[0].strip() == "over"):
            merged[-1] = Number(last.start, number.end, last.value / number.value, Fraction(1))
        else:
            merged.append(number)
    return merged
