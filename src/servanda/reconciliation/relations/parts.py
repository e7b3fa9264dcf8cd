"""Parts make the whole: parts by kind add up to it, states of one day to all there is, and no part is larger than its whole.

Takes the cells of one subject and gives four sums. Exports and imports of one period make the trade turnover, by the list in
parts.yaml; shares of states that exclude each other come to no more than 100 per cent, and to just that where the states
leave none out (counts become shares by their plan, see ratio); what is counted of a named part of a subject is no more than
what is counted of all of it; the shares that parties have of one thing come to no more than 100 per cent, and to just that
where all parties' are given. A part that nobody gives is not negative. A share of another day counts too where it does not
fall: what was done in February is done in March.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any

import yaml

from servanda.claim import DONE_STATES
from servanda.interval import Interval
from servanda.quantity import PER_CENT
from servanda.reconciliation.links import Bound, Cell, Link, Sum
from servanda.reconciliation.relations.growth import signed_things
from servanda.reconciliation.reports import Report, Scope, Sort, Thing, folded

__all__ = ["ALL", "EXCLUSIVE", "NAME", "REST", "case_of", "links", "wholes"]

NAME = "parts"
STAGE = 1
WEIGHT = 8

ALL = "all"
"""The state of a cell that holds all states together."""
REST = "rest"
"""The state of a cell that holds what the given parts leave of their whole."""

COMPLETE = (frozenset({"done", "not done"}), frozenset({"done", "in progress", "not started", "dropped"}))
"""Sets of states of which a thing is always in one."""
EXCLUSIVE = (
    *COMPLETE,
    frozenset({"done", "not started", "suspended", "dropped"}),
    frozenset({"done", "behind schedule"}),
    frozenset({"done", "overdue"}),
    frozenset({"done", "at risk"}),
)
"""Sets of states of which a thing can be in one only."""
OVERLAPPING = frozenset({"behind schedule", "overdue", "at risk", "not done"}) | DONE_STATES
"""States of things that are in another of the states too: what is behind schedule is in progress or not started."""


@cache
def wholes() -> Mapping[str, tuple[str, ...]]:
    """The topics that are sums, each with its parts.

    >>> wholes()["trade"]
    ('exports', 'imports')
    """
    return {whole: tuple(parts) for whole, parts in _lists()["wholes"].items()}


@cache
def _lists() -> Mapping[str, Any]:
    text = resources.files("servanda.reconciliation.relations").joinpath("parts.yaml").read_text(encoding="utf-8")
    lists: Mapping[str, Any] = yaml.safe_load(text)
    return lists


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """The sums of kinds, of shares by state and by party, and of a part of the subject within all of it.

    >>> list(links(Scope("roads", ()), ()))
    []
    """
    yield from _kinds(scope, cells)
    yield from _by_state(cells)
    yield from _within(scope, cells)
    yield from _by_party(scope, cells)


def case_of(core: Sequence[Link]) -> str:
    """Which sentences tell a clash of parts: those on parties, kinds, states, all states, or a part in its whole.

    >>> case_of([])
    'part within'
    """
    for link in core:
        if isinstance(link, Sum) and link.relation == NAME:
            if any(cell.thing.sort is Sort.LEVEL for cell in link.cells):
                return "parties"
            if len({cell.thing.topic for cell in link.cells}) > 1:
                return "kinds"
            if any(cell.thing.sort is Sort.SHARE for cell in link.cells):
                return "states" if link.whole is None else "all states"
    return "part within"


def _kinds(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """The sum for each whole of which some part is reported for the same period in the same unit."""
    signed, known = signed_things(scope), set(cells)
    for cell in cells:
        if cell.thing.sort is not Sort.VOLUME or cell.thing.topic not in wholes():
            continue
        parts = tuple(replace(cell, thing=replace(cell.thing, topic=part)) for part in wholes()[cell.thing.topic])
        if any(one.thing in signed for one in (cell, *parts)) or not any(part in known for part in parts):
            continue
        for part in parts:
            yield Bound(NAME, part, Interval(Fraction(0)))
        yield Sum(NAME, parts, whole=cell)


def _by_state(cells: Sequence[Cell]) -> Iterator[Link]:
    """Shares of one day in states that exclude each other: no more than 100 per cent together."""
    things = {cell.thing for cell in cells if cell.thing.sort is Sort.SHARE}
    beside: dict[Thing, set[str]] = defaultdict(set)
    alike: dict[Thing, list[tuple[tuple[Thing, ...], frozenset[str]]]] = defaultdict(list)
    for thing in things:
        beside[replace(thing, state="")].add(thing.state)
        for states in EXCLUSIVE:
            given = tuple(one for state in sorted(states) if (one := replace(thing, state=state)) in things)
            if thing.state in states and len(given) > 1:
                alike[thing].append((given, states))
    known, seen = set(cells), set()
    for cell in cells:
        for given, states in alike.get(cell.thing, ()) if cell.when.is_day else ():
            parts = tuple(Cell(thing, cell.when) for thing in given)
            if parts in seen:
                continue
            seen.add(parts)
            others = beside[replace(cell.thing, state="")] - states - OVERLAPPING
            whole = states in COMPLETE and len(parts) == len(states) and not others
            if whole and (len(parts) == 2 or known.issuperset(parts)):
                every = replace(parts[0], thing=replace(parts[0].thing, state=ALL))
                yield Bound(NAME, every, Interval.point(100))
                yield Sum(NAME, parts, whole=every)
            else:
                yield Sum(NAME, parts, limit=Fraction(100))


def _within(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """What is counted, planned or added up of a named part of the subject, within the same of all of it."""
    signed, known = signed_things(scope), set(cells)
    for cell in cells:
        if not cell.thing.part or cell.of or cell.thing.sort not in (Sort.COUNT, Sort.PLAN, Sort.VOLUME):
            continue
        whole = replace(cell, thing=replace(cell.thing, part=""))
        if whole in known and cell.thing not in signed and whole.thing not in signed:
            rest = Cell(replace(cell.thing, state=REST), cell.when, cell.thing.state)
            yield Bound(NAME, cell, Interval(Fraction(0)))
            yield Bound(NAME, rest, Interval(Fraction(0)))
            yield Sum(NAME, (cell, rest), whole=whole)


def _by_party(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """The shares that parties have of one thing at one time: 100 per cent where all are given, else no more."""
    parties = scope.background.parties
    shares = {report.thing for report in scope.of(Sort.LEVEL) if _is_share(report)} if parties else set()
    given: dict[Cell, dict[str, Cell]] = defaultdict(dict)
    for cell in cells:
        named = _party_in(cell.thing.topic, parties) if cell.thing in shares else None
        if named is not None:
            party, rest = named
            given[replace(cell, thing=replace(cell.thing, topic=rest, state=ALL))].setdefault(party, cell)
    for whole, by_party in given.items():
        parts = tuple(by_party[party] for party in sorted(by_party))
        if len(parts) == len(set(parties.values())):
            yield Bound(NAME, whole, Interval.point(100))
            yield Sum(NAME, parts, whole=whole)
        elif len(parts) > 1:
            yield Sum(NAME, parts, limit=Fraction(100))


def _is_share(report: Report) -> bool:
    """Whether the words of a measure make it a share of a whole."""
    words = folded(report.claim.measure).split()
    return report.thing.unit == PER_CENT and any(word in words for word in _lists()["shares"])


def _party_in(topic: str, parties: Mapping[str, str]) -> tuple[str, str] | None:
    """The one party that a topic names, and the topic without its name.

    >>> _party_in("northern financing", {"northern": "n", "southern": "s"})
    ('n', 'financing')
    """
    padded = f" {topic} "
    found = sorted((form for form in parties if f" {form} " in padded), key=len, reverse=True)
    if len({parties[form] for form in found}) != 1:
        return None
    return parties[found[0]], " ".join(padded.replace(f" {found[0]} ", " ").split())
