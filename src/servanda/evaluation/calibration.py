"""Whether a reader's confidence can be trusted: of statements with a confidence of 0.7, are 70 % right?

Takes pairs of a confidence and whether the statement was right; gives a reliability table and two figures:

- the Brier score (Brier 1950, Monthly Weather Review 78:1-3): the mean of (confidence - right)², 0 at best; always saying the
  overall share right scores `base`;
- the expected calibration error (Naeini, Cooper and Hauskrecht 2015, AAAI): the mean distance between confidence and share
  right over the bins, weighted by their size. Bins hold equally many, since equally wide ones stay empty (Nguyen and
  O'Connor 2015, EMNLP). It is never quite 0 with few examples, however good the confidence is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean

from servanda.evaluation.intervals import Observation, Share, share

__all__ = ["Bin", "Reliability", "reliability"]


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements with about the same confidence: from the least to the largest, its mean, and the share of them that is right."""

    low: float
    high: float
    predicted: float
    right: Share


@dataclass(frozen=True, slots=True)
class Reliability:
    """A reliability table with its two figures; `base` is the Brier score of one confidence for all."""

    bins: tuple[Bin, ...]
    brier: float
    base: float
    error: float
    judged: int


def reliability(pairs: Iterable[tuple[float, bool]], bins: int = 10) -> Reliability | None:
    """The table over pairs of confidence and "is right"; equal confidences are never parted. None where there are no pairs.

    >>> found = reliability([(0.9, True)] * 9 + [(0.9, False)] + [(0.5, True), (0.5, False)], bins=2)
    >>> [(one.predicted, one.right.value, one.right.judged) for one in found.bins]
    [(0.5, 0.5, 2), (0.9, 0.9, 10)]
    >>> round(found.brier, 3), round(found.error, 3), found.judged
    (0.117, 0.0, 12)
    """
    seen = sorted(pairs)
    if not seen:
        return None
    number = len(seen)
    made = [_bin(group) for group in _groups(seen, bins)]
    overall = sum(right for _, right in seen) / number
    return Reliability(
        bins=tuple(made),
        brier=sum((confidence - right) ** 2 for confidence, right in seen) / number,
        base=overall * (1 - overall),
        error=sum(abs(one.predicted - one.right.value) * one.right.judged for one in made) / number,
        judged=number,
    )


def _groups(seen: list[tuple[float, bool]], bins: int) -> list[list[tuple[float, bool]]]:
    """Runs of about equal size, cut only where the confidence changes."""
    size = -(-len(seen) // bins)
    groups: list[list[tuple[float, bool]]] = []
    for _, equal in groupby(seen, key=lambda pair: pair[0]):
        run = list(equal)
        if groups and len(groups[-1]) + len(run) <= size:
            groups[-1] += run
        else:
            groups.append(run)
    return groups


def _bin(group: list[tuple[float, bool]]) -> Bin:
    right = share(Observation(number, float(hit)) for number, (_, hit) in enumerate(group))
    assert right is not None  # noqa: S101 - a group is never empty
    return Bin(group[0][0], group[-1][0], fmean(confidence for confidence, _ in group), right)
