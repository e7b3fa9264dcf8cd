"""The things of a resource in the order of their ids, and those that filters leave: worked out once, then cut by page.

Takes facts and what was asked; gives a page and how many there are in all. A page begins after the id that its cursor names,
which is found by halving: the last page costs what the first does, and things that come or go between two pages shift no other.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from servanda.api.resource import Days, Resource
from servanda.site.facts import Facts

__all__ = ["Page", "Shelf", "shelf_of"]

Thing = TypeVar("Thing")
_CHOICES_KEPT = 32
"""Choices of one resource whose rows are kept in memory, for each state of the record."""
_LOCK = Lock()
_shelves: WeakKeyDictionary[Facts, dict[str, Shelf[Any]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Page(Generic[Thing]):
    """Some things in order, how many there are in all, and the cursor of the next page, "" on the last."""

    things: tuple[Thing, ...]
    total: int
    cursor: str


@dataclass
class Shelf(Generic[Thing]):
    """All things of a resource by their ids, in order."""

    resource: Resource[Thing]
    keys: list[str]
    things: list[Thing]
    _by_day: dict[str, tuple[array[int], array[int]]] = field(default_factory=dict, repr=False)
    _by_value: dict[str, dict[str, list[int]]] = field(default_factory=dict, repr=False)
    _chosen: OrderedDict[tuple[tuple[str, str], ...], list[int]] = field(default_factory=OrderedDict, repr=False)

    def get(self, key: str) -> Thing | None:
        """The thing that has an id."""
        place = bisect_right(self.keys, key) - 1
        return self.things[place] if place >= 0 and self.keys[place] == key else None

    def page(self, facts: Facts, asked: Mapping[str, str], after: str, most: int) -> Page[Thing]:
        """The first things after an id that have all values that were asked for."""
        if not asked:
            start = bisect_right(self.keys, after) if after else 0
            places: range | list[int] = range(start, min(start + most, len(self.keys)))
            total, is_last = len(self.keys), start + most >= len(self.keys)
        else:
            chosen = self._places(facts, asked)
            start = bisect_right(chosen, after, key=lambda place: self.keys[place]) if after else 0
            places, total, is_last = chosen[start : start + most], len(chosen), start + most >= len(chosen)
        cursor = "" if is_last or not places else self.keys[places[-1]]
        return Page(tuple(self.things[place] for place in places), total, cursor)

    def _places(self, facts: Facts, asked: Mapping[str, str]) -> list[int]:
        """Where the things stand that have all values, kept for the next page of the same choice."""
        key = tuple(sorted(asked.items()))
        with _LOCK:
            if key in self._chosen:
                self._chosen.move_to_end(key)
                return self._chosen[key]
        found = self._choose(facts, asked)
        with _LOCK:
            self._chosen[key] = found
            while len(self._chosen) > _CHOICES_KEPT:
                self._chosen.popitem(last=False)
        return found

    def _choose(self, facts: Facts, asked: Mapping[str, str]) -> list[int]:
        by_value = [
            self._index(facts, one.name).get(asked[one.name], []) for one in self.resource.filters if one.name in asked
        ]
        by_value.sort(key=len)
        found = by_value[0] if by_value else list(range(len(self.things)))
        for others in by_value[1:]:
            known = set(others)
            found = [place for place in found if place in known]
        for days in self.resource.days:
            if any(name in asked for name in days.parameters):
                found = self._within(facts, days, found, asked)
        return found

    def _within(self, facts: Facts, days: Days[Thing], places: list[int], asked: Mapping[str, str]) -> list[int]:
        """Those of the places whose things are of some day within those asked for; a thing of no known day is of none."""
        firsts, lasts = self._days(facts, days)
        since, until = (asked.get(name) for name in days.parameters)
        low = date.fromisoformat(since).toordinal() if since else 0
        high = date.fromisoformat(until).toordinal() if until else date.max.toordinal()
        return [place for place in places if lasts[place] >= low and firsts[place] <= high]

    def _days(self, facts: Facts, days: Days[Thing]) -> tuple[array[int], array[int]]:
        """The first and the last day of each thing as numbers; the last of one without any is before all others."""
        if days.name not in self._by_day:
            firsts, lasts = array("q"), array("q")
            for thing in self.things:
                period = days.period(facts, thing)
                firsts.append((period.start or date.min).toordinal() if period else 0)
                lasts.append((period.end or date.max).toordinal() if period else -1)
            self._by_day[days.name] = firsts, lasts
        return self._by_day[days.name]

    def _index(self, facts: Facts, name: str) -> dict[str, list[int]]:
        """Where the things with each value of a filter stand."""
        if name not in self._by_value:
            (one,) = (each for each in self.resource.filters if each.name == name)
            index: dict[str, list[int]] = {}
            for place, thing in enumerate(self.things):
                for value in {value for value in one.values(facts, thing) if value}:
                    index.setdefault(value, []).append(place)
            self._by_value[name] = index
        return self._by_value[name]


def shelf_of(facts: Facts, resource: Resource[Thing]) -> Shelf[Thing]:
    """The things of a resource, put in order once for each state of the record."""
    with _LOCK:
        known = _shelves.setdefault(facts, {})
        if resource.name in known:
            return known[resource.name]
    things = {resource.key(thing): thing for thing in resource.rows(facts)}
    keys = sorted(things)
    shelf = Shelf(resource, keys, [things[key] for key in keys])
    with _LOCK:
        return known.setdefault(resource.name, shelf)
