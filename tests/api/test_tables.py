"""What the interface counts, the tables that everybody may have count too."""

import pytest

from servanda.exports.public import public_account
from servanda.exports.table_rows import rows_of
from servanda.record.project import Project


@pytest.fixture
def public(folder):
    return public_account(Project.open(folder))


@pytest.mark.parametrize("name", ["entries", "documents", "claims", "findings", "series"])
def test_tables_for_everybody_have_the_same_things(get, public, name):
    assert sorted(row.get("id") or row["doc"] for row in rows_of(public, name)) == [
        one["id"] for one in get(f"{name}?limit=1000")["items"]
    ]


def test_statements_are_as_many(get, public):
    assert len(list(rows_of(public, "statements"))) == get("statements")["total"] > 0


def test_both_tell_the_same_day_version_and_licence(get, public):
    record, head = get("")["record"], public.head
    told = [record[name] for name in ("agreement", "as_of", "licence")]
    assert told == [head[name] for name in ("agreement", "day", "licence")]
    assert str(record["version"]) == head["version"]
