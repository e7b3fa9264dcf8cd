"""Django's settings, made from the project's folder and the environment.

`servanda.record.database` adds the database of each project folder while running. The default one is that of the folder
which SERVANDA_PROJECT names, or DATABASE_URL's; where neither is set it is in memory, so that no command leaves a file behind.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from servanda.errors import UsageError

DATABASE_NAME = "servanda.db"
BUSY_SECONDS = float(os.environ.get("SERVANDA_BUSY_SECONDS", "20"))
"""How long a process waits for another one's write before it says that the record is locked."""


def sqlite(folder: Path) -> dict[str, Any]:
    """The project folder's own database: readers do not wait for a writer (WAL), writers take turns from their first word.

    >>> sqlite(Path("/srv/union"))["NAME"]
    '/srv/union/servanda.db'
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": _name(folder / DATABASE_NAME),
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;",
        },
    }


def _name(file: Path) -> str:
    """The database as SQLite opens it: where this user may not write, for reading alone.

    In WAL mode a reader, too, writes beside the database, unless it is told that nothing changes there. That is so where
    no log lies beside it: whoever may write has closed it. With a log, SQLite reads both, if its index is there as well.
    """
    if not file.is_file() or (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        return str(file)
    log = file.with_name(f"{file.name}-wal")
    is_at_rest = not log.is_file() or log.stat().st_size == 0
    return f"{file.absolute().as_uri()}?mode=ro" + ("&immutable=1" if is_at_rest else "")


def postgresql(url: str) -> dict[str, Any]:
    """The database that a DATABASE_URL such as `postgresql://user:secret@host:5432/name` means.

    A connection is kept for a minute: to open one takes longer than most pages.

    >>> postgresql("postgresql://anna:s%40x@db.example:5433/union?sslmode=require")["PASSWORD"]
    's@x'
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise UsageError("no-postgresql-url", value=f"{parts.scheme}://...", remedy="write-url")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def database(folder: Path | None) -> dict[str, Any]:
    """The database of a project: DATABASE_URL's where that is set, else the folder's own, else one in memory."""
    if url := os.environ.get("DATABASE_URL"):
        return postgresql(url)
    return sqlite(folder) if folder else {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}


INSTALLED_APPS = ["servanda.record"]
_home = os.environ.get("SERVANDA_PROJECT")
DATABASES = {"default": database(Path(_home).resolve() if _home and os.pathsep not in _home else None)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("fr", "Français"), ("en", "English"), ("ru", "Русский")]
