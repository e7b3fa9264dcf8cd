"""Findings: which claims contradict, strain or confirm each other, those set aside too."""

from __future__ import annotations

from servanda.api.kept import dismissed
from servanda.api.resource import Days, Filter, Resource, Told
from servanda.api.resources.claims import entry_of
from servanda.errors import ServandaError
from servanda.exports.json import answers_as_json, finding_as_json
from servanda.finding import Finding, Verdict
from servanda.period import Period
from servanda.record.reviewed import finding_named
from servanda.site.facts import Facts

__all__ = ["FINDINGS"]

_STATES = ("open", "set aside")


def _state(facts: Facts, finding: Finding) -> str:
    return _STATES[finding.id in dismissed(facts)]


def _told(facts: Facts, finding: Finding) -> Told:
    aside, entry = dismissed(facts).get(finding.id), entry_of(facts, finding.subject)
    return {
        **finding_as_json(finding),
        "entry": entry and entry.id,
        "state": _state(facts, finding),
        "dismissed": aside
        and {"who": aside.who, "why": aside.why, "on": aside.on.isoformat()},
        "answers": answers_as_json(facts.account.answers.get(finding.id, ())),
    }  # fmt: skip


def _leads(facts: Facts, key: str) -> str | None:
    """The finding whose id begins so."""
    try:
        return finding_named(facts.findings.values(), key).id
    except ServandaError:
        return None


FINDINGS = Resource[Finding](
    "findings",
    "Finding",
    rows=lambda facts: facts.findings.values(),
    key=lambda finding: finding.id,
    told=_told,
    page=lambda finding: ("finding", finding.id),
    leads=_leads,
    filters=(
        Filter("verdict", lambda _, finding: (finding.verdict.value,), tuple(one.value for one in Verdict)),
        Filter("state", lambda facts, finding: (_state(facts, finding),), _STATES),
        Filter("entry", lambda facts, finding: (entry.id,) if (entry := entry_of(facts, finding.subject)) else ()),
        Filter("claim", lambda _, finding: finding.claims),
    ),
    days=(Days("since", lambda _, finding: Period.day(finding.since) if finding.since else None),),
)
