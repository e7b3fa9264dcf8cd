"""What changed between two accounts of a register."""

from dataclasses import replace
from datetime import date

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.item import Item
from servanda.period import Period
from servanda.progress import ChangeKind, changes_between

FIRST, LAST = date(2030, 3, 31), date(2030, 6, 30)
BRIDGE = Item("bridge", "task", {"en": "Bridge"}, due=Period.parse("2030-05"))


def register(*items, told=()):
    return Agreement("a", {}, items=items, assessments=told)


def test_nothing_changes_between_equal_registers():
    told = (Assessment("bridge", Status.DONE, date(2030, 1, 1), "office"),)
    assert changes_between(register(BRIDGE, told=told), register(BRIDGE, told=told), FIRST, LAST) == ()


def test_each_kind_of_change():
    roads = Item("roads", "programme", {"en": "Roads"})
    rail = Item("rail", "programme", {"en": "Rail"})
    before = register(replace(roads, items=(BRIDGE, Item("ferry", "task", {"en": "Ferry"}))), rail)
    moved = replace(BRIDGE, names={"en": "New bridge"}, due=Period.parse("2030-07"), dropped=Period.parse("2030-06-01"))
    told = (Assessment("bridge", Status.DROPPED, date(2030, 6, 1), "office"),)
    after = register(roads, replace(rail, items=(moved, Item("tram", "task", {"fr": "Tram"}))), told=told)
    found = changes_between(before, after, FIRST, LAST)
    assert [(one.kind, one.item, one.before, one.after, one.days) for one in found] == [
        (ChangeKind.RENAMED, "bridge", "Bridge", "New bridge", None),
        (ChangeKind.MOVED, "bridge", "roads", "rail", None),
        (ChangeKind.DEADLINE, "bridge", "2030-05-31", "2030-07-31", 61),
        (ChangeKind.DROPPED, "bridge", "", "2030-06-01", None),
        (ChangeKind.ADDED, "tram", "", "Tram", None),
        (ChangeKind.REMOVED, "ferry", "Ferry", "", None),
        (ChangeKind.STATUS, "bridge", "", "dropped", None),
    ]


def test_each_assessor_is_compared_with_itself_and_later_days_do_not_count():
    told = (
        Assessment("bridge", Status.IN_PROGRESS, date(2030, 1, 1), "government"),
        Assessment("bridge", Status.NOT_STARTED, date(2030, 2, 1), "watch"),
        Assessment("bridge", Status.DONE, date(2030, 6, 1), "government"),
        Assessment("bridge", Status.DONE, date(2030, 9, 1), "watch"),
    )
    found = changes_between(register(BRIDGE, told=told), register(BRIDGE, told=told), FIRST, LAST)
    assert [(one.assessor, one.before, one.after) for one in found] == [("government", "in progress", "done")]
