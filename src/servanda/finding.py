"""A result of reconciliation: which claims contradict or confirm each other, with the sum that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Finding", "Verdict"]


class Verdict(StrEnum):
    """What was found; the order is that of weight."""

    CONTRADICTION = "contradiction"
    """No values of the measured things satisfy all the claims, read literally."""
    TENSION = "tension"
    """They can all be true literally, but not as people use such words, or only at a rate far from what came before."""
    OVERDUE = "overdue"
    """A commitment's date has passed and nothing says that it was kept."""
    CONSISTENT = "consistent"
    """Independent claims, or a claim's own arithmetic, confirm each other."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on a smallest set of claims.

    `id` depends only on the verdict, the relation and the claims' ids, so it is the same on every run over the same claims.
    `claims` are claim ids, sorted. `arithmetic` is one line a step, in figures and signs that need no language. `explanation`
    holds a few sentences by language code: en, fr, ru.
    """

    id: str
    verdict: Verdict
    relation: str
    claims: tuple[str, ...]
    measure: str
    subject: str
    arithmetic: tuple[str, ...]
    explanation: Mapping[str, str] = field(hash=False)
