"""Deadlines that moved, in the words of a language: how often each moved and how far, those that moved most often first.

Takes what `servanda.progress` gives, gives a `ToldChart`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from servanda.exports.page import Cell, Sign, Table, ToldChart
from servanda.exports.wording import Wording, printable
from servanda.progress import MovedDeadline

__all__ = ["told_deadlines"]

_MOST = 20
"""Deadlines beyond which the others are left out, and said to be."""


def told_deadlines(moved: Sequence[MovedDeadline], words: Wording) -> ToldChart:
    """The chart of the deadlines, each by its number in the table."""
    shown = tuple(sorted(moved, key=lambda one: (-one.times, -abs(one.days or 0)))[:_MOST])
    note = words.say("From the first deadline to the one now, by the versions of the register; the number behind it is how often "
                     "it moved.")  # fmt: skip
    if left_out := len(moved) - len(shown):
        note += " " + words.count("{number} deadline that moved less often is left out.",
                                  "{number} deadlines that moved less often are left out.", left_out)  # fmt: skip
    head = (words.say("No."), words.say("Entry"), words.say("First deadline"), words.say("Deadline now"),
            words.say("Times moved"), words.say("Days later"))  # fmt: skip
    rows = []
    for number, one in enumerate(shown, start=1):
        name = printable(words.name(one.names, one.item))
        days = words.say("not known") if one.days is None else words.whole(one.days)
        told = (name, _day(one.first, words), _day(one.due, words), words.whole(one.times), days)
        rows.append((Cell(words.whole(number)), *(Cell(text) for text in told)))
    legend = (Sign("first", words.say("first deadline")), Sign("last", words.say("deadline now")),
              Sign("today", words.say("the day of this account")))  # fmt: skip
    table = Table(words.say("The chart as a table"), head, tuple(rows))
    return ToldChart(shown, words.say("Deadlines that moved"), note, legend, table, (None,) * len(rows), Fraction(0))


def _day(day: date | None, words: Wording) -> str:
    return words.day(day, short=True) if day else words.say("none")
