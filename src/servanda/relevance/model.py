"""Logistic regression whose weights begin at what the register's names are worth and move with what reviewers decide.

Weights have a normal prior: names lie about `PRIORS`, words about 0. What comes out is the most probable weights after the
examples (MacKay 1992, Neural Computation 4:720-736, where the prior is the same), found by L-BFGS (Nocedal 1980, Mathematics of
Computation 35:773-782) in double precision; equal examples give equal weights. With no example the register's names decide alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.relevance.features import NAMED, PRIORS, SIZE, Features

__all__ = ["LINE", "Example", "Model", "learn"]

LINE = 0.1
"""The score below which a document is set aside: were scores right, one in ten at the line would bear on the agreement."""
_SPREAD_OF_NAMES = 1.5
_SPREAD_OF_WORDS = 4.0
_MOST_OTHERS = 3.0
"""How many times as much as the relevant ones all others may count: there are far more, and to set aside wrongly is worse."""
_STEPS = 60
_KEPT = 8
_CLOSE = 1e-4

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A document that somebody decided on, or that names tell: whether it bears on the agreement, and how much that counts."""

    features: Features
    relevant: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by place."""

    weights: Vector

    def score(self, features: Features) -> float:
        """The probability that a document bears on the agreement."""
        odds = float(self.weights[features.places] @ features.values)
        return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def learn(examples: Sequence[Example]) -> Model:
    """The model after these examples.

    >>> word = NAMED + 5
    >>> plain = Features(np.array([NAMED - 1, word]), np.array([1.0, 1.0]))
    >>> before, after = learn([]), learn([Example(plain, True)] * 5)
    >>> before.score(plain) < 0.02, after.score(plain) > 0.5
    (True, True)
    """
    prior = np.zeros(SIZE)
    prior[:NAMED] = list(PRIORS.values())
    if not examples:
        return Model(prior)
    return Model(prior + _Fit(examples, prior).found())


class _Fit:
    """The search for the weights, in units of their prior's spread."""

    def __init__(self, examples: Sequence[Example], prior: Vector) -> None:
        lengths = [len(one.features.places) for one in examples]
        self.rows = np.repeat(np.arange(len(examples)), lengths)
        self.places = np.concatenate([one.features.places for one in examples])
        values = np.concatenate([one.features.values for one in examples])
        self.spread = np.full(SIZE, _SPREAD_OF_WORDS)
        self.spread[:NAMED] = _SPREAD_OF_NAMES
        self.known = np.bincount(self.rows, values * prior[self.places], len(examples))
        self.values = values * self.spread[self.places]
        self.signs = np.array([1.0 if one.relevant else -1.0 for one in examples])
        self.counts = np.array([one.weight for one in examples])
        own, others = (float(self.counts[self.signs == sign].sum()) for sign in (1.0, -1.0))
        if own and others > _MOST_OTHERS * own:
            self.counts[self.signs < 0] *= _MOST_OTHERS * own / others

    def _loss(self, moved: Vector) -> tuple[float, Vector]:
        odds = self.known + np.bincount(self.rows, self.values * moved[self.places], len(self.signs))
        margin = self.signs * odds
        loss = float(self.counts @ np.logaddexp(0, -margin)) + float(moved @ moved) / 2
        pull = -self.counts * self.signs / (1 + np.exp(np.clip(margin, -30, 30)))
        slope = np.bincount(self.places, self.values * pull[self.rows], SIZE) + moved
        return loss, slope

    def found(self) -> Vector:
        """How far the weights move from the prior."""
        moved = np.zeros(SIZE)
        loss, slope = self._loss(moved)
        steps: list[tuple[Vector, Vector]] = []
        for _ in range(_STEPS):
            if np.abs(slope).max() < _CLOSE:
                break
            way = -_turned(slope, steps)
            length = 1.0 if steps else min(1.0, 1.0 / float(np.abs(slope).sum()))
            down = float(slope @ way)
            while True:
                new = moved + length * way
                new_loss, new_slope = self._loss(new)
                if new_loss <= loss + 1e-4 * length * down or length < 1e-8:
                    break
                length /= 2
            step, change = new - moved, new_slope - slope
            if float(step @ change) > 0:
                steps = [*steps, (step, change)][-_KEPT:]
            moved, loss, slope = new, new_loss, new_slope
        far: Vector = moved * self.spread
        return far


def _turned(slope: Vector, steps: Sequence[tuple[Vector, Vector]]) -> Vector:
    """The slope by the curvature that the last steps showed."""
    turned = slope.copy()
    parts = []
    for step, change in reversed(steps):
        part = float(step @ turned) / float(step @ change)
        turned -= part * change
        parts.append(part)
    if steps:
        step, change = steps[-1]
        turned *= float(step @ change) / float(change @ change)
    for (step, change), part in zip(steps, reversed(parts), strict=True):
        turned += step * (part - float(change @ turned) / float(step @ change))
    return turned
