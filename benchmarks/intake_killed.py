"""Kills an ingest at random moments, again and again, and holds the record that it ends in against that of an undisturbed one.

    python benchmarks/intake_killed.py [--times 50] [--workers 2] [--seed 1] [--documents 300]

A third of the kills is an interrupt (Ctrl-C). After each the same command is called again; where one comes
to its end, its record is compared and another one begun. Prints whether all have the same rows, numbers and bytes. The
documents are made from a template, every seventh one empty, so that it is refused.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NAMES = ("Anna Lee", "Boris Orlov", "Claire Petit", "Dmitri Sokolov", "Eva Lund")
CALL = """
import sys
from servanda.record.project import Project
Project.open(sys.argv[1]).ingest(workers=int(sys.argv[2]))
"""
ROWS = """
import hashlib, json, sys
from pathlib import Path
from servanda.record.project import Project
from servanda.record.copy import tables
project = Project.open(sys.argv[1])
digest = hashlib.sha256()
for name, model in tables().items():
    columns = [field.attname for field in model._meta.concrete_fields if field.name != "recorded"]
    for row in model.objects.using(project.alias).order_by("pk").values(*columns).iterator():
        digest.update(json.dumps([name, row], default=str, sort_keys=True).encode())
for file in sorted((project.folder / "originals").glob("*/[!.]*")):
    digest.update(file.name.encode() + file.read_bytes())
faults = project.check()
print(digest.hexdigest(), len(faults))
"""


def main() -> None:
    """Run it with what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=300)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as place:
        calm, killed = (_project(Path(place) / name, asked.documents) for name in ("calm", "killed"))
        begun = time.monotonic()
        subprocess.run(_call(calm, asked.workers), check=True)
        longest = time.monotonic() - begun
        expected, compared, hits = _rows(calm), 0, 0
        same = True
        while same and hits < asked.times:
            with subprocess.Popen(_call(killed, asked.workers), stderr=subprocess.DEVNULL) as process:
                try:
                    process.wait(chance.uniform(0, longest))
                except subprocess.TimeoutExpired:
                    os.kill(process.pid, chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGINT)))
                    hits += 1
                    continue
            same = _rows(killed) == expected
            compared += 1
            killed = _project(Path(place) / f"killed-{compared}", asked.documents)
        subprocess.run(_call(killed, asked.workers), check=True)
        same = same and _rows(killed) == expected
    told = "yes" if same else "NO"
    print(f"undisturbed: {longest:.1f} s; killed {hits} times over {compared + 1} records; all the same: {told}")
    sys.exit(0 if same else 1)


def _project(folder: Path, documents: int) -> Path:
    subprocess.run([sys.executable, "-m", "servanda", "init", str(folder)], check=True, capture_output=True)
    for number in range(documents):
        words = f"Minister {NAMES[number % 5]} said on 6 April 2023 that {number} of {number + 28} programmes were complete. "
        text = (
            ""
            if number % 7 == 3
            else words + f"Ferry line {number} carried goods across the strait. " * (number % 4 + 1)
        )
        (folder / "documents" / f"{number:05}.txt").write_text(text)
    return folder


def _call(folder: Path, workers: int) -> list[str]:
    return [sys.executable, "-c", CALL, str(folder), str(workers)]


def _rows(folder: Path) -> str:
    found = subprocess.run([sys.executable, "-c", ROWS, str(folder)], check=True, capture_output=True, text=True)
    return found.stdout


if __name__ == "__main__":
    main()
