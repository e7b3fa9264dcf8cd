"""What would change in a project without some claims, or with a value assumed; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.reconciliation import Supposition
    from servanda.record.project import Project

__all__ = ["suppose"]


def suppose(
    project: Project,
    without: Iterable[str],
    assume: Iterable[str],
    as_of: date | None = None,
    known_on: date | None = None,
) -> Supposition:
    """The findings and bounds that change; raises UnknownName and UsageError, as `what_if` does."""
    what_if, claims = import_module("servanda.reconciliation").what_if, project.claims(known_on)
    found: Supposition = what_if(
        claims,
        without=tuple(without),
        assume=tuple(assume),
        as_of=as_of,
        background=project.background(claims, known_on),
    )
    return found
