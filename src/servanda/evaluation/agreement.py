"""Whether two people who look at the same thing decide alike, beyond what chance would give: Krippendorff's alpha.

alpha = 1 - D_o / D_e: the disagreement that was observed over that which is to be expected if the same decisions had been given
at random. 1 is perfect, 0 what chance gives, below it is worse than chance. It takes any number of people, who need not all have
looked at everything, so that it fits a desk where who looks changes (Krippendorff 2011, "Computing Krippendorff's
Alpha-Reliability", University of Pennsylvania; Cohen's kappa of 1960 is for two fixed judges).
Decisions are names without an order (nominal data).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Agreement", "agreement"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many things two or more people decided on, the share of pairs that are alike, and alpha.

    `alpha` is None where all decisions are the same one: then nothing tells agreement from habit.
    """

    units: int
    alike: Fraction
    alpha: Fraction | None


def agreement(units: Iterable[Sequence[str]]) -> Agreement | None:
    """The agreement of the decisions on each thing; None where no thing has two.

    >>> found = agreement([("yes", "yes"), ("no", "no"), ("yes", "no"), ("no",)])
    >>> found.units, found.alike, found.alpha
    (3, Fraction(2, 3), Fraction(4, 9))
    """
    paired = [tuple(unit) for unit in units if len(unit) > 1]
    if not paired:
        return None
    observed, totals = Fraction(0), Counter[str]()
    for unit in paired:
        counts = Counter(unit)
        size = len(unit)
        differing = size * size - sum(number * number for number in counts.values())
        observed += Fraction(differing, size - 1)
        totals.update(counts)
    whole = totals.total()
    expected = Fraction(whole * whole - sum(number * number for number in totals.values()), whole - 1)
    alpha = None if expected == 0 else 1 - observed / expected
    return Agreement(len(paired), 1 - observed / whole, alpha)
