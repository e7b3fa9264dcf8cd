"""Lists: filters choose, files hold exactly what is shown, the search marks what it finds."""

import csv
import io
import re

import pytest

from servanda.site.listing import _safe


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
