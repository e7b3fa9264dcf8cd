"""Measures intake: documents a second by stage, and the time and memory of whole ingests of more and more documents.

    python benchmarks/intake.py [--sizes 1000 10000] [--workers 0 2] [--writer 1000 20000]

The documents are HTML pages made from templates: of a thousand letters and more, with a menu, share links and a notice, three
statements each in English, French or Russian; every tenth is a reprint of an earlier one under another title. Nothing is read
from the net. Each ingest runs in a process of its own, whose peak memory and processor seconds are those of the system's
account; the stages come last, since a process begins with the peak of the one that starts it. What the writing process alone
takes, and whether its memory stays as it is, is seen where processes beside it read by a few words, without models (--writer).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SENTENCES = {
    "en": "{name} said on {day} April 2023 that {done} of {all} programmes had been completed. ",
    "fr": "{name} a déclaré le {day} avril 2023 que {done} programmes sur {all} étaient achevés. ",
    "ru": "{name} сообщил {day} апреля 2023 года, что выполнены {done} из {all} программ. ",
}
NAMES = {
    "en": ("Anna Lee", "John Marsh"),
    "fr": ("Claire Petit", "Paul Roux"),
    "ru": ("Борис Орлов", "Дмитрий Соколов"),
}
FILLERS = {
    "en": "The ferry line number {n} carried goods across the strait to the port of {m} places. ",
    "fr": "La ligne de bac numéro {n} a transporté des marchandises vers le port de {m} places. ",
    "ru": "Паромная линия номер {n} перевозила товары через пролив в порт на {m} мест. ",
}
PAGE = (
    "<!DOCTYPE html><html lang='{lang}'><head><meta charset='utf-8'><title>{title}</title></head><body><nav><ul>"
    "<li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav><article><h1>{title}</h1>{paragraphs}</article>"
    "<div class='share'><a href='#'>Facebook</a> <a href='#'>Telegram</a></div>"
    "<footer>All rights reserved.</footer></body></html>"
)
INGEST = """
import json, resource, sys, time
from servanda.record.project import Project
project = Project.open(sys.argv[1])
begun = time.perf_counter()
outcome = project.ingest(workers=int(sys.argv[2]))
seconds = time.perf_counter() - begun
spent = [sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
own, others = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
told = {"taken": outcome.taken, "refused": len(outcome.refused), "seconds": seconds}
told |= {"own": own, "others": others, "spent": spent}
print(json.dumps(told))
"""


LIGHT = """
import re
from servanda.statement import Mode, Statement

SAID = re.compile(r"(\\w+ \\w+) (said|a déclaré|сообщил) ([^.]+)")

def find(document):
    for found in SAID.finditer(document.text):
        yield Statement((found.span(1),), (found.span(2),), (found.span(3),), Mode.INDIRECT)
"""
"""A reader that finds the three statements of a page without a model."""


def page(number: int) -> str:
    """The page of a number; the same for the same number."""
    chance = random.Random(number if number % 10 or number < 100 else number // 2)
    lang = chance.choice(sorted(SENTENCES))
    paragraphs = []
    for _ in range(3):
        total = chance.randrange(20, 400)
        said = SENTENCES[lang].format(
            name=chance.choice(NAMES[lang]), day=chance.randrange(1, 29), done=chance.randrange(total), all=total
        )
        filler = "".join(FILLERS[lang].format(n=chance.randrange(9999), m=chance.randrange(9999)) for _ in range(3))
        paragraphs.append(f"<p>{said}{filler}</p>")
    return PAGE.format(lang=lang, title=f"No {number}", paragraphs="".join(paragraphs))


def stages(count: int) -> dict[str, float]:
    """Documents a second of each stage in one process, models loaded before."""
    from servanda.intake import document_of, received_from
    from servanda.reading import read_document

    pages = [page(number).encode() for number in range(count)]
    found = {}
    begun = time.perf_counter()
    received = [one for number, data in enumerate(pages) for one in received_from(data, f"{number}.html")]
    found["receive"] = count / (time.perf_counter() - begun)
    document_of(received[0])
    begun = time.perf_counter()
    documents = [document_of(one) for one in received]
    found["make documents"] = count / (time.perf_counter() - begun)
    for document in documents[:20]:
        read_document(document)
    begun = time.perf_counter()
    for document in documents:
        read_document(document)
    found["read"] = count / (time.perf_counter() - begun)
    return found


def ingested(count: int, workers: int, *, light: bool = False) -> dict[str, Any]:
    """Ingest so many pages into a new record, by the program's own reader or a light one."""
    with tempfile.TemporaryDirectory() as place:
        project = Path(place) / "project"
        subprocess.run([sys.executable, "-m", "servanda", "init", str(project)], check=True, capture_output=True)
        paths = os.environ.get("PYTHONPATH", "")
        if light:
            _choose_light(Path(place), project)
            paths = os.pathsep.join([place, paths])
        for number in range(count):
            folder = project / "documents" / f"{number // 1000:03}"
            folder.mkdir(exist_ok=True)
            (folder / f"{number:06}.html").write_text(page(number), encoding="utf-8")
        call = [sys.executable, "-c", INGEST, str(project), str(workers)]
        with subprocess.Popen(
            call, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": paths}
        ) as process:
            waits = _turns(project / "servanda.db", process)
            told = process.stdout.read()
        size = (project / "servanda.db").stat().st_size / 1e6
    return {**json.loads(told), "record": size, "wait": max(waits, default=0.0)}


def _choose_light(place: Path, project: Path) -> None:
    """Put the light reader into a package, and let the project use it."""
    (place / "light_reader.py").write_text(LIGHT, encoding="utf-8")
    info = place / "light_reader-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: light-reader\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[servanda.readers]\nlight = light_reader:find\n")
    register = project / "agreement.yaml"
    register.write_text(register.read_text().replace("agreement:\n", "agreement:\n  reader: light\n", 1))


def _turns(record: Path, process: subprocess.Popen[str]) -> list[float]:
    """How long somebody else who writes, ten times a second, waits for a turn while the ingest goes on; in seconds."""
    waits = []
    other = sqlite3.connect(record, timeout=60, isolation_level=None)
    while process.poll() is None:
        begun = time.perf_counter()
        other.execute("BEGIN IMMEDIATE")
        waits.append(time.perf_counter() - begun)
        other.execute("ROLLBACK")
        time.sleep(0.1)
    other.close()
    return waits


def _tell(count: int, workers: int, one: dict[str, Any], note: str = "") -> None:
    rate = one["taken"] / one["seconds"]
    print(
        f"{count:9} {workers:7} {one['seconds']:8.1f} {rate:12.1f} {one['own']:7.0f} {one['others']:17.0f} "
        f"{one['record']:10.1f} {one['refused']:8} {one['wait']:8.2f} {one['spent'][0]:8.1f} {one['spent'][1]:8.1f} {note}",
        flush=True,
    )


def main() -> None:
    """Run it with what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--workers", type=int, nargs="*", default=[0, 2])
    parser.add_argument("--writer", type=int, nargs="*", default=[1000, 20000], help="Ingests with a light reader.")
    parser.add_argument("--staged", type=int, default=200, help="Pages by which the stages are measured.")
    asked = parser.parse_args()
    print(
        "documents workers  seconds  documents/s  own MB  largest other MB record MB refused another waits  own, others CPU"
    )
    for count in asked.sizes:
        for workers in asked.workers:
            _tell(count, workers, ingested(count, workers))
    for count in asked.writer:
        _tell(count, 2, ingested(count, 2, light=True), "light reader")
    for stage, rate in stages(asked.staged).items():
        print(f"{stage:16}{rate:10.1f} documents/s", flush=True)
    print(f"peak memory of the stages: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
