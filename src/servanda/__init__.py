"""Servanda: who said what about an agreement, in comparable claims, and which of them cannot all be true.

The few public names. `import servanda` loads no language model and no database: each is loaded by the first call that needs it.

>>> import servanda
>>> servanda.Interval(None, servanda.Interval.point(3).low)
Interval(low=None, high=Fraction(3, 1), low_open=True, high_open=False)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.agreement import Agreement
    from servanda.claim import Claim, Figure, Measure
    from servanda.document import Document
    from servanda.errors import ServandaError
    from servanda.finding import Finding, Verdict
    from servanda.frames import bounds, bounds_frame, findings_frame, reconcile, what_if
    from servanda.interval import Interval
    from servanda.period import Period
    from servanda.quantity import Moment, Quantity
    from servanda.reading import read_document as read
    from servanda.reconciliation import Bounds, Supposition
    from servanda.record.project import Project
    from servanda.series import Series
    from servanda.statement import Reading, Statement

__all__ = [
    "Agreement",
    "Bounds",
    "Claim",
    "Document",
    "Figure",
    "Finding",
    "Interval",
    "Measure",
    "Moment",
    "Period",
    "Project",
    "Quantity",
    "Reading",
    "Series",
    "ServandaError",
    "Statement",
    "Supposition",
    "Verdict",
    "bounds",
    "bounds_frame",
    "findings_frame",
    "read",
    "reconcile",
    "what_if",
]

_HOMES = {
    "Agreement": "agreement",
    "Bounds": "reconciliation",
    "Claim": "claim",
    "Document": "document",
    "Figure": "claim",
    "Finding": "finding",
    "Interval": "interval",
    "Measure": "claim",
    "Moment": "quantity",
    "Period": "period",
    "Project": "record.project",
    "Quantity": "quantity",
    "Reading": "statement",
    "Series": "series",
    "ServandaError": "errors",
    "Statement": "statement",
    "Supposition": "reconciliation",
    "Verdict": "finding",
    "bounds": "frames",
    "bounds_frame": "frames",
    "findings_frame": "frames",
    "read": "reading:read_document",
    "reconcile": "frames",
    "what_if": "frames",
}
"""The module of each public name, with the name that it has there where that differs."""


def __getattr__(name: str) -> object:
    """A public name, its module loaded now."""
    if name not in _HOMES:
        raise AttributeError(f"module 'servanda' has no attribute {name!r}")
    module, _, there = _HOMES[name].partition(":")
    found: object = getattr(import_module(f"servanda.{module}"), there or name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
