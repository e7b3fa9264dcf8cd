"""The project that the site's tests show, asked by programs."""

import importlib.util
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from servanda.record.project import Project  # starts Django, before anything of the record is loaded

from servanda.site.limits import LIMITS  # isort: skip
from servanda.site import facts

_SITE = importlib.util.spec_from_file_location("lake", Path(__file__).parents[1] / "site" / "conftest.py")
lake = importlib.util.module_from_spec(_SITE)
_SITE.loader.exec_module(lake)
folder = lake.folder


@pytest.fixture(scope="session", autouse=True)
def facts_forgotten():
    """The account of another test's project is not this one's."""
    facts._facts.clear()


@pytest.fixture
def program(folder, monkeypatch):
    """A program's client, with its full allowance, which does not grow again while a test runs."""
    monkeypatch.setattr(LIMITS, "_now", lambda: 0.0)
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", folder)
    monkeypatch.setattr(settings, "SERVANDA_ADDRESS", "")
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
    LIMITS.forget()
    return Client(headers={"host": "localhost"})


@pytest.fixture
def get(program):
    """What stands at an address below /api/v1/, as a program reads it."""

    def asked(path, status=200, **headers):
        response = program.get(f"/api/v1/{path}", headers=headers)
        assert response.status_code == status, response.content.decode()
        return json.loads(response.content)

    return asked


@pytest.fixture
def own(program, folder, tmp_path, monkeypatch, copy_project):
    """A copy of the project, to be changed."""
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", copy_project(folder, tmp_path / "own"))
    Project.open(settings.SERVANDA_FOLDER)
    return settings.SERVANDA_FOLDER
