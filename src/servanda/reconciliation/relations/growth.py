"""The later value is the earlier one times the factor of growth.

Takes growth factors and gives the link between the two periods' values; links of consecutive periods chain. A yearly rate
over several years is a factor too: the rate to the power of the years. It holds for amounts that cannot be negative: a
balance that crosses zero has no factor of growth, and is not compared by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from servanda.interval import Interval
from servanda.period import Period
from servanda.reconciliation.links import Bound, Cell, Link, Scale
from servanda.reconciliation.notation import interval_text, period_text, scaled, show
from servanda.reconciliation.reports import Report, Scope, Sort, Thing

__all__ = ["NAME", "Given", "given_amounts", "links", "signed_things"]

NAME = "growth"
WEIGHT = 9


def signed_things(scope: Scope) -> set[Thing]:
    """The things of which a negative value is reported.

    >>> signed_things(Scope("trade", ()))
    set()
    """
    return {
        report.thing
        for report in scope.reports
        if not report.is_growth
        and (
            (report.literal.low is not None and report.literal.low < 0)
            or (report.literal.high is not None and report.literal.high < 0)
        )
    }


@dataclass(frozen=True, slots=True)
class Given:
    """An amount over a period that a claim gives, or implies by its own factor of growth; then `line` is the sum."""

    claim: str
    when: Period
    interval: Interval
    reports: tuple[Report, ...]
    line: str | None = None


def given_amounts(scope: Scope) -> dict[Thing, list[Given]]:
    """The amounts that claims give of each thing that is never negative, and those of the earlier periods that they imply.

    >>> given_amounts(Scope("trade", ()))
    {}
    """
    signed = signed_things(scope)
    factors: dict[tuple[str, Thing], list[Report]] = defaultdict(list)
    for report in scope.reports:
        if report.is_growth:
            factors[report.claim.id, report.thing].append(report)
    given: dict[Thing, list[Given]] = defaultdict(list)
    for report in scope.of(Sort.VOLUME):
        if report.thing in signed:
            continue
        name, thing = report.claim.id, report.thing
        given[thing].append(Given(name, report.when, report.literal, (report,)))
        for growth in factors.get((name, thing), ()):
            base, low = growth.figure.base, growth.literal.low
            if growth.when == report.when and base and low and low > 0 and report.literal.low is not None:
                value = report.literal.divided_by(growth.literal)
                amount = interval_text(scaled(report.literal, thing.unit)[0])[0]
                rate = growth.figure.quantity.literal if growth.figure.quantity else growth.literal
                factor = f"{rate}^{growth.figure.years}" if growth.figure.years > 1 else str(growth.literal)
                line = f"{name}: {period_text(base)}: {amount} / {factor} {show(value, thing)}"
                given[thing].append(Given(name, base, value, (report, growth), line))
    return dict(given)


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """A link for each growth factor, and the rule that what grows by a factor is more than nothing.

    >>> list(links(Scope("roads", ()), ()))
    []
    """
    signed = signed_things(scope)
    seen: set[Cell] = set()
    for report in scope.reports:
        if not report.is_growth or report.thing in signed or report.figure.base is None:
            continue
        later, earlier = Cell(report.thing, report.when), Cell(report.thing, report.figure.base)
        yield Scale(NAME, later, earlier, scope.interval(report), frozenset({report.claim.id}), (report,))
        for cell in (later, earlier):
            if cell not in seen:
                seen.add(cell)
                yield Bound(NAME, cell, Interval(Fraction(0), None, low_open=True))
