"""The obvious programs to hold reconciliation against: one z3 model of everything, and one linear programme (HiGHS).

Takes the claims of `tables.py` and writes each as linear rows over one unknown for each share on a day, count on a day and
amount of a quarter, with neighbouring days in order: as small as such a model can be made. Neither peer does the work
that is measured beside it:

- the z3 model answers whether all claims can be true and, where not, with one core, which need not be smallest; of the
  other contradictions in the table it says nothing;
- the linear programme answers yes or no for the whole table, in floating point and with every open bound taken as closed
  ("below 43.5" as "at most 43.5"); it names no claim.

Neither tells tensions, confirmations, sums or sentences.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import z3  # type: ignore[import-untyped]

from servanda.claim import Claim, Figure, Measure
from servanda.interval import Interval
from servanda.period import Period

__all__ = ["linear_programme", "one_model", "rows_of"]


@dataclass(frozen=True)
class Row:
    """A sum of multiples of unknowns lies in an interval; `claim` is None for what always holds."""

    claim: str | None
    terms: tuple[tuple[Hashable, Fraction], ...]
    interval: Interval


def _quarters(subject: str, when: Period) -> list[Hashable]:
    assert when.start and when.end
    first = when.start.year * 4 + (when.start.month - 1) // 3
    return [(subject, "amount", number) for number in range(first, when.end.year * 4 + (when.end.month - 1) // 3 + 1)]


def _said(claim: Claim, figure: Figure) -> Iterator[Row]:
    """What one figure says."""
    given, when, one = figure.quantity, figure.when, Fraction(1)
    assert given and when
    subject = f"{claim.subject} {claim.topic}"
    if figure.measure is Measure.SHARE:
        yield Row(claim.id, (((subject, "share", when.start), one),), given.literal)
    elif figure.measure is Measure.DONE:
        yield Row(claim.id, (((subject, "done", when.start), one),), given.literal)
    elif figure.measure is Measure.PLANNED and given.value is not None:
        done, share = (subject, "done", when.start), (subject, "share", when.start)
        yield Row(claim.id, ((done, Fraction(100)), (share, -given.value)), Interval.point(0))
    elif figure.measure is Measure.VOLUME:
        yield Row(claim.id, tuple((name, one) for name in _quarters(subject, when)), given.literal)
    elif figure.measure is Measure.GROWTH and figure.base:
        low, high = given.literal.low or Fraction(0), given.literal.high or Fraction(0)
        later = tuple((name, one) for name in _quarters(subject, when))
        earlier = _quarters(subject, figure.base)
        yield Row(claim.id, (*later, *((name, -low) for name in earlier)), Interval(Fraction(0)))
        yield Row(claim.id, (*later, *((name, -high) for name in earlier)), Interval(None, Fraction(0), high_open=True))


def rows_of(claims: Sequence[Claim]) -> list[Row]:
    """The claims as rows, and the rows that hold without them: an order in time, no share above 100."""
    rows = [row for claim in claims for figure in claim.figures for row in _said(claim, figure)]
    days: dict[Hashable, set[Hashable]] = {}
    for row in rows:
        for name, _ in row.terms:
            subject, kind, day = name  # type: ignore[misc]
            if kind != "amount":
                days.setdefault((subject, kind), set()).add(day)
    for (subject, kind), known in days.items():  # type: ignore[misc]
        names: list[Hashable] = [(subject, kind, day) for day in sorted(known)]  # type: ignore[type-var]
        for one, two in pairwise(names):
            rows.append(Row(None, ((two, Fraction(1)), (one, Fraction(-1))), Interval(Fraction(0))))
        if kind == "share":
            rows.append(Row(None, ((names[-1], Fraction(1)),), Interval(None, Fraction(100))))
    return rows


def one_model(claims: Sequence[Claim], seconds: int) -> str:
    """One z3 model in which each claim is tracked; the core it gives, or that it gave none in so many seconds."""
    solver = z3.Solver()
    solver.set(unsat_core=True)
    solver.set("timeout", 1000 * seconds)
    names: dict[Hashable, z3.ArithRef] = {}
    by_claim: dict[str | None, list[z3.BoolRef]] = {}
    for row in rows_of(claims):
        total = z3.Sum(
            [z3.Q(f.numerator, f.denominator) * names.setdefault(n, z3.Real(f"x{len(names)}")) for n, f in row.terms]
        )
        formulas = by_claim.setdefault(row.claim, [])
        low, high = row.interval.low, row.interval.high
        if low is not None:
            bound = z3.Q(low.numerator, low.denominator)
            formulas.append(total > bound if row.interval.low_open else total >= bound)
        if high is not None:
            bound = z3.Q(high.numerator, high.denominator)
            formulas.append(total < bound if row.interval.high_open else total <= bound)
    for claim, formulas in by_claim.items():
        if claim is None:
            solver.add(formulas)
        else:
            solver.assert_and_track(z3.And(formulas), claim)
    solver.add([name >= 0 for name in names.values()])
    answer = solver.check()
    return f"one core of {len(solver.unsat_core())}" if answer == z3.unsat else str(answer)


def linear_programme(claims: Sequence[Claim]) -> str:
    """The table as one linear programme for HiGHS: feasible or not."""
    from scipy.optimize import linprog  # type: ignore[import-not-found]
    from scipy.sparse import csr_array  # type: ignore[import-not-found]

    places: dict[Hashable, int] = {}
    values: list[float] = []
    rows: list[int] = []
    columns: list[int] = []
    most: list[float] = []
    for row in rows_of(claims):
        for bound, sign in ((row.interval.high, 1), (row.interval.low, -1)):
            if bound is not None:
                for name, factor in row.terms:
                    rows.append(len(most))
                    columns.append(places.setdefault(name, len(places)))
                    values.append(float(sign * factor))
                most.append(float(sign * bound))
    matrix = csr_array((values, (rows, columns)), shape=(len(most), len(places)))
    answer = linprog([0.0] * len(places), A_ub=matrix, b_ub=most, bounds=(0, None), method="highs")
    return {0: "feasible", 2: "infeasible"}.get(answer.status, f"status {answer.status}")
