"""A dated duty found in a treaty's text; it becomes an activity of the register once a reviewer accepts it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from servanda.document import Span

__all__ = ["Force", "Obligation", "Schedule"]


class Force(StrEnum):
    """How strongly the words bind: the deontic force."""

    DUTY = "duty"
    """ "shall", "undertakes to", "doit", "обязуются" """
    BAN = "ban"
    """ "shall not", "ne doit pas", "не должны" """
    EFFORT = "effort"
    """ "shall endeavour", "s'efforce de", "стремятся" """
    PRESENT = "present"
    """The present tense that treaties in French and Russian bind with."""


class Schedule(StrEnum):
    """What a term runs from."""

    DATE = "date"
    """A day, month or year that the text names."""
    PARTIAL = "partial"
    """A day whose year the text does not name."""
    TREATY = "treaty"
    """The treaty's own signature or entry into force."""
    YEARLY = "yearly"
    """A day of every year."""
    RECURRING = "recurring"
    """Again and again, from no day that the text names: "at least once a year"."""
    EVENT = "event"
    """An event that may never happen: a request, a notice. It is a procedure and never scheduled."""
    OPEN = "open"
    """A length of time that the text lets run from nothing."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty with its term.

    `due` is ISO 8601 as precise as the text: "2019-07-01", "2019-07", "2025", "--07-01" where no year is named; None where
    nothing is scheduled, with `unresolved` saying why. `relation` is how the term bounds the duty ("before", "by", "until",
    "within", "from", "in", ...), `anchor` what a term runs from, with its day where the treaty gives it ("signature
    1995-01-20"). `every` is an ISO 8601 duration for a duty that comes again. `span` are characters of the file's decoded
    text, around the words `text`.
    """

    treaty: str
    article: str
    paragraph: str
    bearer: str
    force: Force
    action: str
    object: str
    condition: str
    relation: str
    due: str | None
    schedule: Schedule
    anchor: str
    every: str
    unresolved: str
    text: str
    span: Span
