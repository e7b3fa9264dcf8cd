"""The later value is the earlier one times the factor of growth.

Takes growth factors and gives the link between the two periods' values. It holds for amounts that cannot be negative: a
balance that crosses zero has no factor of growth, and is not compared by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from servanda.interval import Interval
from servanda.reconciliation.links import Bound, Cell, Link, Scale
from servanda.reconciliation.reports import Scope, Thing

__all__ = ["NAME", "links", "signed_things"]

NAME = "growth"


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
