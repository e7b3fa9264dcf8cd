"""Claims against official statistics: vintages, sums, growth, shares, definitions; each expected value worked out by hand."""

import pickle
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from servanda.claim import Claim, Figure, Measure
from servanda.finding import Degree
from servanda.period import Period
from servanda.quantity import Comparator, Quantity, QuantityKind
from servanda.reading.interpretation import interpret
from servanda.reconciliation import Background, reconcile
from servanda.series import PLANNED, Observation, Series

DAY = date(2032, 1, 1)


def printed(when, value, published=None, step="0.1"):
    """A value as an office prints it, in the series' own unit."""
    known = Period.parse(published) if published else None
    return Observation(Period.parse(when), Fraction(value), known, Fraction(step))


def series(*observations, name="s1", measure="trade turnover", unit="EUR", source="Office", topic="trade", **more):
    return Series(name, measure, "Northern trade", unit, source, observations, topic=topic, **more)


TRADE = series(
    printed("2028", "13.1", "2029-03-10"), printed("2029", "14.2", "2030-03-14"), printed("2029", "14.9", "2031-03-14")
)


@pytest.fixture
def found(saying):
    """The findings of the relation on one claim."""

    def findings(*figures, said="2030-04-01", beside=(TRADE,), topic="trade", **more):
        claim = saying.claim("a", *figures, said=said, subject="Northern trade", topic=topic, **more)
        return [one for one in reconcile([claim], DAY, Background(series=beside)) if one.relation == "series"]

    return findings


def test_a_claim_that_fits_the_newest_figure_is_consistent(found, saying):
    (one,) = found(saying.volume("14.9", "2029", step="0.1"), said="2031-04-01")
    assert (one.verdict, one.claims) == ("consistent", ("a",))
    assert one.arithmetic == (
        "s1 (Office, 2031-03-14): 2029 = [14.85, 14.95] EUR",
        "a: 2029 = [14.85, 14.95) EUR",
        "[14.85, 14.95) ∩ [14.85, 14.95] = [14.85, 14.95)",
    )
    assert "Office" in one.explanation["en"] and "published on 14 March 2031" in one.explanation["en"]


def test_a_claim_true_by_the_figures_of_the_day_is_no_contradiction(found, saying):
    (one,) = found(saying.volume("14.2", "2029", step="0.1"), said="2030-04-01")
    assert (one.verdict, one.since) == ("consistent", date(2031, 3, 14))
    assert "true by the figures of the day, since revised" in one.explanation["en"]
    assert "exacte selon les chiffres du jour, révisés depuis" in one.explanation["fr"]
    assert "верно по данным того дня, с тех пор пересмотренным" in one.explanation["ru"]


def test_a_claim_by_a_figure_already_replaced_is_a_tension(found, saying):
    (one,) = found(saying.volume("14.2", "2029", step="0.1"), said="2031-04-01")
    assert one.verdict == "tension"
    assert "an earlier figure, 14.2 euros; that had been revised to 14.9 euros" in one.explanation["en"]


def test_a_claim_that_fits_no_vintage_contradicts_the_series_alone(found, saying):
    (one,) = found(saying.volume("12.2", "2029", step="0.1"))
    assert (one.verdict, one.claims) == ("contradiction", ("a",))
    assert one.arithmetic[-2:] == ("[12.15, 12.25) ∩ [14.15, 14.25] = ∅", "[12.15, 12.25) ∩ [14.85, 14.95] = ∅")
    # from 12.25 to 14.85 are 2.6; 2.6 of 12.25 + 14.85 = 27.1
    assert one.degree == Degree(Fraction("2.6"), "EUR", Fraction(26, 271))


def test_before_the_first_figure_is_out_it_stands_for_that_of_the_day(found, saying):
    (one,) = found(saying.volume("14.2", "2029", step="0.1"), said="2030-01-15")
    assert one.verdict == "consistent" and "Nothing had been published" in one.explanation["en"]
    (one,) = found(saying.volume("12.2", "2029", step="0.1"), said="2030-01-15")
    assert one.verdict == "contradiction" and "the first figure, published on 14 March 2030" in one.explanation["en"]
    assert one.since == date(2030, 3, 14)


def test_what_lay_ahead_and_what_no_series_speaks_of_is_not_judged(found, saying):
    assert found(saying.volume("20", "2031"), said="2030-04-01") == []
    assert found(saying.volume("20", "2027"), said="2030-04-01") == []
    assert found(saying.volume("20", "2029", unit="USD")) == []
    assert found(saying.volume("20", "2029"), topic="exports") == []


def test_words_that_fit_by_the_letter_alone_are_a_tension(found, saying):
    (one,) = found(saying.volume("9", "2029", comparator=">"), said="2031-04-01")
    # more than 9 is usually said of 9 to 10, and the series has 14.9
    assert one.verdict == "tension"
    assert found(saying.volume("14", "2029", comparator=">"), said="2031-04-01")[0].verdict == "consistent"


def months(values, year=2029):
    return [printed(f"{year}-{month:02}", value) for month, value in enumerate(values, 1)]


def test_months_add_up_to_the_claims_period_if_all_are_there(found, saying):
    ten = months(["1.0", "1.1", "1.2", "1.3", "1.4", "1.0", "1.1", "1.2", "1.3", "1.4"])
    claim = saying.volume("12", "2029-01/2029-10", step="0.1")
    (one,) = found(claim, beside=(series(*ten),))
    assert one.verdict == "consistent"
    # ten values of ± 0.05 that add up to 12.0
    assert one.arithmetic[-1] == "[11.95, 12.05) ∩ [11.5, 12.5] = [11.95, 12.05)"
    (one,) = found(saying.volume("13", "2029-01/2029-10", step="0.1"), beside=(series(*ten),))
    assert one.verdict == "contradiction"
    assert found(claim, beside=(series(*ten[:4], *ten[5:]),)) == []


def test_growth_is_held_against_the_quotient_of_two_periods(found, saying):
    # 14.85 / 13.15 = 1.1292..., 14.95 / 13.05 = 1.1455...
    (one,) = found(saying.growth("1.20", "2029", "2028"), said="2031-04-01")
    assert one.verdict == "contradiction"
    assert one.arithmetic[-3:] == (
        "2029 / 2028: [14.85, 14.95] / [13.05, 13.15] ≈ (1.129, 1.146)",
        "a: 2029 / 2028 = [1.195, 1.205)",
        "[1.195, 1.205) ∩ (1.129, 1.146) = ∅",
    )
    assert found(saying.growth("1.14", "2029", "2028"), said="2031-04-01")[0].verdict == "consistent"
    # by the figures of 2030: 14.15 / 13.15 = 1.076..., 14.25 / 13.05 = 1.0919...
    (one,) = found(saying.growth("1.08", "2029", "2028"), said="2030-04-01")
    assert one.verdict == "consistent" and "since revised" in one.explanation["en"]


def test_a_share_is_held_against_done_and_planned(found, saying):
    done = series(
        printed("2029-06-30", 45, step="0"), name="d", measure="bridges built", unit="bridge", topic="completion"
    )
    planned = series(
        printed("2029-06-30", 60, step="0"), name="p", measure="bridges planned", unit="bridge", topic="completion", state=PLANNED
    )  # fmt: skip
    beside = (done, planned)
    (one,) = found(saying.share(75, "2029-06-30"), topic="completion", beside=beside)
    assert one.verdict == "consistent" and "100 × 45 / 60 = 75 per cent" in one.arithmetic
    (one,) = found(saying.share(80, "2029-06-30"), topic="completion", beside=beside)
    assert one.verdict == "contradiction"
    assert found(saying.share(80, "2029-07-01"), topic="completion", beside=beside) == []


def test_a_share_of_some_day_of_a_month_is_a_tension_at_most(found, saying):
    share = series(printed("2029-05", 70, step="1"), measure="completion", unit="per cent", topic="progress")
    (one,) = found(saying.share(80, "2029-05"), topic="progress", beside=(share,))
    assert one.verdict == "tension" and "on which day of the period" in one.explanation["en"]


def test_growth_without_a_currency_is_not_held_against_series_in_several(found, saying):
    two = (
        series(printed("2028", 13), printed("2029", 14)),
        series(printed("2028", 13), printed("2029", 20), name="s2", unit="RUB"),
    )
    assert found(saying.growth("1.30", "2029", "2028"), beside=two) == []
    (one,) = found(saying.volume(20, "2029", unit="RUB"), saying.growth("1.30", "2029", "2028"), beside=two)
    # 20 ± 0.05 over 13 ± 0.05 is 1.53 or more
    assert one.verdict == "contradiction" and "s2 (Office)" in one.arithmetic[0]


def test_another_definition_is_a_tension_at_most(found, saying):
    goods = series(printed("2029", "10.0"), qualifiers=frozenset({"goods"}), definition="goods only, fob")
    (one,) = found(saying.volume("14", "2029"), beside=(goods,), qualifiers=frozenset({"goods and services"}))
    assert one.verdict == "tension" and "“goods only, fob”" in one.explanation["en"]
    services = frozenset({"services"})
    assert found(saying.volume("14", "2029"), beside=(goods,), qualifiers=services) == []
    # a series with the claim's own definition takes the place of those with another
    own = series(printed("2029", "14.2"), name="s2")
    assert found(saying.volume("14", "2029"), beside=(goods, own))[0].verdict == "consistent"
    # a part of the subject is not the whole
    assert found(saying.volume("9", "2029"), beside=(own,), qualifiers=frozenset({"transport"})) == []


def test_a_claim_that_one_of_two_offices_bears_out_is_true_by_an_official_figure(found, saying):
    north, south = (
        series(printed("2029", value), name=name, source=name.title())
        for name, value in (("north", "14.2"), ("south", "12.0"))
    )
    (one,) = found(saying.volume("14.2", "2029", step="0.1"), beside=(north, south))
    assert one.verdict == "consistent" and "(South), gives 12 euros, which does not fit" in one.explanation["en"]
    (one,) = found(saying.volume("16", "2029"), beside=(north, south))
    assert one.verdict == "contradiction"


def test_a_claim_is_judged_by_its_worst_figure(found, saying):
    (one,) = found(saying.volume("14.9", "2029", step="0.1"), saying.growth("1.30", "2029", "2028"), said="2031-04-01")
    assert one.verdict == "contradiction" and "[1.295, 1.305)" in one.arithmetic[-1]


def test_a_series_without_days_has_one_vintage(found, saying):
    (one,) = found(saying.volume("14", "2029"), beside=(series(printed("2029", "14.2")),))
    assert one.verdict == "consistent"
    assert one.arithmetic[0] == "s1 (Office): 2029 = [14.15, 14.25] EUR"
    assert "published" not in one.explanation["en"]


def test_a_series_in_another_currency_is_compared_by_the_rates_of_the_period(found, saying):
    rates = Series(
        "r", "exchange rate", "", "USD per EUR", "Bank", tuple(printed(f"2029-{m:02}", "1.10", step="0.02") for m in range(1, 13))
    )  # fmt: skip
    dollars = saying.volume("15.7", "2029", unit="USD", step="0.1")
    (one,) = found(dollars, said="2030-04-01", beside=(series(printed("2029", "14.2")), rates))
    # 14.15 × 1.09 = 15.4235, 14.25 × 1.11 = 15.8175
    assert one.verdict == "consistent"
    assert "converted to the claim’s" in one.explanation["en"]
    assert "Bank, USD per EUR: 2029: [14.15, 14.25] EUR × [1.09, 1.11] = [15.4235, 15.8175] USD" in one.arithmetic
    (one,) = found(saying.volume("17", "2029", unit="USD"), beside=(series(printed("2029", "14.2")), rates))
    assert one.verdict == "contradiction" and one.arithmetic[-1] == "[16.5, 17.5) ∩ [15.4235, 15.8175] = ∅"


def test_what_was_worked_out_stays_in_its_process(found, saying):
    beside, other = Background(series=(TRADE,)), Background(series=(TRADE,))
    claim = saying.claim("a", saying.volume(12, "2029"), subject="Northern trade", topic="trade")
    findings = reconcile([claim], DAY, beside)
    assert beside == other and beside != Background()
    copied = pickle.loads(pickle.dumps(beside))  # noqa: S301
    assert copied == beside and "_worked" in vars(beside) and "_worked" not in vars(copied)
    assert [one.id for one in reconcile([claim], DAY, copied)] == [one.id for one in findings] != []


@given(
    st.fractions(min_value=1, max_value=10_000, max_denominator=1000),
    st.sampled_from([Fraction(1, 100), Fraction(1, 10), Fraction(1), Fraction(10)]),
    st.sampled_from([Fraction(1, 100), Fraction(1, 10), Fraction(1), Fraction(10)]),
    st.integers(-2000, 2000),
)
def test_a_true_figure_rightly_rounded_never_contradicts_the_series(true, step, claimed_step, shift):
    value, claimed = (step * round(true / step) for step in (step, claimed_step))
    official = series(Observation(Period.parse("2029"), value, Period.parse("2030-03-14"), step))
    literal, usual = interpret(claimed, claimed_step, Comparator.EQUAL, QuantityKind.CURRENCY)
    quantity = Quantity("", literal, usual, claimed, "EUR", QuantityKind.CURRENCY)
    figure = Figure(Measure.VOLUME, Period.parse("2029"), quantity)
    said = Period.day(date.fromordinal(date(2030, 3, 14).toordinal() + shift))
    claim = Claim("a", "trade turnover", "Northern trade", (figure,), said, "Speaker", topic="trade")
    findings = reconcile([claim], date(2040, 1, 1), Background(series=(official,)))
    assert [one.verdict for one in findings] in ([], ["consistent"])


@given(st.integers(1000, 9999), st.integers(2, 500), st.booleans())
def test_a_figure_pushed_out_of_both_roundings_is_always_found(printed_value, push, upward):
    official = series(
        Observation(Period.parse("2029"), Fraction(printed_value), Period.parse("2030-03-14"), Fraction(1))
    )
    value = Fraction(printed_value + (push if upward else -push))
    assume(value % 1000)  # "9,000" is read as nine thousand, rounded
    literal, usual = interpret(value, Fraction(1), Comparator.EQUAL, QuantityKind.CURRENCY)
    figure = Figure(
        Measure.VOLUME, Period.parse("2029"), Quantity("", literal, usual, value, "EUR", QuantityKind.CURRENCY)
    )
    claim = Claim(
        "a", "trade turnover", "Northern trade", (figure,), Period.parse("2030-05-01"), "Speaker", topic="trade"
    )
    (one,) = reconcile([claim], date(2040, 1, 1), Background(series=(official,)))
    # from the printed figure to the claim are `push`; half a unit of each is rounding
    assert one.verdict == "contradiction" and one.degree is not None and one.degree.gap == push - 1
