"""The tables of the project's database as this release needs them: brought up to date at a start, asked for readiness."""

from __future__ import annotations

import fcntl
from pathlib import Path

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from servanda.record.database import make_tables
from servanda.site.agreements import every
from servanda.site.page import opened

__all__ = ["are_current", "bring_up_to_date"]


def are_current() -> bool:
    """Whether the tables that are there are those of this release; those of a desk that nobody has used are not there yet."""
    return all(_is_current(opened(folder).alias) for folder in every())


def _is_current(alias: str) -> bool:
    executor = MigrationExecutor(connections[alias])
    applied = executor.loader.applied_migrations
    begun = {label for label, _ in applied}
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] in begun]
    return not executor.migration_plan(newest) and applied.keys() <= executor.loader.graph.nodes.keys()


def bring_up_to_date(lock: Path) -> None:
    """Bring the tables that are there up to this release, one process of a server after the other: the first one does it."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for folder in every():
            alias = opened(folder).alias
            loader = MigrationExecutor(connections[alias]).loader
            make_tables(alias, {label for label, _ in loader.applied_migrations})
