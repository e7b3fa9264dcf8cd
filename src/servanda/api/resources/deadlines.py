"""Deadlines of the register, each by the entry that it is of, with how often and how far it moved."""

from __future__ import annotations

from datetime import date

from servanda.api.kept import moved
from servanda.api.resource import Days, Filter, Resource, Told
from servanda.exports.bounds import period_as_json
from servanda.exports.changes import moved_as_json
from servanda.item import Item
from servanda.period import Period
from servanda.progress import MovedDeadline
from servanda.site.facts import Facts
from servanda.site.views.deadlines import due_items

__all__ = ["DEADLINES"]

Deadline = tuple[date, Item, str]
_STATES = ("ahead", "past", "settled")


def _told(facts: Facts, deadline: Deadline) -> Told:
    end, item, state = deadline
    moves = moved(facts).get(item.id)
    return {
        "id": item.id,
        "names": dict(item.names),
        "due": period_as_json(item.due),
        "last_day": end.isoformat(),
        "days_left": (end - facts.account.as_of).days,
        "state": state,
        "bodies": list(item.bodies),
        "moved": moves and _moved(moves),
    }


def _moved(deadline: MovedDeadline) -> Told:
    """How it moved, without the names of files on the machine of who keeps the register."""
    told = moved_as_json(deadline)
    return {**told, "moves": [{name: one[name] for name in one if name != "source"} for one in told["moves"]]}


DEADLINES = Resource[Deadline](
    "deadlines",
    "Deadline",
    rows=due_items,
    key=lambda deadline: deadline[1].id,
    told=_told,
    page=lambda deadline: ("programme", deadline[1].id),
    filters=(
        Filter("state", lambda _, deadline: (deadline[2],), _STATES),
        Filter("body", lambda _, deadline: deadline[1].bodies),
    ),
    days=(Days("due", lambda _, deadline: Period.day(deadline[0])),),
)
