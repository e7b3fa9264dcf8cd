"""Subjects shared out among processes give what one process gives."""

import os
from datetime import date

import pytest
from histories import history

from servanda.reconciliation import examine, processes

DAY = date(2031, 1, 1)


@pytest.fixture()
def two_helpers(monkeypatch):
    monkeypatch.setattr(processes, "_AT_ONCE", 2)
    monkeypatch.setattr(processes, "_helpers", lambda size: 2)


def test_findings_are_the_same(monkeypatch, two_helpers):
    claims = [claim for seed in range(7) for claim in history(seed, reports=8).claims]
    shared = examine(claims, DAY)
    monkeypatch.undo()
    assert shared == examine(claims, DAY)
    assert shared.findings and dict(shared.findings[0].explanation)


def test_work_of_a_lost_helper_is_done_again(two_helpers):
    here = os.getpid()

    def work(number):
        if number == 3 and os.getpid() != here:
            os._exit(1)
        return number + 1

    assert processes.worked_out(work, list(range(7)), 7) == [1, 2, 3, 4, 5, 6, 7]


def test_error_of_the_work_is_raised(two_helpers):
    with pytest.raises(ZeroDivisionError):
        processes.worked_out(lambda number: 1 // number, [1, 0], 2)


def test_small_tables_start_no_helper(monkeypatch):
    monkeypatch.setattr(processes, "ProcessPoolExecutor", None)
    assert processes.worked_out(abs, [-1], processes.LEAST - 1) == [1]
