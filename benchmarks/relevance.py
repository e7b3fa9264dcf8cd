"""Backtest relevance: made-up news of four agreements among each other and among other news, before and after decisions.

    python benchmarks/relevance.py [FOLDER]

FOLDER holds `benchmarks/` (by default the folder `shared` beside the repository): news of the PolNeAR corpus and the dev texts
in French and Russian, none of which is about a made-up agreement. For each of the four agreements of tests/reading/documents
its own news (in three languages) is to be told from all else, with its whole register, and with one that has parties alone.
Gives how much of the agreement's own is kept and of all else is set aside at the line, and how many must be looked at, best
score first, to have seen 95 % of its own: by names alone, and, in five parts, after decisions on the other four fifths, or on no
more than ten of each sort of them.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import yaml
from documents import FOLDER, HALVES, LANGUAGES, documents, register

from servanda.agreement import Agreement
from servanda.relevance import LINE, Example, Features, NameIndex, features_of, learn

PARTS = 5
FEW = 10
SHARE = 0.95


def news() -> list[tuple[str, str]]:
    """The made-up news, each with its agreement."""
    return [(row["agreement"], row["text"]) for lang in LANGUAGES for half in HALVES for row in documents(lang, half)]


def everything_else(shared: Path) -> list[str]:
    """News of other things."""
    files = ("polnear_dev", "polnear_train", "french_dev", "russian_dev")
    lines = [line for name in files for line in (shared / "benchmarks" / f"{name}.jsonl").read_text().splitlines()]
    return [json.loads(line)["text"] for line in lines]


def first_line(text: str) -> str:
    """The title of a text that begins with it."""
    return text.split("\n", 1)[0]


def parties_of(agreement: Agreement) -> Agreement:
    """A register that has just been begun."""
    return replace(agreement, names={}, items=(), bodies=(), people=(), subjects=())


def told(scores: Sequence[float], relevant: Sequence[bool]) -> str:
    """One row: kept of its own, set aside of all else, looked at for 95 %."""
    own = [score for score, is_own in zip(scores, relevant, strict=True) if is_own]
    others = [score for score, is_own in zip(scores, relevant, strict=True) if not is_own]
    wanted = -(-len(own) * SHARE // 1)
    ranked = sorted(zip(scores, relevant, strict=True), key=lambda one: (-one[0], one[1]))
    seen = looked = 0
    for _, is_own in ranked:
        looked += 1
        seen += is_own
        if seen >= wanted:
            break
    kept = sum(score >= LINE for score in own)
    aside = sum(score < LINE for score in others)
    return f"{kept} of {len(own)} | {aside} of {len(others)} | {looked}"


def across(features: Sequence[Features], relevant: Sequence[bool], few: int | None) -> list[float]:
    """Each document's score by a model that has seen decisions on the other parts, or on a few of each sort of them."""
    order = list(range(len(features)))
    random.Random(7).shuffle(order)
    scores = [0.0] * len(features)
    for part in range(PARTS):
        here = set(order[part::PARTS])
        known = [place for place in order if place not in here]
        if few is not None:
            known = [place for sort in (True, False) for place in [k for k in known if relevant[k] is sort][:few]]
        model = learn([Example(features[place], relevant[place]) for place in known])
        for place in here:
            scores[place] = model.score(features[place])
    return scores


def main() -> None:
    """Print the table."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared"
    own, others = news(), everything_else(shared)
    texts = [text for _, text in own] + others
    print(
        "| agreement | register | decided | its own kept | all else set aside | looked at for 95 % |\n|---|---|---|---|---|---|"
    )
    seconds = 0.0
    for name in yaml.safe_load((FOLDER / "agreements.yaml").read_text(encoding="utf-8")):
        relevant = [place < len(own) and own[place][0] == name for place in range(len(texts))]
        for kind, agreement in (("whole", register(name)), ("parties", parties_of(register(name)))):
            index = NameIndex.of(agreement)
            begun = time.process_time()
            features = [features_of(index, first_line(text), text) for text in texts]
            seconds = time.process_time() - begun
            alone = learn([])
            for decided, scores in (
                ("nothing", [alone.score(one) for one in features]),
                (f"{FEW} of each", across(features, relevant, FEW)),
                ("four fifths", across(features, relevant, None)),
            ):
                print(f"| {name} | {kind} | {decided} | {told(scores, relevant)} |")
    print(
        f"\n{len(texts) / seconds:.0f} documents a second of the processor, of {sum(map(len, texts)) // len(texts)} letters each."
    )


if __name__ == "__main__":
    main()
