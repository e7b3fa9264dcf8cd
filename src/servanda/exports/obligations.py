"""Obligations as a program reads them, and as a person does."""

from __future__ import annotations

from typing import Any

from servanda.obligation import Obligation

__all__ = ["obligation_as_json", "obligation_as_row"]


def obligation_as_json(found: Obligation) -> dict[str, Any]:
    """One obligation as `servanda obligations` prints it; `start` and `end` are characters of the file's decoded text."""
    return {
        "treaty": found.treaty,
        "article": found.article,
        "paragraph": found.paragraph,
        "bearer": found.bearer,
        "force": found.force.value,
        "action": " ".join(filter(None, (found.action, found.object))),
        "condition": found.condition,
        "relation": found.relation,
        "due": found.due,
        "schedule": found.schedule.value,
        "every": found.every,
        "anchor": found.anchor,
        "text": found.text,
        "start": found.span[0],
        "end": found.span[1],
        "unresolved": found.unresolved,
    }


def obligation_as_row(found: Obligation) -> tuple[str, ...]:
    """The article, what is due when, by whom and what: one row of a table."""
    place = found.article + (f" ({found.paragraph})" if found.paragraph else "")
    due = found.due or f"– {found.unresolved}".rstrip()
    what = " ".join(filter(None, (found.action, found.object)))
    return found.treaty, place, due, found.relation, found.bearer, what, found.text
