"""Reconciliation: which sayings cannot all be true, which hardly, which promises are past their day, and what confirms
what.

`reconcile` gives the findings; `examine` also what was left out and where the answer is partial; `corridor` the bounds
that the claims together put on each thing that does not fall; `bounds` those on any quantity at any time; `what_if` what would
change without some claims, or with a value assumed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from servanda.claim import Claim
from servanda.finding import Finding
from servanda.reconciliation.background import Background, folded
from servanda.reconciliation.corridors import Corridor, Point, corridor
from servanda.reconciliation.deduction import Bounds, bounds, bounds_told
from servanda.reconciliation.engine import Outcome, examine
from servanda.reconciliation.explanation import left_out_because, partial_because
from servanda.reconciliation.memory import Memory
from servanda.reconciliation.reports import LeftOut
from servanda.reconciliation.supposition import Change, Supposition, change_told, what_if
from servanda.reconciliation.witnesses import SpeakerRecord, origins, speaker_records

__all__ = [
    "Background",
    "Bounds",
    "Change",
    "Corridor",
    "LeftOut",
    "Memory",
    "Outcome",
    "Point",
    "SpeakerRecord",
    "Supposition",
    "bounds",
    "bounds_told",
    "change_told",
    "corridor",
    "examine",
    "folded",
    "left_out_because",
    "origins",
    "partial_because",
    "reconcile",
    "speaker_records",
    "what_if",
]


def reconcile(
    claims: Iterable[Claim], as_of: date | None = None, background: Background | None = None
) -> list[Finding]:
    """The findings on the claims, weightiest first; commitments are judged as of a day (today when None).

    `background` has the series, roll-ups and names by language that claims are held against.

    >>> from fractions import Fraction
    >>> from servanda.claim import Figure, Measure
    >>> from servanda.period import Period
    >>> from servanda.quantity import Quantity
    >>> def said(name, day, number):
    ...     figure = Figure(Measure.DONE, Period.parse(day), Quantity.exact(number, "bridge"))
    ...     return Claim(name, "bridges built", "Northern road", (figure,), Period.parse(day), topic="bridges", speaker=name)
    >>> [(str(found.verdict), found.claims) for found in reconcile([said("a", "2023-03-01", 12), said("b", "2023-09-01", 9)])]
    [('contradiction', ('a', 'b'))]
    """
    return list(examine(claims, as_of, background).findings)
