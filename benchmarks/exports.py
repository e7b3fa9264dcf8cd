"""How fast a project leaves and comes back, and in how much memory: python benchmarks/exports.py [CLAIMS]

A record with that many claims (100,000 where none are given) is written as JSON Lines and taken into a new project; a register of
as many entries and as many claims with their figures leave in every public format. Time is the processor's, memory the most
that the process held, so each part runs in a process of its own. Nothing is reconciled: what is measured is writing.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

FIRST = date(2020, 1, 1)


def record(folder: Path, number: int) -> None:
    """A project with so many claims of a table."""
    from tables import mixed

    from servanda.record.project import Project  # first: it starts Django

    from servanda.record import models  # isort: skip
    from servanda.record.batches import OpenBatch  # isort: skip
    from servanda.record.nouns import claim_row  # isort: skip

    project = Project.create(folder)
    batch = OpenBatch(project.alias, models.BatchKind.IMPORT_CLAIMS, ["made up"])
    with batch.unit() as unit:
        rows = (
            claim_row(claim, unit, file="made-up.tsv", line=line) for line, claim in enumerate(mixed(number), start=2)
        )
        models.Claim.objects.using(project.alias).bulk_create(rows, batch_size=2000)
    batch.finish()


def leave(folder: Path, file: Path) -> None:
    """The whole record as lines."""
    from servanda.exports.formats import write
    from servanda.record.project import Project

    with file.open("wb") as out:
        write(Project.open(folder), "jsonl", out)


def come_back(folder: Path, file: Path) -> None:
    """The record from its lines."""
    from servanda.record.project import Project

    Project.create(folder).import_record(file)


def public(number: int, name: str, file: Path) -> None:
    """A register of so many entries, and as many claims, in one public format."""
    from importlib import import_module

    from tables import mixed

    from servanda.agreement import Agreement
    from servanda.assessment import Assessment, Status
    from servanda.exports.disclosed import Disclosed
    from servanda.exports.public import Public
    from servanda.exports.report import Account
    from servanda.item import Item
    from servanda.period import Period

    days = [Period.day(FIRST + timedelta(day)) for day in range(3650)]
    below = tuple(
        Item(f"a{place}", "activity", {"en": f"Activity {place}"}, due=days[place % 3650]) for place in range(number)
    )
    said = tuple(Assessment(item.id, Status.IN_PROGRESS, FIRST, "office") for item in below)
    register = Agreement(
        "made-up", {"en": "Made up"}, signed=FIRST, items=(Item("p", "plan", {}, items=below),), assessments=said
    )
    account = Account(register, FIRST + timedelta(3650), claims=tuple(mixed(number)))
    room, write = name.split(".")
    with file.open("wb") as out:
        getattr(import_module(f"servanda.exports.{room}"), write)(Public(Disclosed(account, {}), 1), out)


PUBLIC = {
    "jsonl --public": "public_jsonl.write_public_jsonl",
    "csvw": "csvw.write_csvw",
    "parquet": "parquet.write_parquet",
    "sqlite": "sqlite.write_sqlite",
    "xlsx": "workbook.write_workbook",
    "rdf": "rdf.write_rdf",
    "iati": "iati.write_iati",
}


def measured(part: Callable[..., None], *given: object) -> tuple[float, float]:
    """Seconds of processor time and the most megabytes of a call in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (part, given))


def _run(part: Callable[..., None], given: tuple[object, ...]) -> tuple[float, float]:
    begun = time.process_time()
    part(*given)
    return time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print a table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as made:
        folder, file = Path(made) / "p", Path(made) / "record.jsonl"
        measured(record, folder, number)
        rows = [("jsonl, written", *measured(leave, folder, file), file.stat().st_size)]
        rows.append(("jsonl, taken in", *measured(come_back, Path(made) / "copy", file), file.stat().st_size))
        for name, write in PUBLIC.items():
            out = Path(made) / "out"
            rows.append((name, *measured(public, number, write, out), out.stat().st_size))
    print(f"{number:,} claims; public formats with {number:,} entries of the register beside them")
    for name, seconds, memory, size in rows:
        print(f"| {name} | {seconds:.1f} s | {memory:.0f} MB | {size / 1e6:.1f} MB |")


if __name__ == "__main__":
    main()
