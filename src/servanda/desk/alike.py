"""What waits and says nearly the same: the same speaker and kind, nearly the same words, wherever it was printed."""

from __future__ import annotations

import re

from servanda.desk.queue import Entry, Snapshot
from servanda.evaluation import overlap
from servanda.record import models
from servanda.record.project import Project

__all__ = ["alike"]

_WORD = re.compile(r"\w+")
_SHARE = 0.8
"""From which share of common words on two statements are shown as alike; a person looks at them before anything is decided."""
_MOST = 40


def alike(project: Project, snapshot: Snapshot, key: str) -> list[Entry]:
    """The entries that are like one, itself first; empty where it does not wait or is no statement."""
    first = snapshot.entries.get(key)
    if first is None or not key.startswith("s"):
        return []
    near = [
        one
        for one in snapshot.entries.values()
        if one.key.startswith("s") and (one.speaker, one.kind) == (first.speaker, first.kind)
    ]
    rows = models.Statement.objects.using(project.alias).select_related("reading__document")
    words = {f"s{row.pk}": _words(row) for row in rows.filter(pk__in=[one.statement for one in near]).iterator(200)}
    found = [one for one in near if one.key != key and overlap(words[key], words[one.key]) >= _SHARE]
    return [first, *found][:_MOST]


def _words(row: models.Statement) -> frozenset[str]:
    text = row.reading.document.text
    found = (word for start, end in row.content for word in _WORD.findall(text[start:end]))
    return frozenset(word.casefold() for word in found)
