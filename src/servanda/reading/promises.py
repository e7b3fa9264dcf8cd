"""A promise and its date: what is to be made or done, and by when.

Takes a scene and the spans of a statement's content; gives a Fact with a due date, whose subject is the thing promised. What is
promised stands before a verb that it undergoes ("will be opened", "s'ouvrira", "откроется") or that takes no object ("will open
in May"), else behind the verb ("will open a road", "to open a road"). A promise without a date is one too: it lacks its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from servanda.claim import Figure, Measure
from servanda.document import Span
from servanda.period import Period
from servanda.quantity import Moment, MomentKind
from servanda.reading.facts import Fact
from servanda.reading.quantities_nouns import is_future, is_infinitive, is_short_participle
from servanda.reading.scenes import Scene
from servanda.reading.scopes import phrase_at, phrase_before, qualifiers_in

__all__ = ["promise_in"]

_WORD = re.compile(r"[^\W\d_]{3,}")
_LENGTH = re.compile(r"P(\d+)([YMWD])")
_BEHIND = 40


class _Ahead(NamedTuple):
    """A verb about what is to come; `undergone`: what is promised stands before it; `certain`: its form alone tells."""

    start: int
    end: int
    undergone: bool
    certain: bool = True


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
    """What is promised, by the first verb that tells."""
    for verb in sorted(
        _verbs(scene, span), key=lambda verb: (verb.start, not verb.certain, -verb.end, not verb.undergone)
    ):
        behind = "" if verb.undergone else _behind(scene, span, verb)
        if subject := behind or phrase_before(scene, (span[0], verb.start), verb.start):
            return subject
        if subject := _behind(scene, span, verb):
            return subject
    return ""


def _verbs(scene: Scene, span: Span) -> Iterator[_Ahead]:
    """The verbs of a span about what is to come, and the nouns of making that stand for one."""
    dates = [(moment.start, moment.end) for moment in scene.moments]
    for name, undergone, certain in (
        ("ahead_undergone", True, True), ("ahead_done", False, True), ("undertaken", True, False), ("undertakings", False, False),
    ):  # fmt: skip
        for start, end, _ in scene.finds(name, span):
            if not any(a < end and start < b for a, b in dates):
                yield _Ahead(start, end, undergone, certain)
    if scene.lang == "ru":
        yield from _russian_verbs(scene, span)


def _russian_verbs(scene: Scene, span: Span) -> Iterator[_Ahead]:
    """Russian verbs in the future or infinitive, by the dictionary of forms; those in -ся are undergone, as participles are."""
    words = list(_WORD.finditer(scene.text, *span))
    for place, found in enumerate(words):
        word = found[0].lower()
        following = words[place + 1] if place + 1 < len(words) else None
        if is_future(word, scene.text[found.end() : found.end() + _BEHIND]):
            if following and is_short_participle(following[0].lower()):
                yield _Ahead(found.start(), following.end(), True)
            elif following and is_infinitive(following[0].lower()):
                yield _Ahead(found.start(), following.end(), following[0].endswith(("ся", "сь")))
            else:
                yield _Ahead(found.start(), found.end(), word.endswith(("ся", "сь")))
        elif is_infinitive(word):
            yield _Ahead(found.start(), found.end(), word.endswith(("ся", "сь")))


def _behind(scene: Scene, span: Span, verb: _Ahead) -> str:
    """The phrase right behind a verb; "" where a date or a circumstance follows: "will open in May"."""
    start = _word_from(scene, verb.end)
    while skipped := scene.words["asides"].pattern.match(scene.text, start):
        start = _word_from(scene, skipped.end())
    if start >= span[1] or any(moment.start <= start < moment.end for moment in scene.moments):
        return ""
    if scene.words["circumstances"].pattern.match(scene.text, start):
        return ""
    return phrase_at(scene, (verb.end, span[1]), start, start + 1)


def _word_from(scene: Scene, place: int) -> int:
    """Where the next word begins."""
    while place < scene.end and scene.text[place].isspace():
        place += 1
    return place


def _due(scene: Scene, span: Span) -> Period | None:
    """The stretch of days by whose end it is promised."""
    reference = scene.reference
    for moment in scene.moments:
        if not span[0] <= moment.start < span[1]:
            continue
        period = _within(scene, moment) if moment.kind is MomentKind.DURATION else moment.period
        if period is None:
            continue
        if period.end is None and period.start is not None and (reference is None or period.start > reference):
            return _named(moment)
        if period.end is not None and (reference is None or period.end > reference):
            return period
    return None


def _named(moment: Moment) -> Period | None:
    """The stretch that "from the second quarter of 2025 on" names: when it begins to hold."""
    try:
        return Period.parse(moment.value)
    except ValueError:
        return moment.period


def _within(scene: Scene, moment: Moment) -> Period | None:
    """For "within two years" the days until then, from the day it was said."""
    length = _LENGTH.fullmatch(moment.value)
    if length is None or scene.reference is None or not scene.precedes("within", moment.start):
        return None
    number, unit = int(length[1]), length[2]
    return Period(None, _later(scene.reference, number, unit), moment.text)


def _later(day: date, number: int, unit: str) -> date:
    """A day so many years, months, weeks or days later; the last day of a shorter month.

    >>> _later(date(2024, 2, 29), 1, "Y"), _later(date(2024, 11, 30), 3, "M")
    (datetime.date(2025, 2, 28), datetime.date(2025, 2, 28))
    """
    if unit in "WD":
        return day + timedelta(days=number * (7 if unit == "W" else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "Y" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
