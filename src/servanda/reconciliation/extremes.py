"""The least and the greatest value that links leave to one cell, and the claims that each of the two rests on.

Takes the links of one connected part that can all hold. Where they are bounds and an order in time alone, the least value
is the greatest of the lower bounds of all cells that are not larger, and one walk along the order finds it. Elsewhere z3
optimises over exact rationals, open bounds included; a bound rests on a smallest set of claims that cannot hold together
with the cell's being beyond it. Tests hold the two ways to the same answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import z3  # type: ignore[import-untyped]

from servanda.interval import Interval
from servanda.reconciliation.enumeration import solver_conflicts
from servanda.reconciliation.links import Bound, Cell, Link, Order
from servanda.reconciliation.solver import SOLVER_EFFORT, Names, formula

__all__ = ["Extremes", "extremes", "extremes_of", "is_walked", "solved_extremes"]

_ASKED = "\0asked"
"""Stands for the claim that the cell is beyond its bound; no claim has such an id."""


@dataclass(frozen=True, slots=True)
class Extremes:
    """What is left to a cell; the claims under each bound (none where the meaning of the words alone makes it).

    `partial` says that the solver gave up, so that the true bounds may be tighter.
    """

    interval: Interval
    low_claims: tuple[str, ...] = ()
    high_claims: tuple[str, ...] = ()
    partial: bool = False


def extremes(part: Sequence[Link], cell: Cell) -> Extremes:
    """The bounds of a cell under links that can all hold.

    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort, Thing
    >>> roads = Thing("roads", "roads", Sort.SHARE, "per cent", "done")
    >>> may, june = (Cell(roads, Period.parse(day)) for day in ("2029-05-01", "2029-06-01"))
    >>> told = Bound("same", may, Interval(Fraction(40), Fraction(50)), frozenset({"a"}))
    >>> found = extremes([told, Order("monotone", may, june)], june)
    >>> str(found.interval), found.low_claims, found.high_claims
    ('[40, ∞)', ('a',), ())
    """
    return extremes_of(part)(cell)


def extremes_of(part: Sequence[Link]) -> Callable[[Cell], Extremes]:
    """What finds the bounds of each cell of a part, with what cells have in common worked out once.

    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort, Thing
    >>> extremes_of([])(Cell(Thing("roads", "roads", Sort.COUNT), Period.parse("2029"))).interval
    Interval(low=None, high=None, low_open=True, high_open=True)
    """
    if not is_walked(part):
        return lambda cell: solved_extremes(part, cell)
    lows, highs = _carried(part, upper=False), _carried(part, upper=True)
    return lambda cell: _between(lows.get(cell, _NONE), highs.get(cell, _NONE))


def is_walked(part: Iterable[Link]) -> bool:
    """Whether bounds, and an order that rests on no claim, are all that the part holds.

    >>> is_walked([])
    True
    """
    return all(isinstance(link, Bound) or (isinstance(link, Order) and not link.claims) for link in part)


_End = tuple[Fraction | None, bool, tuple[str, ...]]
"""A bound, whether it is left out itself, and the claims that it rests on."""
_NONE: _End = (None, True, ())


def _between(low: _End, high: _End) -> Extremes:
    return Extremes(Interval(low[0], high[0], low[1], high[1]), low[2], high[2])


def _carried(part: Iterable[Link], *, upper: bool) -> dict[Cell, _End]:
    """The least values of all cells, each the greatest of its own and of those below it; or the greatest ones, the other way."""
    own: dict[Cell, _End] = {}
    onward: dict[Cell, list[Cell]] = defaultdict(list)
    for link in part:
        if isinstance(link, Bound):
            interval, claims = link.interval, tuple(sorted(link.claims))
            end = (interval.high, interval.high_open, claims) if upper else (interval.low, interval.low_open, claims)
            own[link.cell] = _tighter(own.get(link.cell, _NONE), end, upper=upper)
        elif isinstance(link, Order):
            start, then = (link.larger, link.smaller) if upper else (link.smaller, link.larger)
            onward[start].append(then)
    waiting = list(own)
    while waiting:
        cell = waiting.pop()
        for then in onward[cell]:
            known = own.get(then, _NONE)
            better = _tighter(known, own[cell], upper=upper)
            if better != known:
                own[then] = better
                waiting.append(then)
    return own


def _tighter(one: _End, two: _End, *, upper: bool) -> _End:
    """The bound that leaves less; of two equal ones that which rests on fewer claims."""
    if one[0] is None or two[0] is None:
        return two if one[0] is None else one
    if one[0] != two[0]:
        return one if (one[0] < two[0]) == upper else two
    if one[1] != two[1]:
        return one if one[1] else two
    return min(one, two, key=lambda end: (len(end[2]), end[2]))


def solved_extremes(part: Sequence[Link], cell: Cell, *, with_claims: bool = True) -> Extremes:
    """The bounds of a cell under links of any kind, by z3; without the claims that they rest on where those are not asked.

    >>> from servanda.period import Period
    >>> from servanda.reconciliation.links import Sum
    >>> from servanda.reconciliation.reports import Sort, Thing
    >>> sales = Thing("market", "sales", Sort.VOLUME, "eur")
    >>> year, one, two = (Cell(sales, Period.parse(text)) for text in ("2029", "2029-H1", "2029-H2"))
    >>> told = [Bound("same", cell, interval, frozenset({claim})) for cell, interval, claim in
    ...         ((year, Interval(Fraction(9), Fraction(10)), "y"), (one, Interval(Fraction(4), None, low_open=True), "h"))]
    >>> found = solved_extremes([*told, Sum("total", (one, two), whole=year)], two)
    >>> str(found.interval), found.high_claims
    ('(-∞, 6)', ('h', 'y'))
    """
    name = Names()
    asked = name(cell)
    asserted = [f"(assert {text})" for link in part if (text := formula(link, name))]
    search = z3.Optimize()
    search.set("priority", "box")
    search.set("rlimit", SOLVER_EFFORT)
    search.from_string("\n".join([*name.declared(), *asserted]))
    goal = z3.Real(asked)
    least, greatest = search.minimize(goal), search.maximize(goal)
    if search.check() != z3.sat:
        return Extremes(Interval(), partial=True)
    low, low_open = _end(search.lower_values(least))
    high, high_open = _end(search.upper_values(greatest))
    found = Interval(low, high, low_open, high_open)
    if not with_claims:
        return Extremes(found)
    below = None if low is None else Interval(None, low, high_open=not low_open)
    above = None if high is None else Interval(high, None, low_open=not high_open)
    return Extremes(found, _resting(part, cell, below), _resting(part, cell, above))


def _end(values: Sequence[z3.ExprRef]) -> tuple[Fraction | None, bool]:
    """A bound as z3 gives it (how many infinities, the number, how many infinitesimals), and whether it is left out."""
    infinite, number, beside = (Fraction(str(value)) for value in values)
    return (None, True) if infinite else (number, beside != 0)


def _resting(part: Sequence[Link], cell: Cell, beyond: Interval | None) -> tuple[str, ...]:
    """The fewest claims that cannot all hold with the cell beyond its bound."""
    if beyond is None:
        return ()
    told = [link for link in part if not (isinstance(link, Bound) and link.interval == Interval())]
    sets = solver_conflicts([*told, Bound(_ASKED, cell, beyond, frozenset({_ASKED}))]).sets
    return tuple(sorted(sets[0] - {_ASKED})) if sets else ()
