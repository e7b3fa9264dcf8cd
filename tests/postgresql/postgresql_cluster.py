"""A private PostgreSQL for the tests: made in a folder of its own, reached by a socket there, gone when they end.

Takes nothing; gives the folder whose path names the cluster, in which each project folder has a database, as each has a file on
SQLite. A database is a copy of one that has the record's tables, which takes 30 ms, and goes once its project's test is over.
Nothing is synchronised with the disk: what the tests write is not for keeping.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import psycopg

__all__ = ["Cluster"]

_TEMPLATE = "with_the_records_tables"
_OWNER = "servanda"
_ORDER = ("--locale-provider=icu", "--icu-locale=fr")
"""Words are sorted as an office sorts them, not by the numbers of their letters."""
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300", "listen_addresses=")


class Cluster:
    """A running PostgreSQL by the folder that it lives in."""

    def __init__(self, place: Path) -> None:
        self.place = place

    @classmethod
    def begun(cls) -> "Cluster":
        """A new one, with the database that all others are copies of; who calls this ends it."""
        cluster = cls(Path(tempfile.mkdtemp(prefix="servanda-postgresql-")))
        cluster._begin()
        cluster._execute(f"CREATE DATABASE {_TEMPLATE} TEMPLATE template0")
        make = "from pathlib import Path; from servanda.record import project; project.connect(Path())"
        told = os.environ | {
            "DATABASE_URL": cluster.url(_TEMPLATE),
            "DJANGO_SETTINGS_MODULE": "servanda.record.settings",
        }
        subprocess.run([sys.executable, "-c", make], env=told, check=True)
        return cluster

    def end(self) -> None:
        """Stop it and take its folder away."""
        self._run("pg_ctl", "stop", "-D", "data", "-m", "immediate", "-s")
        shutil.rmtree(self.place)

    def url(self, database: str) -> str:
        """The DATABASE_URL of a database."""
        return f"postgresql://{_OWNER}@/{database}?host={self.place}"

    def url_of(self, folder: Path | str) -> str:
        """The DATABASE_URL of a project's database, which is made where there is none."""
        name = self._name(folder)
        if not (self.place / "folders" / name).is_symlink():
            with suppress(
                psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation
            ):  # another process was quicker
                self._make(folder, _TEMPLATE)
        return self.url(name)

    def empty(self, folder: Path | str) -> str:
        """The DATABASE_URL of a new database without any table, known by a folder."""
        return self._make(folder, "template0")

    def copy(self, folder: Path, copied: Path) -> None:
        """Give the copy of a project's folder a copy of its database, to which nobody may be connected."""
        self._make(copied, self._name(folder))

    def forget(self, above: Path) -> None:
        """Take away the databases of all projects below a folder."""
        for known in (self.place / "folders").iterdir():
            with suppress(FileNotFoundError):  # another process takes away its own meanwhile
                if known.readlink().is_relative_to(above):
                    self._execute(f"DROP DATABASE {known.name} WITH (FORCE)")
                    known.unlink()

    def _make(self, folder: Path | str, template: str) -> str:
        name = self._name(folder)
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        (self.place / "folders" / name).symlink_to(folder)
        return self.url(name)

    @staticmethod
    def _name(folder: Path | str) -> str:
        return "of_" + hashlib.sha256(os.fsencode(folder)).hexdigest()[:32]

    def _begin(self) -> None:
        (self.place / "folders").mkdir()
        if os.getuid() == 0:
            shutil.chown(self.place, "postgres")
        self._run(
            "initdb", "-D", "data", "-A", "trust", "-U", _OWNER, "-E", "UTF8", "--locale=C.UTF-8", *_ORDER, "--no-sync"
        )
        settings = [word for each in (*_QUICK, f"unix_socket_directories={self.place}") for word in ("-c", each)]
        self._run(
            "pg_ctl", "start", "-w", "-s", "-D", "data", "-l", "log", "-o", " ".join(f"'{one}'" for one in settings)
        )

    def _run(self, program: str, *words: str) -> None:
        """One of PostgreSQL's programs, which refuse to be run by root."""
        user = "postgres" if os.getuid() == 0 else None
        call = [_program(program), *words]
        done = subprocess.run(call, cwd=self.place, user=user, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        if done.returncode:
            raise RuntimeError(f"{program} ended with {done.returncode}: {self.place}")

    def _execute(self, sql: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql)


def _program(name: str) -> str:
    """Where a program of PostgreSQL lies: on the PATH, or where Debian keeps those of each release."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = shutil.which(name) or (str(kept[-1]) if kept else None)
    if found is None:
        raise RuntimeError("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return found
