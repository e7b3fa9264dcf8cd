"""How well and how fast statements are read: the scorers' figures for the measurement sets, with documents a processor second.

    python benchmarks/reading.py [FOLDER]

FOLDER holds `benchmarks/` and `gold/` (by default the folder `shared` beside the repository). Documents are made from the
sets' own text and furniture, so that what is measured is reading and nothing before it. The sets' README has the peers' figures.
With OMP_NUM_THREADS=1 a processor second is a second of one core.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from servanda.document import Document, Furniture, FurnitureKind
from servanda.reading import read_document
from servanda.reading.attribution import find_statements
from servanda.reading.recognition import recognise

SETS = {
    "English, PolNeAR dev": "benchmarks/polnear_dev.jsonl",
    "French dev": "benchmarks/french_dev.jsonl",
    "Russian dev": "benchmarks/russian_dev.jsonl",
    "French page": "gold/000_dbc88e7f93c49182.jsonl",
}
NAMES = {"en": "English", "fr": "French"}
FIGURES = ("attributed F1", "attribution F1", "exact content F1", "content token F1")


def document_of(row: dict[str, Any]) -> Document:
    """The document of a line of a set; the PolNeAR lines name no language and are English."""
    furniture = tuple(Furniture(start, end, FurnitureKind.TITLE) for start, end in row.get("furniture", ()))
    return Document(row["doc"], row["text"], row.get("lang") or "en", row.get("title"), furniture=furniture)


def _scored(scorer: Path, gold: Path, lines: list[str]) -> str:
    """What a scorer prints about predicted lines."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        predicted.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(predicted)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def measure(gold: Path, scorer: Path) -> tuple[float, dict[str, str], str]:
    """Documents a processor second with models loaded, the scorer's figures, and the share of right speakers and kinds."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    documents = [document_of(row) for row in rows]
    find_statements(Document("warm-up", documents[0].text[:500], documents[0].lang))
    started = time.process_time()
    found = [find_statements(document) for document in documents]
    seconds = time.process_time() - started
    lines = []
    for document, statements in zip(documents, found, strict=True):
        told = [{"source": s.source, "cue": s.cue, "content": s.content} for s in statements]
        lines.append(json.dumps({"doc": document.doc, "attributions": told}))
    printed = _scored(scorer, gold, lines)
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


def measure_quantities(gold: Path, scorer: Path) -> tuple[float, list[str]]:
    """Characters a second of processor time, and the scorer's lines for all sorts of one language together: value and span F1."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    for row in rows[::40]:
        recognise(row["text"], row["lang"])
    started = time.process_time()
    found = [
        recognise(row["text"], row["lang"], date.fromisoformat(row["reference"][:10]) if row["reference"] else None)
        for row in rows
    ]
    seconds = time.process_time() - started
    lines = [json.dumps({"id": row["id"], "found": each}) for row, each in zip(rows, found, strict=True)]
    printed = _scored(scorer, gold, lines).splitlines()
    with tempfile.TemporaryDirectory() as folder:
        mended = Path(folder) / "gold.jsonl"
        mended.write_text("\n".join(json.dumps(_inside(row)) for row in rows) + "\n", encoding="utf-8")
        printed += [line.replace(" all", " all-inside") for line in _scored(scorer, mended, lines).splitlines()]
    return sum(len(row["text"]) for row in rows) / seconds, [line for line in printed if " all" in line]


def _inside(row: dict[str, Any]) -> dict[str, Any]:
    """A line of the set whose spans end where its text does: 170 of the French ones end one character behind it."""
    length = len(row["text"])
    return {**row, "expected": [{**each, "end": min(each["end"], length)} for each in row["expected"]]}


def figures_read(page: Path) -> str:
    """How many of a page's annotated numbers the reading gives with the same value."""
    row = json.loads(page.read_text(encoding="utf-8").splitlines()[0])
    read = [quantity for statement in read_document(document_of(row)).statements for quantity in statement.quantities]
    wanted = [q for a in row["attributions"] for q in a["quantities"] if isinstance(q["value"], (int, float))]
    right = 0
    for each in wanted:
        value = Fraction(str(each["value"])) * (100 if each["unit"] == "share" else 1)
        right += any(q.start < each["end"] and each["start"] < q.end and q.value == value for q in read)
    return f"{right} of {len(wanted)}"


def main(folder: Path) -> None:
    """Print one line a set, as Markdown tables."""
    scorers = folder / "benchmarks"
    print(
        f"| set | documents a processor second | {' | '.join(FIGURES)} | speaker, kind right of those with the same cue |"
    )
    print(f"|---|---|{'---|' * len(FIGURES)}---|")
    for name, path in SETS.items():
        speed, figures, told = measure(folder / path, scorers / "score_attribution.py")
        print(f"| {name} | {speed:.1f} | {' | '.join(figures[figure] for figure in FIGURES)} | {told} |")
    speed, lines = measure_quantities(scorers / "quantities_dev.jsonl", scorers / "score_quantities.py")
    print("\n| quantities | value F1 | span F1 | characters a processor second |\n|---|---|---|---|")
    for line in lines:
        words = line.split()
        name = NAMES[words[0]] + (", spans cut to the text" if words[1] == "all-inside" else "")
        print(f"| {name} | {words[4]} | {words[7]} | {speed:,.0f} |")
    print(f"\nNumbers of the French page read with their value: {figures_read(folder / SETS['French page'])}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared")
