"""All smallest sets of claims that cannot all be true, for links of any kind, with the solver's help.

Takes the links of one connected part. A seed, a largest set of claims that holds none of the sets found so far, is put
to the solver: it holds, and its complement tells where to look on; or it clashes, and is shrunk to a smallest set (MARCO;
Liffiton et al., Constraints 21, 2016). In a set that was found, a claim can often stand for another one of the same cell;
such neighbours are tried at once, with the few links that they need, since they come by the dozen where many claims
speak of one thing.

The limits count steps, not seconds, so that an answer does not depend on the machine, and are stated in the answer when
they are hit. Each part has a solver of its own, so that an answer does not depend on the other parts either.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

import z3  # type: ignore[import-untyped]

from servanda.reconciliation.links import Bound, Cell, Link
from servanda.reconciliation.relevance import Relevant
from servanda.reconciliation.solver import ClaimModel
from servanda.reconciliation.sweep import MOST_CONFLICTS, Conflicts, minimal, ordered_conflicts

__all__ = ["MOST_STEPS", "solver_conflicts"]

MOST_STEPS = 2000
"""How many sets of claims are put to the solver in one connected part; a seed counts once for every SEED_SIZE claims."""
SEED_SIZE = 20

_FALSE = re.compile(r"define-fun s(\d+) \(\) Bool\s+false")


class _Guide:
    """Which sets of claims are still unknown: those that hold no known clash and lie in no known set that holds."""

    def __init__(self, count: int) -> None:
        self._claims = [z3.Bool(f"s{number}") for number in range(count)]
        self._solver = z3.Solver()

    def block(self, clash: Iterable[int]) -> None:
        """Let no seed hold all of these."""
        self._solver.add(z3.Or([z3.Not(self._claims[number]) for number in clash]))

    def leave(self, rest: Iterable[int]) -> None:
        """Let each seed hold one of these."""
        self._solver.add(z3.Or([self._claims[number] for number in rest]))

    def seed(self) -> set[int] | None:
        """Claims of which nothing is known together; None where nothing is unknown."""
        if self._solver.check() == z3.unsat:
            return None
        out = {int(number) for number in _FALSE.findall(self._solver.model().sexpr())}
        return {number for number in range(len(self._claims)) if number not in out}


class _Enumeration:
    """The smallest sets of one part, as far as they are found."""

    def __init__(self, part: Sequence[Link]) -> None:
        self._model = ClaimModel(part, {claim for link in part for claim in link.claims})
        self._place = {claim: number for number, claim in enumerate(self._model.claims)}
        self._relevant = Relevant(part)
        self._guide = _Guide(len(self._place))
        self.found: list[frozenset[str]] = []
        self._holding: dict[str, list[frozenset[str]]] = defaultdict(list)
        self._cells: dict[str, list[Cell]] = defaultdict(list)
        self._told: dict[Cell, list[str]] = defaultdict(list)
        for link in part:
            if isinstance(link, Bound) and len(link.claims) == 1:
                (claim,) = link.claims
                self._cells[claim].append(link.cell)
                self._told[link.cell].append(claim)
        self._steps = MOST_STEPS

    def keep(self, clash: frozenset[str]) -> None:
        """Keep a smallest set."""
        self.found.append(clash)
        self._guide.block(self._place[claim] for claim in clash)
        for claim in clash:
            self._holding[claim].append(clash)

    def _is_known(self, claims: frozenset[str]) -> bool:
        return any(known <= claims for claim in claims for known in self._holding[claim])

    def run(self) -> str | None:
        """Find all sets; the limit that was hit, or None."""
        claims = self._model.claims
        if self._model.holds(claims):
            return None
        while self._steps > 0:
            chosen = self._guide.seed()
            if chosen is None:
                return None
            if len(self.found) >= MOST_CONFLICTS:
                return "conflicts"
            self._steps -= 1 + len(claims) // SEED_SIZE
            seed = self._filled({claims[number] for number in chosen})
            answer = self._model.holds(seed)
            if answer is None:
                return "effort"
            if answer:
                self._guide.leave(self._place[claim] for claim in claims if claim not in seed)
                continue
            clash = self._shrunk(self._model.core())
            if not clash:
                return "effort"
            self.keep(clash)
            for neighbour in self._neighbours(clash):
                self.keep(neighbour)
        return "steps"

    def _shrunk(self, core: frozenset[str]) -> frozenset[str]:
        """A smallest set in a core, by the few links that it needs, or else by all that rest on it."""
        small = ClaimModel(self._relevant.to(core), core).smallest(core)
        return small or ClaimModel(self._relevant.under(core), core).smallest(core)

    def _filled(self, seed: set[str]) -> set[str]:
        """The seed with each claim that makes no known clash whole."""
        for claim in self._model.claims:
            if claim not in seed and not any(known - {claim} <= seed for known in self._holding[claim]):
                seed.add(claim)
        return seed

    def _neighbours(self, clash: frozenset[str]) -> Iterator[frozenset[str]]:
        """New smallest sets in which claims of the same cells stand for one another."""
        family = clash.union(*(self._told[cell] for claim in clash for cell in self._cells[claim]))
        model = ClaimModel(self._relevant.to(family), family)
        waiting, tried = deque([clash]), {clash}
        while waiting:
            one = waiting.popleft()
            for claim, other in ((c, o) for c in sorted(one) for cell in self._cells[c] for o in self._told[cell]):
                swapped = one - {claim} | {other}
                if swapped in tried or other in one or not swapped <= family:
                    continue
                tried.add(swapped)
                if self._is_known(swapped):
                    continue
                if self._steps <= 0 or len(self.found) >= MOST_CONFLICTS:
                    return
                self._steps -= 1
                small = model.smallest(swapped)
                if small and not self._is_known(small):
                    waiting.append(small)
                    yield small


def solver_conflicts(part: Sequence[Link]) -> Conflicts:
    """The smallest sets of claims that cannot all be true, for any part.

    >>> from servanda.interval import Interval
    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort, Thing
    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> told = [Bound("same", shops, Interval.point(n), frozenset({c})) for c, n in (("a", 12), ("b", 14), ("c", 12))]
    >>> [sorted(one) for one in solver_conflicts(told).sets]
    [['a', 'b'], ['b', 'c']]
    """
    search = _Enumeration(part)
    for clash in _by_the_sweep(part):
        search.keep(clash)
    limit = search.run()
    return Conflicts(tuple(minimal(search.found)), limit)


def _by_the_sweep(part: Sequence[Link]) -> Sequence[frozenset[str]]:
    """The clashes that need no solver: those of bounds and the order in time alone."""
    return ordered_conflicts([link for link in part if isinstance(link, Bound)]).sets
