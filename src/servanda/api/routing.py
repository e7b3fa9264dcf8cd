"""Keeps the tokens in the database of the project that is open; their table is made when one is first made or shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from servanda.record.database import make_tables, named_faults
from servanda.record.settings import DATABASE_NAME
from servanda.site.agreements import project_folder

__all__ = ["TokensBesideTheRecord"]


class TokensBesideTheRecord:
    """Django's router for this table; it says nothing of any other."""

    def db_for_read(self, model: type[Any], **hints: object) -> str | None:
        """The project's database for tokens."""
        return _database_of(project_folder()) if model._meta.app_label == "api" else None

    db_for_write = db_for_read


@cache
def _database_of(folder: Path | None) -> str:
    from servanda.site.page import opened

    project = opened(folder)
    with named_faults(project.folder / DATABASE_NAME):
        make_tables(project.alias, ("api",))
    return project.alias
