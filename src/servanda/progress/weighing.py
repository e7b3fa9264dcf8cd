"""Completion as a mean: of shares, by weight, by money.

Takes an entry, the level below it that is counted, and the newest assessments; gives per cent as an interval that every
completion of what is unknown lies in:

- `shares`: the mean share done of all entries of the level, each as its assessor's scale has it; what is declared and not listed,
  or has no share, may be anything from 0 to 100;
- `weighted`: the same with each entry's own weight; one with none weighs as much as the others do on average, and so does what is
  declared and not listed;
- `budget`: with each entry's money as its weight, entries without money left out. Currencies are never mixed: with several, the
  figure reaches from the lowest to the highest currency's, which holds at whatever rate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from servanda.assessment import Assessment, Status
from servanda.interval import Interval
from servanda.item import Item
from servanda.progress.counts import Count

__all__ = ["WEIGHINGS", "completion_as_mean", "share_of"]

WEIGHINGS = ("shares", "weighted", "budget")

_ALL = Interval(Fraction(0), Fraction(100))
_WHOLE, _NOTHING = Interval.point(Fraction(100)), Interval.point(Fraction(0))
_Weighed = tuple[Fraction, Interval]


def share_of(assessment: Assessment | None) -> Interval:
    """The per cent that an assessment says is done; anything where it says none. What is dropped is not done.

    >>> from datetime import date
    >>> str(share_of(Assessment("a", Status.DONE, date(2030, 1, 1), "office"))), str(share_of(None))
    ('[100, 100]', '[0, 100]')
    """
    if assessment is None:
        return _ALL
    if assessment.share is not None:
        return assessment.share
    if assessment.status is Status.DONE:
        return _WHOLE
    if assessment.status in (Status.NOT_STARTED, Status.DROPPED):
        return _NOTHING
    return _ALL


def completion_as_mean(method: str, item: Item, count: Count, newest: Mapping[str, Assessment]) -> Interval:
    """The per cent done of one level below an entry, by one of WEIGHINGS.

    >>> from datetime import date
    >>> below = (Item("a", "bridge", {}, weight=Fraction(3)), Item("b", "bridge", {}, weight=Fraction(1)))
    >>> plan = Item("p", "plan", {}, items=below)
    >>> newest = {"a": Assessment("a", Status.DONE, date(2030, 1, 1), "office")}
    >>> [str(completion_as_mean(method, plan, Count("bridge", 4, 2, {}), newest)) for method in WEIGHINGS]
    ['[25, 100]', '[37.5, 100]', '[0, 100]']
    """
    entries = [
        entry for entry in item.walk() if entry is not item and entry.level == count.level and not entry.replaced_by
    ]
    missing = count.total - len(entries)
    if method == "budget":
        return _by_money(entries, newest)
    shares = [share_of(newest.get(entry.id)) for entry in entries] + [_ALL] * missing
    weights = [Fraction(1)] * count.total if method == "shares" else _weights(entries, missing)
    return _mean(list(zip(weights, shares, strict=True)))


def _weights(entries: Sequence[Item], missing: int) -> list[Fraction]:
    told = [entry.weight for entry in entries if entry.weight is not None]
    usual = sum(told, Fraction(0)) / len(told) if told and sum(told) else Fraction(1)
    return [usual if entry.weight is None else entry.weight for entry in entries] + [usual] * missing


def _by_money(entries: Sequence[Item], newest: Mapping[str, Assessment]) -> Interval:
    weighed: dict[str, list[_Weighed]] = defaultdict(list)
    for entry in entries:
        for budget in entry.budgets:
            weighed[budget.currency].append((budget.amount, share_of(newest.get(entry.id))))
    found = [_mean(parts) for parts in weighed.values()]
    lows, highs = (
        [one.low or Fraction(0) for one in found],
        [Fraction(100) if one.high is None else one.high for one in found],
    )
    return Interval(min(lows), max(highs)) if found else _ALL


def _mean(weighed: Sequence[_Weighed]) -> Interval:
    whole = sum((weight for weight, _ in weighed), Fraction(0))
    if not whole:
        return _ALL
    low = sum((weight * (share.low or Fraction(0)) for weight, share in weighed), Fraction(0))
    high = sum(
        (weight * (Fraction(100) if share.high is None else share.high) for weight, share in weighed), Fraction(0)
    )
    return Interval(low / whole, high / whole)
