"""A supposition and bounds as JSON: what would go, come and stay, and which bounds would move.

Takes what `what_if` and `bounds` give, gives plain dicts; bounds are exact strings, as those of claims are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from servanda.exports.json import claim_as_json, finding_as_json, interval_as_json, period_as_json

if TYPE_CHECKING:
    from servanda.reconciliation import Bounds, Supposition

__all__ = ["bounds_as_json", "supposition_as_json"]


def supposition_as_json(found: Supposition) -> dict[str, Any]:
    """What a supposition does, as `servanda what-if --format json` prints it.

    >>> from servanda.reconciliation import Supposition
    >>> supposition_as_json(Supposition((), (), ()))["stayed"]
    []
    """
    return {
        "gone": [finding_as_json(one) for one in found.gone],
        "came": [finding_as_json(one) for one in found.came],
        "stayed": [finding_as_json(one) for one in found.stayed],
        "bounds": [{"before": bounds_as_json(one.before), "after": bounds_as_json(one.after)} for one in found.bounds],
        "partial": list(found.partial),
        "left_out": list(found.left_out),
        "assumed": [claim_as_json(claim) for claim in found.assumed],
    }


def bounds_as_json(found: Bounds) -> dict[str, Any]:
    """Bounds with the claims that each rests on."""
    return {
        "subject": found.subject,
        "qualifiers": sorted(found.qualifiers),
        "measure": found.measure,
        "kind": found.kind.value,
        "state": found.state,
        "unit": found.unit,
        "when": period_as_json(found.when),
        **interval_as_json(found.interval),
        "low_claims": list(found.low_claims),
        "high_claims": list(found.high_claims),
        "disputed": list(found.disputed),
        "replaced": list(found.replaced),
        "partial": found.partial,
    }
