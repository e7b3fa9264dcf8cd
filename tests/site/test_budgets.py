"""What a page may weigh and ask for: bytes and requests for a reader on a slow line, queries for the machine that serves it."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import CaptureQueriesContext

from servanda.site.routing import make_readers_tables

WHOLE = 150_000
"""Bytes of the first page with all that it loads, as they come when nothing is compressed."""
REQUESTS = 3
"""The page, its style sheet, its sign; where there are charts, what makes them answer beside these."""
HERE = "http://localhost"


def loaded(site, parsed, path):
    """The bytes of a page and of each file that a browser loads with it, by address."""
    body = site.get(path).content
    found = {path: len(body)}
    for way in parsed(body.decode()).loaded:
        whole = urlsplit(urljoin(HERE + path, way))
        assert f"{whole.scheme}://{whole.netloc}" == HERE, way
        answer = site.get(f"{whole.path}?{whole.query}")
        assert answer.status_code == 200
        found[whole.path] = len(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    return found


def asked(found):
    return len(found.keys() - {"/assets/charts.js"})


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_the_first_page_is_light(site, parsed, lang):
    found = loaded(site, parsed, f"/{lang}/")
    assert sum(found.values()) < WHOLE and asked(found) <= REQUESTS


def test_no_page_asks_for_more_than_the_first_or_of_anybody_else(site, parsed):
    for path in (
        "findings/",
        "claims/",
        "documents/one/",
        "programmes/plan/",
        "progress/",
        "charts/",
        "search/?q=anna",
    ):
        assert asked(loaded(site, parsed, f"/en/{path}")) <= REQUESTS, path


def test_what_changes_its_address_with_its_content_is_kept_for_good(site, parsed):
    for way in parsed(site.get("/en/").content.decode()).loaded:
        assert "immutable" in site.get(urljoin("/en/", way))["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("findings/", 1), ("documents/", 1), ("deadlines/", 1), ("promises/", 1), ("bodies/council/", 1), ("charts/", 1),
        ("progress/", 1), ("search/?q=anna", 1), ("programmes/water/", 1), ("statements.csv", 1), ("findings.atom", 1),
        ("deadlines.ics", 1), ("write/error/programmes/water/", 1), ("documents/one/", 2),
    ],
)  # fmt: skip
def test_a_page_asks_the_record_as_often_as_it_is_said_to(site, folder, monkeypatch, path, queries):
    """One query tells whether anything was added; with comments on, one more brings those on the item."""
    monkeypatch.setattr(settings, "SERVANDA_COMMENTS", True)
    make_readers_tables()
    site.get(f"/en/{path}")
    with CaptureQueriesContext(connections[str(folder)]) as asked:
        assert site.get(f"/en/{path}").status_code == 200
    assert len(asked.captured_queries) == queries


def test_a_finding_with_its_witnesses_costs_no_more(site, folder, monkeypatch, text):
    monkeypatch.setattr(settings, "SERVANDA_COMMENTS", False)
    key = re.search(r'href="(?:\./)?([a-z]+-[0-9a-f]+)/"', text("/en/findings/"))[1]
    site.get(f"/en/findings/{key}/")
    with CaptureQueriesContext(connections[str(folder)]) as asked:
        site.get(f"/en/findings/{key}/")
    assert len(asked.captured_queries) == 1
