"""Promises: what somebody said would be done by a day, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.api.resource import Days, Filter, Resource, Told, last_day
from servanda.api.resources.claims import entry_of, speakers_of
from servanda.claim import Claim, Figure, Measure
from servanda.exports.bounds import period_as_json
from servanda.finding import Verdict
from servanda.site.facts import Facts
from servanda.site.views.claims import fate_of

__all__ = ["PROMISES"]

_UNSAID = ("ahead", "nothing read")
_BECAME = ("kept", *(one.value for one in Verdict if one is not Verdict.CONSISTENT), *_UNSAID)


@dataclass(frozen=True)
class _Promise:
    """One due date of a claim, by its number among the claim's figures."""

    claim: Claim
    number: int

    @property
    def id(self) -> str:
        return f"{self.claim.id}:{self.number}"

    @property
    def figure(self) -> Figure:
        return self.claim.figures[self.number]


def _rows(facts: Facts) -> list[_Promise]:
    return [
        _Promise(claim, number)
        for claim in facts.account.claims
        for number, figure in enumerate(claim.figures)
        if figure.measure is Measure.DUE
    ]


def _became(facts: Facts, one: _Promise) -> str:
    """What a finding says of it; without one, whether its day is past."""
    finding = fate_of(facts, one.claim)
    if finding is not None:
        return "kept" if finding.verdict is Verdict.CONSISTENT else finding.verdict.value
    end = one.figure.when.end if one.figure.when else None
    return _UNSAID[end is not None and end < facts.account.as_of]


def _told(facts: Facts, one: _Promise) -> Told:
    claim, entry, finding = one.claim, entry_of(facts, one.claim.subject), fate_of(facts, one.claim)
    return {
        "id": one.id,
        "claim": claim.id,
        "subject": claim.subject,
        "entry": entry and entry.id,
        "due": period_as_json(one.figure.when),
        "said_on": period_as_json(claim.said_on),
        "speaker": claim.speaker,
        "speakers": speakers_of(facts, claim),
        "became": _became(facts, one),
        "finding": finding and finding.id,
    }


PROMISES = Resource[_Promise](
    "promises",
    "Promise",
    rows=_rows,
    key=lambda one: one.id,
    told=_told,
    page=lambda one: ("claim", one.claim.id),
    filters=(
        Filter("became", lambda facts, one: (_became(facts, one),), _BECAME),
        Filter("entry", lambda facts, one: (entry.id,) if (entry := entry_of(facts, one.claim.subject)) else ()),
        Filter("speaker", lambda facts, one: speakers_of(facts, one.claim)),
    ),
    days=(Days("due", lambda _, one: last_day(one.figure.when)), Days("said", lambda _, one: one.claim.said_on)),
)
