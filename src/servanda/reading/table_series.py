"""Rows of a table of official statistics as Series of one observation each.

Takes rows as intake reads them and the file's name for errors; gives each row's series with its line, and one TableError for
each row that cannot be taken, so that the other rows go on. The columns:

- `series`: the id under which values belong together; `measure`, `subject`, `unit`: what it measures, of what, in which unit
  ("billion EUR", "tonnes", "per cent", and "RUB per USD" or "RUB per 100 JPY" for a rate of exchange, which needs no subject);
- `period`: a day, month, quarter or year; `value`: the number as it was printed, since its last digit tells its rounding;
- `published`: the day of the vintage that the value belongs to; `source`: where it stands;
- `definition`: what the office says that it covers; `qualifiers`: its scopes as claims name them ("goods"), `;` between them.

The last four may be empty. Rows of one series must agree in what they say of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from servanda.claim import Measure
from servanda.errors import TableError
from servanda.period import Period
from servanda.quantity import QuantityKind
from servanda.reading.phrases import Lookup, merged
from servanda.reading.table_columns import in_our_columns
from servanda.reading.table_measures import meaning_of
from servanda.reading.table_periods import read_period
from servanda.reading.table_topics import qualifiers_of, split_scope
from servanda.reading.table_units import Unit, read_unit
from servanda.reading.table_values import decimal
from servanda.series import PLANNED, Observation, Series

__all__ = ["REQUIRED", "SeriesRow", "read_series"]

REQUIRED = ("series", "measure", "unit", "period", "value")
"""The columns that a row cannot do without; one that is no rate of exchange needs its subject too."""

_NUMBER = re.compile(r"(?P<sign>[+\-−–]?)\s*(?P<digits>\d[\d\s'’.,]*)\s*%?")
_BOTH_WAYS = re.compile(r"[A-Z]{3}\s*/\s*[A-Z]{3}")
_SAME = ("measure", "subject", "unit", "qualifiers", "definition")
"""What rows of one series must agree in."""


class SeriesRow(NamedTuple):
    """A row: the line that it begins on, and its series with the one observation."""

    line: int
    series: Series


_Key = tuple[str, Period, Period | None]


def read_series(rows: Iterable[Mapping[str, str | int]], file: str) -> tuple[list[SeriesRow], list[TableError]]:
    """The observations of a table, and the errors of the rows that are refused.

    >>> row = {"series": "s1", "measure": "trade turnover", "subject": "Northern trade, goods", "unit": "billion EUR",
    ...     "period": "2029", "value": "14.2", "published": "2030-03-14", "source": "Office"}
    >>> taken, errors = read_series([{"row": 2, **row}, {"row": 3, **row, "period": "2030", "value": "many"}], "trade.csv")
    >>> series = taken[0].series
    >>> series.topic, series.subject, series.qualifiers, series.unit, str(series.observations[0].interval)
    ('trade', 'Northern trade', frozenset({'goods'}), 'EUR', '[14150000000, 14250000000]')
    >>> str(errors[0])
    "trade.csv:3: The column 'value' holds no number. Found 'many'. Write it as it was printed, like 14.2, 14,2 or 1 420."
    """
    named = [in_our_columns(row, "series_columns") for row in rows]
    lacking = [column for column in REQUIRED if named and not any(column in row for row in named)]
    if lacking:
        known = ", ".join(name for name in named[0] if name != "row")
        return [], [
            TableError(
                "columns-missing",
                file=file,
                value=known,
                remedy="name-columns",
                columns=", ".join(lacking),
                required=", ".join(REQUIRED),
            )
        ]
    taken: list[SeriesRow] = []
    errors: list[TableError] = []
    firsts: dict[str, SeriesRow] = {}
    seen: dict[_Key, int] = {}
    for position, row in enumerate(named, 2):
        line = int(row.get("row", position))
        cells = {name: str(cell).strip() for name, cell in row.items() if name != "row"}
        try:
            new = SeriesRow(line, _series(cells, file, line))
            _agrees(new, firsts.setdefault(new.series.id, new), file)
            _is_new(new, seen, file)
        except TableError as error:
            errors.append(error)
        else:
            taken.append(new)
    return taken, errors


def _agrees(row: SeriesRow, first: SeriesRow, file: str) -> None:
    """Raises TableError where the row says something else of its series than the series' first one."""
    for name in _SAME:
        if getattr(first.series, name) != getattr(row.series, name):
            raise TableError(
                "series-differs",
                file=file,
                line=row.line,
                value=row.series.id,
                remedy="give-series-own-id",
                field=name,
                row=first.line,
            )


def _is_new(row: SeriesRow, seen: dict[_Key, int], file: str) -> None:
    """Raises TableError where the table has the value of this period and vintage already."""
    (one,) = row.series.observations
    line = seen.setdefault((row.series.id, one.when, one.published), row.line)
    if line != row.line:
        raise TableError(
            "value-in-row", file=file, line=row.line, value=str(one.when), remedy="remove-or-date", row=line
        )


def _series(cells: Mapping[str, str], file: str, line: int) -> Series:
    """One row's series; raises TableError naming the row, the column and what is expected there."""
    if _BOTH_WAYS.fullmatch(cells.get("unit", "")):
        raise TableError("rate-both-ways", file=file, line=line, value=cells["unit"], remedy="write-rate")
    unit, is_rate = _unit(cells.get("unit", ""))
    for column in REQUIRED if is_rate else (*REQUIRED, "subject"):
        if not cells.get(column):
            raise TableError("column-empty", file=file, line=line, remedy="fill-or-remove", column=column)
    when = _period(cells["period"], "period", file, line)
    published = _period(cells["published"], "published", file, line) if cells.get("published") else None
    found = _NUMBER.fullmatch(cells["value"])
    if found is None:
        raise TableError("no-number", file=file, line=line, value=cells["value"], remedy="write-as-printed")
    value, step = decimal(found["digits"].strip(" .,'’"))
    signed = -value if found["sign"] in ("-", "−", "–") else value
    measure = " ".join(cells["measure"].split())
    subject, qualifiers = split_scope(cells.get("subject", ""))
    meaning = meaning_of(measure, unit, when)
    if unit.kind is QuantityKind.FACTOR or meaning.measure is Measure.GROWTH:
        raise TableError("series-of-growth", file=file, line=line, value=measure, remedy="give-amounts")
    named = {word.strip() for word in cells.get("qualifiers", "").split(";") if word.strip()}
    source = cells.get("source", "")
    return Series(
        id=cells["series"],
        measure=measure,
        subject=subject,
        unit=unit.unit or "",
        source=source,
        observations=(Observation(when, signed * unit.scale, published, step * unit.scale, source),),
        topic=meaning.topic or subject.lower(),
        qualifiers=qualifiers | qualifiers_of(measure) | named,
        definition=cells.get("definition", ""),
        state=PLANNED if meaning.measure is Measure.PLANNED else meaning.state,
    )


def _period(text: str, column: str, file: str, line: int) -> Period:
    """The days in a cell, known at both ends."""
    try:
        period = read_period(text)
    except ValueError:
        period = Period(None, None)
    if period.start is None or period.end is None:
        raise TableError(
            "column-no-known-period", file=file, line=line, value=text, remedy="write-known-period", column=column
        )
    return Period(period.start, period.end)


@cache
def _per() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{Lookup({'per': merged('table')['per']}).source})\s*", re.IGNORECASE)


def _unit(text: str) -> tuple[Unit, bool]:
    """The unit of the row's values in the shared vocabulary, and whether it is a rate of exchange."""
    many, *rest = _per().split(text.strip(), maxsplit=1)
    found = re.fullmatch(r"(?P<number>\d*)\s*(?P<unit>\D.*)", rest[0]) if rest else None
    if found is None:
        return read_unit(text), False
    one, other = read_unit(many), read_unit(found["unit"])
    if not one.kind is other.kind is QuantityKind.CURRENCY:
        return read_unit(text), False
    scale = one.scale / (other.scale * int(found["number"] or 1))
    return Unit(f"{one.unit} per {other.unit}", QuantityKind.NUMBER, scale, physical=True), True
