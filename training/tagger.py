"""Train the tagger of `servanda.reading.tagger` from annotated articles, and write its weights.

    python training/tagger.py polnear_train.jsonl src/servanda/reading/tagger/weights/en.npz [--epochs 12] [--seed 1]

The environment is Servanda's own with PyTorch beside it (`training/requirements.txt`). Every twentieth article is kept from
training; on these the prices of the decoder, the weights of the confidence and the threshold are set. One core needs about an
hour for PolNeAR. After each epoch the weights so far are written beside the wanted file: a run that is broken off is not lost.
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from corpus import Article, Batch, Corpus, Cue, batch_of, pieces, windows_for
from fit import fitted
from network import ROLES, TAUGHT, Tagger
from torch import Tensor
from torch.nn import functional

LANG = "en"
FROZEN = 2
"""Epochs in which spaCy's layers stay as they are."""
SIZE = 6
"""Articles in a batch."""
ADDED = 12
"""Invented articles in a batch."""
CUT = 0.3
"""The share of articles that are shown in pieces."""
KEPT = 20
FORGET = 0.08
RATES = (4e-4, 1.5e-3)
"""The greatest learning rates, of spaCy's layers and of the others."""
WEIGHTS = {"cue": 3.0, "content": 1.0, "source": 1.0, "tag": 0.1, "dep": 0.15, "ner": 0.1, "head": 0.1, "around": 2.5}
AROUND = torch.tensor([1.0, 1.5, 1.0, 2.0, 1.5])
"""What an error on a word outside, at the beginning of and within content, of and within a source weighs."""


def false_cues(chances: Tensor, batch: Batch) -> list[Cue]:
    """Runs of words that the network takes for cues and that are none."""
    likely = ((chances > 0.15) & (batch.wanted["cue"] >= 0)).numpy()
    gold = (batch.wanted["cue"] > 0).numpy()
    edges = np.flatnonzero(np.diff(np.concatenate([[0], likely.astype(np.int8), [0]])))
    return [Cue(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2]) if not gold[a:b].any() and b - a <= 7]


def loss_of(model: Tagger, articles: Sequence[Article], frozen: bool) -> dict[str, Tensor]:
    """The losses of one batch by name."""
    batch = batch_of(articles)
    h = model.drop(model.encoded(batch.given, FORGET, frozen))
    said = {role: model.roles[role](h) for role in ROLES} | {name: model.taught[name](h) for name in TAUGHT}
    losses = {name: functional.cross_entropy(said[name], batch.wanted[name], ignore_index=-1) for name in said}
    wrong = false_cues(1 - said["cue"].detach().softmax(-1)[:, 0], batch)
    random.shuffle(wrong)
    cues = batch.cues + wrong[: len(batch.cues) // 2]
    rows, wanted = windows_for(batch, cues)
    first, last = (torch.tensor([cue[side] for cue in cues]) for side in (0, 1))
    told = model.around(h, first, last, rows)
    losses["around"] = functional.cross_entropy(told, wanted, ignore_index=-1, weight=AROUND)
    return losses


def _cut(article: Article) -> Iterable[Article]:
    return pieces(article) if random.random() < CUT else [article]


def train(corpus: Corpus, articles: list[Article], epochs: int, path: Path) -> Tagger:
    """The network after so many epochs, as the moving average of its weights."""
    model = Tagger(corpus.rows, corpus.sizes, corpus.start)
    begun = {id(p) for p in model.begun()}
    groups = [model.begun(), [p for p in model.parameters() if id(p) not in begun]]
    optimiser = torch.optim.AdamW(
        [{"params": group, "lr": rate} for group, rate in zip(groups, RATES)], weight_decay=0.02
    )
    mean = copy.deepcopy(model).eval()
    steps, step, started = epochs * math.ceil(len(articles) / SIZE), 0, time.time()
    for epoch in range(epochs):
        model.train()
        random.shuffle(articles)
        sums: dict[str, float] = {}
        for number in range(0, len(articles), SIZE):
            rise = min(1.0, (step + 1) / 60) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * step / steps)))
            for group, rate in zip(optimiser.param_groups, RATES):
                group["lr"] = rate * rise
            shown = [part for each in articles[number : number + SIZE] for part in _cut(each)]
            losses = loss_of(model, shown + random.sample(corpus.invented, ADDED), epoch < FROZEN)
            optimiser.zero_grad()
            sum(WEIGHTS[name] * loss for name, loss in losses.items()).backward()  # type: ignore[union-attr]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            with torch.no_grad():
                for kept, now in zip(mean.parameters(), model.parameters()):
                    kept.lerp_(now, 1 - min(0.997, step / (step + 20)))
            for name, loss in losses.items():
                sums[name] = sums.get(name, 0.0) + float(loss.detach())
        told = " ".join(f"{name} {value * SIZE / len(articles):.3f}" for name, value in sums.items())
        print(f"epoch {epoch + 1} of {epochs}, {time.time() - started:.0f} s: {told}", flush=True)
        np.savez_compressed(path.with_suffix(".part.npz"), **mean.exported())
    return mean


def main() -> None:
    """Read the arguments, train, set what is set on the kept articles, write."""
    parser = argparse.ArgumentParser(description="Train the tagger and write its weights.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    corpus = Corpus(given.articles, LANG)
    order = sorted(corpus.articles, key=lambda article: article.doc)
    random.shuffle(order)
    kept, shown = order[::KEPT], [article for place, article in enumerate(order) if place % KEPT]
    print(f"{len(shown)} articles to learn from, {len(kept)} kept", flush=True)
    model = train(corpus, shown, given.epochs, given.weights)
    weights = {name: value.astype(np.float16) for name, value in model.exported().items()}
    weights |= fitted(weights, LANG, kept)
    np.savez_compressed(given.weights, **weights)
    given.weights.with_suffix(".part.npz").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
