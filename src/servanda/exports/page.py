"""What a report shows in one language, before any format: its sentences, tables and findings as plain text.

`telling.py` makes a `Page` of an `Account`; text, HTML and Markdown set it, so that all three say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from servanda.exports.ladder import Ladder
from servanda.exports.report import Words
from servanda.finding import Verdict
from servanda.interval import Interval
from servanda.progress import BurnUp, MovedDeadline, TimeCourse

__all__ = ["Cell", "Group", "Page", "Sign", "Table", "ToldChart", "ToldFinding", "ToldLadder", "ToldMatrix", "Witness"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text with the language it is in, where that is another than the page's, and the address it leads to."""

    text: str
    lang: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and column heads; the first cell of a row names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """A claim as a finding rests on it: who said what when, how it is read, its words and where they stand.

    `mark` stands for the claim in the finding's arithmetic: a letter, or the id where an analyst chose it; `linked` says why it
    is taken to be about the register's entry, empty for a row of a table.
    """

    id: str
    mark: str
    speaker: str
    said: str
    reading: str
    summary: str
    words: Words | None
    source: Cell
    linked: str = ""


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding with its explanation, its arithmetic a line a step, and the claims it rests on.

    `notes` say how far apart the sides are and since when it holds; `hypotheses` what would resolve it, the smallest change
    first; `rule` what holds between such claims and when a finding follows; `answers` what named bodies answered, and
    corrections; `dismissed` who set it aside and why, empty for an open one.
    """

    id: str
    title: str
    explanation: str
    arithmetic: tuple[str, ...]
    witnesses: tuple[Witness, ...]
    notes: tuple[str, ...] = ()
    hypotheses: tuple[str, ...] = ()
    rule: str = ""
    answers: tuple[str, ...] = ()
    dismissed: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one verdict, and what that verdict means."""

    verdict: Verdict
    heading: str
    meaning: str
    findings: tuple[ToldFinding, ...]


@dataclass(frozen=True, slots=True)
class ToldLadder:
    """A ladder with its title, a sentence on how to read it, and the same as a table."""

    ladder: Ladder
    title: str
    note: str
    table: Table


@dataclass(frozen=True, slots=True)
class Sign:
    """One entry of a chart's legend in words; what is drawn: done, begun, open, total, due, claim, broken, today,
    first, last."""

    drawn: str
    text: str


@dataclass(frozen=True, slots=True)
class ToldChart:
    """A time course, a burn-up or the deadlines that moved, with its title, how it is read, its legend, and the same as a table.

    `bars` has an interval for each row of the table, where it has one, for the bar that a text shows; they reach up to `top`.
    """

    drawn: TimeCourse | BurnUp | tuple[MovedDeadline, ...]
    title: str
    note: str
    legend: tuple[Sign, ...]
    table: Table
    bars: tuple[Interval | None, ...]
    top: Fraction


@dataclass(frozen=True, slots=True)
class ToldMatrix:
    """Entries by status: a table that is its own chart, with its title and how to read it.

    `depths` has how deep below the top each row is, `parts` for each of its columns the per cent of the row, None where it has
    none; `unknown` tells of which columns the status is not known.
    """

    id: str
    title: str
    note: str
    table: Table
    depths: tuple[int, ...]
    parts: tuple[tuple[Fraction | None, ...], ...]
    unknown: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that a report says, in order."""

    lang: str
    title: str
    day: str
    lead: tuple[str, ...]
    standing: tuple[str, ...]
    standing_table: Table | None
    matrices: tuple[ToldMatrix, ...]
    risks: Table | None
    charts: tuple[ToldChart, ...]
    uncharted: tuple[str, ...]
    ladders: tuple[ToldLadder, ...]
    groups: tuple[Group, ...]
    dismissed: tuple[ToldFinding, ...]
    answers: tuple[str, ...]
    alone: tuple[Witness, ...]
    speakers: Table | None
    claims: Table
    documents: Table
    coverage: tuple[str, ...]
    unread: tuple[str, ...]
    method: tuple[str, ...]
    colophon: str
