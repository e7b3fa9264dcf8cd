"""Lists: all that the site shows, each thing once, chosen by filters, turned over by cursors."""

import csv
import io
import json
from urllib.parse import quote, urljoin

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from servanda.api.resources import RESOURCES
from servanda.site.facts import facts_of
from servanda.site.page import opened

PAGES = {"persons": "people", "entries": "programmes"}
"""What the site calls its lists, where that is another name."""


def ids(get, path):
    return [one["id"] for one in get(path)["items"]]


@pytest.mark.parametrize(
    "name",
    [
        "findings",
        "claims",
        "statements",
        "documents",
        "entries",
        "persons",
        "bodies",
        "deadlines",
    ],
)
def test_totals_agree_with_the_list_of_the_site_and_its_file(program, get, name):
    file = program.get(f"/en/{PAGES.get(name, name)}.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file)))[1:]
    told = get(name)
    assert told["total"] == len(told["items"]) == len(rows) > 0
    assert {one["page"] for one in told["items"]} == {row[-1] for row in rows}
    assert {one["name"]: one["total"] for one in get("")["resources"]}[name] == len(rows)


@pytest.mark.parametrize("name", [one.name for one in RESOURCES])
def test_page_by_page_each_thing_comes_once_in_order(get, name):
    found, way = [], f"{name}?limit=1"
    while way:
        told = get(way)
        assert len(told["items"]) <= 1
        found += [one["id"] for one in told["items"]]
        way = told["next"] and urljoin(way, told["next"])
    assert found == sorted(set(found)) and len(found) == get(f"{name}?limit=1")["total"]


@pytest.mark.parametrize("name", [one.name for one in RESOURCES])
def test_each_thing_alone_says_what_its_list_says(get, name):
    for one in get(name)["items"]:
        alone = get(f"{name}/{quote(one['id'], safe='')}")
        assert {key: alone[key] for key in one} == one
        assert alone["record"]["agreement"] == "lake"


def test_a_page_begins_after_its_cursor_even_when_that_thing_is_gone(get):
    assert ids(get, "entries") == ["plan", "roads", "water"]
    assert ids(get, "entries?cursor=plan") == ["roads", "water"]
    assert ids(get, "entries?cursor=q") == ["roads", "water"]
    assert get("entries?cursor=water") == {**get("entries?cursor=water"), "items": [], "total": 3, "next": None}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("level=programme", ["roads", "water"]),
        ("status=in progress", ["water"]),
        ("above=plan&party=north", ["water"]),
        ("body=council", ["plan"]),
        ("due_from=2020-05-02", ["water"]),
        ("due_until=2020-05-01", ["roads"]),
        ("due_from=2021-01-01&due_until=2022-01-01", []),
        ("level=no such", []),
    ],
)
def test_filters_leave_what_has_all_values(get, query, found):
    assert ids(get, f"entries?{query}") == found
    assert get(f"entries?{query}&limit=1")["total"] == len(found)


def test_what_belongs_together_leads_to_each_other(get):
    (finding, *_) = get("findings")["items"]
    assert ids(get, f"claims?finding={finding['id']}") == finding["claims"]
    claim = get(f"claims/{finding['claims'][0]}")
    assert finding["id"] in claim["findings"]
    statement = get(f"statements/{quote(claim['statement'], safe='')}")
    assert claim["id"] in statement["claims"] and statement["document"] == claim["document"]
    assert ids(get, "claims?speaker=anna&document=one") == get("statements?document=one")["items"][0]["claims"]


def test_a_chosen_list_is_worked_out_once_and_then_cut(program, get, folder):
    get("claims?speaker=anna&limit=1")
    from servanda.api.chosen import shelf_of
    from servanda.api.resources.claims import CLAIMS

    shelf = shelf_of(facts_of(opened(folder)), CLAIMS)
    before = dict(shelf._chosen)
    get("claims?speaker=anna&limit=1&cursor=a")
    assert dict(shelf._chosen) == before


def test_a_merged_person_and_the_beginning_of_a_findings_id_lead_on(program, get):
    (boris,) = (one for one in get("persons")["items"] if one["merged"])
    moved = program.get(f"/api/v1/persons/{boris['merged'][0]}?known_on={get('')['record']['as_of']}")
    assert moved.status_code == 301 and moved["Location"].startswith(f"./{boris['id']}?known_on=")
    finding = get("findings")["items"][0]["id"]
    assert program.get(f"/api/v1/findings/{finding[:-2]}")["Location"] == f"./{finding}"


def test_every_answer_says_the_day_the_version_and_the_licence(get):
    record = get("claims")["record"]
    assert record["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert record["version"] == 4 and record["known_on"] is None
    today = record["as_of"]
    assert get(f"claims?known_on={today}")["total"] == get("claims")["total"]


def test_numbers_are_exact_and_words_stand_in_their_sentence(get):
    (claim,) = (one for one in get("claims")["items"] if one["document"] == "two")
    assert (claim["value"]["low"], claim["value"]["high"], claim["value"]["high_open"]) == ("73.5", "74.5", True)
    (said,) = get("statements?document=two")["items"]
    assert "".join(piece["text"] for piece in said["passage"]) == "Boris says: 74% is done."
    assert [piece["role"] for piece in said["passage"] if piece["role"]] == ["source", "cue", "content"]


def test_an_entry_has_its_money_acts_and_assessments(get):
    roads, water = get("entries/roads"), get("entries/water")
    assert roads["weight"] == "2" and roads["depends_on"] == ["water"] and roads["above"] == "plan"
    assert roads["budgets"] == [{"amount": "1500000", "currency": "EUR", "period": None, "source": None}]
    assert roads["acts"][0]["day"] == "2019-05-05"
    told = [(one["status"], one["assessor"]) for one in water["assessments"]]
    assert told == [("in progress", "council"), ("not started", "council")]
    assert get("entries/plan")["counts"][0]["unknown"] == 11


def test_the_agreement_says_what_is_declared_and_listed(get):
    told = get("agreement")
    assert told["names"]["fr"] == "Accord du Lac" and told["signed"] == "2019-03-01" and told["parties"] == ["north"]
    (count,) = told["standing"][0]["counts"]
    assert (count["level"], count["declared"], count["listed"]) == ("programme", 12, 2)


def test_json_is_utf8(program):
    body = program.get("/api/v1/entries/water").content
    assert "Чистая вода" in body.decode() and json.loads(body)["names"]["ru"] == "Чистая вода"


@pytest.mark.parametrize(
    "path", ["claims?limit=1", "claims", "claims?speaker=anna", "entries/plan", "agreement", "findings"]
)
def test_an_answer_asks_the_record_nothing_but_whether_anything_was_added(program, get, folder, path):
    get(path)
    with CaptureQueriesContext(connections[str(folder)]) as asked:
        get(path)
    assert len(asked) == 1
