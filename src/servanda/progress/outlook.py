"""The forecast of each entry of the register, from the shares done that its assessments give day by day.

Takes an Agreement, a method of counting and a day; gives an `Outlook` for each level below each entry that has assessments. Only
days on which the method gives one number count: where unknown statuses leave a range, there is no pace to follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from servanda.agreement import Agreement
from servanda.item import Item
from servanda.progress.counts import Told, counts_of
from servanda.progress.forecast import Forecast, Obstacle, forecast
from servanda.progress.methods import completion_by

__all__ = ["Outlook", "outlooks"]


@dataclass(frozen=True, slots=True)
class Outlook:
    """When a level below an entry will be done, if the pace stays; `days` is on how many days its share was known."""

    item: Item
    level: str
    days: int
    forecast: Forecast


def outlooks(agreement: Agreement, method: str, as_of: date | None = None) -> tuple[Outlook, ...]:
    """The outlook of each entry of the register, in its order.

    >>> from servanda.assessment import Assessment, Status
    >>> tasks = tuple(Item(name, "task", {}) for name in "abcd")
    >>> told = [Assessment(name, Status.NOT_STARTED, date(2030, 1, 1), "office") for name in "abcd"]
    >>> told += [Assessment(name, Status.DONE, date(2030, month, 1), "office") for name, month in (("a", 2), ("b", 3))]
    >>> found, = outlooks(Agreement("x", {}, items=(Item("p", "plan", {}, items=tasks),), assessments=tuple(told)), "declared")
    >>> found.days, str(found.forecast.day), found.forecast.error_days
    (3, '2030-04-29', 3)
    """
    found = []
    known = Told(one for one in agreement.assessments if as_of is None or one.as_of <= as_of).by_entry
    for item in agreement.walk():
        told = [one for entry in item.walk() if entry is not item for one in known.get(entry.id, ())]
        points: dict[str, list[tuple[date, Fraction]]] = {}
        levels: dict[str, None] = {}
        for day in sorted({one.as_of for one in told}):
            by_then = Told(told, day)
            for count in counts_of(item, by_then.newest):
                levels[count.level] = None
                share = completion_by(method, item, count, by_then)
                if share.low is not None and share.low == share.high:
                    points.setdefault(count.level, []).append((day, share.low))
        for level in levels:
            exact = points.get(level, [])
            made = forecast(exact) if exact else Forecast(obstacle=Obstacle.UNKNOWN)
            found.append(Outlook(item, level, len(exact), made))
    return tuple(found)
