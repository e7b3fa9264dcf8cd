"""The official statistics that claims are held against, as SDMX-CSV 2.0: one observation a row.

Each day of publication is a vintage of its own and stands among the dimensions, so that no revision takes an earlier value's
place. The statistic's words, its unit and rounding, and the day, version and licence of the export are attributes.
"""

from __future__ import annotations

import calendar
import csv
import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import BinaryIO

from servanda.exports.cells import begins_formula
from servanda.exports.public import Public
from servanda.exports.tables import cell_text
from servanda.period import Period
from servanda.series import Observation, Series

__all__ = ["COLUMNS", "time_period", "write_sdmx"]

COLUMNS = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "SERIES", "VINTAGE", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "ROUNDING", "MEASURE",
    "SUBJECT", "QUALIFIERS", "STATE", "DEFINITION", "SOURCE", "LICENCE", "RECORD_VERSION", "EXTRACTED",
)  # fmt: skip
"""What the file is of and what is done with it; three dimensions; the value; attributes."""
_UNKNOWN = "_U"
_NO_ID = re.compile(r"[^A-Za-z0-9_@$\-]")


def write_sdmx(public: Public, out: BinaryIO) -> tuple[int, tuple[str, ...]]:
    """Write the observations; gives how many, and the statistics with values for days that have no end, which SDMX cannot hold.

    >>> from fractions import Fraction
    >>> from servanda.agreement import Agreement
    >>> from servanda.exports.disclosed import disclosed
    >>> from servanda.exports.report import Account
    >>> value = Observation(Period.parse("2029-Q2"), Fraction(71, 5), Period.parse("2030-03-14"), Fraction(1, 10))
    >>> trade = Series("trade", "turnover", "Northern trade", "EUR", "Office", (value,))
    >>> account = Account(Agreement("accord", {}), date(2031, 5, 1), series=(trade,))
    >>> write_sdmx(Public(disclosed(account, (), account.as_of), 7), file := io.BytesIO())
    (1, ())
    >>> file.getvalue().decode().splitlines()[1][:80]
    'dataflow,SERVANDA:accord(1.0.0),I,trade,2030-03-14,2029-Q2,14.2,EUR,0.1,turnover'
    """
    number, left_out = 0, dict[str, bool]()
    text = io.TextIOWrapper(out, "utf-8", errors="backslashreplace", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    flow = f"SERVANDA:{_NO_ID.sub('_', public.account.agreement.id) or '_'}(1.0.0)"
    head = public.head
    for series in public.account.series:
        told = (head["licence"], head["version"], head["day"])
        for one in series.observations:
            when = time_period(one.when)
            if when is None:
                left_out[series.id] = True
                continue
            row = (
                "dataflow",
                flow,
                "I",
                series.id,
                _vintage(one),
                when,
                cell_text(one.value),
                *_attributes(series, one),
                *told,
            )
            writer.writerow([f"'{cell}" if begins_formula(cell) else cell for cell in row])
            number += 1
    text.detach()
    return number, tuple(left_out)


def time_period(period: Period) -> str | None:
    """A period as SDMX writes it; None where it has no first or no last day.

    >>> [time_period(Period.parse(one)) for one in ("2029", "2029-H2", "2029-Q1", "2029-05", "2029-01/2029-10", "../2029")]
    ['2029', '2029-S2', '2029-Q1', '2029-05', '2029-01-01/P304D', None]
    """
    first, last = period.start, period.end
    if first is None or last is None:
        return None
    if first == last:
        return str(first)
    for name, start, end in _stretches(first.year):
        if (start, end) == (first, last):
            return name
    return f"{first}/P{(last - first + timedelta(days=1)).days}D"


def _stretches(year: int) -> Iterator[tuple[str, date, date]]:
    """The year, its halves, quarters and months, each with its first and last day."""
    for months, sign in ((12, ""), (6, "-S"), (3, "-Q"), (1, "-")):
        for place in range(12 // months):
            last = (place + 1) * months
            name = f"{year}{sign}{place + 1:02}" if months == 1 else f"{year}{sign}{place + 1 if sign else ''}"
            yield name, date(year, last - months + 1, 1), date(year, last, calendar.monthrange(year, last)[1])


def _vintage(one: Observation) -> str:
    return (time_period(one.published) if one.published else None) or _UNKNOWN


def _attributes(series: Series, one: Observation) -> tuple[str, ...]:
    rounding = cell_text(one.step) if one.step else ""
    words = (series.measure, series.subject, "; ".join(sorted(series.qualifiers)), series.state, series.definition)
    return (series.unit, rounding, *words, one.source or series.source)
