"""Questions to z3 about links: can these hold together, and which few of them cannot.

Takes links, each under the switches that it rests on, and answers over exact rationals. The links are given to z3 as one
text in SMT-LIB 2, and the questions go to its C interface: building the same formulas one by one takes six times as
long as solving them, and its Python classes take longer to hand over a switch than z3 to answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import z3  # type: ignore[import-untyped]

from servanda.interval import Interval
from servanda.reconciliation.links import Bound, Cell, Link, Order, Scale

__all__ = ["SOLVER_EFFORT", "ClaimModel", "Model", "Names", "formula", "smallest_links"]

SOLVER_EFFORT = 20_000_000
"""How much work (z3's own count, not seconds) one question to the solver may take."""


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


class Model:
    """Links as z3 formulas, each under the switches, numbered from 0, that it rests on.

    >>> Model([], 2).holds([0, 1])
    True
    """

    def __init__(self, links: Iterable[tuple[Link, Iterable[int]]], switches: int) -> None:
        name, asserted = Names(), []
        for link, numbers in links:
            said, off = formula(link, name), " ".join(f"(not s{number})" for number in numbers)
            if said:
                asserted.append(f"(assert (or {off} {said}))" if off else f"(assert {said})")
        declared = (f"(declare-const s{number} Bool)" for number in range(switches))
        self._solver = z3.SolverFor("QF_LRA")
        self._solver.set("rlimit", SOLVER_EFFORT)
        self._solver.from_string("\n".join([*name.declared(), *declared, *asserted]))
        self._switches = [z3.Bool(f"s{number}") for number in range(switches)]
        self._numbers = {switch.get_id(): number for number, switch in enumerate(self._switches)}

    def holds(self, numbers: Sequence[int]) -> bool | None:
        """Whether the links under these switches can all hold; None where the solver gave up."""
        asked = (z3.Ast * len(numbers))(*(self._switches[number].as_ast() for number in numbers))
        context, solver = self._solver.ctx.ref(), self._solver.solver
        answer = z3.Z3_solver_check_assumptions(context, solver, len(numbers), asked)
        return {z3.Z3_L_TRUE: True, z3.Z3_L_FALSE: False}.get(answer)

    def core(self) -> list[int]:
        """Switches that sufficed for the last "no", in order."""
        return sorted(self._numbers[one.get_id()] for one in self._solver.unsat_core())

    def smallest(self, numbers: Sequence[int]) -> list[int]:
        """A smallest set among switches that cannot all hold; none where no clash was found."""
        if self.holds(numbers) is not False:
            return []
        kept = self.core()
        for number in list(kept):
            if number in kept and self.holds([one for one in kept if one != number]) is False:
                kept = self.core()
        return kept


class ClaimModel:
    """Links under the claims that they rest on.

    >>> ClaimModel([], ["a"]).smallest(["a"])
    frozenset()
    """

    def __init__(self, links: Iterable[Link], claims: Iterable[str]) -> None:
        self.claims = sorted(claims)
        self._place = {claim: number for number, claim in enumerate(self.claims)}
        self._model = Model(((link, self._places(link.claims)) for link in links), len(self.claims))

    def _places(self, claims: Iterable[str]) -> list[int]:
        return sorted(self._place[claim] for claim in claims)

    def holds(self, claims: Iterable[str]) -> bool | None:
        """Whether the claims can all be true; None where the solver gave up."""
        return self._model.holds(self._places(claims))

    def core(self) -> frozenset[str]:
        """Claims that sufficed for the last "no"."""
        return frozenset(self.claims[number] for number in self._model.core())

    def smallest(self, claims: Iterable[str]) -> frozenset[str]:
        """A smallest set among claims that cannot all be true; empty where no clash was found."""
        return frozenset(self.claims[number] for number in self._model.smallest(self._places(claims)))


def smallest_links(links: Sequence[Link]) -> list[Link]:
    """The fewest of the links that still clash; none where no clash was found.

    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort, Thing
    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> told = [Bound("same", shops, Interval.point(n), frozenset({c})) for c, n in (("a", 12), ("b", 14), ("c", 12))]
    >>> [link.claims for link in smallest_links(told)] in ([{"a"}, {"b"}], [{"b"}, {"c"}])
    True
    """
    model = Model(((link, [place]) for place, link in enumerate(links)), len(links))
    return [links[place] for place in model.smallest(range(len(links)))]
