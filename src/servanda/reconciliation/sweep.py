"""The claims that clash where only bounds and an order in time are known, found by one sweep over time.

Takes the links of one connected part and gives sets of claims: two bounds clash exactly when an earlier one's least
value passes a later one's greatest, and with them the claims that they rest on, so no solver is needed. Bounds are
compared as whole numbers: each is multiplied by the least common denominator and doubled, and an open bound is moved
inward by one, so that a greater least value than greatest value is just what "no number is left" means.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import comb, lcm

from servanda.interval import Interval
from servanda.reconciliation.links import Bound, Cell, Link, Order
from servanda.reconciliation.reports import Thing

__all__ = ["MOST_CONFLICTS", "Antichain", "Conflicts", "is_ordered", "minimal", "ordered_conflicts"]

MOST_CONFLICTS = 1000
"""How many smallest sets are looked for in one connected part."""


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The smallest sets that were found; `limit` says which limit cut the search short, None when all were found."""

    sets: tuple[frozenset[str], ...]
    limit: str | None = None


def is_ordered(part: Sequence[Link]) -> bool:
    """Whether the part holds only bounds and an order in time.

    >>> is_ordered([])
    True
    """
    return all(isinstance(link, Order | Bound) for link in part)


class Antichain:
    """Sets of claims of which none should hold another; answers whether one of them lies within a given set.

    >>> known = Antichain([frozenset("ab")])
    >>> known.any_within(frozenset("abc")), known.any_within(frozenset("ac"))
    (True, False)
    """

    def __init__(self, sets: Iterable[frozenset[str]] = ()) -> None:
        self._by_size: dict[int, set[frozenset[str]]] = defaultdict(set)
        for one in sets:
            self.add(one)

    def add(self, claims: frozenset[str]) -> None:
        """Take a set in."""
        self._by_size[len(claims)].add(claims)

    def any_within(self, claims: frozenset[str]) -> bool:
        """Whether one of the sets has no claim beside these: looked up by its claims, or among all where they are fewer."""
        for size, known in self._by_size.items():
            if comb(len(claims), size) > len(known):
                if any(one <= claims for one in known):
                    return True
            elif any(frozenset(one) in known for one in combinations(claims, size)):
                return True
        return False


def minimal(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The sets that hold no other of them, smallest first.

    >>> [sorted(one) for one in minimal([frozenset("ab"), frozenset("a"), frozenset("bc")])]
    [['a'], ['b', 'c']]
    """
    kept: list[frozenset[str]] = []
    known = Antichain()
    for one in sorted(set(sets), key=lambda claims: (len(claims), sorted(claims))):
        if not known.any_within(one):
            kept.append(one)
            known.add(one)
    return kept


class _Ends:
    """Bounds as whole numbers that can be compared: see the head of this file."""

    def __init__(self, bounds: Iterable[Bound]) -> None:
        ends = (end for bound in bounds for end in (bound.interval.low, bound.interval.high) if end is not None)
        self._unit = 2 * lcm(*(end.denominator for end in ends))

    def low(self, interval: Interval) -> int | None:
        """The least value, None where there is none."""
        low = interval.low
        return None if low is None else low.numerator * (self._unit // low.denominator) + interval.low_open

    def high(self, interval: Interval) -> int | None:
        """The greatest value, None where there is none."""
        high = interval.high
        return None if high is None else high.numerator * (self._unit // high.denominator) - interval.high_open


_Value = tuple[int, tuple[str, ...]]
"""A least or greatest value, and the claims that it rests on."""


class _Series:
    """What is said of one thing that does not fall, or of one cell: least and greatest values by day."""

    def __init__(self) -> None:
        self.days: dict[date, tuple[list[_Value], list[_Value]]] = {}

    def at(self, day: date) -> tuple[list[_Value], list[_Value]]:
        """The least values that hold from the day on, and the greatest ones that hold until it."""
        return self.days.setdefault(day, ([], []))

    def clashes(self) -> Iterable[frozenset[str]]:
        """The claims of each earlier least value that passes a later greatest one."""
        seen: list[_Value] = []
        most: int | None = None
        in_order = False
        for day in sorted(self.days):
            lows, highs = self.days[day]
            for low in lows:
                most = low[0] if most is None else max(most, low[0])
                if in_order:
                    insort(seen, low)
                else:
                    seen.append(low)
            for high, claims in highs:
                if most is None or most <= high:
                    continue
                if not in_order:
                    seen.sort()
                    in_order = True
                for _, others in seen[bisect_left(seen, (high + 1, ())) :]:
                    yield frozenset((*others, *claims))


def ordered_conflicts(part: Sequence[Link]) -> Conflicts:
    """The smallest sets of claims that clash in a part with bounds and an order in time alone.

    >>> from fractions import Fraction
    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort
    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> told = [Bound("same", shops, Interval.point(n), frozenset({c})) for c, n in (("a", 12), ("b", 14), ("c", 12))]
    >>> [sorted(one) for one in ordered_conflicts(told).sets]
    [['a', 'b'], ['b', 'c']]
    """
    bounds = [link for link in part if isinstance(link, Bound)]
    ends = _Ends(bounds)
    limits: dict[Cell, Interval] = {}
    for bound in bounds:
        if not bound.claims:
            known = limits.get(bound.cell)
            limits[bound.cell] = bound.interval if known is None else known.intersection(bound.interval)
    found: set[frozenset[str]] = set()
    series: dict[Cell | Thing, _Series] = defaultdict(_Series)
    for bound in bounds:
        if not bound.claims:
            continue
        limit, interval = limits.get(bound.cell), bound.interval
        if interval.is_empty or (limit is not None and interval.intersection(limit).is_empty):
            found.add(bound.claims)
        thing, when, claims = bound.cell.thing, bound.cell.when, tuple(sorted(bound.claims))
        start, end, place = (when.start, when.end, thing) if thing.rises else (date.min, date.min, bound.cell)
        low, high = ends.low(interval), ends.high(interval)
        if end is not None and low is not None:
            series[place].at(end)[0].append((low, claims))
        if start is not None and high is not None:
            series[place].at(start)[1].append((high, claims))
    for one in series.values():
        for clash in one.clashes():
            found.add(clash)
            if len(found) >= 4 * MOST_CONFLICTS:
                return Conflicts(tuple(minimal(found)[:MOST_CONFLICTS]), "conflicts")
    sets = minimal(found)
    return Conflicts(tuple(sets[:MOST_CONFLICTS]), "conflicts" if len(sets) > MOST_CONFLICTS else None)
