"""All smallest sets of claims that cannot all be true, by connected parts.

Takes links between cells and gives, for each part of the network that hangs together, the minimal unsatisfiable sets of
claims. Where a part holds only bounds and an order in time, two claims clash exactly when an earlier one's least value
passes a later one's greatest, and a sweep over time finds all such pairs (`ordered_conflicts`). Elsewhere z3 answers
over exact rationals, and the sets are enumerated by growing satisfiable sets and shrinking unsatisfiable ones (MARCO;
Liffiton et al., Constraints 21, 2016).

The limits below are stated in the answer when they are hit. They count steps, not seconds, so that an answer does not
depend on the machine.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import z3  # type: ignore[import-untyped]

from servanda.interval import Interval
from servanda.reconciliation.links import Bound, Cell, Link, Order, Scale
from servanda.reconciliation.reports import Thing

__all__ = [
    "MOST_CONFLICTS",
    "MOST_STEPS",
    "Conflicts",
    "Core",
    "conflicts",
    "ordered_conflicts",
    "parts",
    "solver_conflicts",
]

MOST_CONFLICTS = 1000
"""How many smallest sets are looked for in one connected part."""
MOST_STEPS = 400
"""How many times the enumeration may turn to the solver for a new set of claims in one connected part."""
SOLVER_EFFORT = 20_000_000
"""How much work (z3's own count) one question to the solver may take."""


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The smallest sets that were found; `limit` says which limit cut the search short, None when all were found."""

    sets: tuple[frozenset[str], ...]
    limit: str | None = None


def parts(links: Sequence[Link]) -> list[list[Link]]:
    """The links in groups that share cells, in the order of their first link.

    >>> parts([])
    []
    """
    parent: dict[Cell, Cell] = {}

    def root(cell: Cell) -> Cell:
        """The cell that stands for the group."""
        while parent.setdefault(cell, cell) != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    for link in links:
        first = root(link.cells[0])
        for cell in link.cells[1:]:
            parent[root(cell)] = first
    groups: dict[Cell, list[Link]] = defaultdict(list)
    for link in links:
        groups[root(link.cells[0])].append(link)
    return list(groups.values())


def conflicts(part: Sequence[Link]) -> Conflicts:
    """The smallest sets of claims that cannot all be true, of one connected part.

    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort
    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> told = [Bound("same", shops, Interval.point(n), frozenset({c})) for c, n in (("a", 12), ("b", 14), ("c", 12))]
    >>> [sorted(one) for one in conflicts(told).sets]
    [['a', 'b'], ['b', 'c']]
    """
    if is_ordered(part):
        return ordered_conflicts(part)
    return solver_conflicts(part)


def is_ordered(part: Sequence[Link]) -> bool:
    """Whether the part holds only bounds by single claims and an order in time.

    >>> is_ordered([])
    True
    """
    return all(isinstance(link, Order) or (isinstance(link, Bound) and len(link.claims) < 2) for link in part)


def minimal(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The sets that hold no other of them, smallest first.

    >>> [sorted(one) for one in minimal([frozenset("ab"), frozenset("a"), frozenset("bc")])]
    [['a'], ['b', 'c']]
    """
    kept: list[frozenset[str]] = []
    holding: dict[str, list[frozenset[str]]] = defaultdict(list)
    for one in sorted(set(sets), key=lambda claims: (len(claims), sorted(claims))):
        if any(other <= one for claim in one for other in holding[claim]):
            continue
        kept.append(one)
        holding[min(one)].append(one)
    return kept


_Low = tuple[Fraction, int, str]


def ordered_conflicts(part: Sequence[Link]) -> Conflicts:
    """The pairs of claims that clash in a part with bounds and an order in time alone, by one sweep over time.

    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort
    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> told = [Bound("same", shops, Interval.point(n), frozenset({c})) for c, n in (("a", 12), ("b", 14), ("c", 12))]
    >>> [sorted(one) for one in ordered_conflicts(told).sets]
    [['a', 'b'], ['b', 'c']]
    """
    found: set[frozenset[str]] = set()
    limits: dict[Cell, Interval] = defaultdict(Interval)
    bounds = [link for link in part if isinstance(link, Bound)]
    for bound in bounds:
        if not bound.claims:
            limits[bound.cell] = limits[bound.cell].intersection(bound.interval)
    bounds = [bound for bound in bounds if bound.claims]
    found.update(bound.claims for bound in bounds if bound.interval.intersection(limits[bound.cell]).is_empty)
    highs: dict[tuple[Cell | Thing, date], list[Bound]] = defaultdict(list)
    lows: dict[tuple[Cell | Thing, date], list[Bound]] = defaultdict(list)
    for bound in bounds:
        thing, when = bound.cell.thing, bound.cell.when
        if not thing.rises:
            lows[bound.cell, date.min].append(bound)
            highs[bound.cell, date.min].append(bound)
        else:
            if when.end is not None:
                lows[thing, when.end].append(bound)
            if when.start is not None:
                highs[thing, when.start].append(bound)
    series: dict[Cell | Thing, list[date]] = defaultdict(list)
    for place, day in lows.keys() | highs.keys():
        series[place].append(day)
    for place, days in series.items():
        seen: list[_Low] = []
        for day in sorted(days):
            for bound in lows.get((place, day), ()):
                if bound.interval.low is not None:
                    insort(seen, (bound.interval.low, int(bound.interval.low_open), next(iter(bound.claims))))
            for bound in highs.get((place, day), ()):
                for _, _, claim in _above(seen, bound.interval):
                    if frozenset({claim}) | bound.claims not in found:
                        found.add(frozenset({claim}) | bound.claims)
                        if len(found) >= 4 * MOST_CONFLICTS:
                            return Conflicts(tuple(minimal(found)[:MOST_CONFLICTS]), "conflicts")
    sets = minimal(found)
    return Conflicts(tuple(sets[:MOST_CONFLICTS]), "conflicts" if len(sets) > MOST_CONFLICTS else None)


def _above(seen: list[_Low], interval: Interval) -> list[_Low]:
    """The least values that pass the interval's greatest."""
    if interval.high is None:
        return []
    return seen[bisect_left(seen, (interval.high, 0 if interval.high_open else 1, "")) :]


def _number(value: Fraction) -> Any:
    return z3.RealVal(str(value))


class _Model:
    """The links of one part as z3 formulas, each under the claims that it rests on."""

    def __init__(self, part: Sequence[Link]) -> None:
        self._cells: dict[Cell, Any] = {}
        self.claims = sorted({claim for link in part for claim in link.claims})
        self.switch = {claim: z3.Bool(f"claim {number}") for number, claim in enumerate(self.claims)}
        self._names = {switch.decl().name(): claim for claim, switch in self.switch.items()}
        self.solver = z3.SolverFor("QF_LRA")
        self.solver.set("rlimit", SOLVER_EFFORT)
        for link in part:
            for formula in self.formulas(link):
                switches = [self.switch[claim] for claim in sorted(link.claims)]
                self.solver.add(z3.Implies(z3.And(switches), formula) if switches else formula)

    def _cell(self, cell: Cell) -> Any:
        return self._cells.setdefault(cell, z3.Real(f"cell {len(self._cells)}"))

    def formulas(self, link: Link) -> Iterator[Any]:
        """What the link says, as linear formulas."""
        if isinstance(link, Bound):
            yield from _within(self._cell(link.cell), link.interval, 1)
        elif isinstance(link, Order):
            yield self._cell(link.smaller) <= self._cell(link.larger)
        elif isinstance(link, Scale):
            yield from _within(self._cell(link.later), link.interval, self._cell(link.earlier))
        else:
            total = z3.Sum([self._cell(cell) for cell in link.parts])
            if link.whole is not None:
                yield total == self._cell(link.whole)
            elif link.limit is not None:
                yield total <= _number(link.limit)

    def holds(self, claims: Iterable[str]) -> bool | None:
        """Whether the claims can all be true; None where the solver gave up."""
        answer = self.solver.check([self.switch[claim] for claim in claims])
        return None if answer == z3.unknown else bool(answer == z3.sat)

    def core(self) -> list[str]:
        """Claims that sufficed for the last "no", in order."""
        return sorted(self._names[one.decl().name()] for one in self.solver.unsat_core())


def _within(cell: Any, interval: Interval, unit: Any) -> Iterator[Any]:
    if interval.low is not None:
        yield cell > _number(interval.low) * unit if interval.low_open else cell >= _number(interval.low) * unit
    if interval.high is not None:
        yield cell < _number(interval.high) * unit if interval.high_open else cell <= _number(interval.high) * unit


def solver_conflicts(part: Sequence[Link]) -> Conflicts:
    """The smallest sets of claims that cannot all be true, by z3, for any part.

    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort
    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> told = [Bound("same", shops, Interval.point(n), frozenset({c})) for c, n in (("a", 12), ("b", 14), ("c", 12))]
    >>> [sorted(one) for one in solver_conflicts(told).sets]
    [['a', 'b'], ['b', 'c']]
    """
    model = _Model(part)
    if model.holds(model.claims):
        return Conflicts(())
    found: list[frozenset[str]] = []
    guide = z3.Solver()
    for claims in _pairs(part):
        found.append(claims)
        guide.add(z3.Or([z3.Not(model.switch[claim]) for claim in claims]))
    for _ in range(MOST_STEPS):
        if guide.check() == z3.unsat:
            return Conflicts(tuple(minimal(found)))
        if len(found) >= MOST_CONFLICTS:
            return Conflicts(tuple(minimal(found)), "conflicts")
        chosen = guide.model()
        seed = [claim for claim in model.claims if not z3.is_false(chosen[model.switch[claim]])]
        answer = model.holds(seed)
        if answer is None:
            return Conflicts(tuple(minimal(found)), "effort")
        if answer:
            rest = _left_of_largest(model, seed)
            guide.add(z3.Or([model.switch[claim] for claim in rest]))
        else:
            small = _shrunk(model, model.core())
            found.append(small)
            guide.add(z3.Or([z3.Not(model.switch[claim]) for claim in small]))
    return Conflicts(tuple(minimal(found)), "steps")


def _pairs(part: Sequence[Link]) -> list[frozenset[str]]:
    """The clashes that need no solver: those of bounds and the order in time alone."""
    simple: list[Link] = [link for link in part if isinstance(link, Bound) and len(link.claims) < 2]
    return list(ordered_conflicts(simple).sets)


def _shrunk(model: _Model, claims: list[str]) -> frozenset[str]:
    """A smallest set among claims that cannot all be true."""
    kept = list(claims)
    for claim in claims:
        rest = [one for one in kept if one != claim]
        if claim in kept and model.holds(rest) is False:
            kept = [one for one in kept if one in set(model.core())]
    return frozenset(kept)


def _left_of_largest(model: _Model, seed: list[str]) -> list[str]:
    """The claims that cannot be added to a set that holds."""
    kept, rest = list(seed), []
    for claim in model.claims:
        if claim in kept:
            continue
        if model.holds([*kept, claim]):
            kept.append(claim)
        else:
            rest.append(claim)
    return rest


class Core:
    """Finds the fewest links of a part that still clash, for a set of claims: what the arithmetic has to show."""

    def __init__(self, part: Sequence[Link]) -> None:
        self._part = part
        self._ordered = is_ordered(part)
        self._bounds: dict[str, list[Bound]] = defaultdict(list)
        self._limits: dict[Cell, list[Bound]] = defaultdict(list)
        for link in part if self._ordered else ():
            if isinstance(link, Bound):
                for claim in link.claims:
                    self._bounds[claim].append(link)
                if not link.claims:
                    self._limits[link.cell].append(link)

    def of(self, claims: frozenset[str]) -> list[Link]:
        """The links that clash, for a set that `conflicts` gave."""
        if not self._ordered:
            return _smallest(self._part, claims)
        told = [bound for claim in sorted(claims) for bound in self._bounds[claim]]
        limits = [limit for bound in told for limit in self._limits[bound.cell]]
        for number, one in enumerate(told):
            for two in (*told[number + 1 :], *limits):
                if ordered_conflicts([one, two]).sets:
                    return [one, two]
        return [*told, *limits]


def _smallest(part: Sequence[Link], claims: frozenset[str]) -> list[Link]:
    links = [link for link in part if link.claims <= claims]
    switches = [z3.Bool(f"link {number}") for number in range(len(links))]
    model = _Model([])
    for link, switch in zip(links, switches, strict=True):
        model.solver.add(*(z3.Implies(switch, formula) for formula in model.formulas(link)))
    kept = list(range(len(links)))
    if model.solver.check(switches) != z3.unsat:
        return links
    names = {str(one) for one in model.solver.unsat_core()}
    kept = [number for number in kept if str(switches[number]) in names]
    for number in list(kept):
        rest = [one for one in kept if one != number]
        if model.solver.check([switches[one] for one in rest]) == z3.unsat:
            kept = rest
    return [links[number] for number in kept]
