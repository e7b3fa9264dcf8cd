"""Means of shares, by weight and by money: laws that hold for any register."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.interval import Interval
from servanda.item import Budget, Item
from servanda.progress import roll_up
from servanda.progress.counts import Told, counts_of, latest
from servanda.progress.methods import completion_by

DAY = date(2030, 6, 30)
STATUS = st.sampled_from([Status.DONE, Status.IN_PROGRESS, Status.NOT_STARTED, Status.DROPPED, None])
WEIGHT = st.one_of(st.none(), st.integers(1, 50).map(Fraction))


def plan(entries, declared=None):
    below = tuple(
        Item(f"e{n}", "task", {}, weight=weight, budgets=money) for n, (_, weight, money) in enumerate(entries)
    )
    told = tuple(
        Assessment(f"e{n}", status, DAY, "office") for n, (status, _, _) in enumerate(entries) if status is not None
    )
    return Item("p", "plan", {}, declared={"task": declared} if declared else {}, items=below), told


def completion(method, item, told):
    count = next((one for one in counts_of(item, latest(told, None)) if one.level == "task"), None)
    return completion_by(method, item, count, Told(told))


@given(st.lists(st.tuples(STATUS, st.none(), st.just(())), min_size=1, max_size=8), st.integers(0, 12))
def test_without_weights_the_weighted_mean_is_that_of_shares(entries, more):
    item, told = plan(entries, len(entries) + more)
    assert completion("weighted", item, told) == completion("shares", item, told)


@given(st.lists(st.tuples(STATUS, WEIGHT, st.just(())), min_size=1, max_size=8), st.integers(0, 5), st.data())
def test_every_completion_of_what_is_unknown_lies_within(entries, more, data):
    item, told = plan(entries, len(entries) + more)
    bounds = {method: completion(method, item, told) for method in ("shares", "weighted", "declared")}
    known = [
        status if status in (Status.DONE, Status.NOT_STARTED, Status.DROPPED)
        else data.draw(st.sampled_from([Status.DONE, Status.NOT_STARTED]))
        for status, _, _ in entries
    ]  # fmt: skip
    full, all_told = plan(
        [(status, weight, ()) for status, (_, weight, _) in zip(known, entries, strict=True)], len(entries) + more
    )
    for method in ("shares", "weighted"):
        found = completion(method, full, all_told)
        assert bounds[method].low <= found.low <= found.high <= bounds[method].high


@given(st.lists(st.tuples(STATUS, st.integers(1, 9)), min_size=1, max_size=6))
def test_one_currency_weighs_as_the_same_weights(entries):
    rows = [(status, Fraction(money), (Budget(Fraction(money), "EUR"),)) for status, money in entries]
    item, told = plan(rows)
    assert completion("budget", item, told) == completion("weighted", item, told)


def test_two_currencies_are_never_mixed():
    rows = [
        (Status.DONE, None, (Budget(Fraction(5), "EUR"),)),
        (Status.NOT_STARTED, None, (Budget(Fraction(9), "RUB"),)),
    ]
    item, told = plan(rows)
    assert completion("budget", item, told) == Interval(Fraction(0), Fraction(100))


def test_several_methods_stand_side_by_side_and_assessors_apart():
    below = (Item("a", "task", {"en": "A"}, weight=Fraction(3)), Item("b", "task", {"en": "B"}, weight=Fraction(1)))
    told = (
        Assessment("a", Status.DONE, DAY, "government"), Assessment("b", Status.DONE, DAY, "government"),
        Assessment("a", Status.NOT_STARTED, DAY, "watch"), Assessment("b", Status.DONE, DAY, "watch"),
    )  # fmt: skip
    register = Agreement("accord", {}, items=(Item("p", "plan", {"en": "P"}, items=below),), assessments=told)
    found = roll_up(register, (), DAY, by="assessor", method=("declared", "weighted"))
    shown = [(row.assessor, str(row.shares[0]), str(row.others[0][1][0])) for row in found.items if row.counts]
    # the watch: one of two done; by weight 1 of 4
    assert shown == [("government", "[100, 100]", "[100, 100]"), ("watch", "[50, 50]", "[25, 25]")]


def test_assessors_who_disagree_are_named():
    told = (
        Assessment("a", Status.DONE, DAY, "government"), Assessment("a", Status.IN_PROGRESS, DAY, "watch"),
        Assessment("b", Status.DONE, DAY, "government"), Assessment("b", Status.DONE, DAY, "watch"),
        Assessment("b", Status.DROPPED, date(2031, 1, 1), "watch"),
    )  # fmt: skip
    items = (Item("a", "task", {}), Item("b", "task", {}))
    register = Agreement("accord", {}, items=items, assessments=told)
    assert roll_up(register, (), DAY).disputed == ("a",)
