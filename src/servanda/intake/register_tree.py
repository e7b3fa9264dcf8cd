"""The rows of activities.csv put below their parents in the register.

A row stays only if its line of parents ends at an entry of agreement.yaml, or at a row that is a part of the agreement itself:
one without a parent, below which others lie, or with the level of such parts. Another row without a parent has most likely lost
it; it is refused, and with it whatever hangs below it, each with its own line, so that nothing is lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from servanda.agreement import Agreement
from servanda.intake.register_checks import check_dependencies, check_sum
from servanda.intake.register_replaced import Earlier, check_circles, check_known
from servanda.intake.register_rows import Activity
from servanda.intake.register_schema import Faults, nearest
from servanda.intake.register_yaml import MAX_DEPTH
from servanda.item import Item
from servanda.message import Message

__all__ = ["merged"]


def merged(agreement: Agreement, rows: Iterable[Activity], faults: Faults, earlier: Earlier | None = None) -> Agreement:
    """The register with the rows that can be placed, in the file's order; each other one is added to `faults`. So are weights
    that do not add up, on the line of the last of them, where no row is missing; their rows stay.

    >>> register = Agreement("accord", {"en": "Accord"}, items=(Item("p1", "programme", {"en": "Transport"}),))
    >>> faults = Faults("activities.csv")
    >>> rows = [Activity(Item("a1", "activity", {"en": "Adopt"}, line=2), "p1"),
    ...         Activity(Item("a2", "activity", {"en": "Sign"}, line=3), "p2")]
    >>> [item.id for item in merged(register, rows, faults).walk()], [fault.line for fault in faults.found]
    (['p1', 'a1'], [3])
    """
    listed = {item.id for item in agreement.walk()}
    taken = _without_doubles(rows, listed | {subject.id for subject in agreement.subjects}, faults)
    _refuse_unknown_bodies(taken, {body.id for body in agreement.bodies}, faults)
    _refuse_dependencies(taken, listed, faults)
    _refuse_replaced(taken, agreement, earlier, faults)
    _refuse_lost(taken, agreement, faults)
    placed = _placed(taken, listed, faults)
    below: dict[str, list[Item]] = {}
    for activity in placed:
        below.setdefault(activity.parent, []).append(activity.item)
    items = tuple(_with_rows(item, below) for item in (*agreement.items, *below.get("", ())))
    if not faults.found:
        for entry in (entry for item in items for entry in item.walk() if entry.id in below):
            check_sum(entry, below[entry.id][-1].line, faults, Message.of("correct-weights-of-rows"))
    return replace(
        agreement,
        items=items,
        assessments=agreement.assessments + tuple(row.assessment for row in placed if row.assessment),
    )


def _without_doubles(rows: Iterable[Activity], used: set[str], faults: Faults) -> dict[str, Activity]:
    taken: dict[str, Activity] = {}
    for row in rows:
        if row.item.id in used or row.item.id in taken:
            remedy = Message.of("id-used-in", place="agreement.yaml")
            if row.item.id in taken:
                remedy = Message.of("id-used-on-line", other=taken[row.item.id].item.line or 0)
            faults.add(row.item.line, "cell-id-in-use", row.item.id, remedy)
            continue
        start = row.item.period.start if row.item.period else None
        if start and row.item.due and row.item.due.end and row.item.due.end < start:
            due = str(row.item.due.end)
            faults.add(row.item.line, "row-due-before-start", due, "correct-due", entry=row.item.id, start=str(start))
            continue
        taken[row.item.id] = row
    return taken


def _refuse_unknown_bodies(taken: dict[str, Activity], bodies: set[str], faults: Faults) -> None:
    for row in list(taken.values()):
        unknown = [body for body in (*row.item.bodies, *row.item.cooperating) if body not in bodies]
        for body in unknown:
            faults.add(row.item.line, "cell-bodies", body, nearest(body, bodies), entry=row.item.id)
        if unknown:
            del taken[row.item.id]


def _refuse_dependencies(taken: dict[str, Activity], listed: set[str], faults: Faults) -> None:
    """Rows that depend on what is not there, or on each other in a circle, are refused."""
    known = taken.keys() | listed
    for row in list(taken.values()):
        missing = [other for other in row.item.depends_on if other not in known]
        for other in missing:
            faults.add(row.item.line, "cell-depends-on", other, nearest(other, known), entry=row.item.id)
        if missing:
            del taken[row.item.id]
    before = len(faults.found)
    check_dependencies([_among(row.item, taken) for row in taken.values()], faults)
    for fault in faults.found[before:]:
        for identifier in (fault.value or "").split(" → "):
            taken.pop(identifier, None)


def _refuse_replaced(taken: dict[str, Activity], agreement: Agreement, earlier: Earlier | None, faults: Faults) -> None:
    """Rows that replace what never was, or each other in a circle, are refused."""
    own = {item.id: item for item in agreement.walk()}
    refused = check_known([row.item for row in taken.values()], own.keys() | taken.keys(), earlier, faults)
    refused |= check_circles([row.item for row in taken.values()], own.values(), faults)
    for identifier in refused:
        del taken[identifier]


def _among(item: Item, taken: dict[str, Activity]) -> Item:
    """An entry that depends on no others than rows that are taken."""
    others = tuple(other for other in item.depends_on if other in taken)
    return item if others == item.depends_on else replace(item, depends_on=others)


def _refuse_lost(taken: dict[str, Activity], agreement: Agreement, faults: Faults) -> None:
    """Rows without a parent are refused, unless they are parts of the agreement by what lies below them or by their level, or
    nothing in the register has a parent.
    """
    above = {row.parent for row in taken.values()}
    if above <= {""} and not agreement.items:
        return
    first = [row.item for row in taken.values() if not row.parent]
    levels = {item.level for item in (*agreement.items, *(item for item in first if item.id in above))}
    for item in first:
        if item.level not in levels:
            faults.add(item.line, "cell-empty", None, "give-parent", cell="parent", entry=item.id)
            del taken[item.id]


def _placed(taken: dict[str, Activity], listed: set[str], faults: Faults) -> list[Activity]:
    """The rows whose parents lead to an entry of agreement.yaml, or to none."""
    depth: dict[str, int | None] = dict.fromkeys(("", *listed), 0)
    for start in taken:
        chain: dict[str, None] = {}
        here = start
        while here in taken and here not in depth and here not in chain:
            chain[here] = None
            here = taken[here].parent
        above = depth.get(here)
        circle = list(chain)[list(chain).index(here) :] if here in chain else []
        if circle:
            _refuse_cycle(circle, taken, faults)
        elif here not in depth:
            row = taken[next(reversed(chain))]
            remedy = nearest(row.parent, listed | taken.keys())
            faults.add(row.item.line, "cell-parent", row.parent, remedy, entry=row.item.id)
        for position, identifier in enumerate(reversed(chain)):
            if above is not None and above >= MAX_DEPTH:
                row = taken[identifier]
                faults.add(row.item.line, "row-too-deep", None, "fewer-levels", entry=identifier, limit=MAX_DEPTH)
                above = None
            elif above is None and (here in depth or position > 0) and identifier not in circle:
                row = taken[identifier]
                faults.add(row.item.line, "below-refused", row.parent, "correct-that-row", entry=identifier)
            above = None if above is None else above + 1
            depth[identifier] = above
    return [row for identifier, row in taken.items() if depth[identifier] is not None]


def _refuse_cycle(cycle: list[str], taken: dict[str, Activity], faults: Faults) -> None:
    circle = " → ".join([*cycle, cycle[0]])
    line = min(taken[identifier].item.line or 0 for identifier in cycle)
    faults.add(line, "parents-in-circle", circle, "parent-outside")


def _with_rows(item: Item, below: dict[str, list[Item]]) -> Item:
    """An entry with its rows put below it; the depth was limited before."""
    rows = below.get(item.id, [])
    entries = tuple(_with_rows(entry, below) for entry in (*item.items, *rows))
    return replace(item, items=entries) if entries else item
