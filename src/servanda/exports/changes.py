"""Changes of a register as a program reads them."""

from __future__ import annotations

from typing import Any

from servanda.progress import Change

__all__ = ["change_as_json"]


def change_as_json(change: Change) -> dict[str, Any]:
    """One change: what kind, of which entry, from what to what, by how many days, and by which assessor."""
    return {
        "kind": change.kind.value,
        "item": change.item,
        "before": change.before,
        "after": change.after,
        "days": change.days,
        "assessor": change.assessor,
    }
