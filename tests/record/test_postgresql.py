"""What is so on PostgreSQL alone: writers who wait by a lock, tables made by several at once, one DATABASE_URL for a record."""

import os
import subprocess
import sys
from threading import Thread

import pytest
from django.db import connections

from servanda.errors import RecordLocked
from servanda.record import database, models
from servanda.record.database import make_tables, unit
from servanda.record.project import Project
from servanda.record.turn import turn

pytestmark = pytest.mark.postgresql


def elsewhere(work):
    """Do it in a thread, which has a connection of its own; raises what it raised."""
    raised = []

    def call():
        try:
            work()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    thread = Thread(target=call)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]


def test_who_waits_too_long_for_another_writer_is_told(world, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    world.write("a.txt", "Anna says: 74% is done.")
    with unit(world.project.alias), pytest.raises(RecordLocked, match="Another process"):
        elsewhere(world.project.ingest)
    assert world.project.ingest().taken == 1


def test_what_is_read_before_it_is_written_on_is_the_newest(world):
    """Eight writers who each count the rows and then add one never see the same count."""
    seen = []

    def add():
        with unit(world.project.alias):
            rows = models.Batch.objects.using(world.project.alias)
            seen.append(rows.count())
            rows.create(kind=models.BatchKind.NOTE)
        connections[world.project.alias].close()

    threads = [Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == list(range(8))


def test_a_turn_is_kept_though_the_connection_is_closed(world):
    def see():
        with turn(world.project) as is_alone:
            assert not is_alone

    with turn(world.project):
        database.close(world.project.alias)
        elsewhere(see)


def test_several_who_open_a_new_database_make_its_tables_once(tmp_path, empty_database):
    (tmp_path / "agreement.yaml").write_text("agreement: {id: hill, name: {en: Hill}}\n")
    program = (
        "import sys; from servanda.record.project import Project; print(len(Project.open(sys.argv[1]).documents()))"
    )
    environment = os.environ | {"DATABASE_URL": empty_database, "DJANGO_SETTINGS_MODULE": "servanda.record.settings"}
    call = {"env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    several = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], **call) for _ in range(4)]
    assert [one.communicate() for one in several] == [("0\n", "")] * 4


def test_a_fault_names_the_server_and_no_secret(tmp_path):
    (tmp_path / "agreement.yaml").write_text("agreement: {id: hill, name: {en: Hill}}\n")
    url = "postgresql://anna:red-herring@127.0.0.1:9/union?password=red-herring"
    done = subprocess.run(
        [sys.executable, "-m", "servanda", "report", "--project", str(tmp_path)],
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "servanda.record.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "127.0.0.1/union" in done.stderr and "red-herring" not in done.stdout + done.stderr


def test_tables_are_made_where_the_record_is_written_to(world):
    """Who makes the desk's tables does not wait for who writes to the record."""
    with unit(world.project.alias):
        elsewhere(lambda: make_tables(world.project.alias, ("api",)))
    assert "api_token" in connections[world.project.alias].introspection.table_names()


def test_an_id_may_be_long(world):
    reader, project = world.reader, world.project
    reader.name = "small " + "1" * 300
    world.write("a.txt", "Anna says: 74% is done.")
    assert project.ingest().taken == 1
    assert Project.open(project.folder).readings()[0].reader == reader.name


def test_a_backup_comes_back_into_an_empty_database_and_into_no_other(tmp_path, empty_database, another_empty_database):
    def servanda(database, *words):
        environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "servanda.record.settings"}
        call = [sys.executable, "-m", "servanda", *words]
        return subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    (tmp_path / "claims.csv").write_text("id,speaker,subject,measure,value\nc1,Anna,programmes,completion,60%\n")
    for words in (
        ("init", "hill"),
        ("import", "claims", "claims.csv", "-p", "hill"),
        ("backup", "hill.gz", "-p", "hill"),
    ):
        assert servanda(empty_database, *words).returncode == 0
    refused = servanda(empty_database, "restore", "hill.gz", "-p", "back")
    assert refused.returncode == 2 and "There are tables in the database" in refused.stderr
    assert not (tmp_path / "back").exists()
    assert servanda(another_empty_database, "restore", "hill.gz", "-p", "back").returncode == 0
    assert not list((tmp_path / "back").glob("servanda.*"))
    told = [servanda(one, "export", "jsonl", "-p", place) for one, place in
            ((empty_database, "hill"), (another_empty_database, "back"))]  # fmt: skip
    assert '"c1"' in told[0].stdout and told[0].stdout == told[1].stdout
    other = servanda("", "restore", "hill.gz", "-p", "file")
    assert other.returncode == 2 and "another kind of database" in other.stderr
