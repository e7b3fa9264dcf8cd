"""Factors of growth: chained, yearly, in a circle, and of percentages alone."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.claim import Claim, Figure, Measure
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import Comparator, Quantity, QuantityKind
from servanda.reading.interpretation import interpret
from servanda.reading.table import read_claims
from servanda.reconciliation import reconcile


def yearly(saying, factor, when, base):
    return replace(saying.growth(factor, when, base), yearly=True)


def test_yearly_rate_compounds(saying, verdicts):
    rate = saying.claim("a", yearly(saying, "1.05", "2029", "2024"))
    start = saying.claim("b", saying.volume("100.0", "2024", step="0.1"))
    # 1.045^5 = 1.246, 1.055^5 = 1.307
    assert verdicts(rate, start, saying.claim("c", saying.volume(128, "2029"))) == []
    assert verdicts(rate, start, saying.claim("c", saying.volume(124, "2029"))) == [("contradiction", ("a", "b", "c"))]
    assert verdicts(rate, start, saying.claim("c", saying.volume(132, "2029"))) == [("contradiction", ("a", "b", "c"))]
    assert verdicts(rate, start, saying.claim("c", saying.volume(105, "2029"))) == [("contradiction", ("a", "b", "c"))]
    fall = saying.claim("a", yearly(saying, "0.95", "2029", "2024"))
    assert verdicts(fall, start, saying.claim("c", saying.volume(77, "2029"))) == []  # 0.95^5 = 0.774


def test_yearly_rate_is_told_as_such_and_can_be_redone(saying):
    claims = [
        saying.claim("a", saying.volume(124, "2029"), yearly(saying, "1.05", "2029", "2024")),
        saying.claim("b", saying.volume(110, "2024")),
    ]
    (one,) = reconcile(claims, date(2031, 1, 1))
    assert "up by 5% a year on average from 2024 to 2029" in one.explanation["en"]
    assert "5 % par an en moyenne" in one.explanation["fr"] and "в год, 2024 г. → 2029 г." in one.explanation["ru"]
    assert "a: 2024 = 2029 / factor: [123.5, 124.5) / [1.045, 1.055)^5 ≈ (94.49, 99.91) EUR" in one.arithmetic


def test_yearly_rates_chain_with_those_of_single_years(saying, verdicts):
    whole = saying.claim("a", yearly(saying, "1.05", "2027", "2025"))
    assert (
        verdicts(
            whole,
            saying.claim("b", saying.growth("1.02", "2026", "2025")),
            saying.claim("c", saying.growth("1.08", "2027", "2026")),
        )
        == []
    )
    assert verdicts(
        whole,
        saying.claim("b", saying.growth("1.09", "2026", "2025")),
        saying.claim("c", saying.growth("1.08", "2027", "2026")),
    ) == [("contradiction", ("a", "b", "c"))]


def test_percentages_of_quarters_alone_chain(saying, verdicts):
    quarters = [saying.claim(f"q{n}", saying.growth("1.03", f"2029-Q{n}", f"2029-Q{n - 1}")) for n in (2, 3, 4)]
    assert verdicts(*quarters, saying.claim("y", saying.growth("1.09", "2029-Q4", "2029-Q1"))) == []
    assert verdicts(*quarters, saying.claim("y", saying.growth("1.20", "2029-Q4", "2029-Q1"))) == [
        ("contradiction", ("q2", "q3", "q4", "y"))
    ]


def test_circle_of_growth_is_a_contradiction_and_ends(saying, verdicts):
    circle = [
        saying.claim("a", saying.growth("1.1", "2028", "2027")),
        saying.claim("b", saying.growth("1.1", "2029", "2028")),
        saying.claim("c", saying.growth("1.1", "2027", "2029")),
    ]
    assert verdicts(*circle) == [("contradiction", ("a", "b", "c"))]
    back = saying.claim("c", saying.growth("0.83", "2027", "2029"))
    assert verdicts(*circle[:2], back) == []  # 1 / 1.21 = 0.826
    known = saying.claim("v", saying.volume(100, "2028"))
    assert ("contradiction", ("a", "b", "c")) in verdicts(*circle, known)
    itself = saying.claim("d", saying.growth("1.1", "2028", "2028"))
    assert verdicts(itself) == [("contradiction", ("d",))]


def row(**cells):
    basic = {"id": "r", "said_on": "2029-05-01", "speaker": "Bank", "scope": "North trade"}
    return {**basic, **cells}


def test_tables_say_in_which_words_a_rate_is_yearly():
    for measure, unit, words in (
        ("average annual growth of trade", "per cent", ""),
        ("trade growth", "per cent per year", ""),
        ("trade growth", "per cent", "trade grew by 5% a year from 2015 to 2020"),
        ("croissance annuelle moyenne du commerce", "pour cent", ""),
        ("среднегодовой рост торговли", "процент", ""),
    ):
        cells = row(measure=measure, value="5", unit=unit, as_of="2015-2020", as_reported=words)
        ((claim,), errors) = read_claims([cells], "t.tsv")
        figure = claim.figures[0]
        assert (errors, figure.measure, figure.years, claim.topic) == ([], Measure.GROWTH, 5, "trade"), measure


def test_tables_keep_growth_over_years_that_is_no_yearly_rate():
    for measure, unit, when, words in (
        ("trade growth", "per cent", "2015-2020", "trade grew by 5% from 2015 to 2020"),
        ("annual growth of trade", "per cent", "2020", "up by 5% a year earlier"),
        ("trade growth", "factor", "2015-2020", "fivefold"),
    ):
        cells = row(measure=measure, value="5", unit=unit, as_of=when, as_reported=words)
        ((claim,), errors) = read_claims([cells], "t.tsv")
        assert (errors, claim.figures[0].years) == ([], 1), measure


@given(st.lists(st.fractions(Fraction(9, 10), Fraction(12, 10), max_denominator=50), min_size=2, max_size=5), st.data())
@settings(max_examples=50)
def test_true_rates_rightly_rounded_never_contradict(factors, data):
    step, values, claims = Fraction(1, 10), [Fraction(100)], []
    for factor in factors:
        values.append(values[-1] * factor)

    def told(name, *figures):
        claims.append(Claim(name, "sales", "Market", figures, Period.parse("2040"), speaker=name, topic="sales"))

    def rounded(value, to):
        return (value / to + Fraction(1, 2)).__floor__() * to

    for number, value in enumerate(values):
        when = Period.parse(str(2020 + number))
        amount = rounded(value, step)
        literal, usual = interpret(amount, step, Comparator.EQUAL, QuantityKind.CURRENCY)
        if data.draw(st.booleans()):
            told(
                f"v{number}",
                Figure(Measure.VOLUME, when, Quantity("", literal, usual, amount, "EUR", QuantityKind.CURRENCY)),
            )
        back = data.draw(st.integers(0, number))
        if back < number:
            years, whole = number - back, value / values[back]
            low = max(k for k in range(800, 1300) if Fraction(k, 1000) ** years <= whole)
            rate = Interval(Fraction(low, 1000), Fraction(low + 1, 1000), high_open=True)
            quantity = Quantity("", rate, rate, None, None, QuantityKind.CHANGE)
            base = Period.parse(str(2020 + back))
            told(f"g{number}", Figure(Measure.GROWTH, when, quantity, base=base, yearly=True))
    assert [one for one in reconcile(claims, date(2041, 1, 1)) if one.verdict == "contradiction"] == []
