"""A site about several agreements: each has all its pages below its name, and all share a first page and one search."""

from collections import Counter
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from servanda.errors import UsageError
from servanda.site.agreements import every, folders_by_name
from servanda.site.publishing import publish

HERE = "http://localhost"


def told(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("en", "Lake Accord", "Railway Treaty"),
        ("fr", "Accord du Lac", "Traité du rail"),
        ("ru", "Озёрное соглашение", 'lang="en">Railway Treaty'),
    ],
)
def test_the_first_page_names_each_agreement_in_the_readers_language(several, lang, first, second):
    page = told(several.get(f"/{lang}/"))
    assert f'href="../lake/{lang}/"' in page and f'href="../railway/{lang}/"' in page
    assert first in page and second in page


def test_the_first_page_tells_where_each_stands(several):
    lake, railway = told(several.get("/en/")).split('<section class="standing"')[1:]
    assert '<span class="number">4</span> documents' in lake, "of five documents one is not shown"
    assert "1\u00a0May 2099" in lake and "../lake/en/programmes/water/" in lake
    assert '<span class="number">0</span> documents' in railway and '<span class="number">0</span> claims' in railway
    assert "1\u00a0March 2098" in railway and "../railway/en/programmes/anna-line/" in railway


def test_a_page_below_a_name_is_that_of_the_agreement_alone(site, folder, railway, monkeypatch):
    paths = ("en/", "fr/findings/", "ru/programmes/plan/", "en/statements.csv", "en/search/?q=anna", "assets/site.css")
    alone = {path: site.get(f"/{path}").content for path in paths}
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", None)
    monkeypatch.setattr(settings, "SERVANDA_AGREEMENTS", {"railway": railway, "lake": folder})
    for path, body in alone.items():
        below = site.get(f"/lake/{path}").content.decode()
        own = below.replace(f"{HERE}/lake/", f"{HERE}/").replace(
            quote(f"{HERE}/lake/", safe=""), quote(f"{HERE}/", safe="")
        )
        lines = Counter(own.splitlines()) - Counter(body.decode().splitlines())
        assert all("../fr/" in line or "../en/" in line or "../ru/" in line for line in lines), path
        assert sum(lines.values()) <= 1, "nothing but the way to all agreements comes in"


def test_each_way_from_the_pages_about_all_leads_somewhere(several, parsed):
    for page in ("/en/", "/fr/search/?q=anna", "/ru/search/?q=anna&kind=people"):
        ways = parsed(told(several.get(page)))
        paths = {urlsplit(urljoin(HERE + page, link)) for link in (*ways.links, *ways.loaded)}
        assert len(paths) > 6
        for one in paths:
            assert several.get(f"{one.path}?{one.query}").status_code == 200, one


def test_one_search_finds_what_each_agreement_has(several):
    page = told(several.get("/en/search/?q=anna"))
    lake, railway = page.split("<section ")[1:]
    assert "Lake Accord" in lake and "../../lake/en/people/anna/" in lake and "Anna line" not in lake
    assert "Railway Treaty" in railway and "../../railway/en/programmes/anna-line/" in railway


def test_a_search_in_one_kind_counts_that_kind_alone(several):
    page = told(several.get("/en/search/?q=anna&kind=people"))
    assert "../../lake/en/people/anna/" in page and "anna-line" not in page


def test_the_search_of_one_agreement_finds_nothing_of_another(several):
    assert "anna-line" not in told(several.get("/lake/en/search/?q=anna"))


def test_words_looked_for_are_shown_as_text(several):
    page = told(several.get("/en/search/", {"q": '"><script>alert(1)</script>'}))
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "path", ["/fr/findings/", "/nothing/en/", "/en/desk/", "/lake/nothing/", "/Lake/en/", "/en/search"]
)
def test_what_is_of_no_agreement_is_nowhere(several, path):
    assert several.get(path).status_code == 404


def test_an_address_that_ends_with_the_name_leads_to_its_first_page(several):
    response = several.get("/lake", follow=True)
    assert [place for place, _ in response.redirect_chain] == ["lake/", "en/"] and response.status_code == 200


def test_addresses_for_other_sites_have_the_name(several, monkeypatch):
    assert f"{HERE}/lake/en/findings/" in told(several.get("/lake/en/findings.atom"))
    monkeypatch.setattr(settings, "SERVANDA_ADDRESS", "https://t.example/pacts")
    assert "https://t.example/pacts/lake/en/findings/" in told(several.get("/lake/en/findings.atom"))
    assert "Sitemap: https://t.example/pacts/sitemap.xml" in told(several.get("/robots.txt"))
    assert "https://t.example/pacts/railway/en/programmes/anna-line/" in told(several.get("/railway/sitemap.xml"))


def test_the_map_names_the_map_of_each(several):
    found = ElementTree.fromstring(told(several.get("/sitemap.xml")))  # noqa: S314 - made here
    places = [one.text for one in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert places == [f"{HERE}/lake/sitemap.xml", f"{HERE}/railway/sitemap.xml"]


def test_an_agreement_that_cannot_be_read_leaves_the_others(several, folder, tmp_path, monkeypatch):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "agreement.yaml").write_text("agreement: {id: [", encoding="utf-8")
    (broken / "servanda.db").write_bytes(b"no database" * 1000)
    monkeypatch.setattr(settings, "SERVANDA_AGREEMENTS", {"lake": folder, "broken": broken})
    page = told(several.get("/en/"))
    assert "Lake Accord" in page and page.count("The account cannot be shown now") == 1
    assert "../../lake/en/people/anna/" in told(several.get("/en/search/?q=anna"))
    assert several.get("/broken/en/").status_code == 503


def test_programs_are_answered_below_each_name(several):
    agreement = several.get("/railway/api/v1/agreement").json()
    assert agreement["id"] == "railway"


def test_each_agreement_has_its_own_cookies(several):
    cookies = several.get("/lake/en/desk/sign-in/").cookies
    assert cookies and all(name.endswith("-lake") for name in cookies)
    beside = Client(headers={"host": "localhost"})
    beside.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    given = beside.get("/lake/en/desk/sign-in/").cookies
    assert {name for name in given if name.startswith(settings.CSRF_COOKIE_NAME)} == {
        f"{settings.CSRF_COOKIE_NAME}-lake"
    }


def test_each_project_is_the_chosen_one_in_turn(several, folder, railway):
    assert list(every()) == [folder, railway]


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (["a/lake", "b/lake"], "folders-of-one-name"),
        (["lake", "fr"], "folder-no-address"),
        (["lake", "robots.txt"], "folder-no-address"),
        (["lake", "Traité du rail"], "folder-no-address"),
        (["lake", ".."], "folder-no-address"),
    ],
)
def test_names_that_cannot_begin_an_address_are_refused(names, fault, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(UsageError) as error:
        folders_by_name([Path(name) for name in names])
    assert error.value.fault.key == fault


def test_one_database_holds_one_agreement(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://localhost/accords")
    assert folders_by_name([Path("lake")]) == {}
    with pytest.raises(UsageError) as error:
        folders_by_name([Path("lake"), Path("railway")])
    assert error.value.fault.key == "several-in-one-database"


@pytest.fixture
def published(several, folder, railway, tmp_path, monkeypatch):
    """The files of the site about both."""
    monkeypatch.setenv("SERVANDA_PROJECT", "")
    monkeypatch.setenv("SERVANDA_ADDRESS", "")
    publish([folder, railway], tmp_path / "public", "https://t.example/pacts")
    return tmp_path / "public"


def test_as_files_each_way_leads_to_a_file(published, leading_nowhere):
    assert (published / "railway" / "ru" / "programmes" / "anna-line" / "index.html").is_file()
    assert list(leading_nowhere(published)) == []


def test_as_files_the_maps_are_there_and_the_index_leads_to_those_of_each(published):
    assert (published / "sitemap.xml").is_file() and (published / "railway" / "sitemap.xml").is_file()
    index = (published / "en" / "search" / "index.html").read_text(encoding="utf-8")
    assert "../../railway/en/search/" in index and "<form" not in index
