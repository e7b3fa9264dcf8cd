"""A completion against the register, by each way of counting: 28 programmes declared, 20 listed, 10 assessed, 8 of them done."""

from datetime import date
from fractions import Fraction

import pytest

from servanda.claim import Measure
from servanda.finding import Degree
from servanda.interval import Interval
from servanda.quantity import PER_CENT
from servanda.reconciliation import Background, reconcile
from servanda.roll_up import RollUp

DAY = date(2029, 6, 30)
SPANS = {"declared": (8, 26, 28), "listed": (8, 8, 20), "assessed": (8, 8, 10), "certain": (8, 26, 28)}


def rolled_up(spans=SPANS, level="programme", day=DAY):
    """Roll-ups of shares and numbers done, from what each method counts."""
    found = []
    for method, (least, most, whole) in spans.items():
        number = Interval(Fraction(least), Fraction(most))
        rest = ("https://office.example/q2", level, whole, DAY)
        for measure, interval, unit in (
            (Measure.SHARE, number.scaled(Fraction(100, whole)), PER_CENT),
            (Measure.DONE, number, level),
        ):
            found.append(RollUp("Northern road plan", method, day, measure, interval, unit, *rest))
    return tuple(found)


@pytest.fixture
def found(saying):
    def findings(*figures, beside=None, **more):
        background = Background(roll_ups=rolled_up() if beside is None else beside)
        claim = saying.claim("a", *figures, **more)
        return [one for one in reconcile([claim], date(2031, 1, 1), background) if one.relation == "register"]

    return findings


def test_true_of_all_listed_is_consistent_and_each_method_is_named(found, saying):
    (one,) = found(saying.share(40, "2029-06-30"))
    assert (one.verdict, one.claims) == ("consistent", ("a",))
    assert one.arithmetic == (
        "declared 2029-06-30: 100 × [8, 26] / 28 ≈ (28.57, 92.86) per cent",
        "listed 2029-06-30: 100 × 8 / 20 = 40 per cent",
        "assessed 2029-06-30: 100 × 8 / 10 = 80 per cent",
        "a: 2029-06-30 = [39.5, 40.5) per cent",
    )
    told = one.explanation["en"]
    assert (
        "listed (20 programmes), with what has not been assessed counted as not done, it is 40%: by this the claim is true"
        in told
    )
    assert "assessed (10 programmes), it is 80%: by this the claim is not true" in told


def test_true_only_while_the_unknown_is_open_is_neither_confirmed_nor_excluded(found, saying):
    (one,) = found(saying.share(60, "2029-06-30"))
    assert one.verdict == "consistent"
    assert "neither confirms the claim nor excludes it" in one.explanation["en"]
    assert "не подтверждает" in one.explanation["ru"] and "ne confirme pas" in one.explanation["fr"]


def test_true_only_of_those_assessed_is_a_tension(found, saying):
    (one,) = found(saying.share(80, "2029-06-30"))
    assert one.verdict == "tension" and "left out of the count" in one.explanation["en"]


def test_true_by_no_method_contradicts_the_register(found, saying):
    (one,) = found(saying.share(95, "2029-06-30"))
    assert (one.verdict, one.claims) == ("contradiction", ("a",))
    assert one.arithmetic[-1] == "[94.5, 95.5) ∩ (28.57, 92.86) = ∅"
    # 2600/28 = 650/7; 94.5 − 650/7 = 23/14; 23/14 of 94.5 + 650/7 = 2623/14
    assert one.degree == Degree(Fraction(23, 14), PER_CENT, Fraction(23, 2623))


def test_older_assessments_leave_the_days_since_open(found, saying):
    older = {"declared": (8, 8, 10), "listed": (8, 8, 10), "assessed": (8, 8, 10), "certain": (8, 10, 10)}
    beside = rolled_up(older, day=date(2029, 9, 30))
    (one,) = found(saying.share(95, "2029-09-30"), beside=beside)
    assert one.verdict == "tension" and "on 30 June 2029" in one.explanation["en"]
    (one,) = found(saying.share(60, "2029-09-30"), beside=beside)
    assert one.verdict == "contradiction"


def test_numbers_done_are_held_against_the_number_of_their_level(found, saying):
    assert found(saying.done(8, "2029-06-30", unit="programme"))[0].verdict == "consistent"
    (one,) = found(saying.done(27, "2029-06-30", unit="programme"))
    assert one.verdict == "contradiction" and one.arithmetic[-1] == "27 ∩ [8, 26] = ∅"
    assert found(saying.done(27, "2029-06-30", unit="bridge")) == []


def test_the_level_that_fits_best_counts_unless_the_claim_names_one(found, saying):
    tasks = {"declared": (19, 20, 20), "listed": (19, 19, 20), "assessed": (19, 19, 19), "certain": (19, 20, 20)}
    beside = (*rolled_up(), *rolled_up(tasks, level="task"))
    assert found(saying.share(95, "2029-06-30"), beside=beside)[0].verdict == "consistent"
    named = frozenset({"programmes"})
    assert found(saying.share(95, "2029-06-30"), beside=beside, qualifiers=named)[0].verdict == "contradiction"
    part = frozenset({"northern region"})
    assert found(saying.share(95, "2029-06-30"), beside=beside, qualifiers=part) == []


def test_other_days_and_other_states_are_not_judged(found, saying):
    assert found(saying.share(95, "2029-06-29")) == []
    assert found(saying.share(95, "2029-06-30", state="approved")) == []
    assert found(saying.share(95, "2029")) == []
