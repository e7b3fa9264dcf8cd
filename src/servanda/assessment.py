"""Someone's status for an entry of the register as of a day, on the scale that the assessor uses.

A scale is declared in the register with what each of its values comes to: one of the seven statuses that all counts are made
of, a share done in per cent, or neither. Two scales are always there: the statuses themselves, and per cent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from servanda.interval import Interval
from servanda.item import Names
from servanda.origin import Origins

__all__ = ["PERCENTAGES", "STATUSES", "Assessment", "Assessor", "Grade", "Reason", "Scale", "Status"]

_PER_CENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%?")


class Status(StrEnum):
    """Where an activity stands, as an assessor gives it; at risk and overdue are derived where nobody gives them."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"
    DROPPED = "dropped"
    NOT_ASSESSED = "not assessed"
    AT_RISK = "at risk"
    OVERDUE = "overdue"


class Reason(StrEnum):
    """Why a status is not known."""

    NOT_APPLICABLE = "not applicable"
    NOT_YET_REPORTED = "not yet reported"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Grade:
    """One value of a scale; `share` is what per cent it stands for, None where it maps to no share."""

    id: str
    names: Names = field(default_factory=dict, hash=False)
    status: Status = Status.NOT_ASSESSED
    share: Interval | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """What an assessor can say, from least to most; `per_cent` scales take any number from 0 to 100."""

    id: str
    names: Names = field(default_factory=dict, hash=False)
    grades: tuple[Grade, ...] = ()
    per_cent: bool = False
    source: str = ""

    def grade(self, text: str) -> Grade | None:
        """The value that a text names, by id or a name in any language; None where the scale has no such value.

        >>> full = Grade("full", {"fr": "complet"}, Status.DONE, Interval.point(Fraction(100)))
        >>> Scale("matrix", grades=(full,)).grade("Complet").status.value
        'done'
        >>> PERCENTAGES.grade("74,5 %").share, PERCENTAGES.grade("done")
        (Interval(low=Fraction(149, 2), high=Fraction(149, 2), low_open=False, high_open=False), None)
        """
        if self.per_cent:
            return _of_percentage(text)
        wanted = " ".join(text.replace("_", " ").casefold().split())
        for grade in self.grades:
            if wanted in {name.replace("_", " ").casefold() for name in (grade.id, *grade.names.values())}:
                return grade
        return None


def _of_percentage(text: str) -> Grade | None:
    found = _PER_CENT.fullmatch(text.strip())
    share = Fraction(found[1].replace(",", ".")) if found else None
    if share is None or share > 100:
        return None
    status = Status.DONE if share == 100 else Status.IN_PROGRESS if share else Status.NOT_STARTED
    return Grade(text.strip(), status=status, share=Interval.point(share))


PERCENTAGES = Scale("per cent", per_cent=True)
"""The scale of per cent, which every register has."""

STATUSES = Scale("statuses", grades=tuple(Grade(status.value, status=status) for status in Status))
"""The scale of the seven statuses, which every register has."""


@dataclass(frozen=True, slots=True)
class Assessor:
    """Who assesses, and on which scale; `body` is the id of the body that it is, if it is one of the register's."""

    id: str
    names: Names = field(hash=False)
    scale: str = STATUSES.id
    body: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One status for an entry as of a day, and where that is said.

    `value` is as the assessor's scale has it, `share` the per cent that it stands for, if any. `reason` says why a status is
    not known. `evidence` are the statements, documents and acts that it rests on, by id or address. `origins` say where its
    values come from, by the columns of a table.
    """

    item: str
    status: Status
    as_of: date
    assessor: str
    source: str = ""
    scale: str = STATUSES.id
    value: str = ""
    share: Interval | None = None
    reason: Reason | None = None
    evidence: tuple[str, ...] = ()
    origins: Origins = field(default_factory=dict, hash=False)
