"""Promises with what became of them, and what people corrected: as many as on the site, in the words of programs."""

import csv
import io

import pytest

from servanda.record.project import Project, answer, dismiss

TABLE = """\
id\tsaid_on\tspeaker\tmeasure\tvalue\tas_of\tscope\tsource
p1\t2023-01-05\tAnna\tcommitment\tClean water\tby 2024-06\tClean water\thttps://n.example/1
p2\t2023-01-05\tAnna\tcommitment\tRoads\tby 2099\tRoads\thttps://n.example/2
"""


@pytest.fixture
def promised(own, tmp_path):
    """A project with one promise whose day is past, and one whose day is ahead."""
    file = tmp_path / "promises.tsv"
    file.write_text(TABLE, encoding="utf-8")
    Project.open(own).import_claims(file)


def rows(program, name):
    file = program.get(f"/en/{name}.csv").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(file)))[1:]


def test_a_promise_has_its_day_and_what_became_of_it(promised, program, get):
    water, roads = get("promises")["items"]
    assert (water["claim"], water["entry"], water["due"]) == ("p1", "water", {"start": None, "end": "2024-06-30"})
    assert (water["became"], water["finding"]) == (
        "overdue",
        get("findings?verdict=overdue&claim=p1")["items"][0]["id"],
    )
    assert (roads["became"], roads["finding"]) == ("ahead", None)
    assert len(rows(program, "promises")) == get("promises")["total"] == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("became=ahead", ["p2"]),
        ("due_until=2024-12-31", ["p1"]),
        ("due_from=2024-07-01", ["p2"]),
        ("entry=water", ["p1"]),
        ("became=kept", []),
    ],
)
def test_promises_are_chosen_by_their_outcome_and_day(promised, get, query, found):
    assert [one["claim"] for one in get(f"promises?{query}")["items"]] == found


def test_what_people_did_is_told_in_its_order(own, program, get):
    project = Project.open(own)
    first, second = (one["id"] for one in get("findings")["items"][:2])
    dismiss(project, first, "Eva", "Misread.")
    answer(project, second, "Council", "It is so.")
    told = get("corrections")
    assert [(one["kind"], one["who"], one["finding"]) for one in told["items"]] == [
        ("merged", "Eva", None),
        ("dismissed", "Eva", first),
        ("answer", "Council", second),
    ]
    assert len(rows(program, "corrections")) == told["total"] == 3
    assert [one["why"] for one in get(f"corrections?finding={first}")["items"]] == ["Misread."]
    assert get("corrections?kind=undone")["total"] == 0
