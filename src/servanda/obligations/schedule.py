"""What day a term comes to, from the treaty's own days; a term that runs from an event that may never happen comes to none."""

from __future__ import annotations

import calendar
from typing import NamedTuple

from servanda.obligation import Schedule
from servanda.obligations.lexicon import lexicon
from servanda.obligations.terms import Term
from servanda.period import later
from servanda.treaty import Treaty

__all__ = ["Due", "due_of"]


class Due(NamedTuple):
    """What a term comes to: ISO 8601 or None, what it runs from in words, and why nothing is scheduled."""

    due: str | None
    schedule: Schedule
    anchor: str = ""
    unresolved: str = ""


def due_of(term: Term, treaty: Treaty) -> Due:
    """What a term comes to in a treaty.

    >>> from datetime import date
    >>> treaty = Treaty("t", "en", (), signed=date(1995, 1, 20))
    >>> due_of(Term(0, 1, "within", length="P4M", anchor="signature", own=True), treaty)
    Due(due='1995-05-20', schedule=<Schedule.TREATY: 'treaty'>, anchor='signature 1995-01-20', unresolved='')
    >>> due_of(Term(0, 1, "before", month=7, day=1), treaty).due, due_of(Term(0, 1, "in", year=2025), treaty).due
    ('--07-01', '2025')
    """
    why = lexicon(treaty.lang or "en")["unresolved"]
    if term.length:
        return _from_anchor(term, treaty, why)
    if term.year is None:
        due = f"--{term.month:02}-{term.day:02}" if term.month and term.day else None
        if term.every:
            return Due(due, Schedule.YEARLY if due else Schedule.RECURRING)
        return Due(due, Schedule.PARTIAL, unresolved=why["partial"])
    return Due(_written(term), Schedule.DATE)


def _written(term: Term) -> str:
    """The date as precise as the text; "the end of 2025" is its last day, "the beginning of" it its first month."""
    year, month, day = term.year, term.month, term.day
    if term.edge == "end" and year is not None and day is None:
        month = month or 12
        day = calendar.monthrange(year, month)[1]
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def _from_anchor(term: Term, treaty: Treaty, why: dict[str, str]) -> Due:
    if term.anchor not in ("signature", "in force"):
        schedule = Schedule.EVENT if term.anchor else Schedule.OPEN
        return Due(None, schedule, term.anchor, why["event" if term.anchor else "open"])
    day = treaty.signed if term.anchor == "signature" else treaty.in_force
    name = "signature" if term.anchor == "signature" else "entry into force"
    if day is None:
        return Due(None, Schedule.TREATY, name, why["signed" if term.anchor == "signature" else "in_force"])
    return Due(str(later(day, term.length)), Schedule.TREATY, f"{name} {day}")
