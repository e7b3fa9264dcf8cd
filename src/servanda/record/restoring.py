"""A project brought back from the file that `servanda.record.backup` wrote.

Takes the file and the folder where the project is to lie, which is not there yet or empty; gives how many files came back.
Nothing is in its place before every member is there with the size and digest that the file says: an archive that was cut,
changed or made by an enemy leaves the folder, and a database, as they were.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader

from servanda.errors import ProjectNotFound, UsageError
from servanda.message import reason
from servanda.record.backup import DUMP, FORMAT, MANIFEST, called
from servanda.record.database import named_faults
from servanda.record.settings import DATABASE_NAME

__all__ = ["restore_backup"]

_PIECE = 1 << 20
_MOST_FILES = 5_000_000
_LONGEST_MANIFEST = 2_000_000_000
_SPARE = 100_000_000
"""Bytes that stay free on the disk."""


def restore_backup(file: Path, folder: Path) -> int:
    """Bring the project back; a database that DATABASE_URL names has to be empty.

    Raises ProjectNotFound where the file is not there, UsageError where it is no backup, was changed, is of a later release or of
    another kind of database, or where the folder or the database is in use.
    """
    place = folder.absolute()
    if not file.is_file():
        raise ProjectNotFound("no-such-file", value=str(file), remedy="check-name")
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise UsageError("folder-in-use", value=str(place), remedy="choose-empty-folder-for-project")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".servanda-", dir=place.parent) as scratch:
            new = Path(scratch) / "project"
            new.mkdir()
            manifest, found = _unpacked(file, new)
            _check(file, manifest, found)
            _bring_database_back(file, manifest, new)
            if place.exists():
                place.rmdir()
            new.replace(place)
    except OSError as error:
        raise UsageError(
            "not-restored", value=str(place), remedy="check-rights-and-disk", reason=reason(error)
        ) from error
    return len(found)


def _unpacked(file: Path, new: Path) -> tuple[dict[str, Any], dict[str, tuple[int, str]]]:
    """The manifest, and the size and digest of every other member, which lies in the folder by now."""
    found: dict[str, tuple[int, str]] = {}
    manifest: dict[str, Any] = {}
    with _read_as_backup(file), tarfile.open(file, mode="r|gz") as archive:
        for member in archive:
            opened = archive.extractfile(member) if member.isreg() else None
            name = PurePosixPath(member.name)
            is_plain = member.name == name.as_posix() and not name.is_absolute() and ".." not in name.parts
            if (
                opened is None
                or not is_plain
                or "\0" in member.name
                or member.name in found
                or len(found) >= _MOST_FILES
            ):
                raise UsageError(
                    "member-not-taken", value=member.name[:200], file=str(file), remedy="bring-another-backup"
                )
            if member.name == MANIFEST:
                if member.size > _LONGEST_MANIFEST:
                    raise UsageError("no-backup", file=str(file), remedy="bring-another-backup")
                manifest = json.loads(opened.read())
            else:
                found[member.name] = _kept(opened, new / name, member.size)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise UsageError("no-backup", file=str(file), remedy="bring-another-backup")
    return manifest, found


@contextmanager
def _read_as_backup(file: Path) -> Iterator[None]:
    """What an archive that is none, was cut or was damaged makes Python say, as one error."""
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, ValueError, RecursionError) as error:
        raise UsageError("no-backup", file=str(file), remedy="bring-another-backup") from error
    except OSError as error:
        if type(error).__name__ != "BadGzipFile":
            raise
        raise UsageError("no-backup", file=str(file), remedy="bring-another-backup") from error


def _kept(opened: IO[bytes], place: Path, size: int) -> tuple[int, str]:
    """Write a member to its place, readable by its owner alone, as long as there is room."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if size > shutil.disk_usage(place.parent).free - _SPARE:
        raise UsageError("disk-full", value=place.name, remedy="make-room")
    digest = hashlib.sha256()
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while piece := opened.read(_PIECE):
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return size, digest.hexdigest()


def _check(file: Path, manifest: dict[str, Any], found: dict[str, tuple[int, str]]) -> None:
    """Every member is as it was written, none is missing or new, and this release knows its tables."""
    try:
        told = {str(one["name"]): (int(one["bytes"]), str(one["sha256"])) for one in manifest["files"]}
        migrations, vendor = {str(one) for one in manifest["migrations"]}, str(manifest["database"])
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError("no-backup", file=str(file), remedy="bring-another-backup") from error
    differing = sorted(name for name in {*told, *found} if told.get(name) != found.get(name))
    if differing:
        raise UsageError("backup-changed", value=differing[0][:200], file=str(file), remedy="bring-another-backup")
    known = {".".join(one) for one in MigrationLoader(None).disk_migrations}
    if later := sorted(
        one for one in migrations - known if one.split(".")[0] in {name.split(".")[0] for name in known}
    ):
        raise UsageError("backup-of-later-release", value=later[0], file=str(file), remedy="install-later-release")
    here = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    if vendor != here or (DUMP if vendor == "postgresql" else DATABASE_NAME) not in found:
        raise UsageError("backup-of-other-database", value=vendor, file=str(file), remedy="restore-to-same-database")


def _bring_database_back(file: Path, manifest: dict[str, Any], new: Path) -> None:
    """PostgreSQL's tables, all or none; those of SQLite came as a file, which is to write its log first again (WAL)."""
    if manifest["database"] != "postgresql":
        with named_faults(new / DATABASE_NAME), closing(sqlite3.connect(new / DATABASE_NAME)) as database:
            database.execute("PRAGMA journal_mode=WAL")
        return
    connection = connections[DEFAULT_DB_ALIAS]
    with named_faults(new / DATABASE_NAME):
        if connection.introspection.table_names():
            raise UsageError("database-in-use", value="DATABASE_URL", file=str(file), remedy="name-empty-database")
        connection.close()
    called("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", str(new / DUMP),
           settings=connection)  # fmt: skip
    (new / DUMP).unlink()
