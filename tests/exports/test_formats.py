"""Every format that the command offers is one that is written, and its page tells of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from unpacking import unpacked

from servanda.cli.export import Exported
from servanda.errors import UnknownName, UsageError
from servanda.exports.formats import FORMATS, Asked, write
from servanda.exports.target import target
from servanda.record.project import Project

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"
REGISTER = """\
agreement: {id: мир, name: {ru: Мирное соглашение}, signed: 2019-03-01, licence: CC-BY-4.0}
parties: [{id: север, name: {ru: Север}}]
items:
  - id: план
    level: план
    name: {ru: План}
    items: [{id: мост, level: задача, name: {ru: "=Мост"}, due: 2031-05}]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project in Russian alone, of which nothing was read yet."""
    project = Project.create(tmp_path_factory.mktemp("formats") / "p")
    (project.folder / "agreement.yaml").write_text(REGISTER, encoding="utf-8")
    return project


def test_the_command_offers_what_is_written():
    assert {one.value for one in Exported} == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_each_has_a_line_in_the_page(name):
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_each_leaves_of_a_project_of_which_nothing_was_read(project, name):
    out = io.BytesIO()
    written = write(project, name, out)
    assert written.left_out == ()
    assert out.getvalue() or name == "training"


SECRETS = """\
agreement: {id: lake, name: {en: Lake}, signed: 2019-03-01, source: "after minutes-2031, page 3"}
assessors: [{id: council, name: {en: Council}, source: minutes-2031}]
items:
  - id: water
    level: programme
    name: {en: Water}
    source: minutes-2031
    acts: [{title: Act, address: "https://secret.example/act"}]
    items: [{id: wells, level: task, name: {en: Wells}, budgets: [{amount: 5, currency: EUR, source: minutes-2031}]}]
assessments:
  - {item: water, status: done, as_of: 2023-05-01, assessor: council, source: minutes-2031,
     evidence: [minutes-2031, "https://secret.example/a", shown-law]}
sources:
  - {source: minutes*, shown: nothing}
  - {source: secret.example, shown: nothing}
"""


def test_no_format_names_a_source_that_is_kept_back(tmp_path):
    project = Project.create(tmp_path / "p")
    (project.folder / "agreement.yaml").write_text(SECRETS)
    told = set()
    for name in sorted(set(FORMATS) - {"register", "assessments", "training"}):
        out = io.BytesIO()
        write(project, name, out, Asked(public=True))
        text = unpacked(out.getvalue())
        assert b"minutes-2031" not in text and b"secret.example" not in text, name
        told |= {name} if b"shown-law" in text else set()
    assert {"csvw", "jsonl", "parquet", "rdf", "sqlite", "xlsx"} <= told


def test_another_format_is_told_the_known_ones(project):
    with pytest.raises(UnknownName, match=r"jsonl.*sdmx"):
        write(project, "pdf", io.BytesIO())


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("csvw", Asked(since=1)),
        ("register", Asked(public=True)),
        ("training", Asked(public=True)),
        ("jsonl", Asked(partial=True)),
    ],
)
def test_what_a_format_does_not_have_is_not_passed_over(project, name, asked):
    with pytest.raises(UsageError, match="another format"):
        write(project, name, io.BytesIO(), asked)


def test_iati_without_any_start_says_what_it_needs(tmp_path):
    project = Project.create(tmp_path / "p")
    (project.folder / "agreement.yaml").write_text(
        REGISTER.replace("signed: 2019-03-01, ", "").replace(", due: 2031-05", "")
    )
    with pytest.raises(UsageError, match="signed"):
        write(project, "iati", io.BytesIO())


def test_a_file_is_there_whole_or_as_it_was(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"old")
    file.chmod(0o600)
    with pytest.raises(RuntimeError), target(file) as out:
        out.write(b"half")
        raise RuntimeError
    assert (file.read_bytes(), [one.name for one in tmp_path.iterdir()]) == (b"old", ["a.csv"])
    with target(file) as out:
        out.write(b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o600)
    link = tmp_path / "link.csv"
    link.symlink_to(file)
    with target(link) as out:
        out.write(b"newer")
    assert link.is_symlink() and file.read_bytes() == b"newer"


def test_a_device_is_written_to_as_it_is(tmp_path):
    with target(Path("/dev/null")) as out:
        out.write(b"away")
    assert not Path("/dev/null").is_file()
    with pytest.raises(UsageError), target(tmp_path / "no" / "where.csv"):
        pass
