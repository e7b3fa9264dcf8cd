"""The same amount in another currency or unit is that amount times a rate of the period.

Takes cells of one thing and time that differ in their unit alone and links them by the factor between the units
(`conversion.py`): exact for physical units, for currencies the interval of the rates that a series beside the claims has for
the period. Without such a series nothing is compared. Where it has only an average of the whole period, amounts that do not
meet by it make a tension: what they were converted at may have been another rate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from servanda.finding import Verdict
from servanda.period import Period
from servanda.reconciliation.arithmetic import converted
from servanda.reconciliation.conversion import Factor, factor_between, holds_for, rates_beside
from servanda.reconciliation.drafts import Amount, Draft, degree_between
from servanda.reconciliation.links import Cell, Link, Scale, cell_of
from servanda.reconciliation.notation import interval_text, period_text, scaled, show, times, unit_text
from servanda.reconciliation.relations.growth import signed_things
from servanda.reconciliation.reports import Report, Scope, Sort, Thing
from servanda.series import Series

__all__ = ["NAME", "judge", "links"]

NAME = "unit"
STAGE = 1
WEIGHT = 6


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """A link between the two cells, for each time at which one of two units is reported while the other is too.

    >>> list(links(Scope("roads", ()), ()))
    []
    """
    left_out = signed_things(scope)
    nothing = {cell_of(report) for report in scope.reports if not report.is_growth and _is_nothing(report)}
    by_thing: dict[Thing, dict[str, dict[Period, None]]] = defaultdict(lambda: defaultdict(dict))
    for cell in cells:
        if cell.thing.unit and not cell.of and cell.thing.sort is not Sort.SHARE and cell.thing not in left_out:
            by_thing[replace(cell.thing, unit="")][cell.thing.unit][cell.when] = None
    rates = rates_beside(scope.background)
    for thing, units in by_thing.items():
        for one, two in combinations(sorted(units), 2):
            for when in _both(units[one], units[two], adds_up=thing.sort is Sort.VOLUME):
                first, second, factor = _quoted(one, two, when, rates)
                earlier, later = (Cell(replace(thing, unit=unit), when) for unit in (first, second))
                if factor is None or factor.is_average or not holds_for(factor, thing):
                    continue
                if earlier not in nothing and later not in nothing:
                    yield Scale(NAME, later, earlier, factor.interval, basis=factor.basis)


def _quoted(one: str, two: str, when: Period, rates: Sequence[Series]) -> tuple[str, str, Factor | None]:
    """The two units the way round in which the factor between them is quoted, and the factor."""
    factor = factor_between(one, two, when, rates)
    if factor is None or factor.is_quoted:
        return one, two, factor
    return two, one, factor_between(two, one, when, rates)


def _is_nothing(report: Report) -> bool:
    return report.literal.high is not None and report.literal.high <= 0


def _both(one: dict[Period, None], two: dict[Period, None], *, adds_up: bool) -> Iterator[Period]:
    """The times at which the two are worth linking: the same ones, and of what adds up over time those that share days."""
    for when in dict.fromkeys((*one, *two)):
        if (when in one and when in two) or (
            adds_up and any(when.overlaps(other) for other in (two if when in one else one))
        ):
            yield when


def judge(scope: Scope, as_of: date) -> Iterator[Draft]:
    """A tension for each two amounts of one time that do not meet by its average rate, where no other rates are known.

    >>> list(judge(Scope("roads", ()), date(2024, 1, 1)))
    []
    """
    rates = rates_beside(scope.background)
    if not rates:
        return
    left_out = signed_things(scope)
    by_cell: dict[Cell, list[Report]] = defaultdict(list)
    for report in scope.of(Sort.VOLUME, Sort.LEVEL):
        if report.thing.unit and report.thing not in left_out and not _is_nothing(report):
            cell = cell_of(report)
            by_cell[replace(cell, thing=replace(cell.thing, unit=""))].append(report)
    for reports in by_cell.values():
        if len({report.thing.unit for report in reports}) < 2:
            continue
        for one, two in combinations(sorted(reports, key=lambda report: (report.thing.unit, report.claim.id)), 2):
            first, _, factor = _quoted(one.thing.unit, two.thing.unit, one.when, rates)
            if factor and factor.is_average and holds_for(factor, one.thing) and one.claim.id != two.claim.id:
                yield from _tension(*((one, two) if first == one.thing.unit else (two, one)), factor)


def _tension(one: Report, two: Report, factor: Factor) -> Iterator[Draft]:
    """The two amounts by the average rate, where they do not meet."""
    value = times(one.literal, factor.interval)
    if not value.intersection(two.literal).is_empty:
        return
    size = scaled(two.literal, two.thing.unit)[2]
    shown = [interval_text(each.scaled(1 / size))[0] for each in (value, two.literal)]
    yield Draft(
        Verdict.TENSION,
        NAME,
        "unit",
        tuple(sorted((one.claim, two.claim), key=lambda claim: claim.id)),
        (
            f"{one.claim.id}: {period_text(one.when)} {show(one.literal, one.thing)}",
            f"{two.claim.id}: {period_text(two.when)} {show(two.literal, two.thing)}",
            converted(factor.basis, one.when, one.literal, one.thing, "×", factor.interval, value, two.thing),
            f"{shown[0]} ∩ {shown[1]} = ∅",
        ),
        (one, two),
        {
            "one": Amount(two.literal, two.thing, frozenset({two.claim.id})),
            "two": Amount(value, two.thing, frozenset({one.claim.id})),
            "when": one.when,
        },
        ("unit average",),
        degree=degree_between(value, two.literal, unit_text(two.thing.unit)),
    )
