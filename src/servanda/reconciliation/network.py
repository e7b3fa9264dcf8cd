"""All smallest sets of claims that cannot all be true, by connected parts.

Takes links between cells and gives, for each part of the network that hangs together, the minimal unsatisfiable sets of
claims. Three ways lead there, the cheapest first, and tests hold them to the same answer: a part with bounds and an order
in time alone needs one sweep over time (`sweep.py`); where values are found for which everything is true, nothing
clashes (`assignment.py`); the solver answers the rest (`enumeration.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from servanda.reconciliation.assignment import assignment
from servanda.reconciliation.enumeration import MOST_STEPS, solver_conflicts
from servanda.reconciliation.links import Bound, Cell, Link
from servanda.reconciliation.relevance import Relevant
from servanda.reconciliation.solver import smallest_links
from servanda.reconciliation.sweep import MOST_CONFLICTS, Conflicts, is_ordered, minimal, ordered_conflicts

__all__ = [
    "MOST_CONFLICTS",
    "MOST_STEPS",
    "Conflicts",
    "Core",
    "conflicts",
    "minimal",
    "ordered_conflicts",
    "parts",
    "solver_conflicts",
]


def parts(links: Sequence[Link]) -> list[list[Link]]:
    """The links in groups that share cells, in the order of their first link.

    >>> parts([])
    []
    """
    numbers: dict[Cell, int] = {}
    parent: list[int] = []
    firsts: list[int] = []

    def root(number: int) -> int:
        """The number that stands for the group."""
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    for link in links:
        first = -1
        for cell in link.cells:
            number = numbers.get(cell, -1)
            if number < 0:
                number = numbers[cell] = len(parent)
                parent.append(number)
            if first < 0:
                first = root(number)
                firsts.append(first)
            else:
                parent[root(number)] = first
    groups: dict[int, list[Link]] = defaultdict(list)
    for link, first in zip(links, firsts, strict=True):
        groups[root(first)].append(link)
    return list(groups.values())


def conflicts(part: Sequence[Link]) -> Conflicts:
    """The smallest sets of claims that cannot all be true, of one connected part.

    >>> from servanda.interval import Interval
    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort, Thing
    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> told = [Bound("same", shops, Interval.point(n), frozenset({c})) for c, n in (("a", 12), ("b", 14), ("c", 12))]
    >>> [sorted(one) for one in conflicts(told).sets]
    [['a', 'b'], ['b', 'c']]
    """
    if is_ordered(part):
        return ordered_conflicts(part)
    return Conflicts(()) if assignment(part) is not None else solver_conflicts(part)


class Core:
    """Finds the fewest links of a part that still clash, for a set of claims: what the arithmetic has to show."""

    def __init__(self, part: Sequence[Link]) -> None:
        self._ordered = is_ordered(part)
        self._links = Relevant(part)

    def of(self, claims: frozenset[str]) -> list[Link]:
        """The links that clash, for a set that `conflicts` gave."""
        if not self._ordered:
            return smallest_links(self._links.to(claims)) or smallest_links(self._links.under(claims))
        told = [link for link in self._links.said(claims) if isinstance(link, Bound)]
        for number, one in enumerate(told):
            for two in (*told[number:], *self._links.limits(one.cell)):
                if one.claims | two.claims == claims and ordered_conflicts([one, two]).sets:
                    return [one] if one is two else [one, two]
        return self._links.under(claims)
