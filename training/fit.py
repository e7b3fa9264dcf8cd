"""What is set on articles that were kept from training: the prices of the decoder, the confidence and the threshold.

An attribution counts as right as in the scorer of attributions: its content and its source share at least half of their
words with those of an annotated one. Prices are tried one after another; for each, a logistic regression (Cox 1958) of "right" on
what the network was sure of gives the confidence, and the threshold is where the F1 of right attributions is greatest.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from corpus import Article

from servanda.reading.lexicon import lexicon
from servanda.reading.tagger.decoding import Attribution, Prices, drafts, features_of
from servanda.reading.tagger.network import Network

FIRST = Prices(cue=0.15, content=1.0, source=0.5, shared=0.5)
TRIED = {
    "cue": (0.15, 0.25, 0.35),
    "content": (0.5, 1.0, 2.0, 3.0, 4.0, 5.0),
    "source": (0.5, 1.0, 2.0, 3.0),
    "shared": (0.0, 0.25, 0.5),
}
RIDGE = 1.0


def overlap(one: set[int], other: set[int]) -> float:
    """Intersection over union; 1 for two empty sets."""
    return len(one & other) / len(one | other) if one or other else 1.0


def right_ones(article: Article, found: Sequence[Attribution]) -> list[bool]:
    """For each attribution found whether it is right; each annotated one is matched once, the best overlap first."""

    def words(runs: Sequence[tuple[int, int]]) -> set[int]:
        inside = chain.from_iterable(range(*run) for run in runs)
        return {place for place in inside if article.tokens.words[place][0].isalnum()}

    ours = [(words(each.content), words(each.source)) for each in found]
    gold = [(words(cue.content), words(cue.source)) for cue in article.cues]
    pairs = sorted(
        ((overlap(a[0], b[0]), i, j) for i, a in enumerate(ours) for j, b in enumerate(gold) if a[0] & b[0]),
        reverse=True,
    )
    right, used, matched = [False] * len(ours), set(), set()
    for shared, i, j in pairs:
        if shared >= 0.5 and i not in used and j not in matched:
            used.add(i)
            matched.add(j)
            right[i] = overlap(ours[i][1], gold[j][1]) >= 0.5
    return right


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


def tried(network: Network, articles: Sequence[Article], prices: Prices) -> tuple[float, float, np.ndarray, float]:
    """The greatest F1 with these prices, its threshold, and the weights and intercept of the confidence."""
    found = [drafts(article.tokens, network, prices) for article in articles]
    y = np.array(list(chain.from_iterable(map(right_ones, articles, found))), float)
    x = np.array([features_of(each) for each in chain.from_iterable(found)])
    weights, intercept = regression(x, y)
    chance = 1 / (1 + np.exp(-(x @ weights + intercept)))
    gold = sum(len(article.cues) for article in articles)
    best, threshold = max(
        (2 * y[chance >= least].sum() / ((chance >= least).sum() + gold), least) for least in np.arange(0.05, 0.7, 0.01)
    )
    return float(best), float(threshold), weights, intercept


def fitted(weights: dict[str, np.ndarray], lang: str, articles: Sequence[Article]) -> dict[str, np.ndarray]:
    """The arrays "prices", "confidence.weight", "confidence.bias" and "threshold" for a network's weights."""
    network = Network(
        {name: value.astype(np.float32) for name, value in weights.items()}, lexicon(lang, "tagger")["spellings"]
    )
    prices, best = FIRST, tried(network, articles, FIRST)
    for name, values in TRIED.items():
        for value in values:
            other = prices._replace(**{name: value})
            if (result := tried(network, articles, other))[0] > best[0]:
                prices, best = other, result
    print(
        f"attributed F1 on {len(articles)} kept articles: {best[0]:.3f} with {prices}, at confidence {best[1]:.2f}",
        flush=True,
    )
    _, threshold, weight, bias = best
    fits = {"prices": prices, "threshold": threshold, "confidence.weight": weight, "confidence.bias": bias}
    return {name: np.array(value) for name, value in fits.items()}
