"""Measure reconciliation: how fast on large tables, beside two peers, and how right on made-up agreements.

    python benchmarks/reconciliation.py speed 1000 10000 100000
    python benchmarks/reconciliation.py noise 100
    python benchmarks/reconciliation.py truth 10000

`speed` prints the seconds of processor time that tables of so many claims take (`tables.py`), the seconds that passed
meanwhile, and how many times the processor time two other programs take (`peers.py` says what they leave undone). One
of them needs SciPy, which Servanda does not: install it beside Servanda's requirements (`pip install scipy`); it is left
out where it is missing. `noise` prints precision and recall of contradictions on so many histories for each rate of
falsehoods (`histories.py`). `truth` prints how many contradictions are found on so many histories without a falsehood:
there must be none. Without a word, all three are printed at small sizes.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from histories import History, clash, clashes, history
from peers import linear_programme, one_model
from tables import mixed, one_measure, one_subject

from servanda.claim import Claim
from servanda.reconciliation import examine

DAY = date(2041, 1, 1)
PEER_SECONDS = 120
"""How long z3 may work on one model before it is stopped."""
PEERS_UP_TO = 10_000
"""Claims beyond which the peers are not asked: they would take many minutes."""
RATES = [Fraction(0), Fraction(1, 50), Fraction(1, 20), Fraction(1, 10), Fraction(1, 5), Fraction(1, 3)]


def timed(work: Callable[[], object]) -> tuple[float, float, object]:
    """The processor time that the work took, its helpers' too, and the time that passed, in seconds; and what it gave."""
    start, passed = sum(os.times()[:4]), time.perf_counter()
    answer = work()
    return sum(os.times()[:4]) - start, time.perf_counter() - passed, answer


def speed(sizes: Sequence[int]) -> None:
    """Print a line for each table: own time and findings, then each peer's time as a multiple of it, and its answer."""
    has_scipy = importlib.util.find_spec("scipy") is not None
    head = f"{'table':<22} {'claims':>7} {'s':>7} {'ms each':>8} {'passed':>7} {'contradictions':>15} {'partial':>8}"
    print(f"{head}   one z3 model; HiGHS")
    tables: list[tuple[str, Callable[[int], list[Claim]], int]] = [
        ("20 claims a measure", mixed, 10**6),
        ("the same, one subject", one_subject, 10000),
        ("one measure: shares", lambda size: one_measure(size, 0), 1000),
        ("one measure: counts", lambda size: one_measure(size, 1), 1000),
        ("one measure: sales", lambda size: one_measure(size, 2), 1000),
    ]
    examine(mixed(60), DAY)
    if has_scipy:
        linear_programme(mixed(60))
    for name, table, largest in tables:
        for size in sizes:
            if size > largest:
                continue
            claims = table(size)
            own, passed, outcome = timed(lambda claims=claims: examine(claims, DAY))  # type: ignore[misc]
            contradictions = sum(1 for one in outcome.findings if one.verdict == "contradiction")  # type: ignore[attr-defined]
            partial = "yes" if outcome.partial else "no"  # type: ignore[attr-defined]
            told = [] if size <= PEERS_UP_TO else ["not run"]
            work: list[Callable[[], str]] = []
            if size <= PEERS_UP_TO:
                work.append(lambda claims=claims: one_model(claims, PEER_SECONDS))  # type: ignore[misc]
            if has_scipy and size <= PEERS_UP_TO:
                work.append(lambda claims=claims: linear_programme(claims))  # type: ignore[misc]
            for peer in work:
                taken, _, answer = timed(peer)
                told.append(f"×{taken / own:.2f} {answer}")
            print(
                f"{name:<22} {size:>7} {own:>7.2f} {1000 * own / size:>8.2f} {passed:>7.2f} {contradictions:>15} {partial:>8}   "
                f"{'; '.join(told)}",
                flush=True,
            )


def contradictions(told: History) -> set[frozenset[str]]:
    """The sets of claims that are found to contradict each other."""
    return {frozenset(one.claims) for one in examine(told.claims, DAY).findings if one.verdict == "contradiction"}


def is_smallest(told: History, claims: frozenset[str]) -> bool:
    """Whether the claims cannot all be true, and can where any one of them is left out."""
    some = [saying for saying in told.sayings if saying.claim.id in claims]
    return clash(some, told.sayings) and not any(
        clash([one for one in some if one is not other], told.sayings) for other in some
    )


def noise(count: int) -> None:
    """Print, for each rate of falsehoods, how many of the sets that clash are found and how many of those found clash."""
    print("            falsehoods                    sets of up to 3 claims        all sets found")
    print("   rate   told  clash  found  recall     clash  found   recall         found  right  precision")
    for rate in RATES:
        false = clashing = named = expected = met = found = right = 0
        for seed in range(count):
            told = history(seed, rate)
            got, wanted = contradictions(told), clashes(told.sayings)
            true = [saying for saying in told.sayings if not saying.fault]
            for falsehood in told.falsehoods:
                false += 1
                if clash([*true, falsehood], told.sayings):
                    clashing += 1
                    named += any(falsehood.claim.id in claims for claims in got)
            expected, met = expected + len(wanted), met + len(wanted & got)
            found, right = found + len(got), right + sum(1 for one in got if one in wanted or is_smallest(told, one))
        print(
            f"{float(rate):>7.0%} {false:>6} {clashing:>6} {named:>6} {share(named, clashing):>7} "
            f"{expected:>9} {met:>6} {share(met, expected):>8} {found:>13} {right:>6} {share(right, found):>10}",
            flush=True,
        )


def share(part: int, whole: int) -> str:
    """A part of a whole as a decimal, a dash where there is no whole."""
    return f"{part / whole:.3f}" if whole else "-"


def truth(count: int) -> None:
    """Print how many contradictions are found on histories without a falsehood, and where."""
    claims, wrong = 0, []
    for seed in range(count):
        told = history(seed)
        claims += len(told.claims)
        if contradictions(told):
            wrong.append(seed)
    print(f"{count} true histories, {claims} claims: contradictions in {len(wrong)} {wrong[:10] or ''}")


def main() -> None:
    """Print what is asked for."""
    print(f"Python {platform.python_version()}, {platform.machine()}; {os.cpu_count()} cores")
    what, numbers = (sys.argv[1:] or [""])[0], [int(number) for number in sys.argv[2:]]
    if what in ("", "speed"):
        speed(numbers or [100, 1000])
    if what in ("", "noise"):
        noise(*(numbers or [20]))
    if what in ("", "truth"):
        truth(*(numbers or [200]))


if __name__ == "__main__":
    main()
