"""What is overdue or at risk by the register's own dates, as a table: the entry, how it stands, which rule says so, its sum.

Takes an `Account` with its progress and a look-up of names; gives a `Table`, those that are longest overdue first.
"""

from __future__ import annotations

from collections.abc import Callable

from servanda.exports.page import Cell, Table
from servanda.exports.report import Account
from servanda.exports.wording import Wording
from servanda.progress import Risk, Rule

__all__ = ["told_risks", "why_at_risk"]

_MOST = 50
"""Rows beyond which the others are left out, and said to be."""


def told_risks(account: Account, words: Wording, name: Callable[[str], str]) -> Table | None:
    """The table, None where nothing is overdue or at risk."""
    if account.progress is None or not account.progress.risks:
        return None
    found = sorted(account.progress.risks, key=lambda one: (one.rule is not Rule.OVERDUE, -one.days))
    caption = words.say("Overdue and at risk on this day, by the rules that the method names.")
    if (left_out := len(found) - _MOST) > 0:
        caption += " " + words.count("{number} further row is left out here; the JSON report has it.",
                                     "{number} further rows are left out here; the JSON report has them.",
                                     left_out)  # fmt: skip
    head = (words.say("Entry"), words.say("Standing"), words.say("Why"), words.say("The arithmetic"))
    rows = tuple(
        (
            Cell(name(one.item)),
            Cell(words.term("state", one.status.value)),
            Cell(why_at_risk(one, words, name)),
            Cell(one.arithmetic),
        )
        for one in found[:_MOST]
    )
    return Table(caption, head, rows)


def why_at_risk(risk: Risk, words: Wording, name: Callable[[str], str]) -> str:
    """The rule by which an entry is overdue or at risk, as a sentence.

    >>> from servanda.exports.wording import wording
    >>> why_at_risk(Risk("road", Rule.OVERDUE, 21), wording("en"), str).replace("\\xa0", " ")
    'Its day passed 21 days ago, and no status says that it is done.'
    """
    if risk.rule is Rule.OVERDUE:
        return words.count("Its day passed {number} day ago, and no status says that it is done.",
                           "Its day passed {number} days ago, and no status says that it is done.", risk.days)  # fmt: skip
    if risk.rule is Rule.LATE_DEPENDENCY:
        return words.count("It waits for “{other}”, which is {number} day late.",
                           "It waits for “{other}”, which is {number} days late.",
                           risk.days, other=name(risk.other))  # fmt: skip
    if risk.rule is Rule.PACE:
        return words.count("At the pace so far it goes {number} day beyond its day.",
                           "At the pace so far it goes {number} days beyond its day.", risk.days)  # fmt: skip
    return words.count("There has been no status for {number} day.",
                       "There has been no status for {number} days.", risk.days)  # fmt: skip
