"""Readiness says no where the database is gone or its tables are those of another release."""

# ruff: noqa: E402 - models can be imported only once Django is started
import json

import pytest
from django.conf import settings
from django.db import connections
from django.test import RequestFactory

from servanda.record.start import start

start()

from servanda.production.health import live, ready
from servanda.record.project import Project


@pytest.fixture
def project(tmp_path, monkeypatch):
    made = Project.create(tmp_path / "hill")
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", made.folder)
    return made


@pytest.fixture
def asked():
    def answer(view):
        response = view(RequestFactory().get("/"))
        return response.status_code, json.loads(response.content)

    return answer


def failed(told):
    return [name for name, found in told["checks"].items() if found[0]["status"] == "fail"]


def test_a_table_that_waits_for_a_change_is_not_ready(project, asked):
    assert asked(ready)[0] == 200
    with connections[project.alias].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)")
    status, told = asked(ready)
    assert (status, told["status"], failed(told)) == (503, "fail", ["database:migrations"])
    assert asked(live) == (200, {"status": "pass"})


def test_a_table_of_a_later_release_is_not_ready(project, asked):
    with connections[project.alias].cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('record', '9999_later', '2026-01-01')"
        )
    assert failed(asked(ready)[1]) == ["database:migrations"]


@pytest.mark.sqlite
def test_a_database_that_is_no_database_is_not_ready(project, asked):
    connections[project.alias].close()
    for beside in project.folder.glob("servanda.db*"):
        beside.write_bytes(b"no database" * 1000)
    status, told = asked(ready)
    assert status == 503 and failed(told) == ["database:reached", "database:migrations"]
    assert str(project.folder) not in json.dumps(told)


def test_of_several_projects_each_has_to_be_ready(project, tmp_path, asked, monkeypatch):
    beside = Project.create(tmp_path / "railway")
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", None)
    monkeypatch.setattr(settings, "SERVANDA_AGREEMENTS", {"hill": project.folder, "railway": beside.folder})
    assert asked(ready)[0] == 200
    with connections[beside.alias].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)")
    assert failed(asked(ready)[1]) == ["database:migrations"]
