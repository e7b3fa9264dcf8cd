"""Progress by party and by body, and by each named method, on a register small enough to count by hand."""

from datetime import date
from fractions import Fraction

import pytest

from servanda.agreement import Agreement, Body, Party
from servanda.assessment import Assessment, Status
from servanda.errors import UnknownName
from servanda.interval import Interval
from servanda.item import Item
from servanda.period import Period
from servanda.progress import GROUPINGS, METHODS, roll_up

DAY = date(2029, 5, 1)


def bridge(name, *parties, bodies=()):
    return Item(name, "bridge", {"en": name}, parties=parties, bodies=bodies)


PLAN = Item(
    "plan",
    "plan",
    {"en": "Bridges"},
    declared={"bridge": 5},
    parties=("north", "south"),
    bodies=("council",),
    items=(bridge("joint"), bridge("far", "north"), bridge("near", "south", bodies=("office",))),
)
ACCORD = Agreement(
    "accord",
    {"en": "Accord"},
    parties=(Party("north", {"en": "North", "ru": "Север"}), Party("south", {"en": "South"})),
    bodies=(Body("council", {"en": "Council"}), Body("office", {"en": "Office"})),
    items=(PLAN,),
    assessments=(
        Assessment("joint", Status.DONE, DAY, "office"),
        Assessment("far", Status.IN_PROGRESS, DAY, "office"),
    ),
)


def told(**how):
    """For each row: the entry, and of its bridges how many are declared, listed, assessed, and the per cent done."""
    return {
        row.item.id: next(
            (one.declared, one.listed, one.assessed, share)
            for one, share in zip(row.counts, row.shares, strict=True)
            if one.level == "bridge"
        )
        for row in roll_up(ACCORD, as_of=DAY, **how).items
    }


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def test_an_entry_without_parties_falls_to_those_above_it():
    # Of the five declared, "near" is the south's alone and "far" the north's alone: four can be of each.
    assert told(by="party") == {"north": (4, 2, 2, between(25, 75)), "south": (4, 2, 1, between(25, 100))}


def test_a_body_counts_what_names_it():
    assert told(by="body") == {"council": (4, 2, 2, between(25, 75)), "office": (None, 1, 0, between(0, 100))}


@pytest.mark.parametrize(
    ("method", "share"),
    [
        ("declared", between(20, 80)),  # 1 done, 3 of 5 open
        ("listed", between("100/3", "100/3")),  # 1 of 3
        ("assessed", between(50, 50)),  # 1 of 2
        ("certain", between(20, 80)),  # "far" was not done on that very day
    ],
)
def test_each_method_has_its_own_share(method, share):
    assert told(method=method) == {"plan": (5, 3, 2, share)}


def test_certain_says_nothing_of_a_later_day():
    [row] = roll_up(ACCORD, as_of=date(2029, 6, 1), method="certain").items
    assert row.shares == (between(20, 100),)


def test_a_number_declared_below_is_not_counted_twice():
    inner = Item("inner", "programme", {"en": "Inner"}, declared={"bridge": 2})
    accord = Agreement(
        "a",
        {"en": "A"},
        parties=(Party("north", {"en": "N"}),),
        items=(Item("p", "plan", {"en": "P"}, declared={"bridge": 5}, parties=("north",), items=(inner,)),),
    )
    [row] = roll_up(accord, by="party").items
    assert {one.level: one.declared for one in row.counts} == {"bridge": 5, "plan": None, "programme": None}


@pytest.mark.parametrize(("how", "known"), [({"method": "mean"}, METHODS), ({"by": "year"}, GROUPINGS)])
def test_an_unknown_name_is_told_with_the_known_ones(how, known):
    with pytest.raises(UnknownName) as caught:
        roll_up(ACCORD, **how)
    assert ", ".join(known) in caught.value.remedy


DUES = {
    "may": "2031-05",
    "june": "by 2031-06-30",
    "summer": "2031-06/2031-08",
    "year": "2031",
    "autumn": "2031-Q4",
    "never": "",
}


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("period", {"2031": ["may", "june", "summer", "year", "autumn"], "–": ["never"]}),
        # What is due from June to August is in no half-year of 2031, "in 2031" neither.
        ("half-year", {"2031-H1": ["may", "june"], "2031-H2": ["autumn"], "2031": ["summer", "year"], "–": ["never"]}),
        ("quarter", {"2031-Q2": ["may", "june"], "2031-Q4": ["autumn"], "2031": ["summer", "year"], "–": ["never"]}),
    ],
)
def test_what_is_due_stands_in_the_stretch_that_holds_it(by, rows):
    items = tuple(
        Item(name, "task", {"en": name}, due=Period.parse(due) if due else None) for name, due in DUES.items()
    )
    found = roll_up(Agreement("a", {"en": "A"}, items=items), by=by).items
    assert {row.item.id: [item.id for item in row.item.items] for row in found} == rows
    assert [row.item.id for row in found] == list(rows)


def test_a_half_year_stands_after_its_quarters():
    items = tuple(
        Item(due, "task", {"en": due}, due=Period.parse(due)) for due in ("2031", "2031-H1", "2031-Q2", "2031-Q1")
    )
    found = roll_up(Agreement("a", {"en": "A"}, items=items), by="quarter").items
    assert [row.item.id for row in found] == ["2031-Q1", "2031-Q2", "2031-H1", "2031"]
