"""Made-up agreements with a known truth: true reports never contradict each other, and falsehoods are found.

What clashes is worked out there by trying every set of reports on the truth's own days and months.
"""

from datetime import date
from fractions import Fraction

import pytest
from feasibility import Row, possible
from histories import clashes, history

from servanda.reconciliation import examine

DAY = date(2031, 1, 1)


def contradictions(claims):
    return {frozenset(one.claims) for one in examine(claims, DAY).findings if one.verdict == "contradiction"}


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_true_reports_never_contradict_each_other(first):
    for seed in range(first, first + 50):
        told = history(seed)
        assert not told.falsehoods
        assert contradictions(told.claims) == set(), f"seed {seed}"


@pytest.mark.parametrize("seed", range(40, 64))
def test_contradictions_are_the_sets_that_clash_on_the_truths_own_terms(seed):
    told = history(seed, Fraction(1, 5), reports=9)
    found = contradictions(told.claims)
    assert {one for one in found if len(one) <= 3} == clashes(told.sayings)
    false = {one.claim.id for one in told.falsehoods}
    assert all(one & false for one in found)


def test_some_falsehoods_of_each_kind_are_made():
    faults = {one.fault for seed in range(200) for one in history(seed, Fraction(1, 3)).falsehoods}
    assert faults == {"exaggerates", "lags", "redefines", "confuses scopes"}


def test_same_seed_gives_the_same_history():
    assert history(7, Fraction(1, 4)) == history(7, Fraction(1, 4)) != history(9, Fraction(1, 4))


def row(most, strict=False, **factors):
    return Row({name: Fraction(factor) for name, factor in factors.items()}, Fraction(most), strict)


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([row(-2, x=-1), row(2, x=1)], True),  # x is 2
        ([row(-2, x=-1), row(2, True, x=1)], False),  # x is at least 2 and below 2
        ([row(-1, x=1)], False),  # nothing is below 0
        ([row(0, True, x=1, y=-1), row(0, True, y=1, x=-1)], False),  # x < y < x
        ([row(10, x=1, y=1), row(-6, x=-1), row(-5, y=-1)], False),  # 6 and 5 are more than 10
        ([row(11, x=1, y=1), row(-6, x=-1), row(-5, y=-1)], True),  # 6 and 5 are 11
        ([row(11, True, x=1, y=1), row(-6, x=-1), row(-5, y=-1)], False),
        ([row(0, True, x=-1), row(0, x=3, y=-2), row(0, y=3, z=-2), row(0, z=1, x=-2)], False),  # x ≤ 4/9 z ≤ 8/9 x
        ([row(0, True, x=-1), row(0, x=1, y=-2), row(0, y=1, z=-2), row(0, z=1, x=-2)], True),
    ],
)
def test_rows_are_judged_as_by_hand(rows, answer):
    assert possible(rows) is answer
