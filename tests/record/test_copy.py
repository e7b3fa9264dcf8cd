"""A record leaves as lines and comes back the same; what does not fit is refused whole."""

from __future__ import annotations

import hashlib
import json

import pytest

from servanda.errors import InputError, UsageError
from servanda.record import models
from servanda.record.actions.accept import accept
from servanda.record.actions.judge import Reviewer
from servanda.record.copy import copied, row_as_data, tables
from servanda.record.encoding import as_text
from servanda.record.project import Project
from servanda.record.version import version_of
from servanda.record.view import View

SERIES = "series,measure,subject,unit,period,value,source\ntrade,turnover,Trade,EUR,2029,14.3,https://o.example\n"


def rows(project):
    return {
        name: [row_as_data(name, row) for row in model.objects.using(project.alias).order_by("pk")]
        for name, model in tables().items()
    }


def originals(project):
    return {file.name: file.read_bytes() for file in (project.folder / "originals").glob("*/*")}


def export(project, file, since=0):
    file.write_bytes(b"".join(copied(project, since)))
    return file


def first(project):
    return tables()["statement"].objects.using(project.alias).order_by("pk").first()


@pytest.fixture
def full(world):
    """Two pages, one of them in two versions, a judgement, an undone batch, a refusal, a register that was changed."""
    project, register = world.project, world.project.folder / "agreement.yaml"
    world.write("a.txt", "Anna says: 60% is done.\nBoris says: «Ни один» – 70% так.")
    world.write("empty.txt", " ")
    project.ingest()
    accept(project.alias, first(project), Reviewer("anna", "as it stands"))
    register.write_text(register.read_text().replace("An agreement", "The agreement"))
    world.write("a.txt", "Anna says: 74% is done.")
    world.write("b.txt", "Carl says: 12% is done.")
    project.undo(project.ingest().batch)
    return project


def test_a_record_comes_back_the_same(full, world, tmp_path):
    copy = Project.create(tmp_path / "copy")
    outcome = copy.import_record(export(full, tmp_path / "a.jsonl"))
    assert rows(copy) == rows(full)
    assert world.answers(copy) == world.answers(full)
    assert outcome.version == version_of(View(full.alias)) == version_of(View(copy.alias))
    assert (copy.folder / "agreement.yaml").read_bytes() == (full.folder / "agreement.yaml").read_bytes()
    assert originals(copy) == originals(full) != {}
    assert b"".join(copied(copy)) == (tmp_path / "a.jsonl").read_bytes()


def test_statistics_that_lie_in_the_folder_come_too(full, tmp_path):
    copy = Project.create(tmp_path / "copy")
    (full.folder / "series" / "own.csv").write_text(SERIES)
    (full.folder / "series" / "both.csv").write_text(SERIES)
    (copy.folder / "series" / "both.csv").write_text("another")
    copy.import_record(export(full, tmp_path / "a.jsonl"))
    assert (copy.folder / "series" / "own.csv").read_text() == SERIES
    assert sorted(file.read_text() for file in (copy.folder / "series").glob("both*")) == ["another", SERIES]


def test_again_changes_nothing(full, tmp_path):
    copy = Project.create(tmp_path / "copy")
    file = export(full, tmp_path / "a.jsonl")
    number = copy.import_record(file).taken
    again = copy.import_record(file)
    assert (again.taken, again.unchanged) == (0, number)
    assert number == sum(map(len, rows(full).values()))


def test_bytes_that_a_copy_lacks_come_with_a_whole_copy(full, tmp_path):
    """A copy that was begun before bytes were carried, or lost some, has what to do told by `check`."""
    copy = Project.create(tmp_path / "copy")
    file = export(full, tmp_path / "a.jsonl")
    copy.import_record(file)
    for lost in (copy.folder / "originals").glob("*/*"):
        lost.unlink()
    assert copy.import_record(file).taken == 0
    assert originals(copy) == originals(full) != {}


def test_a_copy_goes_on(full, world, tmp_path):
    """What is recorded in a copy gets numbers of its own."""
    copy = Project.create(tmp_path / "copy")
    copy.import_record(export(full, tmp_path / "a.jsonl"))
    (copy.folder / "documents" / "c.txt").write_text("Dora says: 90% is done.")
    assert copy.ingest().taken == 1
    assert copy.check() == full.check()


def test_changes_since_a_version_bring_a_copy_up_to_date(full, world, tmp_path):
    copy = Project.create(tmp_path / "copy")
    before = copy.import_record(export(full, tmp_path / "a.jsonl")).version
    world.write("c.txt", "Dora says: 90% is done.")
    full.ingest()
    full.redo(3)
    changes = export(full, tmp_path / "changes.jsonl", before)
    head = json.loads(changes.read_text().splitlines()[0])
    assert (head["since"], head["version"]) == (before, before + 3)
    assert copy.import_record(changes).version == before + 3
    assert rows(copy) == rows(full)
    assert len(changes.read_bytes()) < len(b"".join(copied(full)))
    assert changes.read_bytes().count(b'"file":"originals/') == 1
    assert originals(copy) == originals(full)


def test_every_version_has_its_changes(full, tmp_path):
    """From whichever version: what was there then and the changes since make the whole."""
    whole = {line for line in copied(full) if b'"table"' in line}
    for version in range(version_of(View(full.alias)) + 1):
        changes = {line for line in copied(full, version) if b'"table"' in line}
        assert changes <= whole
        events = sum(b'"table":"batchevent"' in line for line in changes)
        assert (version < 2) == (changes == whole), "the first batch, under way in version 1, is told as a whole"
        assert events <= version_of(View(full.alias)) - version
    for since in (-1, 10_000):
        with pytest.raises(UsageError, match="no version"):
            list(copied(full, since))


def test_a_batch_under_way_is_told_again(full, world):
    """What a batch brings in after a version that fell into its middle is among the changes."""
    batch = models.Batch.objects.using(full.alias).create(kind="ingest", inputs=[])
    version = version_of(View(full.alias))
    line = [json.loads(line) for line in copied(full, version)]
    assert [(one["table"], one["id"]) for one in line if "table" in one] == [("batch", batch.pk)]


def test_a_file_cut_short_anywhere_is_refused_whole(full, tmp_path):
    lines = list(copied(full))
    copy = Project.create(tmp_path / "copy")
    file = tmp_path / "cut.jsonl"
    for cut in range(0, len(lines), 3):
        file.write_bytes(b"".join(lines[:cut]) + lines[cut][: len(lines[cut]) // 2])
        with pytest.raises(InputError):
            copy.import_record(file)
    assert not any(rows(copy).values())
    assert "An agreement" in (copy.folder / "agreement.yaml").read_text()


def test_changes_alone_are_refused_in_a_new_project(full, tmp_path):
    with pytest.raises(InputError, match="only the changes since version 2"):
        Project.create(tmp_path / "copy").import_record(export(full, tmp_path / "c.jsonl", 2))


def test_another_record_is_refused(full, world, tmp_path):
    other = Project.create(tmp_path / "other")
    (other.folder / "documents" / "z.txt").write_text("Zoe says: 1% is done.")
    other.ingest()
    before = rows(other)
    with pytest.raises(InputError, match="new project"):
        other.import_record(export(full, tmp_path / "a.jsonl"))
    assert rows(other) == before


def test_an_edited_register_is_not_written_over(full, tmp_path):
    copy = Project.create(tmp_path / "copy")
    register = copy.folder / "agreement.yaml"
    register.write_text(register.read_text().replace("An agreement", "My agreement"))
    with pytest.raises(InputError, match="edited"):
        copy.import_record(export(full, tmp_path / "a.jsonl"))
    assert "My agreement" in register.read_text()
    assert not any(rows(copy).values())


BAD = [
    b"",
    b"[]\n",
    b'{"servanda": 2, "since": 0}\n',
    b'{"doc": "a training line"}\n',
    b"\xff\xfe\n",
    b"[" * 100_000 + b"\n",
]


def test_what_is_no_copy_is_refused(world, tmp_path):
    file = tmp_path / "bad.jsonl"
    for data in BAD:
        file.write_bytes(data)
        with pytest.raises(InputError):
            world.project.import_record(file)


HOSTILE = [
    {"file": "originals/" + "0" * 64, "base64": "YQ=="},
    {"file": "originals/../evil.csv", "base64": "YQ=="},
    {"file": "../../evil.csv", "base64": ""},
    {"file": "series/../evil.csv", "base64": ""},
    {"file": "series/.csv", "base64": ""},
    {"file": "agreement.yaml", "text": 5},
    {"file": "series/a.csv", "base64": "%"},
    {"table": "auth_user", "id": 1},
    {"table": "batch", "id": 1, "secret": 1},
    {"table": "batch", "id": "x", "recorded": "2030-01-01T00:00:00+00:00"},
    {"table": "batch", "id": 1, "recorded": "yesterday"},
    {"table": "claim", "id": 1, "noun": {"id": 5}},
    {"table": "batchevent", "id": 1, "batch_id": 77, "kind": "finished", "version": "1"},
]


def test_a_line_that_cannot_be_taken_refuses_all(world, tmp_path):
    head, file = as_text({"servanda": 1, "since": 0}), tmp_path / "bad.jsonl"
    for line in map(as_text, HOSTILE):
        file.write_bytes(head + line + as_text({"sha256": hashlib.sha256(head + line).hexdigest()}))
        with pytest.raises(InputError):
            world.project.import_record(file)
    assert not any(rows(world.project).values())
    assert not list(tmp_path.rglob("evil*"))
