"""A result of reconciliation: which claims contradict or confirm each other, with the sum that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

__all__ = ["Degree", "Ending", "Finding", "Origin", "Verdict"]


class Verdict(StrEnum):
    """What was found; the order is that of weight."""

    CONTRADICTION = "contradiction"
    """No values of the measured things satisfy all the claims, read literally."""
    TENSION = "tension"
    """They can all be true literally, but not as people use such words, or only at a rate far from what came before; or one
    voice changed its figure without saying so."""
    OVERDUE = "overdue"
    """A commitment's date has passed and nothing says that it was kept."""
    CONSISTENT = "consistent"
    """Independent claims, or a claim's own arithmetic, confirm each other."""


@dataclass(frozen=True, slots=True)
class Degree:
    """How far from agreement the two sides of a clash are.

    `gap` is the distance between their nearest values, in `unit`. `widening` is the least part of itself by which every value
    of both sides would have to be allowed to differ for them to meet (1/100: one per cent up or down), None where zero or
    negative values give it no meaning.
    """

    gap: Fraction
    unit: str
    widening: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Since when a finding holds no more, and the claim that ended it: a speaker's own later figure."""

    day: date
    claim: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One saying, and the claims and sources that go back to it: reprints and quotations are one witness."""

    speaker: str
    claims: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on a smallest set of claims.

    `id` depends only on the verdict, the relation and the claims' ids, so it is the same on every run over the same claims.
    `claims` are claim ids, sorted. `arithmetic` is one line a step, in figures and signs that need no language. `explanation`,
    `rule` (what holds between such claims, and when a finding follows) and each of `hypotheses` (what would resolve it, the
    smallest change first; proposed, never applied) hold sentences by language code: en, fr, ru. `since` is the day on which
    the last of the claims was made, for a promise the day after its last; `ended` is set where it holds no more.
    `origins` are the independent sayings that a confirmation counts, each with all claims that go back to it.
    """

    id: str
    verdict: Verdict
    relation: str
    claims: tuple[str, ...]
    measure: str
    subject: str
    arithmetic: tuple[str, ...]
    explanation: Mapping[str, str] = field(hash=False)
    rule: Mapping[str, str] = field(default_factory=dict, hash=False)
    degree: Degree | None = None
    hypotheses: tuple[Mapping[str, str], ...] = field(default=(), hash=False)
    since: date | None = None
    ended: Ending | None = None
    origins: tuple[Origin, ...] = ()
