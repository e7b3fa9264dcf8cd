"""What one cell of an office's table names, in whichever language it is typed: days, or an amount of money.

Takes the text of the cell, of which no language is known; gives the Period or the amount with its currency that the whole cell
names, or None. Two languages that read a cell differently leave it to people.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from servanda.period import Period
from servanda.quantity import QuantityKind
from servanda.reading.dates import find_moments
from servanda.reading.lexicon import LANGUAGES, lexicon
from servanda.reading.quantities import find_quantities

__all__ = ["amount_named", "days_named"]

_LONGEST = 60
_KEPT = 20_000
_Named = TypeVar("_Named")


@lru_cache(_KEPT)
def days_named(cell: str) -> Period | None:
    """The days that a cell names and nothing else, with a last day: a quarter, "by the end of 2027", "до конца 2027 года".

    >>> str(days_named("T2 2026")), str(days_named("II кв. 2026")), str(days_named("no later than 1 July 2026"))
    ('2026-04-01/2026-06-30', '2026-04-01/2026-06-30', '../2026-07-01')
    >>> days_named("after the elections of 2026"), days_named("soon")
    (None, None)
    """
    if len(cell) > _LONGEST:
        return None
    return _agreed(_days(cell, lang) for lang in LANGUAGES)


def _days(cell: str, lang: str) -> Period | None:
    moments = find_moments(cell, lang)
    if len(moments) != 1 or moments[0].period is None or moments[0].period.end is None:
        return None
    around = {"", *lexicon(lang, "dates").get("cell_words", "").split("|")}
    before, after = cell[: moments[0].start], cell[moments[0].end :]
    whole = " ".join(before.casefold().split()) in around and not after.strip(" .")
    return moments[0].period if whole else None


@lru_cache(_KEPT)
def amount_named(cell: str) -> tuple[Fraction, str] | None:
    """The money that a cell names and nothing else: how much, and the ISO 4217 code of its currency.

    >>> amount_named("1,2 Md€"), amount_named("1 250 тыс. руб.")
    ((Fraction(1200000000, 1), 'EUR'), (Fraction(1250000, 1), 'RUB'))
    >>> amount_named("12 bridges"), amount_named("€5m or €6m")
    (None, None)
    """
    if len(cell) > _LONGEST:
        return None
    return _agreed(_amount(cell, lang) for lang in LANGUAGES)


def _amount(cell: str, lang: str) -> tuple[Fraction, str] | None:
    found = find_quantities(cell, lang)
    if len(found) != 1 or found[0].kind is not QuantityKind.CURRENCY or found[0].value is None or not found[0].unit:
        return None
    whole = not cell[: found[0].start].strip() and not cell[found[0].end :].strip(" .")
    return (found[0].value, found[0].unit) if whole else None


def _agreed(read: Iterable[_Named | None]) -> _Named | None:
    """What all languages that read the cell agree on."""
    named = {one for one in read if one is not None}
    return named.pop() if len(named) == 1 else None
