"""How often deadlines moved, by which import, and how far."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from servanda.agreement import Agreement
from servanda.item import Item
from servanda.period import Period
from servanda.progress import Version, deadline_moves


def versions(*dues, item="g-m1"):
    """A recovery plan's milestone with one deadline a version, a month apart."""
    for number, due in enumerate(dues, start=1):
        milestone = Item(item, "milestone", {"fr": "Réforme"}, due=Period.parse(due) if due else None)
        plan = Agreement("plan", {}, items=(Item("green", "component", {"fr": "Vert"}, items=(milestone,)),))
        yield Version(date(2026, number, 1), plan, number, f"{number}.csv")


def test_a_deadline_that_stays_or_comes_late_is_no_move():
    assert deadline_moves(versions("2026-Q2", "2026-06-30")) == ()
    assert deadline_moves(versions("", "2026-06-30")) == ()
    assert deadline_moves(()) == ()


def test_moves_to_and_fro_are_told_each_and_the_way_in_all():
    (moved,) = deadline_moves(versions("2026-06-30", "2026-07-10", "2026-07-05"))
    assert (moved.times, moved.days) == (2, 5)
    assert [(move.days, move.batch, move.source) for move in moved.moves] == [(10, 2, "2.csv"), (-5, 3, "3.csv")]


def test_a_deadline_taken_away_is_a_move_and_so_is_the_next_one():
    (moved,) = deadline_moves(versions("2026-06-30", "", "2026-08-30"))
    assert [(str(move.before), str(move.after), move.days) for move in moved.moves] == [
        ("2026-06-30", "None", None),
        ("None", "2026-08-30", None),
    ]
    assert moved.days == 61
    (gone,) = deadline_moves(versions("2026-06-30", ""))
    assert (gone.times, gone.days, gone.due) == (1, None, None)


def test_an_entry_that_was_away_keeps_its_deadline():
    early, between, late = versions("2026-06-30", "2026-06-30", "2026-09-30")
    without = Version(between.day, Agreement("plan", {}), 2)
    (moved,) = deadline_moves([early, without, late])
    assert (moved.days, moved.moves[0].batch) == (92, 3)


@given(st.lists(st.integers(min_value=0, max_value=9), min_size=1, max_size=8))
def test_the_way_in_all_is_the_sum_of_the_moves(days):
    dues = [str(date(2030, 1, 1) + timedelta(days=number)) for number in days]
    found = deadline_moves(list(versions(*dues)))
    told = [move.days for one in found for move in one.moves]
    assert sum(told) == days[-1] - days[0]
    assert len(told) == sum(one != other for one, other in pairwise(days))
