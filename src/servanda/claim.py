"""What a statement says, in comparable form: measure, subject, figures, period, who, when.

One saying often gives several figures that stand or fall together: "a record 53 billion in 2023, up by 6 % on the year
before" gives a volume and a growth factor. They are the `figures` of one Claim, since a reader who doubts one doubts the
sentence, and since a finding must name sentences, not numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from servanda.period import Period
from servanda.quantity import Quantity

__all__ = ["DONE_STATES", "Claim", "Figure", "Measure"]


class Measure(StrEnum):
    """What a figure gives."""

    SHARE = "completion share"
    """Per cent of the planned things that are in the figure's state on a day."""
    DONE = "count done"
    """How many things are in the figure's state on a day."""
    PLANNED = "count planned"
    """How many there are in all."""
    VOLUME = "volume"
    """An amount over a period, which adds up over its parts: trade, spending, deliveries."""
    LEVEL = "level"
    """An amount or count on a day that may rise or fall: enterprises, jobs, prices."""
    GROWTH = "growth factor"
    """Later divided by earlier: `when` is the later period, `base` the earlier one."""
    DUE = "due date"
    """A commitment: `when` is the stretch of days by which it is promised (`end` the last day)."""
    STATUS = "status"
    """Where a thing stands on a day: the figure's state, such as "done" or "in progress"."""


DONE_STATES = frozenset(
    {"done", "agreed", "approved", "signed", "adopted", "ratified", "launched", "paid", "delivered"}
)
"""States that a thing does not leave again: a count or share of things in one of them does not fall."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that a claim gives.

    `quantity` is None for a due date and a status. `base` is the earlier period of a growth factor; `yearly` marks one that is
    the average of the years from `base` to `when` ("5 % a year from 2015 to 2020"). `state` is what a SHARE, DONE or STATUS
    figure counts: one of DONE_STATES, "behind schedule", "in progress", "not started", "dropped", ...
    """

    measure: Measure
    when: Period | None
    quantity: Quantity | None = None
    base: Period | None = None
    state: str = "done"
    yearly: bool = False

    @property
    def years(self) -> int:
        """Over how many years a growth compounds: 1 where it is no yearly rate.

        >>> Figure(Measure.GROWTH, Period.parse("2020"), base=Period.parse("2015"), yearly=True).years
        5
        """
        if not self.yearly or self.when is None or self.base is None or self.when.end is None or self.base.end is None:
            return 1
        return max(1, self.when.end.year - self.base.end.year)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one statement, or one row of a claims table, says in comparable form.

    `measure` names what is measured in the words of the table or of the reader ("completion", "trade turnover");
    `subject` the thing it is about: the words of the text or table, or, once linked, the register's name of it; its
    narrower scopes ("goods and services") are in `qualifiers`. `topic` is the measured thing without the words for how it is
    measured ("trade" for "trade turnover" and "trade growth"). `figures` is never empty; the first is the one that `value`
    shows. `missing` says what keeps the claim from being compared. `source` is an address or a document's name. `start` and
    `end` are the offsets of its words, where it comes from a document. `forecast` marks a figure about days after it was
    said ("will reach"); it is compared like any other, and the explanation says that it was a forecast. `second_hand` marks
    someone else's figure that the speaker passes on ("according to the bank"), and hearsay.
    """

    id: str
    measure: str
    subject: str
    figures: tuple[Figure, ...]
    said_on: Period | None = None
    speaker: str = ""
    office: str = ""
    source: str = ""
    text: str = ""
    topic: str = ""
    qualifiers: frozenset[str] = frozenset()
    forecast: bool = False
    missing: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    second_hand: bool = False

    @property
    def figure(self) -> Figure:
        """The figure that `value` shows."""
        return self.figures[0]
