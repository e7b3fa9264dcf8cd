"""Letters of readers as the desk shows them: those that wait, likely unwanted ones last, and those decided of late."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.site.letters import ACTS
from servanda.site.models import Letter, LetterKind, LetterState
from servanda.site.routing import readers_have_written
from servanda.site.spam import chances

__all__ = ["Held", "decided_of_late", "waiting_letters"]

_MOST = 50
LIKELY = 0.8
"""The chance from which a letter is put with those that are likely unwanted."""


@dataclass(frozen=True, slots=True)
class Held:
    """A letter that waits, with the chance in per cent that it is unwanted, and what can become of it."""

    letter: Letter
    percent: int | None
    is_likely_spam: bool
    acts: tuple[str, ...]


def waiting_letters() -> list[Held]:
    """At most fifty that wait: the oldest first, those that are likely unwanted after all others."""
    if not readers_have_written():
        return []
    rows = list(Letter.objects.filter(state=LetterState.WAITING).order_by("pk")[:1000])
    held = []
    for row, chance in zip(rows, chances(f"{row.who} {row.text}" for row in rows), strict=True):
        is_likely = bool(row.is_suspect) or (chance is not None and chance >= LIKELY)
        percent = None if chance is None else round(100 * chance)
        held.append(Held(row, percent, is_likely, ACTS[LetterKind(row.kind)]))
    held.sort(key=lambda one: (one.is_likely_spam, one.letter.pk))
    return held[:_MOST]


def decided_of_late() -> list[Letter]:
    """At most fifty that were decided, the newest first."""
    if not readers_have_written():
        return []
    return list(Letter.objects.exclude(state=LetterState.WAITING).order_by("-decided", "-pk")[:_MOST])
