"""At risk and overdue, by stated rules: each derived from due dates, dependencies, pace and silence, with its arithmetic.

Takes an Agreement and a day; gives `Risk`s. An assessor's own "at risk" or "overdue" is not repeated here: it stands as a status.

- `overdue`: the due date has passed and the newest status is neither done nor dropped;
- `late dependency`: something that the entry depends on is overdue, or is due after the entry itself;
- `pace`: at the pace of the assessed shares so far, first to last, the entry is not done when it is due;
- `silence`: nothing was assessed for more than half a year of an entry that is under way or due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.item import Item
from servanda.progress.counts import latest
from servanda.progress.weighing import share_of

__all__ = ["QUIET_DAYS", "Risk", "Rule", "risks_in"]

QUIET_DAYS = 183
"""After so many days without an assessment there is no news."""
_SETTLED = (Status.DONE, Status.DROPPED)


class Rule(StrEnum):
    """Why an entry is overdue or at risk."""

    OVERDUE = "overdue"
    LATE_DEPENDENCY = "late dependency"
    PACE = "pace"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Risk:
    """One entry that a rule concerns: `days` late, to go beyond the due date, or without news; `other` is what it waits for;
    `arithmetic` can be redone by hand.
    """

    item: str
    rule: Rule
    days: int
    other: str = ""
    arithmetic: str = ""

    @property
    def status(self) -> Status:
        """Overdue, or at risk."""
        return Status.OVERDUE if self.rule is Rule.OVERDUE else Status.AT_RISK


def risks_in(agreement: Agreement, as_of: date) -> tuple[Risk, ...]:
    """Every entry that is overdue or at risk on a day, in the register's order, each with all rules that concern it.

    >>> from servanda.period import Period
    >>> bridge = Item("b", "bridge", {"en": "Bridge"}, due=Period.parse("2030-05"))
    >>> [(one.item, one.rule.value, one.days) for one in risks_in(Agreement("a", {}, items=(bridge,)), date(2030, 6, 10))]
    [('b', 'overdue', 10), ('b', 'silence', 10)]
    """
    told = [one for one in agreement.assessments if one.status is not Status.NOT_ASSESSED and one.as_of <= as_of]
    newest = latest(told, as_of)
    items = {item.id: item for item in agreement.walk()}
    history: dict[str, list[Assessment]] = {item.id: [] for item in items.values() if (_due(item) or date.min) >= as_of}
    for one in told:
        if one.item in history:
            history[one.item].append(one)
    found: list[Risk] = []
    for item in items.values():
        status = newest[item.id].status if item.id in newest else None
        if status in _SETTLED or _is_dropped(item, as_of):
            continue
        found += _overdue(item, as_of)
        found += _waiting(item, items, newest, as_of)
        found += _slow(item, history.get(item.id, ()), as_of)
        found += _silent(item, newest, as_of)
    return tuple(found)


def _is_dropped(item: Item, as_of: date) -> bool:
    if item.replaced_by:
        return True
    return item.dropped is not None and (item.dropped.start is None or item.dropped.start <= as_of)


def _due(item: Item) -> date | None:
    return item.due.end if item.due else None


def _overdue(item: Item, as_of: date) -> Iterator[Risk]:
    due = _due(item)
    if due and due < as_of:
        late = (as_of - due).days
        yield Risk(item.id, Rule.OVERDUE, late, arithmetic=f"{as_of} − {due} = {late}")


def _waiting(item: Item, items: Mapping[str, Item], newest: Mapping[str, Assessment], as_of: date) -> Iterator[Risk]:
    due = _due(item)
    for identifier in _in_place_of(item.depends_on, items):
        other = items.get(identifier)
        theirs = _due(other) if other else None
        if other is None or theirs is None or (identifier in newest and newest[identifier].status in _SETTLED):
            continue
        if theirs < as_of:
            late = (as_of - theirs).days
            yield Risk(item.id, Rule.LATE_DEPENDENCY, late, identifier, f"{as_of} − {theirs} = {late}")
        elif due and due < theirs:
            late = (theirs - due).days
            yield Risk(item.id, Rule.LATE_DEPENDENCY, late, identifier, f"{theirs} − {due} = {late}")


def _in_place_of(identifiers: Iterable[str], items: Mapping[str, Item]) -> Iterator[str]:
    """The entries, each with those that took its place in its stead."""
    for identifier in identifiers:
        successors = items[identifier].replaced_by if identifier in items else ()
        yield from _in_place_of(successors, items) if successors else (identifier,)


def _slow(item: Item, history: Sequence[Assessment], as_of: date) -> Iterator[Risk]:
    """At the straight line through the first and the last exact share, the day on which all is done lies behind the due date."""
    due = _due(item)
    if not due or due < as_of:
        return
    exact = [
        (one.as_of, share.low)
        for one in sorted(history, key=lambda one: one.as_of)
        if (share := share_of(one)).low is not None and share.low == share.high
    ]
    if len(exact) < 2:
        return
    (first, low), (last, high) = exact[0], exact[-1]
    days, gained = (last - first).days, (high or Fraction(0)) - (low or Fraction(0))
    if not days or gained <= 0:
        return
    left = 100 - (high or Fraction(0))
    needed = ceil(left * days / gained)
    if (last - date.min).days + needed > (date.max - date.min).days:
        return
    over = (last + timedelta(days=needed) - due).days
    if over > 0:
        yield Risk(
            item.id,
            Rule.PACE,
            over,
            arithmetic=f"{left} × {days} / {gained} = {needed}; {last} + {needed} − {due} = {over}",
        )


def _silent(item: Item, newest: Mapping[str, Assessment], as_of: date) -> Iterator[Risk]:
    """No news for long: since the newest assessment, or since the due date where there was never one."""
    told = newest.get(item.id)
    since = told.as_of if told else _due(item)
    if since is None or since >= as_of:
        return
    quiet = (as_of - since).days
    if (told and quiet > QUIET_DAYS) or not told:
        yield Risk(item.id, Rule.SILENCE, quiet, arithmetic=f"{as_of} − {since} = {quiet}")
