"""What shares and counts can be at all: within limits, whole, and in steps of the things that they are of."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.claim import Claim, Figure, Measure
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT, Comparator, Quantity, QuantityKind
from servanda.reading.interpretation import interpret
from servanda.reconciliation import reconcile

DAY = "2029-03-01"


def found(*claims):
    return [(str(one.verdict), one.relation, one.claims) for one in reconcile(claims, date(2031, 1, 1))]


def test_share_that_no_whole_number_gives_asks_what_it_is_of(saying):
    (one,) = reconcile([saying.claim("a", saying.share(74, DAY), saying.planned(28, DAY, unit="programme"))])
    assert (str(one.verdict), one.relation, one.claims) == ("tension", "bounds", ("a",))
    assert one.arithmetic == (
        "a: 2029-03-01 = [73.5, 74.5) per cent",
        "100 × 20 / 28 ≈ (71.42, 71.43) per cent",
        "100 × 21 / 28 = 75 per cent",
    )
    assert "20 would be about 71.42%, 21 would be 75%" in one.explanation["en"]
    assert "such as single activities" in one.explanation["en"]


@pytest.mark.parametrize(
    ("share", "sign", "plan"),
    [
        (75, "=", 28),  # 21
        (71, "=", 28),  # 20 of 28 is 71.4
        (80, "<~", 28),  # 22 of 28 is 78.6
        (74, "=", 27),  # 20 of 27 is 74.1
        (74, "=", 310),  # 229 of 310 is 73.9
        (100, "=", 28),
        (0, "=", 28),
        (74, "~", 28),  # 73 to 75 holds 75
        (70, ">", 28),
    ],
)
def test_share_that_a_whole_number_gives_is_nothing(saying, share, sign, plan):
    assert found(saying.claim("a", saying.share(share, DAY, sign), saying.planned(plan, DAY))) == []


def test_steps_are_asked_for_only_where_one_claim_says_both_and_no_count(saying):
    share, plan = saying.share(74, DAY), saying.planned(28, DAY)
    assert found(saying.claim("a", share), saying.claim("b", plan)) == []
    assert found(saying.claim("a", share, saying.planned(28, "2028-01-01"))) == []
    counted = found(saying.claim("a", share, saying.done(20, DAY), plan))
    assert counted == [("contradiction", "ratio", ("a",))]
    assert found(saying.claim("a", share, plan, saying.planned(310, DAY, unit="task"))) == []


def test_open_end_that_a_whole_number_touches_is_not_reached(saying):
    share = saying.share(75, DAY)
    literal = Interval(Fraction(75), Fraction(78), low_open=True)
    above = replace(share, quantity=replace(share.quantity, literal=literal, usual=literal))
    assert found(saying.claim("a", above, saying.planned(28, DAY))) == [("tension", "bounds", ("a",))]
    closed = Interval(Fraction(75), Fraction(78))
    touching = replace(share, quantity=replace(share.quantity, literal=closed, usual=closed))
    assert found(saying.claim("a", touching, saying.planned(28, DAY))) == []


def test_half_a_thing_is_none(saying):
    figure = saying.done(12, DAY)
    half = Interval(Fraction("12.45"), Fraction("12.55"), high_open=True)
    broken = replace(figure, quantity=replace(figure.quantity, literal=half, usual=half, value=Fraction("12.5")))
    (one,) = reconcile([saying.claim("a", broken)])
    assert (str(one.verdict), one.relation, one.claims) == ("contradiction", "bounds", ("a",))
    assert one.arithmetic[-1] == "12 < [12.45, 12.55) < 13"
    rough = Interval(Fraction("12.5"), Fraction("13.5"), high_open=True)
    whole = replace(figure, quantity=replace(figure.quantity, literal=rough, usual=rough))
    assert found(saying.claim("a", whole)) == []
    length = replace(broken, quantity=replace(broken.quantity, unit="kilometre"))
    assert found(saying.claim("a", length)) == []


@given(st.integers(1, 400), st.data(), st.sampled_from([Fraction(1), Fraction(1, 10)]))
def test_true_share_of_a_plan_is_never_a_tension(plan, data, step):
    done = data.draw(st.integers(0, plan))
    share = Fraction(100 * done, plan)
    value = (share / step + Fraction(1, 2)).__floor__() * step
    literal, usual = interpret(value, step, Comparator.EQUAL, QuantityKind.PERCENTAGE)
    told = Quantity("", literal, usual, value, PER_CENT, QuantityKind.PERCENTAGE)
    figures = (
        Figure(Measure.SHARE, Period.parse(DAY), told),
        Figure(Measure.PLANNED, Period.parse(DAY), Quantity.exact(plan, "bridge")),
    )
    assert reconcile([Claim("a", "completion", "Road plan", figures, Period.parse(DAY), topic="completion")]) == []
