"""A locked, read-only or damaged record is named, with the remedy; and check finds what does not agree."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from itertools import takewhile
from pathlib import Path

import pytest
from django.db import connections
from django.db.models import QuerySet

from servanda.errors import (
    ModelMissing,
    ProjectNotFound,
    RecordDamaged,
    RecordLocked,
    RecordReadOnly,
    UnknownName,
    UsageError,
)
from servanda.record import models
from servanda.record.database import close
from servanda.record.models.row import AppendOnlyError
from servanda.record.project import Project


def raw(project):
    """The database, beside the record's own rules."""
    return sqlite3.connect(project.folder / "servanda.db", isolation_level=None)


@pytest.mark.sqlite
def test_locked(world):
    world.write("a.txt", "Anna says: 74% is done.")
    connections[world.project.alias].settings_dict["OPTIONS"]["timeout"] = 0.2
    close(world.project.alias)
    with raw(world.project) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordLocked, match="Another process") as caught:
            world.project.ingest()
        assert world.project.documents() == []
        other.execute("ROLLBACK")
    assert caught.value.exit_status == 3
    assert world.project.ingest().taken == 1


READ_ONLY = {"sqlite": "PRAGMA query_only=ON", "postgresql": "SET default_transaction_read_only = on"}


def test_read_only(world):
    world.write("a.txt", "Anna says: 74% is done.")
    connection = connections[world.project.alias]
    with connection.cursor() as cursor:
        cursor.execute(READ_ONLY[connection.vendor])
    with pytest.raises(RecordReadOnly, match="right to write"):
        world.project.ingest()
    assert world.project.claims() == []


AS_SOMEBODY_ELSE = """
import os, sys
from django.db import connections
from servanda.errors import RecordReadOnly
from servanda.record.project import Project
first = Project.open(sys.argv[1])
print(len(first.documents()), [str(one) for one in first.check()])
connections[first.alias].close()
del connections[first.alias], connections.databases[first.alias]
os.setuid(65534)
project = Project.open(sys.argv[1])
print(len(project.documents()), [str(one) for one in project.check()])
try:
    project.undo(1)
except RecordReadOnly as error:
    print(error.exit_status)
"""


@pytest.mark.sqlite
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_who_may_not_write_can_read(world, tmp_path):
    world.write("a.txt", "Anna says: 74% is done.")
    world.project.ingest()
    close(world.project.alias)
    above = takewhile(lambda folder: folder != Path(tempfile.gettempdir()), tmp_path.parents)
    for folder in (world.project.folder, tmp_path, *above):
        folder.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", AS_SOMEBODY_ELSE, str(world.project.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.split("\n"), done.stderr) == (["1 []", "1 []", "3", ""], "")


@pytest.mark.sqlite
@pytest.mark.parametrize("fault", ["not a database", "cut short", "a page of zeros"])
def test_damaged(world, fault):
    for number in range(30):
        world.write(f"{number}.txt", f"Anna says: {number}% is done. " + "Words. " * 200)
    world.project.ingest()
    close(world.project.alias)
    file = world.project.folder / "servanda.db"
    whole = file.read_bytes()
    if fault == "not a database":
        file.write_bytes(b"This is a letter and no database. " * 300)
    elif fault == "cut short":
        file.write_bytes(whole[: len(whole) // 2])
    else:
        file.write_bytes(whole[:4096] + bytes(4096 * 60) + whole[4096 * 61 :])
    with pytest.raises(RecordDamaged, match="backup"):
        assert Project.open(world.project.folder).check() == []
        raise RecordDamaged("record-not-readable", remedy="restore-record", reason="check found nothing")
    close(world.project.alias)


def test_no_project(tmp_path):
    with pytest.raises(ProjectNotFound, match="servanda init"):
        Project.open(tmp_path)
    with pytest.raises(UnknownName, match="Known examples"):
        Project.create(tmp_path / "new", "no-such-example")
    assert not (tmp_path / "new").exists()
    Project.create(tmp_path / "new")
    with pytest.raises(UsageError, match="already"):
        Project.create(tmp_path / "new")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="file, not a folder"):
        Project.create(tmp_path / "file")


@pytest.mark.sqlite
def test_a_database_that_is_missing_is_made_again(world):
    close(world.project.alias)
    for file in world.project.folder.glob("servanda.db*"):
        file.unlink()
    assert Project.open(world.project.folder).documents() == []


def damage(project, model, field, change):
    """Change a column of all rows of a table, beside the record's own rules."""
    rows = QuerySet(model, using=project.alias)
    for pk, value in list(rows.values_list("pk", field)):
        rows.filter(pk=pk).update(**{field: change(value)})


@pytest.mark.parametrize(
    ("model", "field", "change", "told"),
    [
        (models.Document, "text", lambda text: text.replace("74", "75"), "digest differs"),
        (models.Statement, "noun", lambda noun: noun | {"content": [[0, 9999]]}, "outside the text"),
        (
            models.Statement,
            "noun",
            lambda noun: noun | {"quantities": [one | {"text": "75%"} for one in noun["quantities"]]},
            "is not what stands",
        ),
        (models.Claim, "noun", lambda noun: noun | {"end": 9999}, "outside the text"),
        (models.RegisterVersion, "files", lambda files: files | {"agreement.yaml": "x"}, "digest differs"),
    ],
)
def test_check_finds_what_does_not_agree(world, model, field, change, told):
    world.write("a.txt", "Anna says: 74% is done.")
    world.project.ingest()
    assert world.project.check() == []
    damage(world.project, model, field, change)
    problems = world.project.check()
    assert problems and told in str(problems[0])


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE record_claim SET statement_id = 77", "not there"),
        ("DELETE FROM record_registerversion", "not in the record"),
    ],
)
def test_check_finds_rows_that_refer_nowhere(world, sql, told):
    world.write("a.txt", "Anna says: 74% is done.")
    world.project.ingest()
    with raw(world.project) as database:
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute(sql)
    database.close()
    problems = world.project.check()
    assert problems and told in str(problems[0])


@pytest.mark.sqlite
def test_check_goes_on_after_rows_that_refer_nowhere(world):
    world.write("a.txt", "Anna says: 74% is done.")
    world.project.ingest()
    with raw(world.project) as database:
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute("DELETE FROM record_statement")
        database.execute("UPDATE record_document SET text = replace(text, '74', '75')")
    database.close()
    told = "\n".join(map(str, world.project.check()))
    assert "not there" in told and "digest differs" in told


def test_rows_are_neither_changed_nor_taken_away(world):
    world.write("a.txt", "Anna says: 74% is done.")
    world.project.ingest()
    rows = models.Document.objects.using(world.project.alias)
    row = rows.get()
    for change in (row.save, row.delete, lambda: rows.update(text=""), rows.all().delete):
        with pytest.raises(AppendOnlyError):
            change()
    assert rows.get().text == row.text


def test_a_postgresql_address_is_understood(monkeypatch):
    from servanda.record.settings import postgresql

    with pytest.raises(UsageError) as caught:
        postgresql("mysql://anna:secret@host/name")
    assert "secret" not in json.dumps(caught.value.as_dict())
    assert postgresql("postgres:///name")["NAME"] == "name"


def test_two_at_once_take_each_document_once(world, rooms):
    """Another process takes the same documents while this one reads them."""
    for number in range(4):
        world.write(f"{number}.txt", f"Anna says: {number}% is done.")
    plain = world.reader.read
    other = Project.open(world.project.folder)

    def slow(document):
        reading = plain(document)
        if document.doc == "0":
            world.use(rooms.Reader())
            other.ingest()
        return reading

    world.reader.read = slow
    world.use(world.reader)
    outcome = world.project.ingest()
    assert (outcome.taken, outcome.unchanged) == (0, 4)
    assert len(world.project.claims()) == 4
    assert models.Reading.objects.using(world.project.alias).count() == 4
    assert [batch.documents for batch in world.project.batches()] == [0, 4]


def test_names_that_are_no_utf8(world):
    name = os.fsdecode(b"caf\xe9.txt")
    world.write(name, "Anna says: 74% is done.")
    assert world.project.ingest().taken == 1
    assert [document.doc for document in world.project.documents()] == ["caf\\xe9"]
    assert world.project.ingest().unchanged == 1


def test_a_missing_model_refuses_only_what_needs_it(world, monkeypatch):
    read = world.reader.read

    def without_french(document):
        if document.doc == "b":
            raise ModelMissing("model-not-installed", remedy="install-model", language="fr", model="m")
        return read(document)

    world.write("a.txt", "Anna says: 74% is done.")
    world.write("b.txt", "Jean says: 60% is done.")
    with monkeypatch.context() as patched:
        patched.setitem(vars(sys.modules["servanda.reading"]), "read_document", without_french)
        outcome = world.project.ingest()
    assert outcome.taken == 1 and [error.exit_status for error in outcome.refused] == [1]
    assert outcome.refused[0].file.endswith("b.txt")
    assert world.project.ingest().taken == 1
