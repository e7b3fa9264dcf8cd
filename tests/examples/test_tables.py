"""Claims tables of invented agreements, as different analysts type them, each with what a careful reader finds in it.

`NAME.tsv` has the claims, `NAME.expected.tsv` the findings, worked out by hand from the definitions in docs/method.md: those
required must be found, and no contradiction, tension or overdue beyond the rows may be.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from servanda.intake.table import read_rows
from servanda.reading.table import read_claims
from servanda.reconciliation import reconcile

TABLES = sorted(Path(__file__).with_name("tables").glob("*.expected.tsv"))
DAY = date(2026, 11, 24)


@pytest.mark.parametrize("expected", TABLES, ids=lambda path: path.name.partition(".")[0])
def test_a_table_gives_what_a_careful_reader_finds(expected: Path) -> None:
    table = expected.with_name(expected.name.replace(".expected", ""))
    claims, errors = read_claims(({"row": row.number, **row.cells} for row in read_rows(table)), table.name)
    assert errors == []
    found = {(str(one.verdict), frozenset(one.claims)) for one in reconcile(claims, DAY)}
    with expected.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    sets = {id(row): [(row["verdict"], frozenset(one.split())) for one in row["claims"].split("|")] for row in rows}
    missing = [row for row in rows if row["required"] == "yes" and not found.intersection(sets[id(row)])]
    allowed = {one for row in rows for one in sets[id(row)]}
    assert missing == []
    assert [one for one in found - allowed if one[0] != "consistent"] == []
