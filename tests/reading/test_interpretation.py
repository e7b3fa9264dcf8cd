"""The two readings of a number, as docs/method.md gives them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.quantity import Comparator, QuantityKind
from servanda.reading.interpretation import interpret, interpret_change, interpret_range, step_of

KIND = QuantityKind
NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2).map(Fraction)
STEPS = st.integers(-2, 9).map(lambda power: Fraction(10) ** power)


@pytest.mark.parametrize(
    ("value", "step", "comparator", "kind", "literal", "usual"),
    [
        (74, 1, "=", KIND.PERCENTAGE, "[73.5, 74.5)", "[73.5, 74.5)"),
        (100, 1, "=", KIND.PERCENTAGE, "[99.5, 100]", "[99.5, 100]"),
        (46, 1, ">", KIND.PERCENTAGE, "(46, 100]", "(46, 50]"),
        (46, 1, "<", KIND.PERCENTAGE, "[0, 46)", "[40, 46)"),
        (40, 1, "~", KIND.PERCENTAGE, "[35, 45]", "[35, 45]"),
        (54, 1, "~", KIND.CURRENCY, "[53, 55]", "[53, 55]"),
        (80, 1, "<~", KIND.PERCENTAGE, "(75, 80)", "(75, 80)"),
        (55, 1, "<~", KIND.CURRENCY, "(54, 55)", "(54, 55)"),
        (Fraction(9, 2), Fraction(1, 10), ">", KIND.FACTOR, "(4.5, ∞)", "(4.5, 5]"),
        (8000, 1, ">", KIND.NUMBER, "(8000, ∞)", "(8000, 9000]"),
        (310, 1, ">", KIND.NUMBER, "(310, ∞)", "(310, 400]"),
        (125, 1, ">", KIND.NUMBER, "(125, ∞)", "(125, 130]"),
        (100, 1, "<", KIND.NUMBER, "[0, 100)", "[90, 100)"),
        (8, 1, "=", KIND.FACTOR, "[7.5, 8.5]", "[7.5, 8.5]"),
        (60, 1, ">=", KIND.PERCENTAGE, "[60, 100]", "[60, 100]"),
        (60, 1, "<=", KIND.PERCENTAGE, "[0, 60]", "[0, 60]"),
        (10000, 1, "?", KIND.NUMBER, "[20000, 100000)", "[20000, 100000)"),
        (100000, 1, "?", KIND.NUMBER, "[200000, 1000000)", "[200000, 1000000)"),
        (1000, 1, "?", KIND.NUMBER, "[2000, 1000000)", "[2000, 10000)"),
        (700_000, 1, "=", KIND.CURRENCY, "[699500, 700500)", "[699500, 700500)"),
        (3_000_000, 1, "=", KIND.CURRENCY, "[2500000, 3500000)", "[2500000, 3500000)"),
    ],
)
def test_readings(value, step, comparator, kind, literal, usual):
    readings = interpret(Fraction(value), Fraction(step), Comparator(comparator), kind)
    assert [str(reading) for reading in readings] == [literal, usual]


def test_counts_are_exact_and_measures_are_rounded():
    assert str(interpret(Fraction(28), Fraction(1), Comparator.EQUAL, KIND.NUMBER, counted=True)[0]) == "[28, 28]"
    assert str(interpret(Fraction(28), Fraction(1), Comparator.EQUAL, KIND.NUMBER)[0]) == "[27.5, 28.5)"
    rounded = interpret(Fraction(8_700_000), Fraction(100_000), Comparator.EQUAL, KIND.NUMBER, counted=True)[0]
    assert str(rounded) == "[8650000, 8750000)"


def test_changes_are_factors():
    assert str(interpret_change(Fraction(19, 2), Fraction(1, 10))[0]) == "[1.0945, 1.0955)"
    assert str(interpret_change(Fraction(6), Fraction(1), falling=True)[0]) == "(0.935, 0.945]"
    assert interpret_change(Fraction(120), Fraction(1), falling=True)[0].is_empty


def test_ranges_take_their_ends_in_either_order():
    assert str(interpret_range(Fraction(80), Fraction(70), KIND.PERCENTAGE)[0]) == "[70, 80]"


@given(NUMBERS, STEPS, st.sampled_from(Comparator), st.sampled_from(KIND), st.booleans())
def test_usual_is_a_part_of_literal(value, step, comparator, kind, counted):
    literal, usual = interpret(value, step, comparator, kind, counted=counted)
    assert usual.intersection(literal) == usual
    if not literal.is_empty:
        assert not usual.is_empty


@given(NUMBERS, STEPS, st.sampled_from(KIND))
def test_the_number_written_is_in_its_own_reading(value, step, kind):
    for comparator in (Comparator.EQUAL, Comparator.ABOUT, Comparator.AT_LEAST, Comparator.AT_MOST):
        share_above_all = kind is KIND.PERCENTAGE and value > 100
        if not share_above_all:
            assert value in interpret(value, step, comparator, kind)[0]


@given(NUMBERS)
def test_the_last_digit_divides_the_number(value):
    assert (value / step_of(value)).denominator == 1
