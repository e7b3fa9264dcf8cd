"""A project of an agreement that does not exist, with something on every page, and a reader's client for its site."""

import importlib.util
import sys
from collections import deque
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client

import servanda.intake.register  # noqa: F401 - the real one, before the small rooms stand in its package's place
from servanda.record.project import Project, merge
from servanda.site import facts

ROOMS = Path(__file__).parents[1] / "record" / "rooms.py"
REGISTER = """\
agreement:
  id: lake
  name: {en: Lake Accord, fr: Accord du Lac, ru: Озёрное соглашение}
  signed: 2019-03-01
  source: https://accord.example/text
  licence: https://creativecommons.org/licenses/by/4.0/
parties:
  - {id: north, name: {en: Northland, fr: Nordie, ru: Нордия}}
bodies:
  - {id: council, name: {en: Lake Council, fr: Conseil du Lac, ru: Озёрный совет}, party: north}
people:
  - {id: anna, name: {en: Anna, fr: Anna, ru: Анна}, offices: [Minister], party: north}
  - {id: boris, name: {en: Boris, fr: Boris, ru: Борис}}
offices:
  - {id: minister, name: {en: Minister, fr: ministre, ru: министр}, party: north}
tenures:
  - {person: anna, office: minister, from: 2019-01-01, source: "https://n.example/anna", accessed: 2026-01-05}
items:
  - id: plan
    level: plan
    name: {en: Lake programmes, fr: Programmes du Lac, ru: Озёрные программы}
    aliases: [programmes]
    declared: {programme: 12}
    bodies: [council]
    items:
      - {id: water, level: programme, name: {en: Clean water, fr: Eau propre, ru: Чистая вода}, due: 2099-05-01, parties: [north]}
      - {id: roads, level: programme, name: {en: Roads}, due: 2020-05-01, depends_on: [water], weight: 2,
         acts: [{title: Law on roads, number: "7", day: 2019-05-05, address: "https://n.example/law"}],
         budgets: [{amount: 1500000, currency: EUR}]}
assessments:
  - {item: water, status: in progress, as_of: 2023-05-01, assessor: council, source: "https://n.example/report"}
  - {item: water, status: not started, as_of: 2022-05-01, assessor: council, source: minutes-2031, evidence: [minutes-2031]}
sources:
  - {source: whole*, shown: full text}
  - {source: linked*, shown: link}
  - {source: minutes*, shown: nothing}
"""
RAILWAY = """\
agreement: {id: railway, name: {en: Railway Treaty, fr: Traité du rail}}
parties: [{id: south, name: {en: Southland, fr: Sudie, ru: Судия}}]
items: [{id: anna-line, level: line, name: {en: The Anna line}, due: 2098-03-01}]
"""
DOCUMENTS = {
    "one": "The session opened. Anna says: 60% is done, and <script>alert(1)</script> more. The session closed.",
    "two": "A journal writes. Boris says: 74% is done. It rained all day.",
    "whole": "Preface. Clara says: 61% is done. Postface.",
    "linked": "Words that stay away. Anna says: 62% is done. Nothing else.",
    "minutes-2031": "A secret. Zeno says: 80% is done. Nobody else knows.",
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The project's folder, read once by a small reader; the site reads it with the real rooms."""
    spec = importlib.util.spec_from_file_location("small_rooms_of_the_site", ROOMS)
    rooms = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = rooms
    spec.loader.exec_module(rooms)
    project = Project.create(tmp_path_factory.mktemp("site") / "lake")
    (project.folder / "agreement.yaml").write_text(REGISTER, encoding="utf-8")
    for name, text in DOCUMENTS.items():
        (project.folder / "documents" / f"{name}.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for_reading = {"servanda.intake", "servanda.reading"}
        rooms.install(
            lambda name, module: patch.setitem(sys.modules, name, module) if name in for_reading else None,
            rooms.Reader(),
        )
        project.ingest()
    merge(project, "Clara", "Boris", who="Eva", why="One person.")
    return project.folder


@pytest.fixture
def site(folder, monkeypatch):
    """A reader's client; `settings` can be changed in a test."""
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", folder)
    monkeypatch.setattr(settings, "SERVANDA_AGREEMENTS", {})
    monkeypatch.setattr(settings, "SERVANDA_ADDRESS", "")
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
    facts._facts.clear()
    return Client(headers={"host": "localhost"})


@pytest.fixture(scope="session")
def railway(tmp_path_factory):
    """The folder of another project, with a register alone."""
    project = Project.create(tmp_path_factory.mktemp("beside") / "railway")
    (project.folder / "agreement.yaml").write_text(RAILWAY, encoding="utf-8")
    return project.folder


@pytest.fixture
def several(site, folder, railway, monkeypatch):
    """A reader's client of a site about both agreements."""
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", None)
    monkeypatch.setattr(settings, "SERVANDA_AGREEMENTS", {"lake": folder, "railway": railway})
    return site


@pytest.fixture
def statement_in(folder):
    """The statement of a document."""
    readings = {one.document.doc: one for one in Project.open(folder).readings()}
    return lambda doc: readings[doc].statements[0]


@pytest.fixture
def text(site):
    """The text of a page."""
    return lambda path, status=200: _body(site.get(path), status)


def _body(response, status):
    assert response.status_code == status
    return response.content.decode()


HERE = "http://localhost"


class Page(HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, body):
        super().__init__()
        self.links, self.loaded, self.tags, self.attributes, self.lang = [], [], [], set(), None
        self.feed(body)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes |= set(given)
        if tag == "html":
            self.lang = given["lang"]
        if tag == "a":
            self.links.append(given["href"])
        if tag in ("img", "script", "iframe", "source") and given.get("src"):
            self.loaded.append(given["src"])
        if tag == "link" and given["rel"] in ("stylesheet", "icon"):
            self.loaded.append(given["href"])


def _crawled(site, lang):
    """Every page that can be reached from the first one in a language, by path."""
    found, waiting = {}, deque([f"/{lang}/"])
    known = set(waiting)
    while waiting:
        path = waiting.popleft()
        found[path] = response = site.get(path)
        if not response["Content-Type"].startswith("text/html"):
            continue
        for link in Page(response.content.decode()).links:
            whole = urlsplit(urljoin(HERE + path, link))
            if f"{whole.scheme}://{whole.netloc}" == HERE and whole.path not in known:
                known.add(whole.path)
                if whole.path.startswith(f"/{lang}/"):
                    waiting.append(whole.path)
    return found


@pytest.fixture
def crawled(site):
    """All pages of the site in a language, by path."""
    return partial(_crawled, site)


@pytest.fixture
def parsed():
    """What the tests ask of a page, from its text."""
    return Page


@pytest.fixture
def leading_nowhere(parsed):
    """The ways between the files of a published site that lead to no file, each with its page."""

    def found(folder):
        for page in sorted(folder.rglob("*.html")):
            if page.name == "404.html":
                continue
            here = f"{HERE}/{page.relative_to(folder).as_posix()}"
            told = parsed(page.read_text(encoding="utf-8"))
            for link in (*told.links, *told.loaded):
                path = unquote(urlsplit(urljoin(here, link)).path)
                file = folder / path.lstrip("/") / ("index.html" if path.endswith("/") else "")
                if urljoin(here, link).startswith(f"{HERE}/") and not file.is_file():
                    yield page, link

    return found
