"""How long reconciliation takes as the number of claims grows, against one plain solver model of everything.

Takes sizes from the command line (100 1000 10000 when none are given) and prints a table. Three tables of claims with
a fixed seed are measured at each size: `one` speaks of one measured thing, `many` of one thing for every 20 claims,
`trade` of quarters, years and growth of a volume for every 20 claims. One claim in fifty is pushed off the truth. The
peer is the obvious program: every claim as a tracked assertion in one z3 model, every order between two days written
out, which finds one unsatisfiable core and no more. It is left out beyond 1,000 claims, where writing the orders out
alone takes minutes.

    python benchmarks/reconciliation.py 100 1000
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

import z3  # type: ignore[import-untyped]

from servanda.claim import Claim, Figure, Measure
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT, Quantity, QuantityKind
from servanda.reconciliation import examine

SEED = 20240501
SAID = Period.parse("2040-01-01")
PEER_LIMIT = 1000


def quantity(low: Fraction, high: Fraction, unit: str | None, kind: QuantityKind) -> Quantity:
    """A number known to lie between two bounds."""
    interval = Interval(low, high, high_open=True)
    return Quantity("", interval, interval, (low + high) / 2, unit, kind)


def progress(count: int, subjects: int) -> list[Claim]:
    """Shares of finished things that rise over ten years, rounded to whole per cents, by seven speakers."""
    chance = random.Random(SEED)
    claims = []
    for number in range(count):
        day = chance.randrange(3650)
        share = Fraction(100 * day, 3650)
        if chance.random() < 0.02:
            share = max(share - chance.randrange(3, 40), Fraction(0))
        value = Fraction(round(share))
        figure = Figure(
            Measure.SHARE,
            Period.day(date(2020, 1, 1) + timedelta(days=day)),
            quantity(
                max(value - Fraction(1, 2), Fraction(0)), value + Fraction(1, 2), PER_CENT, QuantityKind.PERCENTAGE
            ),
        )
        subject = f"plan {number % subjects}"
        claims.append(
            Claim(f"c{number:06}", "completion", subject, (figure,), SAID, f"speaker {number % 7}", topic="completion")
        )
    return claims


def trade(count: int, subjects: int) -> list[Claim]:
    """Quarters, years and growth of a volume, rounded to one digit after the point."""
    chance = random.Random(SEED)
    claims = []
    for number in range(count):
        subject, year = number % subjects, 2020 + chance.randrange(6)
        amounts = {
            (y, q): Fraction((subject + 7 * y + 3 * q) % 90 + 100, 10) for y in (year, year - 1) for q in range(1, 5)
        }
        first, last = chance.choice([(1, 1), (2, 2), (3, 3), (4, 4), (1, 2), (1, 3), (1, 4)])
        when = Period.parse(f"{year}-{3 * first - 2:02}/{year}-{3 * last:02}")
        now, before = (sum((amounts[y, q] for q in range(first, last + 1)), Fraction(0)) for y in (year, year - 1))
        if chance.random() < 0.02:
            now *= Fraction(13, 10)
        half = Fraction(1, 20)
        figures = [Figure(Measure.VOLUME, when, quantity(now - half, now + half, "EUR", QuantityKind.CURRENCY))]
        if chance.random() < 0.3:
            factor = now / before
            grown = quantity(factor - Fraction(1, 200), factor + Fraction(1, 200), None, QuantityKind.CHANGE)
            figures.append(Figure(Measure.GROWTH, when, grown, base=when.years_before(1)))
        claims.append(
            Claim(
                f"c{number:06}",
                "sales",
                f"market {subject}",
                tuple(figures),
                SAID,
                f"speaker {number % 7}",
                topic="sales",
            )
        )
    return claims


def plain_model(claims: list[Claim]) -> int:
    """One z3 model of all shares, each order between two days written out; the size of the one core that it gives."""
    solver = z3.Solver()
    solver.set(unsat_core=True)
    cells: dict[tuple[str, date], z3.ArithRef] = {}
    for number, claim in enumerate(claims):
        when, given = claim.figure.when, claim.figure.quantity
        assert when and when.start and given and given.literal.low is not None and given.literal.high is not None
        cell = cells.setdefault((claim.subject, when.start), z3.Real(f"v{len(cells)}"))
        low, high = (z3.Q(bound.numerator, bound.denominator) for bound in (given.literal.low, given.literal.high))
        solver.assert_and_track(z3.And(cell >= low, cell < high), f"c{number}")
    by_subject: dict[str, list[tuple[date, z3.ArithRef]]] = {}
    for (subject, day), cell in cells.items():
        by_subject.setdefault(subject, []).append((day, cell))
    for known in by_subject.values():
        for (_, one), (_, two) in combinations(sorted(known, key=lambda pair: pair[0]), 2):
            solver.add(one <= two)
    return len(solver.unsat_core()) if solver.check() == z3.unsat else 0


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """The seconds that the work took, and what it gave."""
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or [100, 1000, 10000]
    print(
        f"{'claims':>7} {'table':>6} {'seconds':>8} {'findings':>9} {'contradictions':>15} {'partial':>8}   plain z3 model"
    )
    for size in sizes:
        tables = {
            "one": progress(size, 1),
            "many": progress(size, max(size // 20, 1)),
            "trade": trade(size, max(size // 20, 1)),
        }
        for name, claims in tables.items():
            seconds, outcome = timed(lambda claims=claims: examine(claims, date(2040, 1, 1)))  # type: ignore[misc]
            findings = outcome.findings  # type: ignore[attr-defined]
            contradictions = sum(1 for one in findings if one.verdict == "contradiction")
            peer = "not run"
            if name != "trade" and size <= PEER_LIMIT:
                taken, core = timed(lambda claims=claims: plain_model(claims))  # type: ignore[misc]
                peer = f"{taken:.2f} s for one core of {core} claims"
            partial = "yes" if outcome.partial else "no"  # type: ignore[attr-defined]
            print(
                f"{size:>7} {name:>6} {seconds:>8.2f} {len(findings):>9} {contradictions:>15} {partial:>8}   {peer}",
                flush=True,
            )


if __name__ == "__main__":
    main()
