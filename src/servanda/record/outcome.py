"""What came of an ingest or an import: how much was taken, changed, already there, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from servanda.errors import ServandaError

__all__ = ["Outcome", "Summary"]


@dataclass(slots=True)
class Outcome:
    """Counts of inputs, or of a table's rows; `batch` is None where nothing was added."""

    batch: int | None = None
    taken: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[ServandaError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Summary:
    """A batch as people see it: what it was called with, how much it brought in, and where it stands."""

    id: int
    kind: str
    started: str
    finished: str | None
    undone: bool
    version: str
    inputs: tuple[str, ...]
    documents: int
    statements: int
    claims: int
    refused: int
    observations: int = 0
