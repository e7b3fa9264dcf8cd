"""The tables of bulk downloads: what they are called, which columns they have, of which kind, and what refers to what.

Takes nothing but tables.yaml; gives the tables. What stands in a cell is made into text, or into a number, here as well, so that
every format says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import yaml

from servanda.interval import Interval, decimal_text
from servanda.message import LANGUAGES
from servanda.period import Period

__all__ = ["LIST_SIGN", "Cell", "Column", "Row", "Table", "bounds", "cell_text", "ends", "tables"]

Cell = str | int | Fraction | bool | date | tuple[str, ...] | None
Row = Mapping[str, Cell]
LIST_SIGN = "\n"
"""What stands between the texts of a list in formats whose cells are single texts."""
_ROUNDED = Context(prec=15)
"""As far as a number is written that has no end as a decimal."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its `type` (text, list, whole, number, yes-no, day), its titles, the table that it refers to, its unit."""

    name: str
    type: str
    titles: Mapping[str, str]
    of: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its titles, its columns, and the names of those that tell rows apart."""

    name: str
    titles: Mapping[str, str]
    key: tuple[str, ...]
    columns: tuple[Column, ...]


@cache
def tables() -> tuple[Table, ...]:
    """All tables, in order.

    >>> [table.name for table in tables()][:3], tables()[1].columns[1].of
    (['about', 'entries', 'declared'], 'entries')
    """
    given = yaml.safe_load(Path(__file__).with_name("tables.yaml").read_text(encoding="utf-8"))
    return tuple(
        Table(name, one["title"], tuple(one["key"]), tuple(_column(*each) for each in one["columns"].items()))
        for name, one in given.items()
    )


def _column(name: str, given: Mapping[str, str]) -> Column:
    titles = {lang: given[lang] for lang in LANGUAGES}
    return Column(name, given["type"], titles, given.get("of", ""), given.get("unit", ""))


def cell_text(cell: Cell) -> str:
    """A cell as text: numbers as decimals, days as ISO 8601 has them, the texts of a list on lines of their own.

    >>> [cell_text(one) for one in (Fraction(147, 2), Fraction(-2, 3), True, None, ("a", "b c"), date(2031, 5, 1))]
    ['73.5', '-0.666666666666667', 'true', '', 'a\\nb c', '2031-05-01']
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return LIST_SIGN.join(" ".join(one.split()) for one in cell)
    if isinstance(cell, Fraction):
        text = decimal_text(cell)
        return text if "/" not in text else f"{_ROUNDED.divide(Decimal(cell.numerator), Decimal(cell.denominator)):f}"
    return str(cell)


def ends(first: str, last: str, period: Period | None) -> dict[str, Cell]:
    """The first and last day of a period in two columns."""
    return {first: period.start if period else None, last: period.end if period else None}


def bounds(low: str, high: str, interval: Interval | None) -> dict[str, Cell]:
    """The bounds of an interval in two columns."""
    return {low: interval.low if interval else None, high: interval.high if interval else None}
