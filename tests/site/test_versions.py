"""Earlier versions of a page: each changed sentence before and after, as far as the document may be shown."""

import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from servanda.record.project import Project
from servanda.site import facts

REGISTER = """\
agreement: {id: lake, name: {en: Lake Accord}}
sources:
  - {source: whole*, shown: full text}
"""
BEFORE = "They met on Monday. Clara says: 74% is done. It rained."
AFTER = "They met on Monday. Clara says: 80% is done. It rained. Nobody asked why."


@pytest.fixture
def reader(tmp_path, folder, monkeypatch):
    """A reader of the site of a project in which two documents were rewritten and one was not."""
    project = Project.create(tmp_path / "lake")
    (project.folder / "agreement.yaml").write_text(REGISTER, encoding="utf-8")
    rooms = sys.modules["small_rooms_of_the_site"]
    with pytest.MonkeyPatch.context() as patch:
        for_reading = {"servanda.intake", "servanda.reading"}
        rooms.install(
            lambda name, module: patch.setitem(sys.modules, name, module) if name in for_reading else None,
            rooms.Reader(),
        )
        for text in (BEFORE, AFTER):
            for name in ("whole", "quoted"):
                Path(project.folder / "documents" / f"{name}.txt").write_text(f"{text} {name}.", encoding="utf-8")
            (project.folder / "documents" / "same.txt").write_text("Boris says: 61% is done.", encoding="utf-8")
            project.ingest()
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", project.folder)
    monkeypatch.setattr(settings, "SERVANDA_AGREEMENTS", {})
    monkeypatch.setattr(settings, "SERVANDA_ADDRESS", "")
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
    facts._facts.clear()
    yield Client(headers={"host": "localhost"})
    facts._facts.clear()


def page(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_document_leads_to_its_versions(reader):
    assert 'href="versions/"' in page(reader, "/en/documents/whole/")


def test_each_changed_sentence_stands_before_and_after(reader):
    told = page(reader, "/en/documents/whole/versions/")
    assert "Clara says: 74% is done." in told and "Clara says: 80% is done." in told


def test_what_was_said_in_neither_or_both_is_told_so(reader):
    told = page(reader, "/en/documents/whole/versions/")
    assert "They met on Monday" not in told and "nothing" in told and "Nobody asked why." in told


def test_of_a_quoted_document_only_the_days_are_told(reader):
    told = page(reader, "/fr/documents/quoted/versions/")
    assert "74%" not in told and "La page a changé" in told


def test_a_document_that_never_changed_has_no_such_page(reader):
    assert reader.get("/en/documents/same/versions/").status_code == 404
    assert "versions/" not in page(reader, "/en/documents/same/")
