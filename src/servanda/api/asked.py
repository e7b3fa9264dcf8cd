"""What a request asks of a resource: its parameters, each held against what it may be, all faults told at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from servanda.api.problem import Fault, Problem
from servanda.api.resource import Resource

__all__ = ["DEFAULT_LIMIT", "LONGEST", "MOST", "PLACE", "Asked", "asked_of", "parameters_of"]

LONGEST = 800
"""Characters of a parameter; the longest id that a record keeps is shorter."""
DEFAULT_LIMIT, MOST = 100, 1_000
"""Things on a page, where nothing is said and at most."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
PLACE = r"[0-9]{1,9}\.[0-9]\.[0-9]{1,18}"
"""What a cursor of changes looks like."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of the things that are `chosen` by filters, after a cursor, as they were known on a day."""

    chosen: Mapping[str, str] = field(default_factory=dict, hash=False)
    cursor: str = ""
    limit: int = DEFAULT_LIMIT
    known_on: date | None = None


def parameters_of(resource: Resource[Any]) -> list[str]:
    """The names of all parameters of a list."""
    days = [name for one in resource.days for name in one.parameters]
    return [*(one.name for one in resource.filters), *days, "cursor", "limit", "known_on"]


def asked_of(query: QueryDict, known: Iterable[str], resource: Resource[Any] | None = None) -> Asked:
    """What is asked for with these parameters; raises Problem with every fault of them."""
    names, faults = tuple(known), []
    for name, values in query.lists():
        if name not in names:
            faults.append(Fault(name[:80], "parameter-not-known", {"known": ", ".join(names) or "–"}))
        elif len(values) > 1:
            faults.append(Fault(name, "parameter-twice"))
        elif not values[0]:
            faults.append(Fault(name, "parameter-empty"))
        elif len(values[0]) > LONGEST:
            faults.append(Fault(name, "parameter-too-long", {"limit": LONGEST}))
        else:
            faults += _faults(name, values[0], resource)
    if faults:
        raise Problem("parameters", faults=faults)
    given = {name: query[name] for name in names if name in query}
    return Asked(
        {name: value for name, value in given.items() if name not in ("cursor", "limit", "known_on")},
        given.get("cursor", ""),
        int(given.get("limit", DEFAULT_LIMIT)),
        date.fromisoformat(given["known_on"]) if "known_on" in given else None,
    )


def _faults(name: str, value: str, resource: Resource[Any] | None) -> list[Fault]:
    """What is wrong with the value of a parameter."""
    shown = {"value": value[:80]}
    if name == "limit" and not (_NUMBER.fullmatch(value) and 1 <= int(value) <= MOST):
        return [Fault(name, "parameter-limit", {**shown, "most": MOST})]
    if name == "since" and not _NUMBER.fullmatch(value):
        return [Fault(name, "parameter-since", shown)]
    if name == "cursor" and resource is None and not re.fullmatch(PLACE, value):
        return [Fault(name, "parameter-cursor", shown)]
    is_day = name == "known_on" or any(name in one.parameters for one in (resource.days if resource else ()))
    if is_day and not _is_day(value):
        return [Fault(name, "parameter-day", shown)]
    choices = next((one.choices for one in (resource.filters if resource else ()) if one.name == name), ())
    if choices and value not in choices:
        return [Fault(name, "parameter-choice", {**shown, "choices": ", ".join(choices)})]
    return []


def _is_day(text: str) -> bool:
    """Whether a text is a day of the calendar.

    >>> _is_day("2031-02-28"), _is_day("2031-02-30"), _is_day("20310228")
    (True, False, False)
    """
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False
