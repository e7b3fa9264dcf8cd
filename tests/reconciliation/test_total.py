"""Parts of periods, and cumulative figures against what periods brought."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.claim import Claim, Figure, Measure
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import Quantity, QuantityKind
from servanda.reconciliation import reconcile


def paid(saying, name, value, when):
    """A cumulative amount, rounded as the amounts of periods are."""
    quantity = saying.volume(value, when).quantity
    return saying.claim(name, Figure(Measure.DONE, Period.parse(when), quantity))


def test_ten_months_half_years_and_months_make_no_more_than_the_year(saying, verdicts):
    year = saying.claim("y", saying.volume(40, "2029"))
    assert verdicts(saying.claim("a", saying.volume(45, "2029-01/2029-10")), year) == [("contradiction", ("a", "y"))]
    halves = saying.claim("a", saying.volume(25, "2029-H1")), saying.claim("b", saying.volume(18, "2029-H2"))
    assert verdicts(*halves, year) == [("contradiction", ("a", "b", "y"))]
    assert verdicts(halves[0], saying.claim("b", saying.volume(15, "2029-H2")), year) == []
    quarter = [saying.claim("q", saying.volume(9, "2029-Q1"))]
    months = [saying.claim(f"m{n}", saying.volume(3, f"2029-0{n}")) for n in (1, 2, 3)]
    assert verdicts(*quarter, *months) == []
    assert verdicts(saying.claim("q", saying.volume(12, "2029-Q1")), *months) == [
        ("contradiction", ("m1", "m2", "m3", "q"))
    ]


def test_increment_between_two_cumulative_figures(saying, verdicts):
    before, added = paid(saying, "a", 10, "2028-12-31"), saying.claim("b", saying.volume(3, "2029"))
    assert verdicts(before, added, paid(saying, "c", 12, "2029-12-31")) == []  # 9.5 + 2.5 = 12
    assert verdicts(before, added, paid(saying, "c", 13, "2029-12-31")) == []
    assert verdicts(before, added, paid(saying, "c", 11, "2029-12-31")) == [("contradiction", ("a", "b", "c"))]
    assert verdicts(before, added, paid(saying, "c", 15, "2029-12-31")) == [("contradiction", ("a", "b", "c"))]
    assert verdicts(before, added, paid(saying, "c", 15, "2030-06-30")) == []
    assert verdicts(before, added, paid(saying, "c", 11, "2029-06-30")) == []
    assert verdicts(saying.claim("b", saying.volume(14, "2029")), paid(saying, "c", 12, "2029-12-31")) == [
        ("contradiction", ("b", "c"))
    ]
    assert (
        verdicts(saying.claim("b", saying.volume(14, "2029"), topic="other"), paid(saying, "c", 12, "2029-12-31")) == []
    )
    assert verdicts(saying.claim("b", saying.volume(14, "2029", "USD")), paid(saying, "c", 12, "2029-12-31")) == []


def test_period_adds_to_what_is_told_to_date_in_the_one_state_there_is(saying, verdicts):
    def in_state(name, value, state):
        return saying.claim(name, saying.done(value, "2029-12-31", unit="EUR", state=state))

    year = saying.claim("b", saying.volume(14, "2029"))
    assert verdicts(year, in_state("c", 12, "paid")) == [("contradiction", ("b", "c"))]
    assert verdicts(year, in_state("c", 12, "paid"), in_state("d", 20, "approved")) == []


def test_sum_of_a_cumulative_figure_is_shown(saying):
    claims = [
        paid(saying, "a", 10, "2028-12-31"),
        saying.claim("b", saying.volume(3, "2029")),
        paid(saying, "c", 11, "2029-12-31"),
    ]
    (one,) = reconcile(claims, date(2031, 1, 1))
    assert (one.relation, one.arithmetic[-2:]) == (
        "total",
        ("done 2029-12-31: [9.5, 10.5) + [2.5, 3.5) = [12, 14) EUR", "[10.5, 11.5) ∩ [12, 14) = ∅"),
    )
    assert "part of all that was reached by its end" in one.explanation["en"]


def test_count_over_a_period_is_within_the_count_at_its_end(saying, verdicts):
    year = saying.claim("a", saying.done(12, "2029", unit="law"), said="2030-02-01")
    assert verdicts(year, saying.claim("b", saying.done(10, "2029-12-31", unit="law"))) == [
        ("contradiction", ("a", "b"))
    ]
    assert verdicts(year, saying.claim("b", saying.done(10, "2030-01-15", unit="law"), said="2030-02-01")) == [
        ("contradiction", ("a", "b"))
    ]
    assert verdicts(year, saying.claim("b", saying.done(12, "2029-12-31", unit="law"))) == []
    assert verdicts(year, saying.claim("b", saying.done(30, "2029-12-31", unit="law"))) == []
    assert verdicts(year, saying.claim("b", saying.done(10, "2029-11-30", unit="law"))) == []
    assert verdicts(year, saying.claim("b", saying.done(10, "2029-12-31", unit="law", state="signed"))) == []


def test_count_so_far_this_year_is_within_the_count_of_the_day_it_was_said(saying, verdicts):
    so_far = saying.claim("a", saying.done(12, "2029", unit="law"), said="2029-10-01")
    later = saying.claim("b", saying.done(10, "2029-11-01", unit="law"), said="2029-11-02")
    sooner = saying.claim("b", saying.done(10, "2029-09-01", unit="law"), said="2029-09-02")
    assert verdicts(so_far, later) == [("contradiction", ("a", "b"))]
    assert verdicts(so_far, sooner) == []


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.data())
@settings(max_examples=60)
def test_true_counts_by_year_and_to_date_never_contradict(added, data):
    claims, total = [], 0
    for number, new in enumerate(added):
        total, year = total + new, 2020 + number
        told = {f"{year}-12-31": total, str(year): data.draw(st.sampled_from([new, total]))}
        for when, value in told.items():
            figure = Figure(Measure.DONE, Period.parse(when), Quantity.exact(value, "law"), state="adopted")
            claims.append(Claim(when, "laws", "Code", (figure,), Period.parse("2030"), speaker=when, topic="laws"))
    assert [one for one in reconcile(claims, date(2031, 1, 1)) if one.verdict != "consistent"] == []


@given(st.lists(st.integers(0, 900), min_size=2, max_size=6), st.data())
@settings(max_examples=60)
def test_true_amounts_by_year_and_to_date_never_contradict(added, data):
    def told(name, measure, when, value):
        step = data.draw(st.sampled_from([1, 10]))
        rounded = (value + step // 2) // step * step
        interval = Interval(Fraction(rounded - step), Fraction(rounded + step))
        quantity = Quantity("", interval, interval, None, "EUR", QuantityKind.CURRENCY)
        figure = Figure(measure, Period.parse(when), quantity)
        return Claim(name, "paid", "Fund", (figure,), Period.parse("2030"), speaker=name, topic="paid")

    claims, total = [], 0
    for number, new in enumerate(added):
        total, year = total + new, 2020 + number
        claims.append(told(f"v{year}", Measure.VOLUME, str(year), new))
        if data.draw(st.booleans()):
            claims.append(told(f"c{year}", Measure.DONE, f"{year}-12-31", total))
    assert [one for one in reconcile(claims, date(2031, 1, 1)) if one.verdict == "contradiction"] == []
