"""The tables are what the models say, and a database can be brought to them from nothing."""

import pytest
from django.apps import apps
from django.db import connections
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from servanda.record.database import make_tables
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
