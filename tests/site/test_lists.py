"""Lists: filters choose, files hold exactly what is shown, the search marks what it finds."""

import csv
import io
import re

import pytest

from servanda.exports.page import Cell
from servanda.exports.telling import Telling
from servanda.record.project import Project
from servanda.site.facts import facts_of
from servanda.site.listing import Listing, Row, _safe


def rows(site, path):
    body = site.get(path).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(body)))


def total(page):
    return int(re.search(r'role="status">(\d+)', page)[1])


@pytest.mark.parametrize("name", ["findings", "claims", "statements", "documents", "programmes", "people", "deadlines"])
def test_the_file_has_the_rows_of_the_page(site, text, name):
    assert len(rows(site, f"/en/{name}.csv")) - 1 == total(text(f"/en/{name}/")) > 0


def test_a_filter_holds_for_page_and_file_alike(site, text):
    query = "?kind=progress&speaker=Anna&q=60"
    assert total(text(f"/en/statements/{query}")) == 1
    head, row = rows(site, f"/en/statements.csv{query}")
    assert head == ["What was said", "Speaker", "Kind", "Document", "Published", "Code", "Address"]
    assert row[1:3] == ["Anna", "progress"] and row[-1].startswith("http://localhost/en/statements/one/")


def test_what_nobody_has_is_told(text):
    assert "Nothing has all of what was chosen." in text("/en/claims/?q=zzzz")


def test_a_file_reckons_with_nothing():
    assert [_safe(cell) for cell in ("=1+1", "+1", "@x", "-2", "a=1", "")] == ["'=1+1", "'+1", "'@x", "'-2", "a=1", ""]


def test_the_search_finds_in_every_language_and_marks_the_words(text):
    page = text("/fr/search/?q=чистая")
    assert "<mark>Чистая</mark>" in page and "programmes/water/" in page
    assert "1 résultat." in page


def test_a_search_in_one_kind(text):
    everywhere, people = text("/en/search/?q=anna"), text("/en/search/?q=anna&kind=people")
    assert 'id="g-statements"' in everywhere or 'id="g-claims"' in everywhere
    assert re.findall(r'id="g-(\w+)"', people) == ["people"]


def test_the_deadlines_begin_with_the_next(site):
    assert [(row[0], row[3]) for row in rows(site, "/en/deadlines.csv")[1:]] == [
        ("Clean water", "ahead"),
        ("Roads", "past, not told to be done"),
    ]


def test_chosen_columns_are_those_of_page_and_file_and_every_row_has_code_and_link(site, text):
    page = text("/en/claims/?column=2&column=4&speaker=Anna")
    head, *found = rows(site, "/en/claims.csv?column=2.4&speaker=Anna")
    assert head == ["Of what", "Speaker", "Read as", "Code", "Address"]
    assert "column=0.2.4" in page and "speaker=Anna" in page
    assert re.findall(r'scope="col">([^<]+)', page) == head[:3]
    assert len(found) == total(page) > 0
    assert all(code and place.startswith("http://localhost/en/claims/") for *_, code, place in found)
    assert rows(site, "/en/claims.csv?column=99")[0][:2] == ["Of what", "Said on"]


@pytest.mark.parametrize(
    "name", ["findings", "claims", "promises", "statements", "documents", "deadlines", "corrections"]
)
def test_list_file_and_interface_count_the_same(site, text, name):
    file = len(rows(site, f"/en/{name}.csv")) - 1
    assert total(text(f"/en/{name}/")) == file == site.get(f"/api/v1/{name}").json()["total"]


def test_a_file_has_more_rows_than_a_page(site, monkeypatch):
    monkeypatch.setattr("servanda.site.listing.PER_PAGE", 2)
    assert len(rows(site, "/en/statements.csv")) - 1 == total(site.get("/en/statements/").content.decode()) > 2


def test_a_list_is_told_once_for_a_state_of_the_record(site, monkeypatch):
    told = []
    kept = Telling.witness
    monkeypatch.setattr(
        Telling, "witness", lambda self, claim, mark="": told.append(claim.id) or kept(self, claim, mark)
    )
    first, again = site.get("/en/claims/").content, site.get("/en/claims/").content
    assert first == again and told and len(told) == len(set(told))


def test_only_rows_that_are_shown_are_told():
    told = []

    def row(number):
        return Row(lambda: (told.append(number) or (Cell(str(number)),), ""), {"half": [(str(number % 2), "")]})

    listing = Listing("x", "", "", ("N",), [row(number) for number in range(10)], {"half": "Half"})
    assert [one.cells[0].text for one in listing.chosen({"half": "1"})[:2]] == ["1", "3"] and told == [1, 3]
    assert [choice.options for choice in listing.choices({})] == [(("0", "", 5), ("1", "", 5))] and told == [1, 3]


def test_charts_come_a_few_on_a_page(site, folder):
    known = facts_of(Project.open(folder))
    [(name, ladder)] = known.ladders.items()
    known.ladders = {f"{name}-{number}": ladder for number in range(12)}
    first, second = (site.get(f"/fr/charts/{page}").content.decode() for page in ("", "page/2/"))
    assert (first.count('class="chart-figure"'), second.count('class="chart-figure"')) == (10, 2)
    assert 'rel="next" href="page/2/"' in first and 'rel="prev" href="../../"' in second
    assert site.get("/fr/charts/page/3/").status_code == 404
