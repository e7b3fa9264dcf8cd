"""The example's table of claims: every finding that must be there, and nothing stronger than "consistent" beyond it."""

import csv
from datetime import date

import pytest

from servanda.reading.table import read_claims
from servanda.reconciliation import corridor, reconcile

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def claims(shared):
    with (shared / "union-state" / "reported.tsv").open(encoding="utf-8", newline="") as file:
        rows = [{**row, "row": number} for number, row in enumerate(csv.DictReader(file, delimiter="\t"), 2)]
    found, errors = read_claims(rows, "reported.tsv")
    assert not errors
    return found


@pytest.fixture(scope="module")
def expected(shared):
    with (shared / "union-state" / "expected_findings.tsv").open(encoding="utf-8", newline="") as file:
        return [
            (row["verdict"], [frozenset(one.split()) for one in row["claims"].split("|")], row["required"] == "yes")
            for row in csv.DictReader(file, delimiter="\t")
        ]


def test_every_required_finding_is_there(claims, expected):
    found = {(str(one.verdict), frozenset(one.claims)) for one in reconcile(claims, DAY)}
    missing = [
        sets for verdict, sets, required in expected if required and not any((verdict, one) in found for one in sets)
    ]
    assert missing == []


def test_nothing_stronger_than_consistent_beyond_the_expected(claims, expected):
    allowed = {(verdict, one) for verdict, sets, _ in expected for one in sets}
    found = [(str(one.verdict), frozenset(one.claims)) for one in reconcile(claims, DAY)]
    assert [one for one in found if one[0] != "consistent" and one not in allowed] == []


def test_any_order_of_rows_gives_the_same(claims):
    assert reconcile(reversed(claims), DAY) == reconcile(claims, DAY)


def test_corridor_leaves_out_the_disputed_and_stays_open(claims):
    (completion,) = [one for one in corridor(claims) if len(one.reports) > 4]
    assert completion.disputed == ("r04", "r05", "r10", "r11")
    assert all(not point.interval.is_empty for point in completion.points)
