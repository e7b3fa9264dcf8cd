"""Statistics leave as SDMX-CSV with their vintages."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from servanda.exports.disclosed import disclosed
from servanda.exports.public import Public
from servanda.exports.sdmx import COLUMNS, time_period, write_sdmx
from servanda.period import Period
from servanda.series import Observation, Series

FIRST = Observation(Period.parse("2022"), Fraction(43, 10), Period.parse("2023-03-01"), Fraction(1, 10))
REVISED = Observation(Period.parse("2022"), Fraction(44, 10), Period.parse("2024-03-01"), Fraction(1, 10))
UNDATED = Observation(Period.parse("2023-01/2023-10"), Fraction(-7))
ENDLESS = Observation(Period.parse("since 2023"), Fraction(1))
TRADE = Series(
    "lake,trade", "trade turnover", "Lake trade", "EUR", "=Office", (FIRST, REVISED, UNDATED), qualifiers=frozenset({"b", "a"}),
)  # fmt: skip


def rows(account, *series):
    out = io.BytesIO()
    agreement = replace(account.agreement, licence="CC-BY-4.0")
    whole = replace(account, agreement=agreement, series=series)
    result = write_sdmx(Public(disclosed(whole, (), account.as_of), 41), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode()))), result


def test_each_vintage_is_an_observation_of_its_own(account):
    told, result = rows(account, TRADE)
    assert result == (3, ())
    assert list(told[0]) == list(COLUMNS)
    assert [(row["SERIES"], row["VINTAGE"], row["TIME_PERIOD"], row["OBS_VALUE"]) for row in told] == [
        ("lake,trade", "2023-03-01", "2022", "4.3"),
        ("lake,trade", "2024-03-01", "2022", "4.4"),
        ("lake,trade", "_U", "2023-01-01/P304D", "-7"),
    ]
    keys = [(row["SERIES"], row["VINTAGE"], row["TIME_PERIOD"]) for row in told]
    assert len(set(keys)) == len(keys), "dimensions tell observations apart"


def test_it_says_the_day_the_version_the_licence_and_the_unit(account):
    (row, *_), _ = rows(account, TRADE)
    assert (row["STRUCTURE"], row["STRUCTURE_ID"], row["ACTION"]) == ("dataflow", "SERVANDA:lake-accord(1.0.0)", "I")
    assert (row["EXTRACTED"], row["RECORD_VERSION"], row["LICENCE"]) == ("2026-11-24", "41", "CC-BY-4.0")
    assert (row["UNIT_MEASURE"], row["ROUNDING"], row["QUALIFIERS"], row["SOURCE"]) == (
        "EUR",
        "0.1",
        "a; b",
        "'=Office",
    )


def test_days_without_an_end_are_left_out_and_told(account):
    told, result = rows(account, replace(TRADE, observations=(ENDLESS, FIRST)))
    assert (len(told), result) == (1, (1, ("lake,trade",)))


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 800))
def test_two_periods_are_never_written_alike(first, length):
    """What is written can be read as the same days."""
    period = Period(first, date.fromordinal(first.toordinal() + length))
    text = time_period(period)
    if "/P" in text:
        start, _, days = text.partition("/P")
        assert (date.fromisoformat(start), int(days[:-1])) == (period.start, period.days)
    else:
        assert Period.parse(text.replace("-S", "-H")) == period
