"""Releases are on the site, under addresses that last, and among the published files."""

import hashlib
import json
import shutil

import pytest
from django.core.handlers.base import BaseHandler

from servanda.exports.release import make_release
from servanda.record.project import Project
from servanda.record.releases import FOLDER
from servanda.site import publishing
from servanda.site.views import releases


@pytest.fixture(scope="module")
def release(folder):
    yield make_release(Project.open(folder))
    shutil.rmtree(folder / FOLDER)


def test_every_file_is_there_and_answers_the_same(site, release):
    for one in release.files:
        answer = site.get(f"/releases/{release.name}/{one.name}")
        data = b"".join(answer.streaming_content)
        assert (answer.status_code, hashlib.sha256(data).hexdigest()) == (200, one.sha256)
        assert "immutable" in answer["Cache-Control"] and answer["ETag"] == f'"{one.sha256}"'
    told = json.loads(b"".join(site.get(f"/releases/{release.name}/release.json").streaming_content))
    assert told["licence"] == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize("name", ["agreement.yaml", "..%2Fagreement.yaml", "%2e%2e", ".secret-key", "lake"])
def test_nothing_else_can_be_asked_for(site, release, name):
    assert site.get(f"/releases/{release.name}/{name}").status_code == 404
    assert site.get(f"/releases/{name}/release.json").status_code == 404


@pytest.mark.parametrize(("lang", "title"), [("en", "Releases"), ("fr", "Publications datées"), ("ru", "Выпуски")])
def test_the_page_of_the_data_lists_them(text, release, lang, title, parsed):
    body = text(f"/{lang}/data/")
    assert title in body and f"v{release.version}" in body
    assert {f"../../releases/{release.name}/{one.name}" for one in release.files} <= set(parsed(body).links)


def test_what_is_kept_back_is_in_none_of_them(folder, release):
    for one in release.files:
        if not one.name.endswith((".zip", ".xlsx")):
            data = (folder / FOLDER / release.name / one.name).read_bytes()
            assert b"Nobody else" not in data and b"minutes-2031" not in data and b"stay away" not in data


def test_publishing_comes_by_them_and_writes_them_as_they_are(site, text, release):
    ways = set(publishing._ways("/en/data/", text("/en/data/").encode()))
    handler = BaseHandler()
    handler.load_middleware()
    for one in release.files:
        path = f"/releases/{release.name}/{one.name}"
        data, is_page = publishing._asked(handler, path)
        assert path in ways and not is_page
        assert hashlib.sha256(data).hexdigest() == one.sha256


def test_a_project_without_releases_says_nothing_of_them(site, text, monkeypatch):
    monkeypatch.setattr(releases, "releases_in", lambda _: ())
    assert 'id="releases"' not in text("/en/data/")
