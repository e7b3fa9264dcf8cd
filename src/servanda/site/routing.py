"""Keeps the site's own tables in the database of the project that is open; they are made when a reader first writes.

A site that is only read, from a disk that is only read, never makes them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.db import connections

from servanda.record.database import make_tables, named_faults
from servanda.record.settings import DATABASE_NAME
from servanda.site.agreements import project_folder

__all__ = ["ReadersBesideTheRecord", "make_readers_tables", "readers_have_written"]

_there: set[str] = set()


class ReadersBesideTheRecord:
    """Django's router for these tables; it says nothing of any other."""

    def db_for_read(self, model: type[Any], **hints: object) -> str | None:
        """The project's database."""
        return _alias(project_folder()) if model._meta.app_label == "site" else None

    db_for_write = db_for_read


def _alias(folder: Path | None) -> str:
    from servanda.site.page import opened

    return opened(folder).alias


def make_readers_tables() -> str:
    """Make the tables where they are not there yet; gives the alias of their database."""
    return _made(project_folder())


@cache
def _made(folder: Path) -> str:
    alias = _alias(folder)
    with named_faults(folder / DATABASE_NAME):
        make_tables(alias, ("site",))
    return alias


def readers_have_written() -> bool:
    """Whether the tables are there; once they are, they stay."""
    alias = _alias(project_folder())
    if alias not in _there and "site_letter" in connections[alias].introspection.table_names():
        _there.add(alias)
        make_readers_tables()
    return alias in _there
