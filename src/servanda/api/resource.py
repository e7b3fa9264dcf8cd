"""A kind of thing that programs can ask for: how all of them are found, by what they can be chosen, and how one is told.

Each member of the family is a file in `resources/`. What is written there makes the addresses, the reading of parameters, the
answers and the OpenAPI document, so that none of them can say other than the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from servanda.period import Period
from servanda.site.facts import Facts

__all__ = ["Days", "Filter", "Place", "Resource", "Told", "last_day"]

Thing = TypeVar("Thing")
Place = tuple[str, *tuple[object, ...]]
"""The name of a page of the site, and its keys."""
Told = dict[str, Any]
"""A thing as JSON."""


@dataclass(frozen=True)
class Filter(Generic[Thing]):
    """A parameter that chooses things by a value that they have; `choices` are all that it can be, where that is known."""

    name: str
    values: Callable[[Facts, Thing], Iterable[str | None]]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Days(Generic[Thing]):
    """A pair of parameters, NAME_from and NAME_until, that choose things by the days that they are of.

    >>> Days("said", lambda facts, claim: claim.said_on).parameters
    ('said_from', 'said_until')
    """

    name: str
    period: Callable[[Facts, Thing], Period | None]

    @property
    def parameters(self) -> tuple[str, str]:
        """The names of both."""
        return f"{self.name}_from", f"{self.name}_until"


def last_day(period: Period | None) -> Period | None:
    """The day by which something is due: the last of a stretch, whenever that begins.

    >>> str(last_day(Period.parse("by 2024-06"))), last_day(Period.parse("2024-06 or later"))
    ('2024-06-30', None)
    """
    return Period.day(period.end) if period and period.end else None


@dataclass(frozen=True)
class Resource(Generic[Thing]):
    """A family of things under one name.

    `rows` gives all that a list has, `key` the id of one, by which lists are ordered, `told` the thing as JSON, and `page` the
    name and the keys of its page on the site. `more` is what one alone is told with beside that; `unlisted` finds what has
    an address and stands in no list, and `leads` the id that a former one leads to. `schema` names its shape in `schemas.yaml`.
    """

    name: str
    schema: str
    rows: Callable[[Facts], Iterable[Thing]]
    key: Callable[[Thing], str]
    told: Callable[[Facts, Thing], Told]
    page: Callable[[Thing], Place]
    filters: tuple[Filter[Thing], ...] = ()
    days: tuple[Days[Thing], ...] = ()
    more: Callable[[Facts, Thing], Told] | None = None
    unlisted: Callable[[Facts, str], Thing | None] | None = None
    leads: Callable[[Facts, str], str | None] | None = None
