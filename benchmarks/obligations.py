"""Dated duties in treaties: precision, recall and F1 on annotated articles, and articles a second.

    python benchmarks/obligations.py [--shared ../shared] [--write]

`--write` puts the table into docs/obligations.md. A found duty is right where treaty, article and due date are as annotated; each
annotated one is found once, and articles that nobody annotated count neither way.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from servanda.intake.treaty import read_treaty
from servanda.obligations import find_obligations

ROOT = Path(__file__).resolve().parents[1]
Row = tuple[str, str, str]


def number(article: str | None) -> str:
    """The number of an article as the annotation has it."""
    found = re.search(r"\d+(?:\.\d+)?", article or "")
    return found[0] if found else ""


def scored(rows: Iterable[dict[str, str]], found: Counter[Row]) -> tuple[int, float, float]:
    """How many duties are annotated, and the precision and recall of what was found in the annotated articles."""
    rows = [row for row in rows if row.get("article")]
    articles = {(row["treaty"], number(row["article"])) for row in rows}
    want = Counter((row["treaty"], number(row["article"]), row["due"]) for row in rows if row["due"])
    have = Counter({row: count for row, count in found.items() if row[:2] in articles})
    right = sum((want & have).values())
    return sum(want.values()), right / max(1, sum(have.values())), right / sum(want.values())


def main() -> None:
    """Read every treaty, score both sets, print the table."""
    parser = argparse.ArgumentParser(description="Score the dated duties found in treaties.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    files = sorted((given.shared / "treaties").glob("*.xml"))
    begun = time.process_time()
    treaties = [read_treaty(file) for file in files]
    duties = [one for treaty in treaties for one in find_obligations(treaty)]
    seconds = time.process_time() - begun
    found = Counter((one.treaty, number(one.article), one.due) for one in duties if one.due)
    gold = [json.loads(line) for line in (given.shared / "gold" / "obligations.jsonl").read_text("utf-8").splitlines()]
    own = csv.DictReader((ROOT / "tests/obligations/treaties.tsv").open(encoding="utf-8"), delimiter="\t")
    lines = ["| articles | dated duties | precision | recall | F1 |", "|---|---|---|---|---|"]
    for name, rows in (
        ("annotated in `gold/obligations.jsonl`", gold),
        ("of other articles and treaties, our own", own),
    ):
        total, precision, recall = scored(rows, found)
        f1 = 2 * precision * recall / (precision + recall)
        lines.append(f"| {name} | {total} | {precision:.2f} | {recall:.2f} | {f1:.2f} |")
    articles = sum(len(treaty.articles) for treaty in treaties)
    lines += ["", f"{len(files)} treaties with {articles} articles in {seconds:.1f} processor seconds."]
    print("\n".join(lines))
    if given.write:
        page = ROOT / "docs/obligations.md"
        made = re.sub(
            r"(?s)(<!-- made: obligations -->\n).*?(<!-- end -->)",
            lambda mark: mark[1] + "\n".join(lines) + "\n" + mark[2],
            page.read_text(encoding="utf-8"),
        )
        page.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
