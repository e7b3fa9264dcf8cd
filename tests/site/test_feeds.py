"""Feeds, calendar and map are well-formed, and say the whole address."""

from xml.etree import ElementTree

import pytest
from django.conf import settings

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(site, path):
    return ElementTree.fromstring(site.get(path).content)  # noqa: S314 - made here


@pytest.mark.parametrize("path", ["/en/findings.atom", "/fr/programmes/plan/feed.atom"])
def test_a_feed_has_each_finding_once_with_its_address(site, path):
    feed = parsed(site, path)
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert ids and len(set(ids)) == len(ids)
    assert all(id.startswith("http://localhost/") for id in ids)
    assert feed.findtext(f"{ATOM}updated") >= max(
        entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")
    )


def test_an_entry_without_claims_has_an_empty_feed(site):
    assert list(parsed(site, "/en/programmes/water/feed.atom").iter(f"{ATOM}entry")) == []
    assert site.get("/en/programmes/none/feed.atom").status_code == 404


def test_the_calendar_has_each_deadline(site):
    body = site.get("/ru/deadlines.ics").content
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    unfolded = body.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20990501" in unfolded and "SUMMARY:Чистая вода" in unfolded
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") == 2


def test_the_map_names_each_page_in_each_language(site, monkeypatch):
    monkeypatch.setattr(settings, "SERVANDA_ADDRESS", "https://t.example/lake")
    urls = [one.text for one in parsed(site, "/sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert "https://t.example/lake/ru/programmes/water/" in urls and len(set(urls)) == len(urls)
    assert "Sitemap: https://t.example/lake/sitemap.xml" in site.get("/robots.txt").content.decode()


def test_the_data_set_is_described(site):
    page = site.get("/en/data/").content.decode()
    assert '"@type": "Dataset"' in page and "http://localhost/en/claims.csv" in page


def test_a_card_may_stand_in_a_frame_and_a_page_may_not(site):
    charts = site.get("/en/charts/").content.decode()
    key = charts.split('id="c-')[1].split('"')[0]
    card, page = site.get(f"/en/charts/{key}/card/"), site.get(f"/en/charts/{key}/")
    assert "frame-ancestors *" in card["Content-Security-Policy"] and "X-Frame-Options" not in card
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"] and page["X-Frame-Options"] == "DENY"
    drawing = ElementTree.fromstring(site.get(f"/en/charts/{key}.svg").content)  # noqa: S314 - made here
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert b"Anna" in site.get(f"/en/charts/{key}.csv").content
