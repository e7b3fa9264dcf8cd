"""How well and how fast statements are read: the scorer's figures for the measurement sets, with documents a second.

    python benchmarks/reading.py [FOLDER]

FOLDER holds `benchmarks/` and `gold/` (by default the folder `shared` beside the repository). Documents are made from the
sets' own text and furniture, so that what is measured is reading and nothing before it. The sets' README has the peers' figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from servanda.document import Document, Furniture, FurnitureKind
from servanda.reading.attribution import find_statements

SETS = {
    "English, PolNeAR dev": "benchmarks/polnear_dev.jsonl",
    "French dev": "benchmarks/french_dev.jsonl",
    "Russian dev": "benchmarks/russian_dev.jsonl",
    "French page": "gold/000_dbc88e7f93c49182.jsonl",
}
FIGURES = ("attributed F1", "attribution F1", "exact content F1", "content token F1")


def document_of(row: dict[str, Any]) -> Document:
    """The document of a line of a set; the PolNeAR lines name no language and are English."""
    furniture = tuple(Furniture(start, end, FurnitureKind.TITLE) for start, end in row.get("furniture", ()))
    return Document(row["doc"], row["text"], row.get("lang") or "en", row.get("title"), furniture=furniture)


def measure(gold: Path, scorer: Path) -> tuple[float, dict[str, str], str]:
    """Documents a second with models loaded, the scorer's figures, and the share of right speakers and kinds."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    documents = [document_of(row) for row in rows]
    find_statements(Document("warm-up", documents[0].text[:500], documents[0].lang))
    started = time.perf_counter()
    found = [find_statements(document) for document in documents]
    seconds = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        with predicted.open("w", encoding="utf-8") as lines:
            for document, statements in zip(documents, found, strict=True):
                told = [{"source": s.source, "cue": s.cue, "content": s.content} for s in statements]
                lines.write(json.dumps({"doc": document.doc, "attributions": told}) + "\n")
        command = [sys.executable, str(scorer), str(gold), str(predicted)]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = {name: line.split()[-5] for line in printed.splitlines() for name in FIGURES if line.startswith(name)}
    named = [
        (list(s.speaker) == a["speaker"], s.kind == a["kind"])
        for row, statements in zip(rows, found, strict=True)
        for a in row["attributions"]
        for s in statements
        if "speaker" in a and [list(span) for span in s.cue] == a["cue"]
    ]
    told = f"{sum(n for n, _ in named)}/{len(named)}, {sum(k for _, k in named)}/{len(named)}" if named else ""
    return len(documents) / seconds, figures, told


def main(folder: Path) -> None:
    """Print one line a set, as a Markdown table."""
    print(f"| set | documents/s | {' | '.join(FIGURES)} | speaker, kind right of those with the same cue |")
    print(f"|---|---|{'---|' * len(FIGURES)}---|")
    for name, path in SETS.items():
        speed, figures, told = measure(folder / path, folder / "benchmarks" / "score_attribution.py")
        print(f"| {name} | {speed:.1f} | {' | '.join(figures[figure] for figure in FIGURES)} | {told} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared")
