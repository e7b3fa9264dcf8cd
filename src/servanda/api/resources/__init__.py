"""What programs can ask for, one family of things a file."""

from __future__ import annotations

from typing import Any

from servanda.api.resource import Resource
from servanda.api.resources.claims import CLAIMS
from servanda.api.resources.corrections import CORRECTIONS
from servanda.api.resources.deadlines import DEADLINES
from servanda.api.resources.documents import DOCUMENTS
from servanda.api.resources.entries import ENTRIES
from servanda.api.resources.findings import FINDINGS
from servanda.api.resources.people import BODIES, PARTIES, PERSONS
from servanda.api.resources.promises import PROMISES
from servanda.api.resources.series import SERIES
from servanda.api.resources.statements import STATEMENTS

__all__ = ["RESOURCES"]

RESOURCES: tuple[Resource[Any], ...] = (
    ENTRIES,
    BODIES,
    PARTIES,
    PERSONS,
    DOCUMENTS,
    STATEMENTS,
    CLAIMS,
    PROMISES,
    FINDINGS,
    SERIES,
    DEADLINES,
    CORRECTIONS,
)
"""All families, in the order in which they are told."""
