"""A promise and its date: what is to be made or done, and by when.

Takes a scene and the spans of a statement's content; gives a Fact with a due date, whose subject is the thing promised. A
promise without a date is one too: its date is what it lacks.
"""

from __future__ import annotations

from servanda.claim import Figure, Measure
from servanda.document import Span
from servanda.period import Period
from servanda.quantity import MomentKind
from servanda.reading.facts import Fact
from servanda.reading.scenes import Scene
from servanda.reading.scopes import phrase_at, phrase_before, qualifiers_in

__all__ = ["promise_in"]


def promise_in(scene: Scene, content: tuple[Span, ...]) -> Fact | None:
    """The promise that a sentence of a commitment makes; None where nothing is promised in it.

    >>> text = "A single market for gas will be created before 2027."
    >>> promise = promise_in(Scene(text, 0, len(text), "en"), ((0, len(text)),))
    >>> promise.subject, str(promise.figure.when)
    ('single market for gas', '../2026-12-31')
    """
    span = (max(scene.start, min(a for a, _ in content)), min(scene.end, max(b for _, b in content)))
    if span[0] >= span[1]:
        return None
    subject = _object(scene, span)
    if not subject:
        return None
    when = _due(scene, span)
    figure = Figure(Measure.DUE, when)
    missing = () if when else ("due date",)
    return Fact(figure, "commitment", subject, span, *span, qualifiers_in(scene, span), True, missing)


def _object(scene: Scene, span: Span) -> str:
    """What is promised: the object of the verb of making or doing, or the subject where the verb is passive."""
    passive = scene.finds("undertaken", span)
    active = scene.finds("undertakings", span)
    is_passive = bool(passive) and (not active or passive[0][0] < active[0][0])
    if is_passive and (subject := phrase_before(scene, span, passive[0][0])):
        return subject
    for _, end, _ in active:
        if phrase := phrase_at(scene, (end, span[1]), end, end):
            return phrase
    return ""


def _due(scene: Scene, span: Span) -> Period | None:
    """The stretch of days by whose end it is promised."""
    reference = scene.reference
    for moment in scene.moments:
        if moment.period is None or moment.kind is MomentKind.DURATION or not span[0] <= moment.start < span[1]:
            continue
        end = moment.period.end
        if end is not None and (reference is None or end > reference):
            return moment.period
    return None
