"""The vocabulary in which relations speak to the solver: cells, and four kinds of links between them.

A cell is a number that nobody knows: one thing's value at one time. A link says something of one or more cells, and
names the claims it rests on; a link that rests on none holds by the meaning of the words ("a share is at most 100").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from servanda.interval import Interval
from servanda.period import Period
from servanda.reconciliation.reports import Report, Sort, Thing

__all__ = ["Bound", "Cell", "Link", "Order", "Scale", "Sum", "cell_of"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The value of a thing at a time. `of` tells apart values at unknown days of one longer period, claim by claim."""

    thing: Thing
    when: Period
    of: str = ""

    def __hash__(self) -> int:
        """Of what tells most cells of a part apart: cells are looked up more often than anything else."""
        return hash((self.when.start, self.when.end, self.thing.topic, self.thing.state, self.of))


@dataclass(frozen=True, slots=True)
class Bound:
    """The cell lies in the interval. `sources` are the reports that it was made from."""

    relation: str
    cell: Cell
    interval: Interval
    claims: frozenset[str] = frozenset()
    sources: tuple[Report, ...] = field(default=(), compare=False)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that it speaks of."""
        return (self.cell,)


@dataclass(frozen=True, slots=True)
class Order:
    """The first cell is not larger than the second."""

    relation: str
    smaller: Cell
    larger: Cell
    claims: frozenset[str] = frozenset()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that it speaks of."""
        return (self.smaller, self.larger)


@dataclass(frozen=True, slots=True)
class Scale:
    """The later cell is the earlier one times a factor in the interval; both are positive.

    `basis` names what the factor rests on where that is no claim: the series of a rate of exchange.
    """

    relation: str
    later: Cell
    earlier: Cell
    interval: Interval
    claims: frozenset[str] = frozenset()
    sources: tuple[Report, ...] = field(default=(), compare=False)
    basis: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that it speaks of."""
        return (self.later, self.earlier)


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts add up to the whole; or, where there is no whole cell, to no more than `limit`."""

    relation: str
    parts: tuple[Cell, ...]
    whole: Cell | None = None
    limit: Fraction | None = None
    claims: frozenset[str] = frozenset()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that it speaks of."""
        return self.parts if self.whole is None else (*self.parts, self.whole)


Link = Bound | Order | Scale | Sum


def cell_of(report: Report) -> Cell:
    """The cell that a report gives a value of.

    Two reports on one day, or on one period of a volume or level, speak of one cell. A share or count "in December" was taken
    on some day of December, and another such share perhaps on another day: each has a cell of its own.

    >>> from servanda.claim import Claim, Figure, Measure
    >>> from servanda.quantity import Quantity
    >>> from servanda.reconciliation.reports import scopes
    >>> figure = Figure(Measure.DONE, Period.parse("2029-12"), Quantity.exact(4, "bridge"))
    >>> found, _ = scopes([Claim("c1", "bridges built", "Road plan", (figure,))])
    >>> cell_of(found[0].reports[0]).of
    'c1/0'
    """
    thing = report.thing
    if thing.sort in (Sort.SHARE, Sort.COUNT) and not report.when.is_day:
        return Cell(thing, report.when, f"{report.claim.id}/{report.number}")
    return Cell(thing, report.when)
