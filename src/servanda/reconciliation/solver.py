"""The claims that clash, found by z3 over exact rationals, for links of any kind.

Takes the links of one connected part and gives its smallest unsatisfiable sets of claims, enumerated by growing sets
that hold and shrinking sets that do not (MARCO; Liffiton et al., Constraints 21, 2016). The links are given to z3 as one
text in SMT-LIB 2: building the same formulas one by one takes six times as long as solving them.

The limits below are stated in the answer when they are hit. They count steps, not seconds, so that an answer does not
depend on the machine. Each part has a solver of its own, so that it does not depend on the other parts either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import z3  # type: ignore[import-untyped]

from servanda.interval import Interval
from servanda.reconciliation.links import Bound, Cell, Link, Order, Scale
from servanda.reconciliation.sweep import MOST_CONFLICTS, Conflicts, minimal, ordered_conflicts

__all__ = ["MOST_STEPS", "SOLVER_EFFORT", "Names", "formula", "smallest_links", "solver_conflicts"]

MOST_STEPS = 400
"""How many times the enumeration may turn to the solver for a new set of claims in one connected part."""
SOLVER_EFFORT = 20_000_000
"""How much work (z3's own count) one question to the solver may take."""


class Names:
    """The names of cells in the text for z3."""

    def __init__(self) -> None:
        self._cells: dict[Cell, str] = {}

    def __call__(self, cell: Cell) -> str:
        """The cell's name."""
        return self._cells.setdefault(cell, f"x{len(self._cells)}")

    def declared(self) -> Iterator[str]:
        """The declarations of all cells named so far."""
        return (f"(declare-const {name} Real)" for name in self._cells.values())


def _number(value: Fraction) -> str:
    text = str(abs(value.numerator))
    text = text if value.denominator == 1 else f"(/ {text} {value.denominator})"
    return text if value >= 0 else f"(- {text})"


def _within(cell: str, interval: Interval, unit: str | None) -> Iterator[str]:
    """That the cell lies in the interval, times a unit where there is one."""
    for bound, signs, is_open in (
        (interval.low, (">=", ">"), interval.low_open),
        (interval.high, ("<=", "<"), interval.high_open),
    ):
        if bound is not None:
            text = _number(bound) if unit is None else f"(* {_number(bound)} {unit})"
            yield f"({signs[is_open]} {cell} {text})"


def formula(link: Link, name: Names) -> str:
    """What the link says, as one formula of SMT-LIB 2; empty where it says nothing.

    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort, Thing
    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> formula(Bound("same", shops, Interval(Fraction(1, 2), None, low_open=True)), Names())
    '(> x0 (/ 1 2))'
    """
    if isinstance(link, Bound):
        formulas = list(_within(name(link.cell), link.interval, None))
    elif isinstance(link, Order):
        formulas = [f"(<= {name(link.smaller)} {name(link.larger)})"]
    elif isinstance(link, Scale):
        formulas = list(_within(name(link.later), link.interval, name(link.earlier)))
    else:
        total = f"(+ {' '.join(name(cell) for cell in link.parts)} 0)"
        formulas = [f"(= {total} {name(link.whole)})"] if link.whole is not None else []
        if link.whole is None and link.limit is not None:
            formulas = [f"(<= {total} {_number(link.limit)})"]
    return formulas[0] if len(formulas) == 1 else f"(and {' '.join(formulas)})" if formulas else ""


class _Model:
    """Links as z3 formulas, each under the switches that it rests on."""

    def __init__(self, links: Sequence[tuple[Link, Sequence[int]]], switches: int) -> None:
        name, asserted = Names(), []
        for link, numbers in links:
            said = formula(link, name)
            if said and numbers:
                asserted.append(f"(assert (or {' '.join(f'(not s{number})' for number in numbers)} {said}))")
            elif said:
                asserted.append(f"(assert {said})")
        declared = (f"(declare-const s{number} Bool)" for number in range(switches))
        self._solver = z3.SolverFor("QF_LRA")
        self._solver.set("rlimit", SOLVER_EFFORT)
        self._solver.from_string("\n".join([*name.declared(), *declared, *asserted]))
        self.switches = [z3.Bool(f"s{number}") for number in range(switches)]
        self._numbers = {switch.get_id(): number for number, switch in enumerate(self.switches)}

    def holds(self, numbers: Iterable[int]) -> bool | None:
        """Whether the links under these switches can all hold; None where the solver gave up."""
        answer = self._solver.check(*(self.switches[number] for number in numbers))
        return None if answer == z3.unknown else bool(answer == z3.sat)

    def core(self) -> list[int]:
        """Switches that sufficed for the last "no", in order."""
        return sorted(self._numbers[one.get_id()] for one in self._solver.unsat_core())

    def shrunk(self, numbers: list[int]) -> list[int]:
        """A smallest set among switches that cannot all hold."""
        kept = list(numbers)
        for number in numbers:
            rest = [one for one in kept if one != number]
            if number in kept and self.holds(rest) is False:
                kept = self.core()
        return kept


def solver_conflicts(part: Sequence[Link]) -> Conflicts:
    """The smallest sets of claims that cannot all be true, for any part.

    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort, Thing
    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> told = [Bound("same", shops, Interval.point(n), frozenset({c})) for c, n in (("a", 12), ("b", 14), ("c", 12))]
    >>> [sorted(one) for one in solver_conflicts(told).sets]
    [['a', 'b'], ['b', 'c']]
    """
    claims = sorted({claim for link in part for claim in link.claims})
    number = {claim: place for place, claim in enumerate(claims)}
    model = _Model([(link, sorted(number[claim] for claim in link.claims)) for link in part], len(claims))
    every = range(len(claims))
    if model.holds(every):
        return Conflicts(())
    found = _pairs(part)
    guide = z3.Solver()
    for one in found:
        guide.add(z3.Or([z3.Not(model.switches[number[claim]]) for claim in one]))
    limit: str | None = "steps"
    for _ in range(MOST_STEPS):
        if guide.check() == z3.unsat:
            limit = None
            break
        if len(found) >= MOST_CONFLICTS:
            limit = "conflicts"
            break
        chosen = guide.model()
        seed = [place for place in every if not z3.is_false(chosen[model.switches[place]])]
        answer = model.holds(seed)
        if answer is None:
            limit = "effort"
            break
        if answer:
            rest = _left_of_largest(model, seed, every)
            guide.add(z3.Or([model.switches[place] for place in rest]))
        else:
            small = model.shrunk(model.core())
            found.append(frozenset(claims[place] for place in small))
            guide.add(z3.Or([z3.Not(model.switches[place]) for place in small]))
    return Conflicts(tuple(minimal(found)), limit)


def _pairs(part: Sequence[Link]) -> list[frozenset[str]]:
    """The clashes that need no solver: those of bounds and the order in time alone."""
    simple: list[Link] = [link for link in part if isinstance(link, Bound) and len(link.claims) < 2]
    return list(ordered_conflicts(simple).sets)


def _left_of_largest(model: _Model, seed: Sequence[int], every: Iterable[int]) -> list[int]:
    """The switches that cannot be added to a set that holds."""
    kept, rest, inside = list(seed), [], set(seed)
    for number in every:
        if number in inside:
            continue
        if model.holds([*kept, number]):
            kept.append(number)
        else:
            rest.append(number)
    return rest


def smallest_links(links: Sequence[Link]) -> list[Link]:
    """The fewest links that still clash, of links that do; all of them where the solver finds no clash.

    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort, Thing
    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> told = [Bound("same", shops, Interval.point(n), frozenset({c})) for c, n in (("a", 12), ("b", 14), ("c", 12))]
    >>> [link.claims for link in smallest_links(told)] in ([{"a"}, {"b"}], [{"b"}, {"c"}])
    True
    """
    model = _Model([(link, [place]) for place, link in enumerate(links)], len(links))
    if model.holds(range(len(links))) is not False:
        return list(links)
    return [links[place] for place in model.shrunk(model.core())]
