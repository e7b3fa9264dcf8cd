"""What is set on articles that were kept from training: the prices of the decoder, the confidence and the threshold.

An attribution counts as right as in the scorer of attributions: its content and its source share at least half of their
words with those of an annotated one; found, when its content does. Each set of prices is tried; for each, a logistic
regression (Cox 1958) of "right" on what the network was sure of gives the confidence. The threshold is the least at
which the mean of the F1 of right attributions and that of found ones is greatest, or almost: a wrong one is rejected by
a reviewer, a missed one is seen by nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from corpus import Article

from servanda.reading.lexicon import lexicon
from servanda.reading.tagger.decoding import Attribution, Prices, drafts, features_of
from servanda.reading.tagger.network import Network

TRIED = tuple(
    Prices(cue, content, source, 0.25) for cue in (0.15, 0.25) for content in (2.0, 3.0, 4.0) for source in (0.5, 1.0)
)
RIDGE = 1.0
ALMOST = 0.001
"""What the mean of the two F1s may be below the greatest."""


def overlap(one: set[int], other: set[int]) -> float:
    """Intersection over union; 1 for two empty sets."""
    return len(one & other) / len(one | other) if one or other else 1.0


def judged(article: Article, drafted: Sequence[Attribution]) -> list[tuple[bool, bool]]:
    """For each attribution drafted whether it is found, and right; each annotated one is matched once, the best overlap first."""

    def words(runs: Sequence[tuple[int, int]]) -> set[int]:
        inside = chain.from_iterable(range(*run) for run in runs)
        return {place for place in inside if article.tokens.words[place][0].isalnum()}

    ours = [(words(each.content), words(each.source)) for each in drafted]
    gold = [(words(cue.content), words(cue.source)) for cue in article.cues]
    pairs = sorted(
        ((overlap(a[0], b[0]), i, j) for i, a in enumerate(ours) for j, b in enumerate(gold) if a[0] & b[0]),
        reverse=True,
    )
    told, matched = [(False, False)] * len(ours), set()
    for shared, i, j in pairs:
        if shared >= 0.5 and not told[i][0] and j not in matched:
            matched.add(j)
            told[i] = True, overlap(ours[i][1], gold[j][1]) >= 0.5
    return told


def regression(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and intercept of a logistic regression with a small ridge, by Newton's method."""
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = np.column_stack([(x - mean) / spread, np.ones(len(x))])
    ridge = np.append(np.full(x.shape[1], RIDGE), 1e-6)
    weights = np.zeros(z.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-z @ weights))
        slope = z.T @ (chance - y) + ridge * weights
        weights -= np.linalg.solve((z.T * (chance * (1 - chance))) @ z + np.diag(ridge), slope)
    return weights[:-1] / spread, float(weights[-1] - (weights[:-1] * mean / spread).sum())


class Fit(NamedTuple):
    """What one set of prices gives: the greatest mean of the two F1s, of these that of right attributions, and what is set."""

    mean: float
    right: float
    threshold: float
    weights: np.ndarray
    intercept: float


def tried(network: Network, articles: Sequence[Article], prices: Prices) -> Fit:
    """The best threshold with these prices, and the confidence."""
    drafted = [drafts(article.tokens, network, prices) for article in articles]
    told = np.array(list(chain.from_iterable(map(judged, articles, drafted))), float)
    x = np.array([features_of(each) for each in chain.from_iterable(drafted)])
    weights, intercept = regression(x, told[:, 1])
    chance = 1 / (1 + np.exp(-(x @ weights + intercept)))
    gold = sum(len(article.cues) for article in articles)

    def at(least: float) -> Fit:
        kept = chance >= least
        found, right = 2 * told[kept].sum(axis=0) / (kept.sum() + gold)
        return Fit((found + right) / 2, right, least, weights, intercept)

    fits = [at(least) for least in np.arange(0.05, 0.7, 0.01)]
    greatest = max(fit.mean for fit in fits)
    return next(fit for fit in fits if fit.mean >= greatest - ALMOST)


def fitted(
    weights: dict[str, np.ndarray], vocabulary: Sequence[str], lang: str, articles: Sequence[Article]
) -> dict[str, np.ndarray]:
    """The arrays "prices", "confidence.weight", "confidence.bias" and "threshold" for a network's weights."""
    floats = {name: value.astype(np.float32) for name, value in weights.items()}
    network = Network(floats, vocabulary, lexicon(lang, "tagger")["spellings"])
    prices, best = max(((prices, tried(network, articles, prices)) for prices in TRIED), key=lambda each: each[1].mean)
    print(
        f"attributed F1 on {len(articles)} kept articles: {best.right:.3f} with {prices}, at confidence {best.threshold:.2f}",
        flush=True,
    )
    fits = {
        "prices": prices, "threshold": best.threshold, "confidence.weight": best.weights,
        "confidence.bias": best.intercept,
    }  # fmt: skip
    return {name: np.array(value) for name, value in fits.items()}
