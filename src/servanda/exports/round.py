"""A reporting round as a program reads it, in no language."""

from __future__ import annotations

from typing import Any

from servanda.assessment import Assessment
from servanda.progress.reported import Totals, totals_of_body, totals_of_round
from servanda.reporting import Reporting, RoundAccount

__all__ = ["round_as_json"]


def round_as_json(account: RoundAccount) -> dict[str, Any]:
    """The round with each body's part: its state, what it said of its entries, what of that counts, what was refused."""
    return {
        "period": account.period.text or str(account.period),
        "start": account.period.start and account.period.start.isoformat(),
        "end": account.period.end and account.period.end.isoformat(),
        "opened": account.opened.isoformat(),
        "closed": account.closed and account.closed.isoformat(),
        "totals": _totals(totals_of_round(account)),
        "bodies": [_part(one) | {"totals": _totals(totals_of_body(one, account.period))} for one in account.bodies],
    }


def _totals(found: Totals) -> dict[str, Any]:
    done = found.done
    return {
        "entries": found.entries,
        "counted": found.counted,
        "statuses": {one.value: number for one, number in found.statuses.items()},
        "gaps": {one.value: number for one, number in found.gaps.items()},
        "done": [str(done.low), str(done.high)],
    }


def _part(part: Reporting) -> dict[str, Any]:
    return {
        "body": part.body.id,
        "assessor": part.assessor.id,
        "state": part.state.value,
        "received": part.received and part.received.isoformat(),
        "who": part.who,
        "note": part.note,
        "decided": part.decided and part.decided.isoformat(),
        "entries": [item.id for item in part.entries],
        "open": [item.id for item in part.open],
        "said": {item: _said(told) for item, told in part.said.items()},
        "approved": {item: _said(told) for item, told in part.approved.items()},
        "narrative": part.narrative,
        "refused": [one.told("en") for one in part.refused],
    }


def _said(told: Assessment) -> dict[str, Any]:
    return {
        "status": told.status.value,
        "value": told.value,
        "reason": told.reason and told.reason.value,
        "evidence": list(told.evidence),
        "source": told.source,
    }
