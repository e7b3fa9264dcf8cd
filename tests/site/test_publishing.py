"""The site as files: each way between them leads to a file, and nobody's folder is overwritten."""

import subprocess
import sys
from pathlib import Path

import pytest

from servanda.errors import ProjectNotFound, UsageError
from servanda.site.publishing import publish


@pytest.fixture
def published(folder, tmp_path, monkeypatch):
    """The folder of files of the project."""
    monkeypatch.setenv("SERVANDA_PROJECT", "")
    monkeypatch.setenv("SERVANDA_ADDRESS", "")
    publish([folder], tmp_path / "public")
    return tmp_path / "public"


def pages(folder):
    return sorted(folder.rglob("*.html"))


def test_each_way_leads_to_a_file(published, leading_nowhere):
    assert len(pages(published)) > 60
    assert list(leading_nowhere(published)) == []


def test_files_say_plainly_what_they_cannot_do(published):
    told = (published / "fr" / "search" / "index.html").read_text(encoding="utf-8")
    assert "Ces pages sont des fichiers et ne peuvent chercher" in told and "Eau propre" in told
    files = [file for file in published.rglob("*") if file.is_file()]
    assert "<form" not in told and [file for file in files if b"localhost" in file.read_bytes()] == []
    assert not list(published.rglob("*.atom")) and not (published / "sitemap.xml").exists()


def test_with_an_address_feeds_and_map_are_there(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("SERVANDA_PROJECT", "")
    monkeypatch.setenv("SERVANDA_ADDRESS", "")
    publish([folder], tmp_path / "public", "https://t.example/lake")
    assert "https://t.example/lake/en/findings/" in (tmp_path / "public/en/findings.atom").read_text(encoding="utf-8")
    assert (tmp_path / "public/robots.txt").is_file() and (tmp_path / "public/ru/deadlines.ics").is_file()
    assert "minutes-2031" not in (tmp_path / "public/sitemap.xml").read_text(encoding="utf-8")


def test_publishing_again_replaces_what_it_wrote(folder, published):
    (published / "stale.html").write_text("old")
    publish([folder], published)
    assert not (published / "stale.html").exists()


def test_a_folder_of_somebody_else_is_left_alone(folder, tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UsageError) as raised:
        publish([folder], tmp_path)
    assert raised.value.message == "The folder holds files that publish did not write."
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_what_is_no_address_and_no_project_is_refused(folder, tmp_path):
    with pytest.raises(UsageError, match="no address of the web"):
        publish([folder], tmp_path / "new", "tracker")
    with pytest.raises(ProjectNotFound):
        publish([tmp_path], tmp_path / "new")


def test_settings_are_safe_and_the_key_is_kept_for_its_owner(tmp_path, monkeypatch):
    code = (
        "import django; django.setup(); from django.core.management import call_command;"
        "call_command('check', deploy=True, fail_level='WARNING'); from django.conf import settings;"
        "print(settings.DEBUG, settings.ALLOWED_HOSTS, settings.SECRET_KEY)"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "servanda.site.settings",
        "SERVANDA_PROJECT": str(tmp_path),
        "SERVANDA_ADDRESS": "https://t.example",
        "PYTHONPATH": ":".join(sys.path),
    }
    first, second = (
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    )
    assert first == second and "False ['localhost', '127.0.0.1', '[::1]', 't.example']" in first
    assert Path(tmp_path / ".secret-key").stat().st_mode & 0o777 == 0o600
