"""How well and how fast quantities are read, beside a peer in the same run, on one thread each.

    python benchmarks/quantities.py [FOLDER] [--peer PYTHON]

FOLDER holds `quantities_dev.jsonl` and `score_quantities.py` (by default `shared/benchmarks` beside the repository). PYTHON is
the interpreter of an environment with recognizers-text-suite, which needs `emoji` below 2 and so has one of its own. The peer
reads every eighth text, each by the model of its own sort only; Servanda reads all sorts in every text.
"""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path

from reading import NAMES, measure_quantities

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
