"""What came to the record since a version of it: what a copy elsewhere has to ask for again.

Takes facts, a version and a place; gives the things that were brought in, taken back or decided on since then, in order. What may
not be named is passed over. Findings follow from all of it and are asked for again as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from servanda.api.answers import answer, answered, facts_for
from servanda.api.asked import asked_of
from servanda.api.kept import finished, steps
from servanda.api.places import may_name
from servanda.api.problem import Problem
from servanda.api.resource import Told
from servanda.disclosure import Disclosure, disclosure_of
from servanda.record.models import EventKind
from servanda.record.touched import Touched, tables_of, touched
from servanda.record.version import Step
from servanda.site.facts import Facts

__all__ = ["CHANGES", "PARAMETERS", "changes"]

PARAMETERS = ("since", "cursor", "limit")
_WINDOW = 50
"""Steps of the record that one answer goes through at most."""
_CHANGES = {str(EventKind.UNDONE): "taken back", str(EventKind.REDONE): "came again"}
CHANGES = ("came", *_CHANGES.values())
"""What can have happened to a thing."""


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """How far a reader is: a version, and the table and row of it that were told last."""

    version: int
    table: int = 0
    row: int = 0

    def __str__(self) -> str:
        return f"{self.version}.{self.table}.{self.row}"


@answered
def changes(request: HttpRequest) -> HttpResponse:
    """A page of what came."""
    asked = asked_of(request.GET, PARAMETERS)
    facts = facts_for(request)
    since = int(asked.chosen.get("since", 0))
    if since > facts.version:
        raise Problem("no-such-version", version=since, last=facts.version)
    place = _Place(*map(int, asked.cursor.split("."))) if asked.cursor else _Place(since + 1)
    return answer(request, facts, lambda: _page(facts, place, asked.limit))


def _page(facts: Facts, place: _Place, limit: int) -> Told:
    """Things after a place, and the way to those that follow; a page can have fewer than its limit and not be the last."""
    told: list[Told] = []
    following = _last(facts, place, told, limit)
    is_end = following.version > facts.version
    return {"items": told, "next": None if is_end else f"?limit={limit}&cursor={following}"}


def _last(facts: Facts, place: _Place, told: list[Told], limit: int) -> _Place:
    """Put what came after a place into `told`, and give the place of the last."""
    first = max(place.version, 1)
    window = list(enumerate(steps(facts)[first - 1 : first - 1 + _WINDOW], start=first))
    wanted = {step.batch for _, step in window}
    tables = tables_of(facts.project.alias, wanted)
    for version, step in window:
        for table in tables.get(step.batch, ()) if _is_told(facts, step) else ():
            here = _Place(version, table)
            if here < _Place(place.version, place.table):
                continue
            after = place.row if here == _Place(place.version, place.table) else 0
            most = limit - len(told)
            rows = list(touched(facts.project.alias, step.batch, table, after, most))
            told += [_told(version, step, one) for one in rows if _may_tell(facts, one)]
            if len(rows) == most:
                return _Place(version, table, rows[-1].row)
    return _Place(first + len(window))


def _is_told(facts: Facts, step: Step) -> bool:
    """Whether things are told with a step: what a finished batch brought in, with its end."""
    return step.is_event or step.batch not in finished(facts)


def _may_tell(facts: Facts, one: Touched) -> bool:
    """Whether a thing may be named here."""
    if one.family == "documents" and one.document is not None:
        if one.id in facts.project_documents:
            return one.id in facts.documents
        return disclosure_of(one.document, facts.sources, facts.account.as_of) is not Disclosure.NOTHING
    if one.family == "claims":
        return one.id in facts.claims or may_name(facts, one.source)
    return one.family != "persons" or one.id in facts.people


def _told(version: int, step: Step, one: Touched) -> Told:
    return {
        "version": version,
        "recorded": step.recorded.isoformat(),
        "batch": step.batch,
        "change": _CHANGES.get(step.event, "came"),
        "resource": one.family,
        "id": one.id or None,
    }
