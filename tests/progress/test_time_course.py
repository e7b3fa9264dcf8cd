"""Time courses, burn-up and matrices: values counted by hand, and the laws that tie them to the roll-ups of each day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.agreement import Agreement, Body
from servanda.assessment import Assessment, Reason, Status
from servanda.claim import Claim, Figure, Measure
from servanda.errors import UnknownName
from servanda.interval import Interval
from servanda.item import Item
from servanda.period import Period
from servanda.progress.burn_up import burn_up, under_way
from servanda.progress.counts import Count, Told, counts_of, latest
from servanda.progress.matrix import COLUMNS, UNKNOWN, matrix
from servanda.progress.methods import completion_by
from servanda.progress.time_course import COURSES, time_course, time_courses
from servanda.progress.whole import WHOLE
from servanda.quantity import PER_CENT, Quantity

FIRST = date(2030, 1, 1)


def target(name, due=None, **more):
    return Item(name, "target", {"en": name}, due=due and Period.parse(due), **more)


def told(name, status, day, **more):
    return Assessment(name, Status(status), date.fromisoformat(day), "office", **more)


def share(name, day, low, high=None):
    bounds = Interval(Fraction(low), Fraction(low if high is None else high))
    return Assessment(name, Status.IN_PROGRESS, date.fromisoformat(day), "office", share=bounds)


PLAN = Item("plan", "component", {"en": "Green plan"}, declared={"target": 5},
            items=(target("homes", "2030-06"), target("rail", "2030-12-31"), target("wind", "2030-06-30"),
                   target("law")))  # fmt: skip
TOLD = (
    told("homes", "in progress", "2030-02-01"),
    told("rail", "not started", "2030-02-01"),
    told("homes", "in progress", "2030-03-01"),
    told("homes", "done", "2030-05-01"),
    told("wind", "dropped", "2030-05-01"),
)


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def test_a_course_has_a_moment_for_each_day_on_which_something_changed():
    found = time_course(PLAN, "target", TOLD)
    # Of five, two are known in February (none done, three open); in March nothing is new; in May one is done, two are open.
    assert [(str(one.day), one.completion) for one in found.moments] == [
        ("2030-02-01", between(0, 60)),
        ("2030-05-01", between(20, 60)),
    ]
    assert found.total == 5
    assert found.moments[1].count.statuses == {Status.NOT_STARTED: 1, Status.DONE: 1, Status.DROPPED: 1}


def test_before_the_first_assessment_anything_is_possible_and_after_the_last_it_stands():
    found = time_course(PLAN, "target", TOLD)
    assert found.on(date(2030, 1, 31)) == between(0, 100)
    assert found.on(date(2030, 4, 30)) == between(0, 60)
    assert found.on(date(2040, 1, 1)) == between(20, 60)


def test_a_course_ends_on_its_day():
    assert len(time_course(PLAN, "target", TOLD, as_of=date(2030, 4, 30)).moments) == 1
    assert time_course(PLAN, "target", TOLD, as_of=FIRST).moments == ()


def test_a_status_taken_back_is_unknown_again():
    found = time_course(
        PLAN, "target", [told("homes", "done", "2030-02-01"), told("homes", "not assessed", "2030-03-01")]
    )
    assert [one.completion for one in found.moments] == [between(20, 100), between(0, 100)]


def test_an_assessment_without_a_status_is_no_news():
    assert time_course(PLAN, "target", [told("homes", "not assessed", "2030-02-01")]).moments == ()


def test_shares_are_a_mean_over_all_that_are_declared():
    found = time_course(
        PLAN, "target", [share("homes", "2030-02-01", 40), share("rail", "2030-03-01", 1, 33)], "shares"
    )
    # (40 + 4 × [0, 100]) / 5, then (40 + [1, 33] + 3 × [0, 100]) / 5
    assert [one.completion for one in found.moments] == [between(8, 88), between("41/5", "373/5")]


def test_a_course_by_another_method_is_refused_with_the_known_ones():
    with pytest.raises(UnknownName) as caught:
        time_course(PLAN, "target", TOLD, "budget")
    assert ", ".join(COURSES) in caught.value.remedy


def completion(subject, day, low):
    quantity = Quantity.exact(low, PER_CENT)
    return Claim(
        f"c{low}", "completion", subject, (Figure(Measure.SHARE, Period.parse(day), quantity),), Period.parse(day)
    )


def test_what_is_charted_is_the_whole_each_top_entry_and_what_is_claimed_of():
    inner = Item("inner", "priority", {"en": "Trains"}, items=(target("track"),))
    silent = Item("silent", "priority", {"en": "Ships"}, items=(target("port"),))
    other = Item("other", "component", {"en": "Digital plan"}, items=(target("fibre"), inner, silent))
    empty = Item("empty", "component", {"en": "Health"}, items=(target("ward"),))
    done = [told(name, "done", "2030-02-01") for name in ("fibre", "track", "port")]
    accord = Agreement("accord", {"en": "Accord"}, items=(PLAN, other, empty), assessments=(*TOLD, *done))
    found = time_courses(accord, [completion("Trains", "2030-04-01", 50)])
    assert [(one.item.id, one.level, one.method, len(one.claimed)) for one in found] == [
        ("accord", "target", "declared", 0),
        ("plan", "target", "declared", 0),
        ("other", "target", "declared", 0),
        ("inner", "target", "declared", 1),
    ]
    assert found[0].item.level == WHOLE
    # Five are declared of the first, three and one are listed of the others.
    assert found[0].total == 5 + 3 + 1


def test_shares_have_a_course_of_their_own_where_an_assessor_gives_them():
    accord = Agreement("a", {"en": "A"}, items=(PLAN,), assessments=(share("homes", "2030-02-01", 40),))
    assert [one.method for one in time_courses(accord)] == ["declared", "shares"]


def test_nothing_assessed_makes_no_course():
    assert time_courses(Agreement("a", {"en": "A"}, items=(PLAN,)), [completion("Green plan", "2030-04-01", 50)]) == ()


def test_a_burn_up_has_what_is_due_and_what_is_claimed():
    count = (Figure(Measure.DONE, Period.parse("2030-05-02"), Quantity.exact(3, "target")),
             Figure(Measure.PLANNED, Period.parse("2030-05-02"), Quantity.exact(6, "target")))  # fmt: skip
    others = Figure(Measure.DONE, Period.parse("2030-05-02"), Quantity.exact(9, "ship"))
    claim = Claim("c1", "completion", "green PLAN", (*count, others), Period.parse("2030-05-02"))
    found = burn_up(time_course(PLAN, "target", TOLD), [claim])
    assert found.due == ((date(2030, 6, 30), 2), (date(2030, 12, 31), 3))
    assert found.undated == 1
    assert [(one.measure, str(one.number)) for one in found.counts] == [
        (Measure.DONE, "[3, 3]"),
        (Measure.PLANNED, "[6, 6]"),
    ]


def test_what_is_at_risk_is_under_way_too():
    assert under_way(Count("target", None, 4, dict.fromkeys((Status.IN_PROGRESS, Status.AT_RISK, Status.DONE), 1))) == 2


def test_a_matrix_tells_each_way_of_being_unknown():
    unknown = (
        told("law", "not assessed", "2030-02-01", reason=Reason.REFUSED),
        told("rail", "not assessed", "2030-06-01", reason=Reason.NOT_APPLICABLE),
    )
    [row] = matrix(Agreement("a", {"en": "A"}, items=(PLAN,), assessments=(*TOLD, *unknown))).rows
    # Four are named: homes is done, wind dropped, rail not applicable, law refused; the fifth is declared only.
    assert row.cells == {"done": 1, "dropped": 1, "not applicable": 1, "refused": 1, "not named": 1}
    assert (row.total, row.level, row.depth) == (5, "target", 0)


def test_a_matrix_of_bodies_has_a_row_for_each_body_that_has_something():
    plan = Item(
        "plan",
        "component",
        {"en": "Plan"},
        declared={"target": 4},
        bodies=("rail-office",),
        items=(target("track"), target("port", bodies=("port-office",))),
    )
    bodies = tuple(Body(name, {"en": name}) for name in ("rail-office", "port-office", "idle"))
    accord = Agreement(
        "a", {"en": "A"}, bodies=bodies, items=(plan,), assessments=(told("port", "done", "2030-02-01"),)
    )
    found = matrix(accord, "body")
    assert [(row.item.id, row.level, dict(row.cells)) for row in found.rows] == [
        # Of the four declared one is the port office's; what is declared below the plan has no row of its own.
        ("rail-office", "target", {"not assessed": 1, "not named": 2}),
        ("rail-office", "component", {"not assessed": 1}),
        ("port-office", "target", {"done": 1}),
    ]
    assert found.columns == ("done", "not assessed", "not named")
    assert found.left_out == 0


def test_what_no_body_answers_for_is_counted_as_left_out():
    items = (target("track", bodies=("office",)), target("port"), target("ship"))
    accord = Agreement("a", {"en": "A"}, bodies=(Body("office", {"en": "Office"}),), items=items)
    assert matrix(accord, "body").left_out == 2


def test_a_matrix_of_several_entries_begins_with_the_whole():
    other = Item("other", "component", {"en": "Digital plan"}, items=(target("fibre"),))
    found = matrix(Agreement("a", {"en": "A"}, items=(PLAN, other), assessments=TOLD))
    assert [(row.item.id, row.depth, row.level, row.total) for row in found.rows] == [
        ("a", 0, "target", 6),
        ("a", 0, "component", 2),
        ("plan", 1, "target", 5),
        ("other", 1, "target", 1),
    ]
    assert found.left_out == 0


def test_a_matrix_is_of_its_day():
    accord = Agreement("a", {"en": "A"}, items=(PLAN,), assessments=TOLD)
    assert matrix(accord, as_of=FIRST).columns == ("not assessed", "not named")


NAMES = tuple("abcdef")
ASSESSED = st.lists(
    st.builds(
        lambda name, status, day, low, width: Assessment(
            name, status, FIRST + timedelta(days=day), "office",
            share=None if low is None else Interval(Fraction(low), Fraction(min(100, low + width))),
        ),
        st.sampled_from(NAMES),
        st.sampled_from(tuple(Status)),
        st.integers(0, 12),
        st.none() | st.integers(0, 100),
        st.integers(0, 100),
    ),
    max_size=25,
)  # fmt: skip


@given(ASSESSED, st.integers(0, 9), st.sampled_from(COURSES))
def test_on_every_day_a_course_says_what_the_roll_up_of_that_day_says(assessments, declared, method):
    plan = Item("p", "plan", {}, declared={"x": declared}, items=tuple(Item(name, "x", {}) for name in NAMES))
    course = time_course(plan, "x", assessments, method)
    for past in range(-1, 14):
        day = FIRST + timedelta(days=past)
        [count] = counts_of(plan, latest(assessments, day))
        assert course.on(day) == completion_by(method, plan, count, Told(assessments, day))
    for earlier, later in zip(course.moments, course.moments[1:], strict=False):
        assert earlier.day < later.day
        assert (earlier.count.statuses, earlier.completion) != (later.count.statuses, later.completion)


@given(ASSESSED, st.integers(0, 9))
def test_a_row_of_a_matrix_adds_up_and_agrees_with_the_counts(assessments, declared):
    plan = Item("p", "plan", {}, declared={"x": declared}, items=tuple(Item(name, "x", {}) for name in NAMES))
    [row] = matrix(Agreement("a", {}, items=(plan,), assessments=tuple(assessments))).rows
    [count] = counts_of(plan, latest(assessments, None))
    assert sum(row.cells.values()) == row.total == count.total
    assert sum(row.cells.get(column, 0) for column in UNKNOWN) == count.unknown
    assert {name: number for name, number in row.cells.items() if name not in UNKNOWN} == {
        status.value: number for status, number in count.statuses.items()
    }
    assert set(row.cells) <= set(COLUMNS)
