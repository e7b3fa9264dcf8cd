"""One system's answers to the questions of `progress.py`, in a process of its own.

    python benchmarks/progress_system.py servanda|duckdb|polars FOLDER ROUNDS

Takes a folder with the three files of a register; writes SYSTEM.json there, with the counts by status of each programme and
each body on a day, and prints the processor time to read, the median of each question and the most memory that the process
had. Each system has its rows in memory before the clock of a question starts, and finds the newest assessments anew for each.
The peers are asked for these counts alone; Servanda's roll-up also gives the completion as an interval out of what
agreement.yaml declares, what is overdue or at risk, the reasons for what is unknown, and whose assessments differ.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

Answer = dict[str, dict[str, int]]
"""By programme or body: how many activities have which status, and under "listed" how many there are."""
Ask = Callable[[str], Answer]

DAY = date(2030, 9, 30)
NEWEST = """
    select {group} as owner, count(*) as listed,
           {counts}
    from entries left join (
        select item, arg_max(status, (as_of, place)) as status from told where as_of <= date '{day}' group by item
    ) as newest on entries.id = newest.item
    group by owner
"""
TOLD = ("not started", "in progress", "done", "dropped")


def servanda(folder: Path) -> Ask:
    """The register as `servanda progress` reads it, and its roll-up."""
    from servanda.intake.register import load_agreement
    from servanda.progress import roll_up

    agreement = load_agreement(folder / "agreement.yaml")

    def ask(by: str) -> Answer:
        found: Answer = {}
        for row in roll_up(agreement, as_of=DAY, by=by).items:
            for count in row.counts:
                if count.level == "activity":
                    told = {status.value: number for status, number in count.statuses.items()}
                    found[row.item.id] = {"listed": count.listed, **told}
        return found

    return ask


def duckdb(folder: Path) -> Ask:
    """Two tables in DuckDB's memory; one statement a question."""
    import duckdb as engine

    database: Any = engine.connect()
    database.execute("set threads = 1")
    database.execute(f"create table entries as from read_csv('{folder / 'activities.csv'}')")
    told = f"from read_csv('{folder / 'assessments.csv'}')"
    database.execute(f"create table told as select *, row_number() over () as place {told}")

    def ask(by: str) -> Answer:
        counts = ", ".join(f"count(*) filter (status = '{one}')" for one in TOLD)
        group = "parent" if by == "programme" else "bodies"
        rows = database.execute(NEWEST.format(group=group, counts=counts, day=DAY)).fetchall()
        return {owner: {"listed": listed, **dict(zip(TOLD, told, strict=True))} for owner, listed, *told in rows}

    return ask


def polars(folder: Path) -> Ask:
    """Two frames in memory; one lazy query a question."""
    import polars as engine

    entries: Any = engine.read_csv(folder / "activities.csv")
    told: Any = engine.read_csv(folder / "assessments.csv", try_parse_dates=True)

    def ask(by: str) -> Answer:
        group = "parent" if by == "programme" else "bodies"
        newest = (
            told.lazy().filter(engine.col("as_of") <= DAY).sort("as_of", maintain_order=True).group_by("item").last()
        )
        counts = [(engine.col("status") == one).sum().alias(one) for one in TOLD]
        joined = entries.lazy().join(newest, left_on="id", right_on="item", how="left")
        rows = joined.group_by(group).agg(engine.len().alias("listed"), *counts).collect().iter_rows(named=True)
        return {row.pop(group): row for row in rows}

    return ask


SYSTEMS: dict[str, Callable[[Path], Ask]] = {"servanda": servanda, "duckdb": duckdb, "polars": polars}


def _shown(answer: Answer) -> Answer:
    """An answer without zeros, in the order of its keys, so that answers can be compared."""
    return {owner: {name: n for name, n in sorted(told.items()) if n} for owner, told in sorted(answer.items())}


def main() -> None:
    """Read, ask in rounds, write the answers and print what was measured."""
    system, folder, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    began = time.process_time()
    ask = SYSTEMS[system](folder)
    figures = {"reading": time.process_time() - began}
    answers = {}
    for by in ("programme", "body"):
        passed = []
        for _ in range(rounds):
            began = time.process_time()
            answers[by] = _shown(ask(by))
            passed.append(time.process_time() - began)
        figures[by] = median(passed)
    figures["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (folder / f"{system}.json").write_text(json.dumps(answers), encoding="utf-8")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
