"""The databases of project folders: opened by folder, made and brought up to date when needed, their faults named.

Takes a folder, gives the alias under which Django knows its database. Several projects can be open in one process, each
under its own alias; a DATABASE_URL stands for all of them. Faults of the database leave here as RecordLocked,
RecordReadOnly or RecordDamaged, so that no caller has to know the words of SQLite or PostgreSQL.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from servanda.errors import RecordDamaged, RecordError, RecordLocked, RecordReadOnly, UsageError
from servanda.record.settings import DATABASE_NAME, database

__all__ = ["close", "connect", "named_faults", "unit"]


def connect(folder: Path) -> str:
    """Open the folder's database, making its tables where they are not there yet; gives its alias."""
    alias = DEFAULT_DB_ALIAS if os.environ.get("DATABASE_URL") else str(folder)
    if alias not in connections.databases:
        wanted = {DEFAULT_DB_ALIAS: database(folder)}
        connections.databases[alias] = connections.configure_settings(wanted)[DEFAULT_DB_ALIAS]
    with named_faults(folder / DATABASE_NAME):
        _bring_up_to_date(alias)
    return alias


def close(alias: str) -> None:
    """Give the connection back; the next query opens it again."""
    connections[alias].close()


@contextmanager
def unit(alias: str) -> Iterator[None]:
    """Everything inside is kept together or not at all."""
    with transaction.atomic(using=alias):
        yield


def _bring_up_to_date(alias: str) -> None:
    connection = connections[alias]
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
    executor.migrate(executor.loader.graph.leaf_nodes(), plan=plan)
    connection.close()


@contextmanager
def named_faults(file: Path) -> Iterator[None]:
    """Turn what a database says of itself into the errors of the record, with what to do about them."""
    try:
        yield
    except ImproperlyConfigured as error:
        raise UsageError(
            "The driver for PostgreSQL is not installed.",
            remedy="Install it with: pip install 'psycopg[binary]>=3.1', or unset DATABASE_URL.",
        ) from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _named(str(error), file) from error


def _named(words: str, file: Path) -> RecordError:
    said, name = words.lower(), str(file)
    if "locked" in said or "busy" in said or "could not obtain lock" in said:
        return RecordLocked(
            "Another process is writing to the record.",
            file=name,
            remedy="Wait until it has finished and call again; nothing was lost.",
        )
    if "readonly" in said or "read-only" in said or "unable to open" in said or "permission" in said:
        return RecordReadOnly(
            f"The record cannot be opened for writing ({words}).",
            file=name,
            remedy="Give this user the right to write to the file and to its folder, or work on a copy.",
        )
    if "connect" in said:
        return RecordError(
            f"The database of the record cannot be reached ({words}).",
            file=os.environ.get("DATABASE_URL", name).rpartition("@")[2],
            remedy="Check DATABASE_URL, and that the server is running.",
        )
    if "full" in said:
        return RecordError("There is no room left on the disk.", file=name, remedy="Make room and call again.")
    return RecordDamaged(
        f"The record cannot be read ({words}).",
        file=name,
        remedy="Restore it from a backup, or move the file away and ingest and import again.",
    )
