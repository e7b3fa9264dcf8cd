"""The life of an entry as a program reads it."""

from __future__ import annotations

from typing import Any

from servanda.exports.changes import moved_as_json
from servanda.progress import Episode, History

__all__ = ["history_as_json"]


def history_as_json(history: History) -> dict[str, Any]:
    """The entry, what happened to it in order, and the moves of its deadline, null where it never moved.

    >>> history_as_json(History("a", {"en": "A"}, ()))
    {'item': 'a', 'names': {'en': 'A'}, 'moved_deadline': None, 'episodes': []}
    """
    return {
        "item": history.item,
        "names": dict(history.names),
        "moved_deadline": history.moved and moved_as_json(history.moved),
        "episodes": [_episode(one) for one in history.episodes],
    }


def _episode(one: Episode) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "recorded": str(one.day),
        "field": one.field,
        "before": one.before,
        "after": one.after,
        "days": one.days,
        "others": list(one.others),
        "assessor": one.assessor,
        "as_of": one.as_of and str(one.as_of),
        "source": one.source,
        "batch": one.batch,
        "inputs": one.inputs,
        "place": one.place,
        "typed": one.typed,
    }
