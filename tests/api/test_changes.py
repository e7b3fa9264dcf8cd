"""What came to the record since a version: everything once, in order, nothing that is kept back."""

from urllib.parse import urljoin

import pytest

from servanda.api.changes import CHANGES
from servanda.api.openapi import schemas
from servanda.record.models import BatchEvent
from servanda.record.project import Project, answer
from servanda.record.touched import FAMILIES


def followed(get, way):
    found = []
    while way:
        told = get(way)
        found += told["items"]
        way = told["next"] and urljoin(way, told["next"])
    return found


def names(found):
    return [(one["version"], one["change"], one["resource"], one["id"]) for one in found]


def test_from_the_beginning_all_that_the_site_names_has_come(get):
    found = followed(get, "changes")
    documents = [one["id"] for one in get("documents")["items"]]
    came = [one["id"] for one in found if one["resource"] == "documents"]
    assert sorted(came) == documents == ["linked", "one", "two", "whole"]
    assert {"resource": "entries", "id": None}.items() <= found[0].items()
    assert found[-1]["resource"] == "persons" and found[-1]["version"] == get("")["record"]["version"] == 4


@pytest.mark.parametrize("limit", [1, 2, 3, 1000])
def test_page_by_page_it_is_the_same(get, limit):
    assert names(followed(get, f"changes?limit={limit}")) == names(followed(get, "changes"))


def test_since_the_last_version_nothing_came(get):
    last = get("")["record"]["version"]
    assert get(f"changes?since={last}") == {"items": [], "next": None, "record": get("")["record"]}
    assert names(followed(get, f"changes?since={last - 1}")) == [(4, "came", "persons", "boris")]
    assert get(f"changes?since={last + 1}", 404)["type"] == "urn:servanda:problem:no-such-version"


def test_what_is_taken_back_and_comes_again_is_told(get, own):
    project, before = Project.open(own), get("")["record"]["version"]
    finding = get("findings")["items"][0]["id"]
    answer(project, finding, "Council", "It is so.")
    batch = BatchEvent.objects.using(project.alias).latest("pk").batch_id
    project.undo(batch)
    project.redo(batch)
    project.undo(batch)
    made = names(followed(get, f"changes?since={before}"))
    assert made == [
        (before + 2, "came", "findings", finding),
        (before + 3, "taken back", "findings", finding),
        (before + 4, "came again", "findings", finding),
        (before + 5, "taken back", "findings", finding),
    ]


def test_who_is_not_named_is_not_in_it(get, folder):
    assert "Zeno" not in {one["id"] for one in followed(get, "changes")}
    assert "minutes-2031" not in str(followed(get, "changes"))


def test_a_place_is_the_last_of_a_page(get):
    assert "cursor" in get("changes?limit=1")["next"]
    assert get("changes?cursor=999.0.0")["items"] == []
    assert get("changes?cursor=x", 400)["errors"][0]["parameter"] == "cursor"
    assert get("changes?since=-1", 400)["errors"][0]["parameter"] == "since"


def test_the_schema_names_all_families_and_changes():
    shape = schemas()["Change"]["properties"]
    assert tuple(shape["resource"]["enum"]) == FAMILIES and tuple(shape["change"]["enum"]) == CHANGES
