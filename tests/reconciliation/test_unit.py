"""The same amount in two currencies or units: by the rates of the period, and only by them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.interval import Interval
from servanda.period import Period
from servanda.reconciliation import Background, examine, left_out_because, reconcile
from servanda.reconciliation.conversion import factor_between
from servanda.series import Observation, Series

DAY = date(2032, 1, 1)
MONTHLY = ["2.60", "2.62", "2.65", "2.70", "2.72", "2.75", "2.80", "2.82", "2.85", "2.88", "2.90", "2.95"]


def rates(*observations, unit="BYN per EUR", measure="exchange rate"):
    printed = (Observation(Period.parse(when), Fraction(value), step=Fraction(1, 100)) for when, value in observations)
    return Series("r", measure, "rouble", unit, "National Bank", tuple(printed))


MONTHS = rates(*((f"2029-{month:02}", value) for month, value in enumerate(MONTHLY, 1)))


@pytest.fixture
def found(saying):
    def findings(one, two, *series):
        claims = [saying.claim(name, figure, topic="trade") for name, figure in (("a", one), ("b", two))]
        return [one for one in reconcile(claims, DAY, Background(series=series)) if one.verdict != "consistent"]

    return findings


def test_two_currencies_meet_between_the_least_and_the_greatest_rate(found, saying):
    euros, roubles = saying.volume(14, "2029"), saying.volume(52, "2029", unit="BYN")
    (one,) = found(euros, roubles, MONTHS)
    # 51.5 / 2.955 = 17.428... and 52.5 / 2.595 = 20.231...
    assert (one.verdict, one.relation, one.claims) == ("contradiction", "unit", ("a", "b"))
    assert one.arithmetic == (
        "a: 2029 = [13.5, 14.5) EUR",
        "b: 2029 = [51.5, 52.5) BYN",
        "National Bank, BYN per EUR: 2029: [51.5, 52.5) BYN / [2.595, 2.955] ≈ (17.42, 20.24) EUR",
        "[13.5, 14.5) ∩ (17.42, 20.24) = ∅",
    )
    assert found(euros, saying.volume(42, "2029", unit="BYN"), MONTHS) == []
    assert found(euros, saying.volume(35, "2029", unit="BYN"), MONTHS) == []


def test_a_rate_quoted_the_other_way_round_says_the_same(found, saying):
    inverse = rates(*((f"2029-{month:02}", "0.40") for month in range(1, 13)), unit="EUR per BYN")
    euros, roubles = saying.volume(14, "2029"), saying.volume(52, "2029", unit="BYN")
    (one,) = found(euros, roubles, inverse)
    # 13.5 / 0.405 = 33.33..., 14.5 / 0.395 = 36.70...
    assert "[13.5, 14.5) EUR / [0.395, 0.405] ≈ (33.33, 36.71) BYN" in one.arithmetic[2]
    assert found(euros, saying.volume(34, "2029", unit="BYN"), inverse) == []


def test_without_rates_for_the_whole_period_nothing_is_compared(found, saying):
    euros, roubles = saying.volume(14, "2029"), saying.volume(52, "2029", unit="BYN")
    assert found(euros, roubles) == []
    assert found(euros, roubles, rates(*((f"2029-{month:02}", "2.60") for month in (1, 2, 3, 12)))) == []
    prices = rates(*((f"2029-{month:02}", "2.60") for month in range(1, 13)), measure="price")
    assert found(euros, roubles, prices) == []
    other = rates(*((f"2029-{month:02}", "2.60") for month in range(1, 13)), unit="BYN per USD")
    assert found(euros, roubles, other) == []


def test_an_average_of_the_whole_period_makes_a_tension_at_most(found, saying):
    average = rates(("2029", "2.75"))
    (one,) = found(saying.volume(14, "2029"), saying.volume(52, "2029", unit="BYN"), average)
    assert (one.verdict, one.relation, one.claims) == ("tension", "unit", ("a", "b"))
    # 13.5 × 2.745 = 37.0575, 14.5 × 2.755 = 39.9475
    assert one.arithmetic[-1] == "[37.0575, 39.9475) ∩ [51.5, 52.5) = ∅"
    assert found(saying.volume(14, "2029"), saying.volume(38, "2029", unit="BYN"), average) == []


def test_a_part_in_one_currency_is_held_against_a_whole_in_another(found, saying):
    (one,) = found(saying.volume(14, "2029-01/2029-10"), saying.volume(32, "2029", unit="BYN"), MONTHS)
    # 32.5 / 2.595 = 12.52..., less than the 13.5 of ten months
    assert (one.verdict, one.relation, one.claims) == ("contradiction", "total", ("a", "b"))
    assert found(saying.volume(14, "2029-01/2029-10"), saying.volume(42, "2029", unit="BYN"), MONTHS) == []


def test_physical_units_convert_exactly(found, saying):
    assert found(saying.volume(12, "2029", unit="tonne"), saying.volume(12_400, "2029", unit="kilogram")) == []
    (one,) = found(saying.volume(12, "2029", unit="tonne"), saying.volume(12_600, "2029", unit="kilogram"))
    assert (one.verdict, one.relation) == ("contradiction", "unit")
    assert one.arithmetic[2] == "2029: [12599.5, 12600.5) kilogram / 1000 = [12.5995, 12.6005) tonne"
    assert found(saying.volume(12, "2029", unit="tonne"), saying.volume(99, "2029", unit="kilometre")) == []


def test_a_rate_of_a_day_holds_over_a_weekend_and_no_longer():
    friday = rates(("2029-06-01", "2.70"))
    by = {day: factor_between("eur", "byn", Period.parse(f"2029-06-{day}"), (friday,)) for day in ("01", "03", "09")}
    assert by["01"].interval == by["03"].interval == Interval(Fraction("2.695"), Fraction("2.705"))
    assert by["09"] is None


def test_running_totals_and_plans_are_not_converted_at_the_rates_of_the_day(found, saying):
    day = rates(("2029-06-30", "2.70"))
    paid = [saying.done(amount, "2029-06-30", unit=unit, state="paid") for amount, unit in ((14, "EUR"), (52, "BYN"))]
    assert found(*paid, day) == []
    assert found(saying.planned(14, "2029-06-30", unit="EUR"), saying.planned(52, "2029-06-30", unit="BYN"), day) == []
    levels = [saying.level(amount, "2029-06-30", unit=unit) for amount, unit in ((14, "EUR"), (52, "BYN"))]
    assert [one.relation for one in found(*levels, day)] == ["unit"]


def test_nothing_and_what_may_be_negative_is_not_converted(found, saying):
    assert found(saying.volume(0, "2029"), saying.volume(0, "2029", unit="BYN"), MONTHS) == []
    assert found(saying.volume(-3, "2029"), saying.volume(52, "2029", unit="BYN"), MONTHS) == []


@given(st.lists(st.tuples(st.integers(1, 500), st.sampled_from(MONTHLY)), min_size=12, max_size=12))
def test_an_amount_converted_month_by_month_never_contradicts_itself(saying, monthly):
    euros = sum(amount for amount, _ in monthly)
    roubles = sum(amount * Fraction(rate) for amount, rate in monthly)
    series = rates(*((f"2029-{month:02}", rate) for month, (_, rate) in enumerate(monthly, 1)))
    claims = [
        saying.claim("a", saying.volume(euros, "2029"), topic="trade"),
        saying.claim("b", saying.volume(round(roubles), "2029", unit="BYN"), topic="trade"),
    ]
    assert [one for one in reconcile(claims, DAY, Background(series=(series,))) if one.verdict != "consistent"] == []


def test_amounts_that_nothing_converts_are_said_to_be_unlike(saying):
    euros = saying.claim("a", saying.volume(50, "2029", "EUR"))
    dollars = saying.claim("b", saying.volume(60, "2029", "USD"))
    tonnes = saying.claim("c", saying.volume(60, "2029", "tonne"))
    kilograms = saying.claim("d", saying.volume(60000, "2029", "kilogram"), topic="freight")
    outcome = examine(
        [euros, dollars, tonnes, kilograms, saying.claim("e", saying.volume(60, "2029", "tonne"), topic="freight")]
    )
    assert {one.claim: one.value for one in outcome.left_out} == {"a": "USD, tonne", "b": "EUR, tonne", "c": "EUR, USD"}
    assert "USD" in left_out_because(outcome.left_out[0], "en")
    assert not examine([euros, saying.claim("b", saying.volume(60, "2028", "USD"))]).left_out, "of another year"
