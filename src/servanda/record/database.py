"""The databases of project folders: opened by folder, made and brought up to date when needed, their faults named.

Takes a folder, gives the alias under which Django knows its database. Several projects can be open in one process, each
under its own alias; a DATABASE_URL stands for all of them. Faults of the database leave here as RecordLocked,
RecordReadOnly or RecordDamaged, so that no caller has to know the words of SQLite or PostgreSQL.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from servanda.errors import RecordDamaged, RecordError, RecordLocked, RecordReadOnly, UsageError
from servanda.record.settings import BUSY_SECONDS, DATABASE_NAME, database

__all__ = ["close", "connect", "in_turn", "make_tables", "named_faults", "unit"]

_WRITERS = 0x5E7A4DB
"""By which PostgreSQL knows the lock of who writes to the record."""
_MAKERS = 0x5E7A4DC
"""By which it knows the lock of who makes tables."""


def connect(folder: Path) -> str:
    """Open the folder's database, making its tables where they are not there yet; gives its alias."""
    alias = DEFAULT_DB_ALIAS if os.environ.get("DATABASE_URL") else str(folder)
    if alias not in connections.databases:
        wanted = {DEFAULT_DB_ALIAS: database(folder)}
        connections.databases[alias] = connections.configure_settings(wanted)[DEFAULT_DB_ALIAS]
    with named_faults(folder / DATABASE_NAME):
        make_tables(alias, ("record",))
    return alias


def close(alias: str) -> None:
    """Give the connection back; the next query opens it again."""
    connections[alias].close()


@contextmanager
def unit(alias: str) -> Iterator[None]:
    """Everything inside is kept together or not at all, and nobody else writes to the record meanwhile.

    So what is read inside still stands when it is written on. Writers of SQLite take turns by themselves; on PostgreSQL they do
    by a lock that goes with the transaction, for which they wait as long. Raises RecordLocked, by `named_faults`, after that.
    """
    with in_turn(alias, _WRITERS):
        yield


@contextmanager
def in_turn(alias: str, lock: int) -> Iterator[None]:
    """One transaction, in which nobody else is who takes turns by the same lock: a number by which PostgreSQL knows it.

    On SQLite all who write take turns, whatever the lock.
    """
    with transaction.atomic(using=alias):
        connection = connections[alias]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                wait = f"{round(BUSY_SECONDS * 1000)}ms"
                cursor.execute("SELECT set_config('lock_timeout', %s, true), pg_advisory_xact_lock(%s)", [wait, lock])
        yield


def make_tables(alias: str, labels: Iterable[str]) -> None:
    """Bring the tables of these Django apps up to date, and leave all others as they are.

    A database that has none of them yet gets them at once, as the models say, with all migrations noted as made: going through
    the migrations one by one works every model out anew after each step, which takes most of the time in which a project is made.
    That both ways end alike is tested; migrations that fill rows have none to fill in an empty table.
    """
    connection, wanted = connections[alias], frozenset(labels)
    if not _plan(connection, wanted)[1]:
        return
    with _alone(connection):
        executor, plan = _plan(connection, wanted)
        new = {migration.app_label for migration, _ in plan}
        if new.isdisjoint(label for label, _ in executor.loader.applied_migrations):
            _make_at_once(connection, [migration for migration, _ in plan], new)
        else:
            executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] in wanted], plan=plan)
    connection.close()


def _plan(connection: BaseDatabaseWrapper, labels: Set[str]) -> tuple[MigrationExecutor, list[Any]]:
    """What makes tables, and the steps that it still has to take for those of these apps."""
    executor = MigrationExecutor(connection)
    return executor, executor.migration_plan([node for node in executor.loader.graph.leaf_nodes() if node[0] in labels])


@contextmanager
def _alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Only one process makes tables of PostgreSQL; those of SQLite take turns by themselves, and write their log first (WAL)."""
    is_served = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({_MAKERS})" if is_served else "PRAGMA journal_mode=WAL")
    try:
        yield
    finally:
        if is_served:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_unlock({_MAKERS})")


def _make_at_once(connection: BaseDatabaseWrapper, migrations: Sequence[Migration], labels: Set[str]) -> None:
    """The tables of all models of these apps, and their migrations noted as made: all of it or nothing.

    Another process may have been quicker: then its tables stand.
    """
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    with connection.schema_editor(atomic=True) as editor:
        if not labels.isdisjoint(label for label, _ in recorder.applied_migrations()):
            return
        for label in sorted(labels):
            for model in apps.get_app_config(label).get_models():
                if model._meta.can_migrate(connection):
                    editor.create_model(model)
        for migration in migrations:
            recorder.record_applied(migration.app_label, migration.name)


@contextmanager
def named_faults(file: Path) -> Iterator[None]:
    """Turn what a database says of itself into the errors of the record, with what to do about them."""
    try:
        yield
    except ImproperlyConfigured as error:
        raise UsageError("no-driver", remedy="install-driver") from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _named(str(error), file) from error


def _named(words: str, file: Path) -> RecordError:
    said, name = words.lower(), _name(file)
    if any(word in said for word in ("locked", "busy", "could not obtain lock", "lock timeout", "deadlock")):
        return RecordLocked("record-in-use", file=name, remedy="wait-and-call-again")
    if "readonly" in said or "read-only" in said or "unable to open" in said or "permission" in said:
        return RecordReadOnly("record-not-writable", file=name, remedy="give-right-to-write", reason=words)
    if "connect" in said:
        return RecordError("record-not-reached", file=name, remedy="check-url", reason=words)
    if "full" in said or "no space left" in said:
        return RecordError("disk-full", file=name, remedy="make-room")
    return RecordDamaged("record-not-readable", file=name, remedy="restore-record", reason=words)


def _name(file: Path) -> str:
    """What the record is called where it has a fault: the file, or the server and database without what is secret."""
    if not (url := os.environ.get("DATABASE_URL")):
        return str(file)
    parts = urlsplit(url)
    return f"{parts.hostname or ''}{parts.path}"
