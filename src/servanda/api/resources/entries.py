"""Entries of the register at whatever level: programmes, tasks, activities."""

from __future__ import annotations

from servanda.api.kept import assessments, newest, standing
from servanda.api.places import named_place, named_places
from servanda.api.resource import Days, Filter, Resource, Told, last_day
from servanda.assessment import Assessment, Status
from servanda.exports.bounds import interval_as_json, period_as_json
from servanda.exports.json import standing_as_json
from servanda.interval import decimal_text
from servanda.item import Act, Budget, Item
from servanda.site.facts import Facts

__all__ = ["ENTRIES", "status_of"]


def status_of(facts: Facts, item: Item) -> str:
    """The newest status that somebody gave an entry."""
    told = newest(facts).get(item.id)
    return (told.status if told else Status.NOT_ASSESSED).value


def _told(facts: Facts, item: Item) -> Told:
    above = facts.above.get(item.id)
    return {
        "id": item.id,
        "level": item.level,
        "names": dict(item.names),
        "aliases": list(item.aliases),
        "above": above and above.id,
        "below": [below.id for below in item.items],
        "period": period_as_json(item.period),
        "due": period_as_json(item.due),
        "due_after": item.due_after and {"event": item.due_after.event, "within": item.due_after.within},
        "declared": dict(item.declared),
        "status": status_of(facts, item),
        "dropped": period_as_json(item.dropped),
        "bodies": list(item.bodies),
        "cooperating": list(item.cooperating),
        "parties": list(item.parties),
        "depends_on": list(item.depends_on),
        "weight": None if item.weight is None else decimal_text(item.weight),
        "budgets": [_budget(facts, one) for one in item.budgets],
        "deliverables": list(item.deliverables),
        "acts": [_act(facts, one) for one in item.acts],
        "replaces": list(item.replaces),
        "split_from": item.split_from or None,
        "replaced_by": list(item.replaced_by),
        "source": named_place(facts, item.source),
        "claims": len(facts.claims_on.get(item.id, ())),
    }


def _more(facts: Facts, item: Item) -> Told:
    """What was said of it by whom, and what is declared, listed and assessed below it."""
    row = standing(facts).get(item.id)
    return {
        "counts": standing_as_json(row)["counts"] if row else [],
        "assessments": [_assessment(facts, one) for one in assessments(facts).get(item.id, ())],
        "claim_ids": sorted(claim.id for claim in facts.claims_on.get(item.id, ())),
    }


def _assessment(facts: Facts, one: Assessment) -> Told:
    return {
        "as_of": one.as_of.isoformat(),
        "status": one.status.value,
        "assessor": one.assessor,
        "scale": one.scale,
        "value": one.value or None,
        "share": one.share and interval_as_json(one.share),
        "reason": one.reason and one.reason.value,
        "source": named_place(facts, one.source),
        "evidence": named_places(facts, one.evidence),
    }


def _budget(facts: Facts, one: Budget) -> Told:
    return {
        "amount": decimal_text(one.amount),
        "currency": one.currency,
        "period": period_as_json(one.period),
        "source": named_place(facts, one.source),
    }


def _act(facts: Facts, one: Act) -> Told:
    return {
        "title": one.title,
        "number": one.number or None,
        "day": period_as_json(one.day),
        "address": named_place(facts, one.address),
    }


ENTRIES = Resource[Item](
    "entries",
    "Entry",
    rows=lambda facts: facts.items.values(),
    key=lambda item: item.id,
    told=_told,
    more=_more,
    page=lambda item: ("programme", item.id),
    filters=(
        Filter("level", lambda _, item: (item.level,)),
        Filter("status", lambda facts, item: (status_of(facts, item),), tuple(status.value for status in Status)),
        Filter("body", lambda _, item: item.bodies),
        Filter("party", lambda _, item: item.parties),
        Filter("above", lambda facts, item: (above.id,) if (above := facts.above.get(item.id)) else ()),
    ),
    days=(Days("due", lambda _, item: last_day(item.due)),),
)
