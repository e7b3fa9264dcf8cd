"""A whole project as one file, made while the site runs and documents are taken in: to come back from when a machine is lost.

Takes a project and the name of a file that is not there yet; gives what was written. The file is a tar archive packed with gzip,
which every system can open: the files of the folder under their own names, the database as of one moment (`servanda.db`, or
`servanda.pgdump` as PostgreSQL's pg_dump writes it), and last `backup.json` with the size and SHA-256 of each. Only the folder's
secret key stays out. `servanda.record.restoring` reads it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from servanda.errors import RecordLocked, UsageError
from servanda.message import reason
from servanda.record.database import named_faults
from servanda.record.models.row import program_version
from servanda.record.register import register_files, write_register
from servanda.record.settings import DATABASE_NAME

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["DUMP", "FORMAT", "MANIFEST", "Backup", "address_of", "called", "make_backup"]

FORMAT = "servanda backup 1"
MANIFEST = "backup.json"
DUMP = "servanda.pgdump"
UPLOADS = "uploads"
_LEFT_OUT = (
    ".secret-key",
    ".ingest.lock",
    DATABASE_NAME,
    f"{DATABASE_NAME}-wal",
    f"{DATABASE_NAME}-shm",
    MANIFEST,
    DUMP,
)
_ENDING = ".servanda.tar.gz"
_LOOKS = 5
"""How often the register is looked at again where it changes while the database is copied."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written: the file, its bytes, how many files of the project are in it, and links, which are left out, by name."""

    file: Path
    size: int
    members: int
    links: tuple[str, ...]


def make_backup(project: Project, file: Path | None = None) -> Backup:
    """Write the project to a file that nobody but its owner reads; one with its folder's name and the moment where none is named.

    Raises UsageError where the file is there already or cannot be written, or pg_dump is not at hand.
    """
    moment = datetime.now(UTC)
    place = (file or Path(f"{project.folder.name}-{moment:%Y-%m-%dT%H%M%SZ}{_ENDING}")).absolute()
    if place.exists():
        raise UsageError("file-is-there", value=str(place), remedy="choose-new-file")
    new = place.with_name(f".{place.name}.new")
    try:
        with tempfile.TemporaryDirectory(prefix=".servanda-", dir=place.parent) as scratch:
            with _created(new) as out, tarfile.open(fileobj=out, mode="w:gz", compresslevel=6) as archive:
                writing = _Writing(archive, project.folder, (new, place, Path(scratch)))
                _write(project, writing, Path(scratch), moment)
            new.replace(place)
    except OSError as error:
        raise UsageError("backup-not-written", value=str(place), remedy="choose-file", reason=reason(error)) from error
    finally:
        new.unlink(missing_ok=True)
    return Backup(place, place.stat().st_size, len(writing.known), tuple(writing.links))


def _created(file: Path) -> IO[bytes]:
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _write(project: Project, writing: _Writing, scratch: Path, moment: datetime) -> None:
    """All members.

    What the database names is in the archive: uploads wait in files until they are taken in, so they go before the database;
    other files are never taken away, so they go after it.
    """
    writing.tree(project.folder / UPLOADS)
    for _ in range(_LOOKS):
        before = register_files(project.folder)
        database = _snapshot(project, scratch)
        if before == register_files(project.folder):
            break
    else:
        raise RecordLocked("record-in-use", file=str(project.folder), remedy="wait-and-call-again")
    (scratch / "register").mkdir()
    write_register(scratch / "register", before)
    for register in sorted((scratch / "register").iterdir()):
        writing.file(register, register.name)
    writing.file(database, database.name)
    writing.tree(project.folder)
    with named_faults(project.folder / DATABASE_NAME):
        migrations = sorted(MigrationRecorder(connections[project.alias]).applied_migrations())
    manifest = {
        "format": FORMAT,
        "made": moment.isoformat(timespec="seconds"),
        "program": program_version(),
        "database": connections[project.alias].vendor,
        "migrations": [".".join(one) for one in migrations],
        "files": [{"name": name, "bytes": size, "sha256": digest} for name, (size, digest) in writing.known.items()],
    }
    told = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size, member.mode, member.mtime = len(told), 0o600, int(moment.timestamp())
    writing.archive.addfile(member, io.BytesIO(told))


@dataclass
class _Writing:
    """An archive that is being written: what is in it by name, with its size and digest; `aside` is what is no part of it."""

    archive: tarfile.TarFile
    folder: Path
    aside: tuple[Path, ...]
    known: dict[str, tuple[int, str]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)

    def tree(self, place: Path) -> None:
        """Every file below a folder that is not in the archive yet; one that went away meanwhile is passed over."""
        for file in _files_below(place):
            name = file.relative_to(self.folder).as_posix()
            if file.is_symlink():
                if name not in self.links:
                    self.links.append(name)
            elif name not in self.known and not self._is_left_out(file, name):
                with suppress(FileNotFoundError):
                    self.file(file, name)

    def _is_left_out(self, file: Path, name: str) -> bool:
        is_half = file.name.startswith(".") and file.name.endswith(".new")
        is_aside = any(one == file or one in file.parents for one in self.aside)
        return name in _LEFT_OUT or name.endswith(_ENDING) or is_half or is_aside

    def file(self, file: Path, name: str) -> None:
        """One file, as long as it was when it was opened."""
        with file.open("rb") as opened:
            state = os.fstat(opened.fileno())
            member = tarfile.TarInfo(name)
            member.size, member.mode, member.mtime = state.st_size, 0o600, int(state.st_mtime)
            measured = _Measured(opened)
            self.archive.addfile(member, measured)
        self.known[name] = state.st_size, measured.digest.hexdigest()


class _Measured:
    """A file whose digest is known once it is read."""

    def __init__(self, opened: IO[bytes]) -> None:
        self._opened, self.digest = opened, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece = self._opened.read(size)
        self.digest.update(piece)
        return piece


def _files_below(place: Path) -> Iterator[Path]:
    """Files and links, in order; links to folders are not gone into."""
    for here, folders, files in os.walk(place):
        folders.sort()
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        for name in sorted([*files, *links]):
            file = Path(here) / name
            if file.is_symlink() or file.is_file():
                yield file


def _snapshot(project: Project, scratch: Path) -> Path:
    """The database as of one moment, while others write to it."""
    connection: Any = connections[project.alias]
    if connection.vendor == "postgresql":
        dump = scratch / DUMP
        called("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}", settings=connection)
        return dump
    copy = scratch / DATABASE_NAME
    copy.unlink(missing_ok=True)
    with named_faults(project.folder / DATABASE_NAME), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    return copy


def called(program: str, *words: str, settings: Any) -> None:
    """Call one of PostgreSQL's own programs for a database; its password is not among the words that other users see.

    Raises UsageError where the program is not installed, or says that it failed.
    """
    given = settings.settings_dict
    environ = os.environ | ({"PGPASSWORD": given["PASSWORD"]} if given["PASSWORD"] else {})
    try:
        done = subprocess.run(  # noqa: S603 - words of ours
            [program, f"--dbname={address_of(given)}", *words], env=environ, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise UsageError("program-missing", value=program, remedy="install-postgresql-client") from error
    if done.returncode:
        raise UsageError("program-failed", value=program, remedy="check-url", reason=done.stderr.strip()[-400:])


def address_of(given: dict[str, Any]) -> str:
    """The database as PostgreSQL's programs are told of it, without the password.

    >>> address_of({"NAME": "union", "USER": "anna", "HOST": "db", "PORT": "", "OPTIONS": {"sslmode": "require"}})
    "dbname='union' user='anna' host='db' sslmode='require'"
    """
    parts = {"dbname": given["NAME"], "user": given["USER"], "host": given["HOST"], "port": given["PORT"]}
    told = parts | given.get("OPTIONS", {})
    quoted = {name: str(value).replace("\\", "\\\\").replace("'", "\\'") for name, value in told.items() if value}
    return " ".join(f"{name}='{value}'" for name, value in quoted.items())
