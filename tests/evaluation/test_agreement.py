"""Krippendorff's alpha against published figures, and what has to hold whatever was decided."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from servanda.evaluation.agreement import agreement


def test_the_published_example_of_two_observers():
    """Krippendorff 2011, section A, binary data: 10 units, 4 disagreements, alpha = 1 - 19 * 4 / (14 * 6) = .095."""
    meg, owen = "0100000010", "1110010000"
    found = agreement(zip(meg, owen, strict=True))
    assert found.units == 10 and found.alike == Fraction(6, 10) and found.alpha == 1 - Fraction(19 * 4, 14 * 6)


def test_nothing_is_said_of_nothing():
    assert agreement([]) is None and agreement([("a",)]) is None
    assert agreement([("a", "a"), ("a", "a")]).alpha is None


UNITS = st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), min_size=1, max_size=12)


@given(UNITS)
def test_the_order_of_people_and_things_does_not_matter(units):
    assert agreement(units) == agreement([list(reversed(unit)) for unit in reversed(units)])


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=12))
def test_who_always_agree_have_one(decisions):
    assert agreement([(one, one) for one in decisions]).alpha == (1 if len(set(decisions)) > 1 else None)
