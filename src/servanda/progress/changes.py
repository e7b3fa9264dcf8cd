"""What changed in a register between two accounts of it: entries, deadlines, names, statuses.

Takes the Agreement as it was known on two days, with those days; gives `Change`s in the register's order. Nothing else goes in,
so the same two days give the same changes for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.agreement import Agreement
from servanda.assessment import Assessment
from servanda.item import Item, Names

__all__ = ["Change", "ChangeKind", "changes_between"]


class ChangeKind(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    """It lies below another entry now."""
    DEADLINE = "deadline moved"
    DROPPED = "dropped"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an entry: what was `before` and is `after`, "" for nothing; `days` by which a deadline moved, `assessor`
    whose status changed.
    """

    kind: ChangeKind
    item: str
    before: str = ""
    after: str = ""
    days: int | None = None
    assessor: str = ""


def changes_between(before: Agreement, after: Agreement, first: date, last: date) -> tuple[Change, ...]:
    """What changed from the register as it was known on the first day to that of the last; statuses as of each day.

    >>> from servanda.period import Period
    >>> early = Item("b", "bridge", {"en": "Bridge"}, due=Period.parse("2030-05-01"))
    >>> late = Item("b", "bridge", {"en": "Bridge"}, due=Period.parse("2030-07-01"))
    >>> one, other = Agreement("a", {}, items=(early,)), Agreement("a", {}, items=(late, Item("c", "road", {"en": "Road"})))
    >>> found = changes_between(one, other, date(2030, 1, 1), date(2030, 4, 1))
    >>> [(change.kind.value, change.item, change.before, change.after, change.days) for change in found]
    [('deadline moved', 'b', '2030-05-01', '2030-07-01', 61), ('added', 'c', '', 'Road', None)]
    """
    old, new = dict(_placed(before.items)), dict(_placed(after.items))
    found: list[Change] = []
    for identifier in dict.fromkeys((*new, *old)):
        if identifier not in old:
            found.append(Change(ChangeKind.ADDED, identifier, after=_name(new[identifier][0].names)))
        elif identifier not in new:
            found.append(Change(ChangeKind.REMOVED, identifier, before=_name(old[identifier][0].names)))
        else:
            found += _of_entry(*old[identifier], *new[identifier])
    return (*found, *_statuses(before, after, first, last))


def _placed(items: tuple[Item, ...], above: str = "") -> Iterator[tuple[str, tuple[Item, str]]]:
    """Each entry by its id, with the id of the one above it."""
    for item in items:
        yield item.id, (item, above)
        yield from _placed(item.items, item.id)


def _name(names: Names) -> str:
    return names.get("en") or next(iter(names.values()), "")


def _of_entry(old: Item, was_below: str, new: Item, is_below: str) -> Iterator[Change]:
    if dict(old.names) != dict(new.names):
        yield Change(ChangeKind.RENAMED, new.id, _name(old.names), _name(new.names))
    if was_below != is_below:
        yield Change(ChangeKind.MOVED, new.id, was_below, is_below)
    was, now = (item.due.end if item.due else None for item in (old, new))
    if was != now:
        days = (now - was).days if was and now else None
        yield Change(ChangeKind.DEADLINE, new.id, str(was or ""), str(now or ""), days)
    if new.dropped and not old.dropped:
        yield Change(ChangeKind.DROPPED, new.id, after=str(new.dropped))


def _statuses(before: Agreement, after: Agreement, first: date, last: date) -> Iterator[Change]:
    """What each assessor says of each entry now and did not before."""
    old, new = _newest(before, first), _newest(after, last)
    places = {item.id: number for number, item in enumerate(after.walk())}
    for key in sorted(dict.fromkeys((*new, *old)), key=lambda key: (places.get(key[0], len(places)), key)):
        was, now = (_told(side.get(key)) for side in (old, new))
        if was != now:
            yield Change(ChangeKind.STATUS, key[0], was, now, assessor=key[1])


def _newest(agreement: Agreement, day: date) -> Mapping[tuple[str, str], Assessment]:
    newest: dict[tuple[str, str], Assessment] = {}
    for one in agreement.assessments:
        key = (one.item, one.assessor)
        if one.as_of <= day and (key not in newest or one.as_of >= newest[key].as_of):
            newest[key] = one
    return newest


def _told(assessment: Assessment | None) -> str:
    return "" if assessment is None else assessment.value or assessment.status.value
