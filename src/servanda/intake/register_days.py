"""The days that columns of an office's table name: a column of statuses for each year or quarter, a day that two columns make.

Takes names of columns, and cells; gives Periods. A field "status 2024-03-31" is the status as of that day, which the column's own
name tells. `due_year` with `due_half`, `due_quarter` or `due_month` make one `due`, and those of `as_of` one `as_of`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from servanda.intake.dateline import written_period
from servanda.period import Period

__all__ = [
    "DATED", "PARTED", "PARTS", "Days", "dated_field", "days_in", "days_written", "joined_days", "named_days", "parts_of",
    "shortest",
]  # fmt: skip

Days = Callable[[str], Period | None]

DATED = "status "
"""What the field of a column of statuses begins with whose name tells their day."""
PARTS = ("year", "half", "quarter", "month")
"""What a day may be parted into, each in a column of its own; the year is one of them always."""

PARTED = ("due", "as_of")
"""The fields that may be parted so."""

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER = re.compile(r"(?:(?:[qths]|кв)\.?\s?)?([1-9]|1[0-2]|i{1,3}|iv)(?:er|e|st|nd|rd|th|-?й|-?е)?(?!\w)")
_MOST = {"half": 2, "quarter": 4, "month": 12}
_FORM = {"half": "{}-H{}", "quarter": "{}-Q{}", "month": "{}-{:02}"}


def parts_of(field: str) -> tuple[str, ...]:
    """The fields of the columns that together make a field.

    >>> parts_of("due")
    ('due_year', 'due_half', 'due_quarter', 'due_month')
    """
    return tuple(f"{field}_{part}" for part in PARTS)


def days_written(cell: str) -> Period | None:
    """The days of a cell that is as registers write it."""
    try:
        return Period.parse(cell)
    except ValueError:
        return None


def days_in(cell: str, days: Days) -> Period | None:
    """The days that a cell names and nothing else: as registers write them, as pages do, or as `days` understands them.

    >>> [str(days_in(cell, lambda cell: None)) for cell in ("2031-Q2", "30.06.2031", "soon")]
    ['2031-04-01/2031-06-30', '2031-06-30', 'None']
    """
    return days_written(cell) or written_period(cell) or days(cell)


def named_days(column: str, days: Days) -> tuple[str, Period] | None:
    """The days with which a column's name ends, and the words before them; None where it ends with none.

    >>> found = named_days("Status (2024-Q1)", lambda cell: None)
    >>> found and (found[0], str(found[1].end)), named_days("Status", lambda cell: None)
    (('Status', '2024-03-31'), None)
    """
    words = re.sub(r"[()\[\],:;]", " ", column).split()
    for place in range(len(words)):
        found = days_in(" ".join(words[place:]), days)
        if found is not None and found.end is not None:
            return " ".join(words[:place]), found
    return None


def dated_field(field: str, days: Days) -> str | None:
    """A field "status DAYS" with the last of these days; None for another.

    >>> dated_field("status 2024", lambda cell: None), dated_field("status", lambda cell: None)
    ('status 2024-12-31', None)
    """
    found = days_in(field.removeprefix(DATED).strip(), days) if field.startswith(DATED) else None
    return f"{DATED}{found.end}" if found and found.end else None


def joined_days(cells: Mapping[str, str], field: str, days: Days) -> str | None:
    """The days that the parts of a field make, as the register writes them; None where they make none.

    >>> nothing = lambda cell: None
    >>> [joined_days({"due_year": "2031", **part}, "due", nothing) for part in ({"due_quarter": "Q2"}, {"due_month": "6"}, {})]
    ['2031-Q2', '2031-06', '2031']
    >>> joined_days({"due_year": "2031", "due_quarter": "5"}, "due", nothing) is joined_days({"due_half": "1"}, "due", nothing)
    True
    """
    year = cells.get(f"{field}_year", "")
    if not re.fullmatch(r"[12]\d{3}", year):
        return None
    part = next((part for part in _MOST if cells.get(f"{field}_{part}")), None)
    if part is None:
        return year
    cell = cells[f"{field}_{part}"]
    found = _NUMBER.match(cell.casefold())
    if found is None:
        named = days(f"{cell} {year}")
        return shortest(named) if named and named.end else None
    number = _ROMAN.get(found[1]) or int(found[1])
    return _FORM[part].format(year, number) if number <= _MOST[part] else None


def shortest(period: Period) -> str:
    """A period as short as the register writes it: a day, a month, a quarter, a half-year, a year, or its two ends."""
    first = period.start
    if first is None or period.is_day:
        return str(period.end if period.is_day else period)
    units = (
        f"{first:%Y}",
        f"{first:%Y}-H{first.month // 7 + 1}",
        f"{first:%Y}-Q{(first.month + 2) // 3}",
        f"{first:%Y-%m}",
    )
    return next((unit for unit in units if Period.parse(unit) == period), str(period))
