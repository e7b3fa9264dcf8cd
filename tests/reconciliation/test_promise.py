"""Promises: kept, kept late, in part or in changed form, moved, dropped, overdue; of a day alone and of a number by a day."""

from datetime import date

import pytest

from servanda.quantity import QuantityKind
from servanda.reconciliation import reconcile

DAY = date(2031, 1, 1)


def confirmed(*claims):
    return [one.claims for one in reconcile(claims, DAY) if one.verdict == "consistent"]


def told(*claims, day=DAY):
    """Verdict, claims and English words of what is said of promises."""
    return [
        (str(one.verdict), one.claims, one.explanation["en"])
        for one in reconcile(claims, day)
        if one.relation == "promise"
    ]


def test_promises_overdue_moved_kept(saying, verdicts):
    promise = saying.claim("a", saying.due("before 2029"), said="2027-05-01")
    assert verdicts(promise, as_of=date(2028, 12, 31)) == []
    assert verdicts(promise, as_of=date(2029, 1, 1)) == [("overdue", ("a",))]
    moved = saying.claim("b", saying.due("before 2040"), said="2029-02-01")
    assert verdicts(promise, moved) == [("overdue", ("a",))]
    (finding,) = reconcile([promise, moved], date(2031, 1, 1))
    assert "31 December 2039" in finding.explanation["en"]
    kept = saying.claim("c", saying.status("launched", "2028-11-01"), said="2028-11-01")
    assert verdicts(promise, kept) == [] and confirmed(promise, kept) == [("a", "c")]
    assert verdicts(promise, saying.claim("c", saying.status("in progress", "2028-11-01"), said="2028-11-01")) == [
        ("overdue", ("a",))
    ]
    assert verdicts(promise, saying.claim("c", saying.share(100, "2028-11-01"), said="2028-11-01")) == []


def test_promise_moved_in_time_by_its_speaker_is_not_overdue_before_the_new_day(saying, verdicts):
    first = saying.claim("a", saying.due("by 2029-12-31"), said="2028-01-01", speaker="The ministry")
    moved = saying.claim("b", saying.due("by 2032-12-31"), said="2029-06-01", speaker="The ministry")
    assert verdicts(first, moved) == []
    assert verdicts(first, moved, as_of=date(2033, 1, 1)) == [("overdue", ("a",)), ("overdue", ("b",))]
    late = saying.claim("b", saying.due("by 2032-12-31"), said="2030-02-01", speaker="The ministry")
    other = saying.claim("b", saying.due("by 2032-12-31"), said="2029-06-01", speaker="A rival")
    assert verdicts(first, late) == verdicts(first, other) == [("overdue", ("a",))]


@pytest.fixture
def promise(saying):
    return saying.claim("a", saying.due("by 2028-12-31"), said="2027-05-01", speaker="The ministry")


def test_overdue_holds_from_the_day_after_the_last(promise):
    (one,) = reconcile([promise], date(2029, 1, 1))
    assert one.since == date(2029, 1, 1)


def test_moves_are_counted_with_their_dates(saying, promise):
    claims = [
        promise,
        saying.claim("b", saying.due("by 2029-06-30"), said="2029-01-10"),
        saying.claim("c", saying.due("by 2029-06-30"), said="2029-02-10"),
        saying.claim("d", saying.due("by 2029-12-31"), said="2029-07-10"),
        saying.claim("e", saying.due("by 2029-09-30"), said="2029-08-10"),
        saying.claim("f", saying.due("by 2030-06-30"), said="2030-01-10"),
    ]
    (first,) = [one for one in reconcile(claims, DAY) if one.claims == ("a",)]
    assert first.arithmetic == (
        "a: ≤ 2028-12-31",
        "2028-12-31 < 2031-01-01",
        "b: ≤ 2029-06-30 (2029-01-10)",
        "d: ≤ 2029-12-31 (2029-07-10)",
        "f: ≤ 2030-06-30 (2030-01-10)",
    )
    assert (
        "moved it 3 times, to these dates: by 30 June 2029, by 31 December 2029, by 30 June 2030"
        in first.explanation["en"]
    )
    assert "l’ont reporté 3 fois" in first.explanation["fr"]
    assert "переносили срок 3 раза" in first.explanation["ru"]


def test_moves_before_it_was_kept_are_told_in_the_right_number(saying, promise):
    moved = saying.claim("b", saying.due("by 2029-06-30"), said="2029-01-10")
    kept = saying.claim("c", saying.status("done", "2029-06-01"), said="2029-06-01")
    first, second = told(promise, moved, kept)
    assert first[:2] == ("consistent", ("a", "c")) and "after the day promised" in first[2]
    assert "had been moved once: by 30 June 2029" in first[2]
    assert second[:2] == ("consistent", ("b", "c")) and "in time" in second[2] and "moved" not in second[2]


def test_two_promises_made_in_one_breath_do_not_move_each_other(saying):
    one = saying.claim("a", saying.due("by 2028-12-31"), said="2027-05-01", speaker="M", text="adopt the customs code")
    two = saying.claim("b", saying.due("by 2035-12-31"), said="2027-05-01", speaker="M", text="open a payment office")
    new = saying.claim(
        "c", saying.due("by 2036-12-31"), said="2028-05-01", speaker="M", text="the payment office opens"
    )
    assert [(verdict, claims) for verdict, claims, _ in told(one, two, new)] == [("overdue", ("a",))]
    code = saying.claim("c", saying.due("by 2036-12-31"), said="2028-05-01", speaker="M", text="the code is adopted")
    assert told(one, two, code) == []


def test_dropped_in_part_and_changed(saying, promise):
    def last(state, day="2029-03-01"):
        return saying.claim("z", saying.status(state, day), said=day)

    ((verdict, claims, words),) = told(promise, last("dropped"))
    assert (verdict, claims) == ("overdue", ("a",)) and "was dropped" in words
    assert told(promise, last("dropped", "2028-03-01"), day=date(2028, 6, 1)) == []
    ((verdict, claims, words),) = told(promise, last("partly done"))
    assert (verdict, claims) == ("overdue", ("a",)) and "done in part" in words
    ((verdict, claims, words),) = told(promise, last("replaced"))
    assert (verdict, claims) == ("consistent", ("a", "z")) and "something else was done in its place" in words
    again = saying.claim("y", saying.status("in progress", "2029-05-01"), said="2029-05-01")
    ((_, _, words),) = told(promise, last("dropped"), again)
    assert "was dropped" not in words
    share = saying.claim("y", saying.share(74, "2029-05-01"), said="2029-05-01")
    ((verdict, _, words),) = told(promise, share)
    assert verdict == "overdue" and "the latest figure on it is between 73.5 and 74.5% on 1 May 2029" in words


@pytest.mark.parametrize(
    ("value", "when", "verdict", "claims", "words"),
    [
        (161, "2028-12-31", "consistent", ("a", "b"), "reaches what was promised, and in time"),
        (150, "2028-10-01", "consistent", ("a", "b"), "reaches what was promised, and in time"),
        (121, "2028-12-31", "overdue", ("a",), "121 bridges on 31 December 2028"),
        (150, "2029-06-01", "consistent", ("a", "b"), "does not show whether that was so in time"),
    ],
)
def test_number_promised_is_kept_by_a_figure_that_reaches_it(saying, value, when, verdict, claims, words):
    target = saying.claim("a", saying.due("by 2028-12-31", 150), said="2027-05-01")
    ((found, names, text),) = told(target, saying.claim("b", saying.done(value, when), said="2029-07-01"))
    assert (found, names) == (verdict, claims) and words in text and "150 bridges would be reached" in text


def test_number_reached_after_a_figure_below_it_is_late(saying):
    target = saying.claim("a", saying.due("by 2028-12-31", 150), said="2027-05-01")
    below = saying.claim("b", saying.done(121, "2028-12-31"), said="2029-01-05")
    ((verdict, claims, words),) = told(
        target, below, saying.claim("c", saying.done(150, "2029-06-01"), said="2029-07-01")
    )
    assert (verdict, claims) == ("consistent", ("a", "c")) and "after the day promised" in words


def test_share_of_something_else_says_nothing_of_a_promise(saying, promise):
    share = saying.claim("b", saying.share(100, "2028-12-01"), said="2029-01-05", topic="districts covered")
    ((verdict, claims, words),) = told(promise, share)
    assert (verdict, claims) == ("overdue", ("a",)) and "100" not in words
    all_of_it = saying.claim("b", saying.share(100, "2028-12-01"), said="2029-01-05", topic="completion")
    assert [one[:2] for one in told(promise, all_of_it)] == [("consistent", ("a", "b"))]


def test_figures_of_another_unit_thing_or_earlier_day_keep_no_number(saying):
    target = saying.claim("a", saying.due("by 2028-12-31", 150), said="2027-05-01", topic="target")
    overdue = [("overdue", ("a",))]
    for other in (
        saying.claim("b", saying.done(161, "2028-12-31", unit="tunnel"), said="2029-01-05"),
        saying.claim("b", saying.done(161, "2028-12-31", state="in progress"), said="2029-01-05"),
        saying.claim("b", saying.done(161, "2027-01-01"), said="2027-01-05"),
        saying.claim("b", saying.done(161, "2028-12-31"), said="2029-01-05", qualifiers=frozenset({"the east"})),
    ):
        assert [one[:2] for one in told(target, other)] == overdue
    several = [
        saying.claim("b", saying.level(161, "2028-12-31", unit="bridge"), said="2029-01-05", topic="painted"),
        saying.claim("c", saying.level(90, "2028-12-31", unit="bridge"), said="2029-01-05", topic="inspected"),
    ]
    assert [one[:2] for one in told(target, *several)] == overdue
    named = saying.claim("a", saying.due("by 2028-12-31", 150), said="2027-05-01", text="150 bridges painted")
    assert [one[:2] for one in told(named, *several)] == [("consistent", ("a", "b"))]


def test_yearly_amount_is_kept_by_a_year_and_late_by_a_later_one(saying):
    money = {"unit": "EUR", "counted": False, "kind": QuantityKind.CURRENCY}
    target = saying.claim("a", saying.due("2028", 100, **money), said="2020-05-01")
    short = saying.claim("b", saying.volume(83, "2028"), said="2030-05-01")
    later = saying.claim("c", saying.volume(116, "2030"), said="2030-12-31")
    both = saying.claim("d", saying.volume(199, "2029/2030"), said="2030-12-31")
    assert [one[:2] for one in told(target, short)] == [("overdue", ("a",))]
    assert [one[:2] for one in told(target, short, both)] == [("overdue", ("a",))]
    ((verdict, claims, words),) = told(target, short, later)
    assert (verdict, claims) == ("consistent", ("a", "c")) and "after the day promised" in words
    ((_, claims, words),) = told(target, saying.claim("b", saying.volume(104, "2028"), said="2030-05-01"))
    assert claims == ("a", "b") and "in time" in words


def test_promise_to_bring_down_is_kept_from_above(saying):
    at_most = saying.claim("a", saying.due("by 2028-12-31", 50, unit="tonne", comparator="<="), said="2027-05-01")
    plain = saying.claim("a", saying.due("by 2028-12-31", 50, unit="tonne"), said="2027-05-01")
    before = saying.claim("b", saying.level(90, "2027-01-01", unit="tonne"), said="2027-01-05")
    low, high = (saying.claim("c", saying.level(n, "2028-12-31", unit="tonne"), said="2029-01-05") for n in (45, 60))
    assert [one[:2] for one in told(at_most, low)] == [("consistent", ("a", "c"))]
    assert [one[:2] for one in told(at_most, high)] == [("overdue", ("a",))]
    assert [one[:2] for one in told(plain, before, low)] == [("consistent", ("a", "c"))]
    assert [one[:2] for one in told(plain, before, high)] == [("overdue", ("a",))]
    assert [one[:2] for one in told(plain, high)] == [("consistent", ("a", "c"))]


def test_share_promised(saying):
    percent = {"unit": "per cent", "counted": False, "kind": QuantityKind.PERCENTAGE}
    target = saying.claim("a", saying.due("by 2028-12-31", 80, **percent), said="2027-05-01")
    assert [one[:2] for one in told(target, saying.claim("b", saying.share(81, "2028-12-31"), said="2029-01-05"))] == [
        ("consistent", ("a", "b"))
    ]
    assert [one[:2] for one in told(target, saying.claim("b", saying.share(74, "2028-12-31"), said="2029-01-05"))] == [
        ("overdue", ("a",))
    ]
