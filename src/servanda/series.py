"""An official statistic over time, against which claims are checked."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from servanda.period import Period

__all__ = ["Observation", "Series"]


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of a series; `published` is the day of the vintage it belongs to, where known."""

    when: Period
    value: Fraction
    published: Period | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A statistic: what it measures, of what, in which unit, from where, and its observations in order of time."""

    id: str
    measure: str
    subject: str
    unit: str
    source: str
    observations: tuple[Observation, ...] = ()
