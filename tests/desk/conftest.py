"""A project of an agreement that does not exist with people who may sign in at its desk, and their browsers."""

# ruff: noqa: E402 - models can be imported only once Django is started
import importlib.util
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import reset_hashers
from django.test import Client

import servanda.intake.register  # noqa: F401 - the real one, before the small rooms stand in its package's place
from servanda.record.start import start

start()

from servanda.desk import queue, ranking, routing
from servanda.desk.accounts import add_account
from servanda.desk.models import Account, Failure
from servanda.record.project import Project

ROOMS = Path(__file__).parents[1] / "record" / "rooms.py"
WORDS = "seven tall herons wade"
REGISTER = """\
agreement: {id: valley, name: {en: Valley Peace Accord, fr: Accord de la Vallée, ru: Соглашение о долине}}
bodies:
  - {id: roads, name: {en: Road Agency}}
  - {id: justice, name: {en: Ministry of Justice, fr: Ministère de la justice}, lang: fr}
people:
  - {id: anna, name: {en: Anna}}
  - {id: boris, name: {en: Boris}}
items:
  - id: plan
    level: plan
    name: {en: Valley programmes, fr: Programmes de la Vallée, ru: Программы долины}
    aliases: [programmes]
    items:
      - {id: bridge, level: measure, name: {en: Bridge}, due: 2030-12-31, bodies: [roads]}
      - {id: court, level: measure, name: {en: Court}, due: 2030-12-31, bodies: [justice]}
"""
DOCUMENTS = {
    "one": "The session opened. Anna says: 60% is done, and <script>alert(1)</script> more. The session closed.",
    "two": "A journal writes. Boris says: 74% is done. It rained all day.",
    "three": "Preface. Clara says: 61% is done. Clara says: it is raining. Postface.",
}
PEOPLE = {
    "Rita": ("reader", ""),
    "Vera": ("reviewer", ""),
    "Viktor": ("reviewer", ""),
    "Edith": ("editor", ""),
    "Rolf": ("correspondent", "roads"),
    "Ada": ("administrator", ""),
}


HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def quick_passwords():
    """Set hashers that take no time, by a MonkeyPatch; Django has to be told, since it remembers those that it found before."""

    def set_by(patch):
        patch.setattr(settings, "PASSWORD_HASHERS", HASHERS)
        reset_hashers(setting="PASSWORD_HASHERS")

    return set_by


@pytest.fixture(scope="session")
def build(quick_passwords):
    """Make a project folder of documents, read once by a small reader, with its accounts."""
    spec = importlib.util.spec_from_file_location("small_rooms_of_the_desk", ROOMS)
    rooms = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = rooms
    spec.loader.exec_module(rooms)

    def made(folder, documents):
        project = Project.create(folder)
        (folder / "agreement.yaml").write_text(REGISTER, encoding="utf-8")
        for name, text in documents.items():
            (folder / "documents" / f"{name}.txt").write_text(text, encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            for_reading = {"servanda.intake", "servanda.reading"}
            rooms.install(
                lambda name, module: patch.setitem(sys.modules, name, module) if name in for_reading else None,
                rooms.Reader(),
            )
            project.ingest()
            patch.setattr(settings, "SERVANDA_FOLDER", folder)
            quick_passwords(patch)
            for name, (role, body) in PEOPLE.items():
                add_account(name, role, WORDS, body)
        return project

    return made


@pytest.fixture
def project(tmp_path, build, monkeypatch):
    """A small project of one statement, which the site and its desk are open on."""
    made = build(tmp_path / "valley", {"first": "Anna says: 60% is done."})
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", made.folder)
    routing.database_of(made.folder)
    return made


@pytest.fixture(scope="session")
def built(tmp_path_factory, build):
    """The project of most tests."""
    return build(tmp_path_factory.mktemp("desk") / "valley", DOCUMENTS)


@pytest.fixture
def desk(built, monkeypatch, quick_passwords):
    """The project, at whose desk one signs in; what a test does to its tables is taken back."""
    from django.db import connections, transaction

    monkeypatch.setenv("SERVANDA_PROJECT", str(built.folder))
    monkeypatch.setenv("SERVANDA_ADDRESS", "")
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", built.folder)
    monkeypatch.setattr(settings, "SERVANDA_ADDRESS", "")
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
    quick_passwords(monkeypatch)
    alias = routing.database_of(built.folder)
    with transaction.atomic(using=alias):
        yield built
        transaction.set_rollback(True, using=alias)
    connections[alias].close()


@pytest.fixture(autouse=True)
def hashers_as_set():
    """No test of anything else finds the hashers that Django remembers from here."""
    yield
    reset_hashers(setting="PASSWORD_HASHERS")


@pytest.fixture
def fresh(desk):
    """Neither queue nor ranking is known from another test, whose rows were taken back."""
    queue._known.clear()
    ranking._known.clear()
    yield
    queue._known.clear()
    ranking._known.clear()


@pytest.fixture
def browser():
    """A browser of somebody who is not signed in; `strict` holds it to forms that the desk gave it."""
    return lambda strict=False: Client(headers={"host": "localhost"}, enforce_csrf_checks=strict)


@pytest.fixture
def signed_in(desk, browser):
    """The browser of somebody who has signed in by name."""

    def enter(name, strict=False):
        client = browser(strict)
        form = {"name": name, "password": WORDS}
        if strict:
            client.get("/en/desk/sign-in/")
            form["csrfmiddlewaretoken"] = client.cookies[settings.CSRF_COOKIE_NAME].value
        assert client.post("/en/desk/sign-in/", form).status_code == 302
        return client

    return enter


@pytest.fixture
def body():
    """The text of an answer that has a status."""

    def told(response, status=200):
        assert response.status_code == status, response.content.decode()[:2000]
        return response.content.decode()

    return told


@pytest.fixture
def person(desk):
    """An account by its name."""
    return lambda name: Account.objects.get(name=name)


@pytest.fixture
def failures(desk):
    """How many attempts are noted under a name."""
    return lambda name: Failure.objects.filter(name=name).count()


@pytest.fixture
def read_small(monkeypatch):
    """Documents are read by a small reader, not by the parsers."""
    rooms = sys.modules["small_rooms_of_the_desk"]
    rooms.install(
        lambda name, module: (
            monkeypatch.setitem(sys.modules, name, module) if name in {"servanda.intake", "servanda.reading"} else None
        ),
        rooms.Reader(),
    )


@pytest.fixture
def register_kept(desk):
    """The register's files are afterwards as they were."""
    from servanda.record.register import register_files, write_register

    before = register_files(desk.folder)
    yield
    write_register(desk.folder, before)
