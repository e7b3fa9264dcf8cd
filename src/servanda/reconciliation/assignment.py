"""Values for which everything in a connected part is true, found by narrowing bounds: then nothing in it clashes.

Takes the links of a part and gives a value for each cell, or None where it found none, which says nothing: the solver
has to answer then. Most parts have no clash, and this is many times cheaper than asking the solver.

All is done in whole numbers on a grid. Each bound is moved inward to the next point of the grid, so that what holds on
the grid holds; a point is chosen for one cell after another, in the middle of what is left for it, and the others'
bounds are narrowed by what the links then say of them. Nothing is tried twice: where a cell is left without a value, the
search ends. At the end each link is checked once more, all at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import lcm

from servanda.reconciliation.links import Bound, Cell, Link, Order, Scale, Sum

__all__ = ["assignment"]

_FINE = 1 << 20
"""How many points of the grid lie between two neighbouring bounds at least."""
_WIDE = 1 << 20
"""How far beyond the largest number given a cell without a bound may lie, as a multiple of that number."""
_TURNS = 60
"""How many times each link may be followed, on average, before the search ends."""


class _Grid:
    """The cells of a part as whole numbers, each between a least and a greatest value."""

    def __init__(self, part: Sequence[Link]) -> None:
        self.numbers: dict[Cell, int] = {}
        for link in part:
            for cell in link.cells:
                self.numbers.setdefault(cell, len(self.numbers))
        bounds = [link for link in part if isinstance(link, Bound)]
        ends = [end for link in bounds for end in (link.interval.low, link.interval.high) if end is not None]
        ends.extend(link.limit for link in part if isinstance(link, Sum) and link.limit is not None)
        self.unit = lcm(*(end.denominator for end in ends)) * _FINE
        self.typical = max((abs(self.whole(end)) for end in ends), default=0) or self.unit
        self.most = self.typical * _WIDE
        self.low = [-self.most] * len(self.numbers)
        self.high = [self.most] * len(self.numbers)
        self.changed: list[int] = []
        for link in bounds:
            place, interval = self.numbers[link.cell], link.interval
            if interval.low is not None:
                self.low[place] = max(self.low[place], self.whole(interval.low) + interval.low_open)
            if interval.high is not None:
                self.high[place] = min(self.high[place], self.whole(interval.high) - interval.high_open)

    def whole(self, value: Fraction) -> int:
        """A bound as a point of the grid."""
        return value.numerator * (self.unit // value.denominator)

    def at_least(self, cell: int, low: int) -> bool:
        """Take in that the cell is no less; whether a value is left."""
        if low > self.low[cell]:
            self.low[cell] = low
            self.changed.append(cell)
        return self.low[cell] <= self.high[cell]

    def at_most(self, cell: int, high: int) -> bool:
        """Take in that the cell is no more; whether a value is left."""
        if high < self.high[cell]:
            self.high[cell] = high
            self.changed.append(cell)
        return self.low[cell] <= self.high[cell]

    def middle(self, cell: int) -> int:
        """A value for the cell: the middle of its bounds; near the one that there is, where the other is far out."""
        low, high = self.low[cell], self.high[cell]
        far = self.most // 4
        if high >= far:
            return min(high, max(low, 0) + self.typical)
        return max(low, min(high, 0) - self.typical) if low <= -far else (low + high) // 2


Follow = Callable[[_Grid], bool]
"""Narrows the bounds of some cells by what one link says; whether each of them has a value left."""


def _order(small: int, large: int) -> Follow:
    def follow(grid: _Grid) -> bool:
        return grid.at_least(large, grid.low[small]) and grid.at_most(small, grid.high[large])

    return follow


def _scale(link: Scale, later: int, earlier: int) -> Follow:
    """Later = earlier × factor, for an earlier value that is not negative."""
    low, high = link.interval.low, link.interval.high
    if low is not None and low < 0:
        low = Fraction(0)

    def follow(grid: _Grid) -> bool:
        fits = True
        if low is not None:
            up, down, extra = low.numerator, low.denominator, int(link.interval.low_open)
            fits = grid.at_least(later, -(-(grid.low[earlier] * up + extra) // down))
            if up:
                fits = grid.at_most(earlier, (grid.high[later] * down - extra) // up) and fits
        if high is not None:
            up, down, extra = high.numerator, high.denominator, int(link.interval.high_open)
            fits = grid.at_most(later, (grid.high[earlier] * up - extra) // down) and fits
            if up > 0:
                fits = grid.at_least(earlier, -(-(grid.low[later] * down + extra) // up)) and fits
        return fits

    return follow


def _sum(parts: Sequence[int], whole: int | None, limit: int) -> Follow:
    def follow(grid: _Grid) -> bool:
        low, high = sum(grid.low[cell] for cell in parts), sum(grid.high[cell] for cell in parts)
        least, most = (-grid.most, limit) if whole is None else (grid.low[whole], grid.high[whole])
        fits = whole is None or (grid.at_least(whole, low) and grid.at_most(whole, high))
        for cell in parts:
            own_low, own_high = grid.low[cell], grid.high[cell]
            fits = fits and grid.at_most(cell, most - (low - own_low))
            fits = fits and (whole is None or grid.at_least(cell, least - (high - own_high)))
        return fits

    return follow


def _followers(part: Sequence[Link], grid: _Grid) -> Iterator[tuple[tuple[int, ...], Follow]]:
    """What each link says, as a way to narrow bounds, with the cells that it speaks of."""
    sums: list[tuple[frozenset[int], int]] = []
    for link in part:
        cells = tuple(grid.numbers[cell] for cell in link.cells)
        if isinstance(link, Order):
            yield cells, _order(*cells)
        elif isinstance(link, Scale):
            yield cells, _scale(link, *cells)
        elif isinstance(link, Sum) and link.whole is not None:
            yield cells, _sum(cells[:-1], cells[-1], 0)
            sums.append((frozenset(cells[:-1]), cells[-1]))
        elif isinstance(link, Sum) and link.limit is not None:
            yield cells, _sum(cells, None, grid.whole(link.limit))
    yield from _sums_of_sums(sums)


def _sums_of_sums(sums: Sequence[tuple[frozenset[int], int]]) -> Iterator[tuple[tuple[int, ...], Follow]]:
    """For each whole that holds all parts of another, that other and the rest of the parts: year = half-year + half-year."""
    ordered = sorted(sums, key=lambda one: (len(one[0]), one[1]))
    wholes = dict(ordered)
    for place, (parts, whole) in enumerate(ordered):
        for inner, other in ordered[:place]:
            if inner < parts:
                rest = parts - inner
                pieces = (other, wholes[rest]) if rest in wholes else (other, *sorted(rest))
                yield (*pieces, whole), _sum(pieces, whole, 0)


class _Search:
    """Narrows and chooses until each cell has one value, or one has none."""

    def __init__(self, part: Sequence[Link]) -> None:
        self.grid = _Grid(part)
        self.followers = list(_followers(part, self.grid))
        self.of_cell: list[list[int]] = [[] for _ in self.grid.numbers]
        for place, (cells, _) in enumerate(self.followers):
            for cell in cells:
                self.of_cell[cell].append(place)
        self.turns = _TURNS * len(self.followers)

    def settle(self, places: Sequence[int]) -> bool:
        """Follow links until nothing changes; whether each cell has a value left."""
        grid, waiting, queued = self.grid, deque(places), set(places)
        while waiting:
            self.turns -= 1
            if self.turns < 0:
                return False
            place = waiting.popleft()
            queued.discard(place)
            if not self.followers[place][1](grid):
                return False
            for cell in grid.changed:
                for other in self.of_cell[cell]:
                    if other != place and other not in queued:
                        queued.add(other)
                        waiting.append(other)
            grid.changed.clear()
        return True

    def values(self, order: Sequence[int]) -> list[int] | None:
        """A value for each cell, chosen in this order."""
        grid = self.grid
        if any(low > high for low, high in zip(grid.low, grid.high, strict=True)):
            return None
        if not self.settle(range(len(self.followers))):
            return None
        for cell in order:
            if grid.low[cell] < grid.high[cell]:
                grid.low[cell] = grid.high[cell] = grid.middle(cell)
                if not self.settle(self.of_cell[cell]):
                    return None
        return grid.low


def assignment(part: Sequence[Link]) -> dict[Cell, Fraction] | None:
    """Values for which every link of the part is true; None where none were found, though there may be some.

    >>> from servanda.interval import Interval
    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort, Thing
    >>> sales = Thing("market", "sales", Sort.VOLUME, "eur")
    >>> year, start = Cell(sales, Period.parse("2029")), Cell(sales, Period.parse("2028"))
    >>> told = [Bound("same", start, Interval(Fraction(4), Fraction(5))), Bound("same", year, Interval.point(9))]
    >>> found = assignment([*told, Scale("growth", year, start, Interval.point(2))])
    >>> found[year] / found[start]
    Fraction(2, 1)
    """
    search = _Search(part)
    parts = {cell for link in part if isinstance(link, Sum) for cell in link.parts}
    order = sorted(search.grid.numbers, key=lambda cell: cell not in parts)
    values = search.values([search.grid.numbers[cell] for cell in order])
    if values is None:
        return None
    unit = search.grid.unit
    known = {cell: Fraction(values[number], unit) for cell, number in search.grid.numbers.items()}
    return known if all(_holds(link, known) for link in part) else None


def _holds(link: Link, known: dict[Cell, Fraction]) -> bool:
    """Whether the link is true of the values."""
    if isinstance(link, Bound):
        return known[link.cell] in link.interval
    if isinstance(link, Order):
        return known[link.smaller] <= known[link.larger]
    if isinstance(link, Scale):
        return known[link.earlier] > 0 and known[link.later] in link.interval.scaled(known[link.earlier])
    total = sum((known[cell] for cell in link.parts), Fraction(0))
    if link.whole is not None:
        return total == known[link.whole]
    return link.limit is None or total <= link.limit
