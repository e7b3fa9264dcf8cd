"""Whether a reader's confidence can be trusted: of statements with 0.7, are 70 % right?

    python benchmarks/calibration.py [FOLDER] [English|French|Russian]... [--fit]

Prints a reliability table for each set and language, with the Brier score and the expected calibration error, whose sources
stand in `servanda.evaluation.calibration`. A statement is right where content and source agree with the annotation, as the
attributed F1 of the scorers has it. `pairs` and `table` take any reader's statements.

Those for French and Russian were fitted on the open pages, which is marked: what a table over them shows is no evidence. Rules
were written with a view to the `dev` sets, on which the grammar is surer to be right than on a page it never saw. The held
pages are what counts. `--fit` prints the shift and slope for `language.yaml` that the open pages would have now.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from attribution import HALVES, LANGUAGES, pages
from reading import document_of

from servanda.document import Document, Span
from servanda.evaluation import match, reliability
from servanda.evaluation.matching import Attribution
from servanda.reading.attribution import find_statements
from servanda.reading.confidence import log_odds
from servanda.reading.lexicon import lexicon
from servanda.statement import Statement

NO_CHANGE = {"shift": 0.0, "slope": 1.0}
NAMES = {"fr": "French", "ru": "Russian"}
DEV = {"English": "polnear_dev", "French": "french_dev", "Russian": "russian_dev"}


class Annotated(NamedTuple):
    """An annotated attribution, as spans."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]


def annotated_sets(folder: Path) -> Iterator[tuple[str, str, list[tuple[Document, list[Annotated]]]]]:
    """Each language with the name of a set and its documents with their annotation."""
    for lang, name in DEV.items():
        rows = (folder / "benchmarks" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        yield lang, name, [_of_line(json.loads(row)) for row in rows]
    for lang in LANGUAGES:
        for half in HALVES:
            listed = [
                (document, [Annotated(one["source"], one["content"]) for one in said])
                for document, said in pages(lang, half)
            ]
            yield NAMES[lang], f"{half} pages", listed


def _of_line(row: dict[str, Any]) -> tuple[Document, list[Annotated]]:
    said = [
        Annotated(*(tuple((start, end) for start, end in one[role]) for role in ("source", "content")))
        for one in row["attributions"]
    ]
    return document_of(row), said


def pairs(text: str, statements: Sequence[Statement], there: Sequence[Attribution]) -> list[tuple[float, bool]]:
    """Each statement's confidence, and whether it is right."""
    right = {one.read for one in match(text, statements, there) if one.is_attributed}
    return [(one.confidence, number in right) for number, one in enumerate(statements)]


def table(found: Iterable[tuple[float, bool]], bins: int = 10) -> list[str]:
    """A reliability table as lines of Markdown, with the figures below it."""
    told = reliability(found, bins)
    if told is None:
        return ["nothing was read"]
    lines = ["| confidence | its mean | right | 95 % interval | statements |", "|---|---|---|---|---|"]
    for one in told.bins:
        share = one.right
        lines.append(
            f"| {one.low:.2f}-{one.high:.2f} | {one.predicted:.2f} | {share.value:.2f} "
            f"| {share.low:.2f}-{share.high:.2f} | {share.judged} |"
        )
    summary = f"Brier score {told.brier:.3f} (one confidence for all: {told.base:.3f}), "
    return [*lines, "", f"{summary}expected calibration error {told.error:.3f}, {told.judged} statements."]


def fit(found: Iterable[tuple[float, bool]], lang: str) -> tuple[float, float]:
    """Shift and slope of the log-odds, by Newton's method: the most likely ones, with a prior that keeps them near no change.

    The prior is normal, with deviations of 1.5 for the shift and 0.5 for the slope: with 50 examples it is felt, with 1,000 not.
    Confidences are first turned back into the shares that the language's present numbers were applied to.
    """
    now = lexicon({name: code for code, name in NAMES.items()}[lang], "language").get("confidence", NO_CHANGE)
    points = [((log_odds(confidence) - now["shift"]) / now["slope"], right) for confidence, right in found]
    shift, slope = 0.0, 1.0
    for _ in range(50):
        down, across, along, bend, twist = -shift / 1.5**2, (1 - slope) / 0.5**2, 1 / 1.5**2, 1 / 0.5**2, 0.0
        for odds, right in points:
            chance = 1 / (1 + math.exp(-shift - slope * odds))
            weight = chance * (1 - chance)
            down += right - chance
            across += (right - chance) * odds
            along += weight
            bend += weight * odds * odds
            twist += weight * odds
        scale = along * bend - twist * twist
        shift += (bend * down - twist * across) / scale
        slope += (along * across - twist * down) / scale
    return shift, slope


def main(folder: Path, langs: Sequence[str], *, fit_it: bool = False) -> None:
    """Print a table for each set."""
    for lang, name, listed in annotated_sets(folder):
        if langs and lang not in langs:
            continue
        found = [pair for document, there in listed for pair in pairs(document.text, find_statements(document), there)]
        fitted = name.startswith("open")
        if fit_it:
            if fitted:
                shift, slope = fit(found, lang)
                print(f"{lang}: shift {shift:.2f}, slope {slope:.2f}, on {len(found)} statements")
            continue
        print(f"\n{lang}, {name}{' (fitted on it)' if fitted else ''}:\n")
        print("\n".join(table(found, 10 if len(found) > 400 else 4)))


if __name__ == "__main__":
    given = sys.argv[1:]
    wanted = [word for word in given if word in DEV]
    others = [word for word in given if word not in DEV and word != "--fit"]
    place = Path(others[0]) if others else Path(__file__).resolve().parents[2] / "shared"
    main(place, wanted, fit_it="--fit" in given)
