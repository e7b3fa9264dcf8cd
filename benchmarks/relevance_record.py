"""How fast the documents of a record are scored, and what memory that takes, for more and more documents.

    python benchmarks/relevance_record.py [NUMBER ...]

Each record is that of the Union State's example with so many made-up documents of 4,000 letters beside it, each of them another,
in a process of its own. Gives documents a second of the processor, and the memory before and after, in MB.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = [
    "council", "met", "port", "canal", "bridge", "ferry", "minister", "grain", "school", "north", "road", "customs", "power",
    "lake", "said", "signed", "paid",
]  # fmt: skip
LETTERS = 4000


def text(number: int) -> str:
    """A document, the same for the same number."""
    chance = random.Random(number)
    lines: list[str] = []
    while sum(map(len, lines)) < LETTERS:
        lines.append(" ".join(chance.choices(WORDS, k=60)).capitalize() + ".")
    return f"Report {number}\n\n" + "\n\n".join(lines)


def measured(number: int) -> str:
    """One row, of this process alone."""
    from servanda.record.project import Project, score_documents

    folder = Path(tempfile.mkdtemp()) / "project"
    project = Project.create(folder, "union-state")

    from servanda.document import Document
    from servanda.record import models
    from servanda.record.batches import OpenBatch
    from servanda.record.nouns import document_row

    batch = OpenBatch(project.alias, models.BatchKind.INGEST, [])
    with batch.unit() as row:
        for place in range(number):
            made = document_row(Document(f"d{place}", text(place), "en", digest=f"sha256:{place}"), row)
            made.save(using=project.alias)
            models.Receipt.objects.using(project.alias).create(batch=row, document=made, path=f"d{place}.txt")
    batch.finish()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.process_time()
    scored = score_documents(project)
    seconds = time.process_time() - begun
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {scored.documents:,} | {scored.documents / seconds:,.0f} | {before:.0f} | {after:.0f} |"


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--one"]:
        print(measured(int(sys.argv[2])))
        return
    print("| documents | a second | MB before | MB at most |\n|---|---|---|---|")
    for number in sys.argv[1:] or ["1000", "10000"]:
        subprocess.run([sys.executable, __file__, "--one", number], check=True)


if __name__ == "__main__":
    main()
