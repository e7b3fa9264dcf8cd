"""Changes of a register as a program reads them."""

from __future__ import annotations

from typing import Any

from servanda.progress import Change, MovedDeadline

__all__ = ["change_as_json", "moved_as_json"]


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


def moved_as_json(moved: MovedDeadline) -> dict[str, Any]:
    """A deadline that moved: how often, how far in all, and each move with its day, import and source."""
    return {
        "item": moved.item,
        "times": moved.times,
        "days": moved.days,
        "moves": [
            {
                "recorded": str(one.day),
                "before": one.before and str(one.before),
                "after": one.after and str(one.after),
                "days": one.days,
                "batch": one.batch,
                "source": one.source,
            }
            for one in moved.moves
        ],
    }
