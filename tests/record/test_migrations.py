"""The tables are what the models say, and a database can be brought to them from nothing."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connections
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from servanda.record.database import make_tables
from servanda.record.originals import Originals
from servanda.record.project import Project
from servanda.record.settings import sqlite
from servanda.record.start import start

APPS = ("api", "auth", "contenttypes", "desk", "otp_totp", "record", "sessions", "site")


@pytest.mark.parametrize("app", ["record", "desk"])
def test_no_migration_is_missing(app):
    start()
    loader = MigrationLoader(None)  # no database: another test's may be damaged
    models = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert app in apps.app_configs
    assert models.changes(graph=loader.graph, trim_to_apps={app}) == {}


def described(alias):
    """Columns, keys, indexes and checks of every table, without the order of columns; which migrations are noted."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        tables = {}
        for table in connection.introspection.table_names(cursor):
            columns = {tuple(each) for each in connection.introspection.get_table_description(cursor, table)}
            held = connection.introspection.get_constraints(cursor, table).values()
            kinds = ("primary_key", "unique", "foreign_key", "check", "index", "orders", "columns")
            tables[table] = columns, sorted(str([each.get(kind) for kind in kinds]) for each in held)
        cursor.execute("SELECT app, name FROM django_migrations")
        return tables, set(cursor.fetchall())


def opened(folder):
    folder.mkdir()
    connections.databases[str(folder)] = connections.configure_settings({"default": sqlite(folder)})["default"]
    return str(folder)


def test_tables_made_at_once_are_those_that_the_migrations_make(tmp_path):
    start()
    at_once, by_steps = opened(tmp_path / "a"), opened(tmp_path / "b")
    make_tables(at_once, APPS)
    executor = MigrationExecutor(connections[by_steps])
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] in APPS])
    ours, theirs = described(at_once), described(by_steps)
    assert ours[1] == theirs[1]
    assert ours[0].keys() == theirs[0].keys()
    for table, told in ours[0].items():
        assert told == theirs[0][table], table


def test_a_record_of_an_earlier_release_is_brought_up_to_date(tmp_path):
    start()
    alias = opened(tmp_path / "a")
    executor = MigrationExecutor(connections[alias])
    executor.migrate([("record", "0001_initial")])
    make_tables(alias, ("record",))
    anew = opened(tmp_path / "b")
    make_tables(anew, ("record",))
    assert described(alias) == described(anew)


EARLIER = Path(__file__).with_name("earlier")
TEXT = b"Anna Berg said that 60% of the Valley programmes were completed.\n"
"""The one document of the record in `earlier`, which the program of 26 November 2026 made: `init`, `ingest`, `import claims`,
`account add`, `token make`, and the database written out as SQL."""


@pytest.fixture
def earlier(tmp_path):
    """The project as that program left it."""
    folder = tmp_path / "valley"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "a.txt").write_bytes(TEXT)
    (folder / "agreement.yaml").write_bytes((EARLIER / "agreement.yaml").read_bytes())
    original = Originals(folder).place("sha256:" + sha256(TEXT).hexdigest())
    original.parent.mkdir(parents=True)
    original.write_bytes(TEXT)
    with closing(sqlite3.connect(folder / "servanda.db")) as database:
        database.executescript((EARLIER / "2026-11-26.sql").read_text(encoding="utf-8"))
    return folder


@pytest.mark.sqlite
def test_the_record_of_an_earlier_release_says_what_it_said(earlier):
    project = Project.open(earlier)
    assert project.check() == []
    assert [one.text for one in project.documents()] == [TEXT.decode()]
    assert {one.id: one.figure.quantity.text for one in project.claims()}["c1"] == "40%"
    make_tables(project.alias, APPS)
    with connections[project.alias].cursor() as cursor:
        cursor.execute("SELECT desk_account.name, role, api_token.name FROM desk_account, api_token")
        assert cursor.fetchall() == [("Edith", "editor", "Office")]
    (earlier / "documents" / "b.txt").write_text("Boris Clay said that it rained.\n")
    assert project.ingest().taken == 1
    project.undo(1)
    assert [one.doc for one in project.documents()] == ["b"]


def rows_of(alias, tables):
    """All rows of these tables, each as its columns."""
    with connections[alias].cursor() as cursor:
        found = {}
        for table in sorted(tables):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of tables
            names = [column[0] for column in cursor.description]
            found[table] = sorted((dict(zip(names, row, strict=True)) for row in cursor.fetchall()), key=str)
        return found


@pytest.mark.sqlite
def test_tables_go_back_to_those_of_an_earlier_release_and_forward_again_with_their_rows(earlier):
    alias = Project.open(earlier).alias
    connection = connections[alias]
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript((EARLIER / "2026-11-26.sql").read_text(encoding="utf-8"))
        known = database.execute("SELECT app, max(name) FROM django_migrations GROUP BY app").fetchall()
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables -= {"django_migrations", "sqlite_sequence"}
    make_tables(alias, APPS)
    newest, told = described(alias), rows_of(alias, tables)
    assert told["record_claim"] and told["desk_account"] and told["api_token"]
    MigrationExecutor(connection).migrate(known)
    assert set(known) <= described(alias)[1] < newest[1]
    there = rows_of(alias, tables)
    assert {name: len(rows) for name, rows in there.items()} == {name: len(rows) for name, rows in told.items()}
    make_tables(alias, APPS)
    assert described(alias) == newest and rows_of(alias, tables) == told
