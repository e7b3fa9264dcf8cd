"""Every page answers in each language, leads on only to pages that are there, and loads nothing from anyone."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from servanda.message import LANGUAGES
from servanda.site.views import agreement


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_way_leads_to_a_page_that_is_whole(crawled, parsed, lang):
    found = crawled(lang)
    assert {path: one.status_code for path, one in found.items() if one.status_code != 200} == {}
    families = {path.split("/")[2] for path in found}
    assert {"findings", "claims", "statements", "documents", "programmes", "people", "bodies", "parties", "charts",
            "deadlines", "progress", "promises", "corrections", "method", "data", "changes"} <= families  # fmt: skip
    for path, response in found.items():
        assert "script-src 'self'" in response["Content-Security-Policy"], path
        assert response["Content-Language"] == lang
        if response["Content-Type"].startswith("text/html"):
            page = parsed(response.content.decode())
            assert page.lang == lang
            assert page.tags.count("h1") == page.tags.count("main") == 1, path
            assert not {name for name in page.attributes if name.startswith("on") or name == "style"}, path
            assert "style" not in page.tags, path
            assert [place for place in page.loaded if urlsplit(place).netloc] == [], path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_is_light(site, lang):
    page = site.get(f"/{lang}/")
    styles = site.get("/assets/site.css")
    assert len(page.content) + len(styles.content) < 150_000
    assert styles["Content-Type"].startswith("text/css") and "immutable" in styles["Cache-Control"]


def test_the_first_page_tells_declared_named_assessed_claimed_and_unknown(text):
    words = " ".join(re.sub("<[^>]+>", " ", text("/en/")).split())
    assert "12 Programmes: declared 2 named in the register 1 assessed 11 of unknown status" in words
    assert "By the assessments alone, 0–92% is done" in words  # 11 of 12 may be
    assert "1 day has passed without a status that says done." in words
    assert "1 May 2099" in words and "Lake Accord" in words


def test_a_figure_leads_to_its_claim_its_statement_and_the_words(text, parsed):
    claim = next(link for link in parsed(text("/en/")).links if re.match(r"claims/two", link))
    page = parsed(text(f"/en/{claim}"))
    statement = next(link for link in page.links if "/statements/" in link and re.search(r"\d+-\d+/$", link))
    words = text(urljoin(f"/en/{claim}", statement))
    assert "<b>Boris</b> <i>says</i>: <mark>74% is done</mark>." in words
    assert "A journal writes" not in words


def test_the_root_leads_to_the_readers_language(site):
    answer = site.get("/", headers={"accept-language": "ru,fr;q=0.5"})
    assert answer.status_code == 302 and answer["Location"] == "ru/"
    assert site.get("/", headers={"accept-language": "de"})["Location"] == "en/"


def test_numbers_and_days_are_set_as_each_language_sets_them(text):
    assert "1er\u00a0mars 2019" in text("/fr/")
    assert "Подписано 1\u00a0марта 2019\u202fг.</" not in text("/ru/")
    assert "1\u00a0марта 2019" in text("/ru/") and "г.." not in text("/ru/")


def test_what_came_from_outside_is_escaped(text):
    page = text("/en/documents/one/")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in text("/en/search/?q=60")
    assert "<script>alert(2)" not in text("/en/search/?q=<script>alert(2)</script>")


def test_names_in_another_language_are_marked_as_such(text):
    assert re.search(r'<a href="[^"]*roads/" lang="en" dir="auto">Roads</a>', text("/fr/programmes/"))


def test_an_entry_tells_its_term_its_risks_and_its_life(text):
    page = text("/en/programmes/roads/")
    assert "Law on roads 7" in page and 'href="https://n.example/law"' in page and "1.5\u00a0million\u00a0EUR" in page
    assert "It waits for “Clean water”, which is" in page or "Its day passed" in page
    assert "first named: Lake programmes" in page and "deadline given" in page


def test_progress_tells_each_status_and_leads_to_the_entries(text):
    page = text("/fr/progress/")
    assert '<td class="shade-8 hatched">10</td>' in page  # 10 of 12 are declared and not named
    assert 'href="../programmes/plan/"' in page and "style=" not in page


@pytest.mark.parametrize(
    "path", ["", "findings/", "claims/", "statements/", "programmes/plan/", "people/anna/", "data/"]
)
def test_a_page_asks_the_record_no_more_the_more_is_in_it(site, folder, path):
    site.get(f"/en/{path}")
    with CaptureQueriesContext(connections[str(folder)]) as asked:
        site.get(f"/en/{path}")
    (one,) = asked.captured_queries  # whether anything was added
    assert "MAX(" in one["sql"]


def test_the_site_is_only_read(site):
    answer = site.post("/en/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_a_page_can_be_passed_on_by_plain_links(text):
    page = text("/en/programmes/water/")
    assert (
        "https://t.me/share/url?url=http%3A%2F%2Flocalhost%2Fen%2Fprogrammes%2Fwater%2F&amp;text=Clean%20water" in page
    )


def test_of_many_programmes_the_first_page_tells_a_few_and_how_many_more_there_are(site, text, monkeypatch):
    monkeypatch.setattr(agreement, "_MOST", 0)
    assert "1 further entry of the highest level is in the register." in text("/en/")
    assert "1 autre entrée du plus haut niveau" in text("/fr/") and "Ещё 1 запись" in text("/ru/")
