"""Train the tagger of `servanda.reading.tagger` from annotated articles, and write its weights.

    python training/tagger.py polnear_train.jsonl src/servanda/reading/tagger/weights/en.npz [--epochs 24] [--seed 1]

The environment is Servanda's own with PyTorch (`training/requirements.txt`) and MiniLM (`training/models.txt`, with `--no-deps`)
beside it. A large network learns the articles first (`teacher.py`), then the small one learns from them and from what the large
one says of every word. Every twentieth article is kept from both; on these the prices of the decoder, the weights of the
confidence and the threshold are set. One core needs about an hour for PolNeAR where it multiplies half floats, longer elsewhere.
What the teacher said is kept beside the wanted file, and so are the weights after each epoch: a run that is broken off goes on
from the lessons.
"""

from __future__ import annotations

import argparse
import copy
import math
import pickle
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from corpus import BETWEEN, Article, Batch, Corpus, Cue, batch_of, moved, pieces, windows_for
from fit import fitted
from network import PIECES, ROLES, TAUGHT, Tagger
from teacher import Lesson, Teacher, lessons, piece_vectors, vocabulary
from torch import Tensor
from torch.nn import functional

LANG = "en"
SIZE = 6
"""Articles in a batch."""
ADDED = {"teacher": 4, "tagger": 8}
"""Invented articles in a batch."""
CUT = 0.3
"""The share of articles that are shown in pieces."""
KEPT = 20
FORGET = 0.08
TAUGHT_EPOCHS = 4
"""Epochs of the teacher."""
RATES = {"teacher": (1.5e-4, 1.5e-3), "tagger": (5e-4, 2e-3)}
"""The greatest learning rates, of the weights begun with and of the others."""
WEIGHTS = {"cue": 3.0, "content": 1.0, "source": 1.0, "tag": 0.1, "dep": 0.15, "ner": 0.1, "head": 0.1, "around": 2.5}
AROUND = torch.tensor([1.0, 1.5, 1.0, 2.0, 1.5])
"""What an error on a word outside, at the beginning of and within content, of and within a source weighs."""
BELIEVED = 0.6
"""How much the teacher's word counts beside the annotation."""
SHOWN = 0.6
"""The share of words that the teacher took for a cue, wrongly, that are shown with their windows."""

Losses = dict[str, Tensor]


def false_cues(chances: Tensor, batch: Batch) -> list[Cue]:
    """Runs of words that the network takes for cues and that are none."""
    likely = ((chances > 0.15) & (batch.wanted["cue"] >= 0)).numpy()
    gold = (batch.wanted["cue"] > 0).numpy()
    edges = np.flatnonzero(np.diff(np.concatenate([[0], likely.astype(np.int8), [0]])))
    return [Cue(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2]) if not gold[a:b].any() and b - a <= 7]


def _annotated(model: Tagger, batch: Batch, h: Tensor, cues: Sequence[Cue]) -> tuple[Losses, dict[str, Tensor], Tensor]:
    """The losses against the annotation, what was said of each word's role, and of each row of the cues' windows."""
    said = {role: model.roles[role](h) for role in ROLES}
    losses = {role: functional.cross_entropy(said[role], batch.wanted[role], ignore_index=-1) for role in ROLES}
    rows, wanted = windows_for(batch, cues)
    first, last = (torch.tensor([cue[side] for cue in cues]) for side in (0, 1))
    told = model.around(h, first, last, rows)
    losses["around"] = functional.cross_entropy(told, wanted, ignore_index=-1, weight=AROUND)
    return losses, said, told


def of_annotation(model: Tagger, articles: Sequence[Article]) -> Losses:
    """The losses of one batch by name, for the teacher."""
    batch = batch_of(articles)
    h = model.drop(model.encoded(batch.given))
    wrong = false_cues(1 - model.roles["cue"](h).detach().softmax(-1)[:, 0], batch)
    random.shuffle(wrong)
    return _annotated(model, batch, h, batch.cues + wrong[: len(batch.cues) // 2])[0]


def of_lessons(model: Tagger, articles: Sequence[Article], told: dict[str, Lesson]) -> Losses:
    """The losses of one batch by name, for the small network: from the annotation, the lessons, and what a parser says."""
    batch = batch_of(articles)
    h = model.drop(model.encoded(batch.given, FORGET))
    cues, windows = _cues_of(articles, told)
    known = {cue.first for cue in cues}
    chances = 1 - model.roles["cue"](h).detach().softmax(-1)[:, 0]
    wrong = [cue for cue in false_cues(chances, batch) if cue.first not in known]
    random.shuffle(wrong)
    wrong = wrong[: max(4, len(cues) // 4)]
    losses, said, around = _annotated(model, batch, h, cues + wrong)
    chance, heeded = _roles_of(articles, told, len(h))
    for role in ROLES:
        apart = -(chance[role] * functional.log_softmax(said[role], -1)).sum(-1)
        losses[role] = (1 - BELIEVED) * losses[role] + BELIEVED * (apart * heeded).sum() / heeded.sum()
    wanted = _windows_of(batch, cues + wrong, [*windows, *[None] * len(wrong)])
    apart, weight = -(wanted * functional.log_softmax(around, -1)).sum(-1), (wanted * AROUND).sum(-1)
    losses["around"] = (1 - BELIEVED) * losses["around"] + BELIEVED * (apart * weight).sum() / weight.sum().clamp(min=1)
    parsed = {
        name: functional.cross_entropy(model.taught[name](h), batch.wanted[name], ignore_index=-1) for name in TAUGHT
    }
    return losses | parsed


_Window = tuple[int, np.ndarray]


def _cues_of(articles: Sequence[Article], told: dict[str, Lesson]) -> tuple[list[Cue], list[_Window | None]]:
    """The cues of a batch, annotated ones and some that only the teacher sees, each with the teacher's window, its first word as
    a place of the batch.
    """
    cues: list[Cue] = []
    windows: list[_Window | None] = []
    here = 0
    for article in articles:
        lesson, size = told[article.doc], len(article.tokens)
        annotated = {(cue.first, cue.last): cue for cue in article.cues}
        for cue, (start, chances) in zip(lesson.cues, lesson.windows):
            first, last = cue.first - article.first, cue.last - article.first
            if first < 0 or last >= size:
                continue
            own = annotated.pop((first, last), None)
            if own is None and random.random() > SHOWN:
                continue
            cues.append(moved(own or Cue(first, last), here))
            windows.append((start - article.first + here, chances))
        cues += [moved(cue, here) for cue in annotated.values()]
        windows += [None] * len(annotated)
        here += size + BETWEEN
    return cues, windows


def _roles_of(articles: Sequence[Article], told: dict[str, Lesson], rows: int) -> tuple[dict[str, Tensor], Tensor]:
    """The teacher's chances of each role for the words of a batch [words, 3], and which words it speaks of."""
    chance = {role: np.zeros((rows, 3), np.float32) for role in ROLES}
    heeded = np.zeros(rows, np.float32)
    here = 0
    for article in articles:
        size = len(article.tokens)
        for role in ROLES:
            chance[role][here : here + size] = told[article.doc].roles[role][article.first : article.first + size]
        heeded[here : here + size] = 1
        here += size + BETWEEN
    return {role: torch.tensor(values) for role, values in chance.items()}, torch.tensor(heeded)


def _windows_of(batch: Batch, cues: Sequence[Cue], windows: Sequence[_Window | None]) -> Tensor:
    """The teacher's chances for the rows of the cues' windows [rows, 5]; zero where it says nothing."""
    rows, _ = windows_for(batch, cues)
    words, own, number = rows["word"].numpy(), rows["own"].numpy() > 0, rows["cue"].numpy()
    made = np.zeros((len(words), 5), np.float32)
    edges = [*np.flatnonzero(np.diff(number, prepend=-1)).tolist(), len(number)]
    for place, window in enumerate(windows):
        if window is None:
            continue
        start, chances = window
        here = np.flatnonzero(own[edges[place] : edges[place + 1]]) + edges[place]
        there = words[here] - start
        fits = (there >= 0) & (there < len(chances))
        made[here[fits]] = chances[there[fits]]
    return torch.tensor(made)


def train(
    model: Tagger, name: str, articles: list[Article], invented: list[Article], epochs: int,
    losses_of: Callable[[Sequence[Article]], Losses], kept: Callable[[Tagger], None],
) -> Tagger:  # fmt: skip
    """The network after so many epochs, as the moving average of its weights; `kept` is called with it after each."""
    begun = {id(p) for p in model.begun()}
    groups = [model.begun(), [p for p in model.parameters() if id(p) not in begun]]
    rates = RATES[name]
    optimiser = torch.optim.AdamW(
        [{"params": group, "lr": rate} for group, rate in zip(groups, rates)], weight_decay=0.02, fused=True
    )
    mean = copy.deepcopy(model).eval()
    steps, step, started = epochs * math.ceil(len(articles) / SIZE), 0, time.time()
    for epoch in range(epochs):
        model.train()
        random.shuffle(articles)
        sums: dict[str, float] = {}
        for number in range(0, len(articles), SIZE):
            rise = min(1.0, (step + 1) / 60) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * rise
            shown = [part for each in articles[number : number + SIZE] for part in _cut(each)]
            with torch.autocast("cpu", torch.bfloat16):
                losses = losses_of(shown + random.sample(invented, ADDED[name]))
            optimiser.zero_grad()
            sum(WEIGHTS[one] * loss for one, loss in losses.items()).backward()  # type: ignore[union-attr]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            with torch.no_grad():
                for old, now in zip(mean.parameters(), model.parameters()):
                    old.lerp_(now, 1 - min(0.997, step / (step + 20)))
            for one, loss in losses.items():
                sums[one] = sums.get(one, 0.0) + float(loss.detach())
        told = " ".join(f"{one} {value * SIZE / len(articles):.3f}" for one, value in sums.items())
        print(f"{name}, epoch {epoch + 1} of {epochs}, {time.time() - started:.0f} s: {told}", flush=True)
        kept(mean)
    return mean


def _cut(article: Article) -> Sequence[Article]:
    return list(pieces(article)) if random.random() < CUT else [article]


def taught(corpus: Corpus, articles: list[Article], place: Path) -> dict[str, Lesson]:
    """A lesson for each article and each invented one: from the file that a run before has kept, or from a teacher."""
    if place.is_file():
        found: dict[str, Lesson] = pickle.loads(place.read_bytes())
        return found
    teacher = Teacher(corpus)
    learnt = train(
        teacher, "teacher", list(articles), corpus.invented, TAUGHT_EPOCHS,
        lambda shown: of_annotation(teacher, shown), lambda _: None,
    )  # fmt: skip
    made = lessons(learnt, [*articles, *corpus.invented])  # type: ignore[arg-type]
    place.write_bytes(pickle.dumps(made))
    return made


def main() -> None:
    """Read the arguments, train, set what is set on the kept articles, write."""
    parser = argparse.ArgumentParser(description="Train the tagger and write its weights.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    words = vocabulary()
    corpus = Corpus(given.articles, LANG, words, piece_vectors(PIECES))
    order = sorted(corpus.articles, key=lambda article: article.doc)
    random.Random(given.seed).shuffle(order)
    kept, shown = order[::KEPT], [article for place, article in enumerate(order) if place % KEPT]
    print(f"{len(shown)} articles to learn from, {len(kept)} kept", flush=True)
    told = taught(corpus, shown, given.weights.with_suffix(".lessons"))
    model = Tagger(corpus)
    part = given.weights.with_suffix(".part.npz")
    learnt = train(
        model, "tagger", shown, corpus.invented, given.epochs, lambda shown: of_lessons(model, shown, told),
        lambda mean: np.savez_compressed(part, **mean.exported()),
    )  # fmt: skip
    weights = {name: value.astype(np.float16) for name, value in learnt.exported().items()}
    weights |= fitted(weights, words, LANG, kept)
    weights["vocabulary"] = np.frombuffer("\n".join(words).encode(), np.uint8)
    np.savez_compressed(given.weights, **weights)
    part.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
