"""How long a roll-up takes as the register grows, beside the same question asked of DuckDB and Polars over the same rows.

    python benchmarks/progress.py [SIZE ...] [--assessments 10] [--rounds 3]

For each size, a register with so many activities and their assessments by three assessors is made with a fixed seed, as
agreement.yaml with activities.csv and assessments.csv beside it. The question: on a day, how many activities of each
programme, and of each body, have which status by the newest assessment, out of how many that are listed. Each system runs in a
process of its own, reads the files, answers in rounds, and writes its answers down; answers that differ end the run. DuckDB and
Polars run where PEERS_PYTHON says that they are installed (`pip install duckdb polars` in an environment of their own); without
it, Servanda runs alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

SYSTEM = Path(__file__).resolve().parent / "progress_system.py"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
STATUSES = ("not started", "in progress", "done", "dropped", "not assessed")
BODIES, PARTIES, ASSESSORS = 70, 3, 3
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "POLARS_MAX_THREADS"), "1")


def programmes(size: int) -> int:
    """How many programmes a register has: one for each 500 activities."""
    return max(1, size // 500)


def declared(size: int) -> int:
    """How many activities each programme declares: a fifth more than it lists."""
    return size * 6 // (5 * programmes(size))


def agreement_text(size: int) -> str:
    """The text of agreement.yaml: parties, bodies, and programmes with how many activities each declares."""
    parties = (f"  - {{id: p{n}, name: {{en: Party {n}}}}}" for n in range(PARTIES))
    bodies = (f"  - {{id: b{n}, name: {{en: Body {n}}}, party: p{n % PARTIES}}}" for n in range(BODIES))
    items = (
        f"  - {{id: g{n}, level: programme, name: {{en: Programme {n}}}, declared: {{activity: {declared(size)}}}}}"
        for n in range(programmes(size))
    )
    head = "agreement: {id: accord, name: {en: Accord}}"
    return "\n".join((head, "parties:", *parties, "bodies:", *bodies, "items:", *items, ""))


def make_register(folder: Path, size: int, assessments: int) -> None:
    """Write the three files of a register, row by row."""
    chance, count = random.Random(size), programmes(size)
    (folder / "agreement.yaml").write_text(agreement_text(size), encoding="utf-8")
    with (
        (folder / "activities.csv").open("w", encoding="utf-8", newline="") as entries,
        (folder / "assessments.csv").open("w", encoding="utf-8", newline="") as told,
    ):
        entry_rows, told_rows = csv.writer(entries), csv.writer(told)
        entry_rows.writerow(("id", "parent", "level", "name", "due", "bodies"))
        told_rows.writerow(("item", "status", "as_of", "assessor"))
        for n in range(size):
            due = f"{chance.randint(2031, 2036)}-{chance.randint(1, 12):02d}-15"
            body = f"b{chance.randrange(BODIES)}"
            entry_rows.writerow((f"a{n}", f"g{n % count}", "activity", f"Activity {n}", due, body))
            days = chance.sample(range(1, 365), assessments)
            for day in days:
                as_of = f"2030-{1 + day // 31:02d}-{1 + day % 28:02d}"
                told_rows.writerow((f"a{n}", chance.choice(STATUSES), as_of, f"s{day % ASSESSORS}"))


def measured(system: str, folder: Path, rounds: int) -> dict[str, float]:
    """What one system measured over a folder; its answers lie in the folder under its name."""
    python = sys.executable if system == "servanda" else os.environ["PEERS_PYTHON"]
    command = [python, str(SYSTEM), system, str(folder), str(rounds)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | ONE_THREAD)
    if done.returncode:
        sys.exit(f"{system}:\n{done.stderr}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def table(sizes: Iterable[int], assessments: int, rounds: int) -> Iterable[str]:
    """The lines of the table, one a size and system, as each is measured."""
    systems = ["servanda", *(("duckdb", "polars") if os.environ.get("PEERS_PYTHON") else ())]
    yield "| activities | assessments | system | reading, s | by programme, s | by body, s | MB |"
    yield "|---|---|---|---|---|---|---|"
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            make_register(folder, size, assessments)
            for system in systems:
                one = measured(system, folder, rounds)
                figures = [f"{one['reading']:.2f}", f"{one['programme']:.3f}", f"{one['body']:.3f}", f"{one['mb']:.0f}"]
                yield f"| {' | '.join([f'{size:,}', f'{size * assessments:,}', system, *figures])} |"
            answers = {system: json.loads((folder / f"{system}.json").read_text()) for system in systems}
            if any(answer != answers["servanda"] for answer in answers.values()):
                sys.exit(f"The systems differ at {size} activities.")


def main() -> None:
    """Print the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--assessments", type=int, default=10, help="for each activity")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    for line in table(given.sizes, given.assessments, given.rounds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
