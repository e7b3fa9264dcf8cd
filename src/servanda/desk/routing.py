"""Keeps the desk's tables, and those of Django that it signs people in with, in the database of the project that is open.

So what a reviewer decides and what the desk notes of it are one transaction, and a copy of the record is a copy of all. The
tables are made when the desk is first asked for something: a project without a desk has none of them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.db import connections

from servanda.record.database import make_tables, named_faults
from servanda.record.settings import DATABASE_NAME
from servanda.site.agreements import project_folder

__all__ = ["BesideTheRecord", "database_of", "has_desk"]

_APPS = frozenset({"auth", "contenttypes", "desk", "otp_totp", "sessions"})


class BesideTheRecord:
    """Django's router for these tables; it says nothing of the record's own, whose queries name their database."""

    def db_for_read(self, model: type[Any], **hints: object) -> str | None:
        """The project's database for the tables of the desk."""
        return database_of(project_folder()) if model._meta.app_label in _APPS else None

    db_for_write = db_for_read


def has_desk(folder: Path) -> bool:
    """Whether the desk of a project was ever asked for something, so that its tables are there."""
    from servanda.site.page import opened

    return "desk_upload" in connections[opened(folder).alias].introspection.table_names()


@cache
def database_of(folder: Path | None) -> str:
    """The project's database by its alias, with the desk's tables in it."""
    from servanda.site.page import opened

    project = opened(folder)
    with named_faults(project.folder / DATABASE_NAME):
        make_tables(project.alias, _APPS)
    return project.alias
