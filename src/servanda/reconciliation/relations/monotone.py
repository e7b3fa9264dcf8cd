"""What is finished does not become unfinished: a count or share of finished things does not fall.

Takes the cells of such things and gives their order in time. A value of "some day until 24 August" is not larger than
one of 24 August or later; of two values within one month nobody knows which came first. A share of a plan that has been
changed starts anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from servanda.period import Period
from servanda.reconciliation.links import Cell, Link, Order
from servanda.reconciliation.reports import Scope, Thing

__all__ = ["NAME", "links"]

NAME = "monotone"
STAGE = 3
WEIGHT = 2


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """The order of the cells of each thing, as one chain of days with the values of unknown days hung on it.

    >>> from datetime import date
    >>> from servanda.reconciliation.reports import Sort
    >>> road = Thing("roads", "completion", Sort.SHARE, "per cent", "done")
    >>> days = [Cell(road, Period.day(date(2023, month, 1))) for month in (6, 1)]
    >>> [(str(link.smaller.when), str(link.larger.when)) for link in links(Scope("roads", ()), days)]
    [('2023-01-01', '2023-06-01')]
    """
    by_thing: dict[Thing, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.thing.rises:
            by_thing[cell.thing].append(cell)
    for thing, known in by_thing.items():
        days = sorted({day for cell in known for day in (cell.when.start, cell.when.end) if day is not None})
        chain = [Cell(thing, Period.day(day)) for day in days]
        for one, two in pairwise(chain):
            yield Order(NAME, one, two)
        for cell in known:
            if cell.of and cell.when.end is not None:
                yield Order(NAME, cell, Cell(thing, Period.day(cell.when.end)))
            if cell.of and cell.when.start is not None:
                yield Order(NAME, Cell(thing, Period.day(cell.when.start)), cell)
