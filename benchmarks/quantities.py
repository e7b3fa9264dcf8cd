"""How well and how fast quantities are read, beside a peer in the same run, on one thread each.

    python benchmarks/quantities.py [FOLDER] [--peer PYTHON]

FOLDER holds `quantities_dev.jsonl` and `score_quantities.py` (by default `shared/benchmarks` beside the repository). PYTHON is
the interpreter of an environment with recognizers-text-suite, which needs `emoji` below 2 and so has one of its own. The peer
reads every eighth text, each by the model of its own sort only; Servanda reads all sorts in every text.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from servanda.reading.recognition import recognise

NAMES = {"en": "English", "fr": "French"}

PEER = """
import json, sys, time
from datetime import datetime
from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_number, recognize_percentage
from recognizers_number_with_unit import recognize_currency

MODELS = {"number": recognize_number, "percentage": recognize_percentage, "currency": recognize_currency}
CULTURES = {"en": "en-us", "fr": "fr-fr"}

def read(row):
    culture = CULTURES[row["lang"]]
    try:
        if row["set"] == "datetime":
            recognize_datetime(row["text"], culture, reference=datetime(2020, 1, 1))
        else:
            MODELS[row["set"]](row["text"], culture)
    except Exception:
        pass

rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")][::8]
for name in ("number", "percentage", "currency", "datetime"):
    for lang in CULTURES:
        read({"lang": lang, "set": name, "text": "1 2020"})
started = time.process_time()
for row in rows:
    read(row)
print(sum(len(row["text"]) for row in rows) / (time.process_time() - started))
"""


def _scored(scorer: Path, gold: Path, lines: list[str]) -> str:
    """What a scorer prints about predicted lines."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        predicted.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(predicted)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


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


def peer_speed(python: str, gold: Path) -> float:
    """Characters a processor second of the peer, its models loaded."""
    run = subprocess.run([python, "-c", PEER, str(gold)], capture_output=True, text=True, check=True)
    return float(run.stdout)


def main() -> None:
    """Print value and span F1 by language and the speed of both, as a Markdown table."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", nargs="?", default=Path(__file__).resolve().parents[2] / "shared" / "benchmarks")
    options.add_argument("--peer", help="the interpreter of an environment with recognizers-text-suite")
    given = options.parse_args()
    gold, scorer = Path(given.folder) / "quantities_dev.jsonl", Path(given.folder) / "score_quantities.py"
    speed, lines = measure_quantities(gold, scorer)
    print("| quantities | value F1 | span F1 |\n|---|---|---|")
    for line in lines:
        words = line.split()
        cut = ", spans cut to the text" if words[1] == "all-inside" else ""
        print(f"| {NAMES[words[0]]}{cut} | {words[4]} | {words[7]} |")
    print(f"\nCharacters a processor second: {speed:,.0f}.")
    if given.peer:
        other = peer_speed(given.peer, gold)
        print(f"recognizers-text-suite in the same run: {other:,.0f}, so {speed / other:.0f} times as many.")


if __name__ == "__main__":
    main()
