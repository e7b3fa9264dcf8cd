"""Tables of official statistics, as offices publish them in three languages."""

from fractions import Fraction

import pytest

from servanda.reading.table_series import read_series

ROW = {
    "series": "s1",
    "measure": "exports",
    "subject": "Northern trade",
    "unit": "million EUR",
    "period": "2029",
    "value": "14",
}


def one(**cells):
    taken, errors = read_series([{"row": 2, **ROW, **cells}], "t.csv")
    assert errors == []
    return taken[0].series


def error(**cells):
    taken, (found,) = read_series([{"row": 2, **ROW, **cells}], "t.csv")
    assert taken == [] and found.line == 2
    return found.message


@pytest.mark.parametrize(
    ("value", "number", "step"),
    [("14.20", "14.2", "0.01"), ("14,2", "14.2", "0.1"), ("1 420", "1420", "1"), ("1,420", "1420", "1"), ("−3.5", "-3.5", "0.1")],
)  # fmt: skip
def test_the_last_digit_printed_is_the_rounding(value, number, step):
    (found,) = one(value=value).observations
    assert (found.value, found.step) == (Fraction(number) * 10**6, Fraction(step) * 10**6)


@pytest.mark.parametrize(
    ("unit", "name", "scale"),
    [
        ("RUB per USD", "RUB per USD", 1),
        ("roubles par dollar", "RUB per USD", 1),
        ("руб. за доллар", "RUB per USD", 1),
        ("RUB per 100 JPY", "RUB per JPY", Fraction(1, 100)),
        ("млрд руб.", "RUB", 10**9),
        ("thousand tonnes", "tonne", 1000),
        ("tonnes per year", "tonne", 1),
        ("per cent", "per cent", 1),
    ],
)
def test_units_come_into_the_shared_vocabulary(unit, name, scale):
    series = one(unit=unit)
    assert (series.unit, series.observations[0].value) == (name, 14 * scale)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2029M02", "2029-02-01/2029-02-28"),
        ("2029-M11", "2029-11-01/2029-11-30"),
        ("2029-W03", "2029-01-15/2029-01-21"),
        ("2029-Q1", "2029-01-01/2029-03-31"),
        ("2029", "2029-01-01/2029-12-31"),
    ],
)
def test_periods_may_be_in_the_notation_of_data_services(period, days):
    assert str(one(period=period).observations[0].when) == days


def test_a_month_that_is_none_is_refused():
    assert error(period="2029M13") == "The column 'period' is no day, month, quarter or year."


def test_columns_may_have_their_names_in_other_languages():
    row = {
        "row": 2,
        "ряд": "s1",
        "показатель": "экспорт",
        "предмет": "Торговля",
        "единица": "EUR",
        "период": "2029",
        "значение": "14",
    }
    (taken,), errors = read_series([row], "t.csv")
    assert errors == [] and (taken.line, taken.series.id, taken.series.topic) == (2, "s1", "exports")


def test_scopes_come_from_subject_measure_and_their_own_column():
    assert one(subject="Northern trade, goods").qualifiers == {"goods"}
    assert one(measure="exports of goods").qualifiers == {"goods"}
    assert one(qualifiers="goods; fob").qualifiers == {"goods", "fob"}
    states = [one(measure=f"programmes {state}", unit="programme").state for state in ("planned", "completed")]
    assert states == ["planned", "done"]


def test_what_cannot_be_taken_is_said():
    assert error(value="..") == "The column 'value' holds no number."
    assert error(period="after 2029") == "The column 'period' is no day, month, quarter or year."
    assert error(published="later") == "The column 'published' is no day, month, quarter or year."
    assert error(subject="") == "The column 'subject' is empty."
    assert error(unit="RUB/USD") == "This rate of exchange can be read both ways."
    assert error(unit="% of the previous year") == "This is a series of growth."


def test_rows_of_one_series_agree_and_come_once():
    rows = [ROW, {**ROW, "period": "2030", "unit": "tonne"}, ROW, {**ROW, "published": "2030-03-14"}]
    taken, errors = read_series([{"row": number, **row} for number, row in enumerate(rows, 2)], "t.csv")
    assert [row.line for row in taken] == [2, 5]
    assert [(error.line, error.message) for error in errors] == [
        (3, "The series has another unit than in row 2."),
        (4, "The value of this period and day of publication is already in row 2."),
    ]
