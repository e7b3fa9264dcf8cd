"""The least and the greatest value that links leave to one cell, and the claims that each of the two rests on.

Takes the links of one connected part that can all hold. Where they are bounds and an order in time alone, the least value
is the greatest of the lower bounds of all cells that are not larger, and one walk along the order finds it. Elsewhere z3
optimises over exact rationals, open bounds included; a bound rests on a smallest set of claims that cannot hold together
with the cell's being beyond it. Tests hold the two ways to the same answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import z3  # type: ignore[import-untyped]

from servanda.interval import Interval
from servanda.reconciliation.enumeration import solver_conflicts
from servanda.reconciliation.links import Bound, Cell, Link, Order
from servanda.reconciliation.solver import SOLVER_EFFORT, Names, formula

__all__ = ["Extremes", "extremes", "is_walked", "solved_extremes"]

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
    if not is_walked(part):
        return solved_extremes(part, cell)
    bounds: dict[Cell, list[Bound]] = defaultdict(list)
    below: dict[Cell, list[Cell]] = defaultdict(list)
    above: dict[Cell, list[Cell]] = defaultdict(list)
    for link in part:
        if isinstance(link, Bound):
            bounds[link.cell].append(link)
        elif isinstance(link, Order):
            below[link.larger].append(link.smaller)
            above[link.smaller].append(link.larger)
    lows = (
        (Interval(bound.interval.low, None, bound.interval.low_open), bound)
        for one in _reached(cell, below)
        for bound in bounds[one]
    )
    highs = (
        (Interval(None, bound.interval.high, high_open=bound.interval.high_open), bound)
        for one in _reached(cell, above)
        for bound in bounds[one]
    )
    low, low_claims = _tightest(lows)
    high, high_claims = _tightest(highs)
    return Extremes(low.intersection(high), low_claims, high_claims)


def is_walked(part: Iterable[Link]) -> bool:
    """Whether bounds, and an order that rests on no claim, are all that the part holds.

    >>> is_walked([])
    True
    """
    return all(isinstance(link, Bound) or (isinstance(link, Order) and not link.claims) for link in part)


def _reached(cell: Cell, steps: Mapping[Cell, Sequence[Cell]]) -> Iterable[Cell]:
    """The cell and all that steps lead to from it."""
    seen, waiting = {cell}, [cell]
    while waiting:
        one = waiting.pop()
        yield one
        for other in steps.get(one, ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)


def _tightest(bounds: Iterable[tuple[Interval, Bound]]) -> tuple[Interval, tuple[str, ...]]:
    """The intersection of half-open intervals and the fewest claims that one of the tightest rests on."""
    best = Interval()
    claims: tuple[str, ...] = ()
    for interval, bound in bounds:
        both, own = best.intersection(interval), tuple(sorted(bound.claims))
        is_equal = interval == best != Interval()
        if both != best or (is_equal and (len(own), own) < (len(claims), claims)):
            best, claims = both, own
    return best, claims


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
