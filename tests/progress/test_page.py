"""The worked example of docs/progress.md."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.interval import Interval
from servanda.item import Budget, Item
from servanda.progress import METHODS, roll_up

PAGE = Path(__file__).resolve().parents[2] / "docs" / "progress.md"
ROWS = re.findall(r"^\| `(\w+)` \|.*?(\[[^\]]*\]) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
DAY = date(2026, 6, 30)


def test_every_method_is_shown():
    assert [method for method, _ in ROWS] == list(METHODS)


@pytest.mark.parametrize(("method", "expected"), ROWS)
def test_the_worked_example(method, expected):
    roads = Item("roads", "provision", {}, weight=Fraction(2), budgets=(Budget(Fraction(5), "EUR"),))
    rail = Item("rail", "provision", {}, weight=Fraction(1), budgets=(Budget(Fraction(3), "EUR"),))
    plan = Item("plan", "accord", {}, declared={"provision": 4}, items=(roads, rail))
    told = (
        Assessment("roads", Status.IN_PROGRESS, DAY, "watch", share=Interval.point(Fraction(40))),
        Assessment("rail", Status.DONE, DAY, "watch"),
    )
    [row] = [
        row
        for row in roll_up(Agreement("a", {}, items=(plan,), assessments=told), (), DAY, method=method).items
        if row.counts
    ]
    assert str(row.shares[0]) == expected
