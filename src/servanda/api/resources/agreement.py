"""The agreement: its names, its day, who is bound by it, and the words in which its register is kept."""

from __future__ import annotations

from servanda.api.places import named_place
from servanda.api.resource import Told
from servanda.exports.bounds import interval_as_json, period_as_json
from servanda.exports.json import standing_as_json
from servanda.site.facts import Facts

__all__ = ["agreement_told"]


def agreement_told(facts: Facts) -> Told:
    """The agreement as JSON."""
    agreement, progress = facts.agreement, facts.account.progress
    tops = {item.id for item in agreement.items}
    return {
        "id": agreement.id,
        "names": dict(agreement.names),
        "signed": agreement.signed and agreement.signed.isoformat(),
        "source": named_place(facts, agreement.source),
        "parties": [one.id for one in agreement.parties],
        "items": [item.id for item in agreement.items],
        "levels": list(dict.fromkeys(item.level for item in agreement.walk())),
        "standing": [standing_as_json(row) for row in (progress.items if progress else ()) if row.item.id in tops],
        "subjects": [
            {"id": one.id, "names": dict(one.names), "measures": list(one.measures), "source": named_place(facts, one.source)}
            for one in agreement.subjects
        ],
        "events": [
            {"id": one.id, "names": dict(one.names), "day": period_as_json(one.day), "source": named_place(facts, one.source)}
            for one in agreement.events
        ],
        "offices": [{"id": one.id, "names": dict(one.names), "party": one.party} for one in agreement.offices],
        "scales": [
            {
                "id": scale.id,
                "names": dict(scale.names),
                "per_cent": scale.per_cent,
                "grades": [
                    {
                        "id": grade.id,
                        "names": dict(grade.names),
                        "status": grade.status.value,
                        "share": grade.share and interval_as_json(grade.share),
                    }
                    for grade in scale.grades
                ],
            }
            for scale in agreement.scales
        ],
        "assessors": [
            {"id": one.id, "names": dict(one.names), "scale": one.scale, "body": one.body} for one in agreement.assessors
        ],
    }  # fmt: skip
