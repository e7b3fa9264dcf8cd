"""What the register's assessments come to for one of its entries on one day, counted by one named method."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from servanda.claim import Measure
from servanda.interval import Interval

__all__ = ["RollUp"]


@dataclass(frozen=True, slots=True)
class RollUp:
    """One roll-up: the entry by the name that claims have for it, the method's name, the day, what it gives.

    `interval` is in `unit` (per cent for a share, the level's name for a count); it is as wide as what is unknown makes it.
    `level` is the level of the entries that are counted ("programme"), `whole` how many of them the method counts, `latest` the
    day of the newest assessment that it rests on. `source` says who made the assessments, or where they stand.
    """

    subject: str
    method: str
    day: date
    measure: Measure
    interval: Interval
    unit: str
    source: str = ""
    level: str = ""
    whole: int = 0
    latest: date | None = None
