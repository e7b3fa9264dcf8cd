"""The exact interval for a share (Clopper and Pearson 1934, Biometrika 26:404-413), by halving."""

from __future__ import annotations

import math
from collections.abc import Callable

__all__ = ["clopper_pearson"]

_HALVINGS = 60


def clopper_pearson(hits: int, number: int, level: float = 0.95) -> tuple[float, float]:
    """The bounds that a share cannot lie outside of, lest so many hits, or so few, had less than half of 1 - level.

    >>> [round(bound, 4) for bound in clopper_pearson(0, 10)], [round(bound, 4) for bound in clopper_pearson(2, 20)]
    ([0.0, 0.3085], [0.0123, 0.317])
    """
    if not 0 <= hits <= number or number < 1:
        raise ValueError(f"{hits} of {number} is no share")
    half = (1 - level) / 2
    low = 0.0 if hits == 0 else _where(lambda share: 1 - _at_most(hits - 1, number, share) >= half)
    high = 1.0 if hits == number else _where(lambda share: _at_most(hits, number, share) < half)
    return low, high


def _where(holds: Callable[[float], bool]) -> float:
    """The least share for which it holds."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if holds(middle):
            high = middle
        else:
            low = middle
    return high


def _at_most(hits: int, number: int, share: float) -> float:
    """The probability of so many hits or fewer."""
    if share <= 0:
        return 1.0
    if share >= 1:
        return 1.0 if hits >= number else 0.0
    log, rest = math.log(share), math.log1p(-share)
    whole = math.lgamma(number + 1)
    parts = (
        whole - math.lgamma(k + 1) - math.lgamma(number - k + 1) + k * log + (number - k) * rest
        for k in range(hits + 1)
    )
    return min(1.0, math.fsum(math.exp(part) for part in parts))
