"""A project with small rooms round its record."""

import importlib.util
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.utils import timezone

import servanda.intake.register  # noqa: F401 - the real one, before the small rooms stand in its package's place
from servanda.record.project import Project

_PLACE = Path(__file__).with_name("rooms.py")


@pytest.fixture(scope="session")
def rooms():
    """The module of small rooms."""
    spec = importlib.util.spec_from_file_location("small_rooms", _PLACE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["small_rooms"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def use_reader(rooms, monkeypatch):
    """Install the small rooms with a reader of a test's choosing."""

    def use(reader):
        rooms.install(lambda name, module: monkeypatch.setitem(sys.modules, name, module), reader)
        return reader

    return use


@pytest.fixture
def world(tmp_path, rooms, use_reader):
    """A new project, its reader, and a way to write documents and ask everything that can be asked."""
    reader = use_reader(rooms.Reader())
    project = Project.create(tmp_path / "project")

    def write(name, text):
        (project.folder / "documents" / name).write_text(text)

    def answers(asked=project):
        return {
            "documents": asked.documents(),
            "readings": asked.readings(),
            "claims": asked.claims(),
            "unlinked": asked.unlinked(),
            "waiting": [(one.judgement.pk, one.reason) for one in asked.waiting()],
            "refusals": [row.message for row in asked.refusals()],
            "register": asked.agreement,
            "problems": asked.check(),
        }

    return SimpleNamespace(project=project, reader=reader, write=write, answers=answers, use=use_reader, rooms=rooms)


@pytest.fixture
def on(monkeypatch):
    """Let the record's clock show a day."""

    def set_to(year, month, day):
        now = datetime(year, month, day, 12, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)
        fields = (field for model in apps.get_app_config("record").get_models() for field in model._meta.fields)
        for field in fields:
            if field.name == "recorded":
                monkeypatch.setattr(field, "_get_default", lambda: now)

    return set_to
