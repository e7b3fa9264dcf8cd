"""Overdue and at risk, each rule by hand."""

from datetime import date
from fractions import Fraction

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.interval import Interval
from servanda.item import Item
from servanda.period import Period
from servanda.progress import Rule, risks_in

DAY = date(2030, 7, 1)


def told(item, status, day, share=None):
    exact = None if share is None else Interval.point(Fraction(share))
    return Assessment(item, status, date.fromisoformat(day), "office", share=exact)


def found(*items, assessments=(), day=DAY):
    return [
        (one.item, one.rule, one.days)
        for one in risks_in(Agreement("a", {}, items=items, assessments=assessments), day)
    ]


def test_a_due_date_that_passed():
    item = Item("a", "task", {}, due=Period.parse("2030-06"))
    assert found(item, assessments=[told("a", Status.IN_PROGRESS, "2030-06-01")]) == [("a", Rule.OVERDUE, 1)]
    assert found(item, assessments=[told("a", Status.DONE, "2030-06-01")]) == []
    assert found(item, assessments=[told("a", Status.DROPPED, "2030-06-01")]) == []
    assert found(item, assessments=[told("a", Status.DONE, "2030-08-01")]) == [
        ("a", Rule.OVERDUE, 1),
        ("a", Rule.SILENCE, 1),
    ]
    assert found(Item("a", "task", {}, due=Period.parse("2030-07"))) == []


def test_what_waits_for_something_late():
    late = Item("a", "task", {}, due=Period.parse("2030-06-21"))
    waiting = Item("b", "task", {}, due=Period.parse("2031"), depends_on=("a",))
    rules = found(late, waiting, assessments=[told("a", Status.IN_PROGRESS, "2030-06-01")])
    assert rules == [("a", Rule.OVERDUE, 10), ("b", Rule.LATE_DEPENDENCY, 10)]
    sooner = Item("b", "task", {}, due=Period.parse("2030-08-01"), depends_on=("c",))
    later = Item("c", "task", {}, due=Period.parse("2030-08-11"))
    assert found(sooner, later) == [("b", Rule.LATE_DEPENDENCY, 10)]


def test_a_pace_that_is_too_slow():
    # 20 per cent in 100 days: 60 more need 300 days from 20 June 2030, 16 April 2031; due on 31 December 2030
    history = [told("a", Status.IN_PROGRESS, "2030-03-12", 20), told("a", Status.IN_PROGRESS, "2030-06-20", 40)]
    item = Item("a", "task", {}, due=Period.parse("2030-12-31"))
    assert found(item, assessments=history) == [("a", Rule.PACE, 106)]
    assert found(Item("a", "task", {}, due=Period.parse("2031-04-16")), assessments=history) == []


def test_no_news_for_half_a_year():
    item = Item("a", "task", {})
    assert found(item, assessments=[told("a", Status.IN_PROGRESS, "2029-12-29")]) == [("a", Rule.SILENCE, 184)]
    assert found(item, assessments=[told("a", Status.IN_PROGRESS, "2029-12-30")]) == []
    assert found(item) == []
