"""When a figure holds and with what it is compared: the periods of a scene's figures.

Takes a scene and the place of a quantity in it; gives the period that the sentence names for it ("by the results of the first
half of the year" is its last day for a share, the whole of it for an amount) and, for growth, the base ("on the same period of
the year before", "since then", "over the last 27 years").
"""

from __future__ import annotations

import re
from datetime import date

from servanda.document import Span
from servanda.period import Period
from servanda.quantity import Moment, MomentKind, Quantity
from servanda.reading.scenes import Scene

__all__ = ["growth_periods", "moment_after", "when_of", "year_of"]

_YEAR = 366
_NEAR = 26


def year_of(day: date | None) -> Period | None:
    """The calendar year of a day."""
    return None if day is None else Period(date(day.year, 1, 1), date(day.year, 12, 31))


def is_base(scene: Scene, moment: Moment) -> bool:
    """Whether words before a time expression make it what a figure is compared with: "than in 2016", "since 1996"."""
    return scene.precedes("base_markers", moment.start) and not scene.precedes("results_of", moment.start, 12)


def moment_after(scene: Scene, quantity: Quantity) -> Moment | None:
    """The time expression that follows a quantity at once: "$6.5 billion in 1996"."""
    later = [m for m in _usable(scene) if 0 <= m.start - quantity.end <= _NEAR]
    later = [m for m in later if not re.search(r"[,;:]", scene.text[quantity.end : m.start])]
    return min(later, key=lambda m: m.start, default=None)


def _usable(scene: Scene) -> list[Moment]:
    return [m for m in scene.moments if m.period is not None and m.kind is not MomentKind.DURATION]


def when_of(scene: Scene, quantity: Quantity, clause: Span, *, amount: bool) -> Period | None:
    """The period that the sentence gives to a figure: next to it, else in its clause, else elsewhere; None if none.

    `amount` is for figures that add up over a period; the others hold on a day, and the years of a plan's name are not theirs.
    """
    usable = [m for m in _usable(scene) if not is_base(scene, m)]
    if not amount:
        usable = [m for m in usable if m.period and (m.period.days or 0) <= _YEAR]
    near = moment_after(scene, quantity)
    ranked = [near] if near in usable else []
    inside = [m for m in usable if clause[0] <= m.start < clause[1]]
    ranked += sorted(inside, key=lambda m: min(abs(m.start - quantity.end), abs(quantity.start - m.end)))
    ranked += sorted((m for m in usable if m.start < clause[0]), key=lambda m: -m.start)
    ranked += [m for m in usable if m.start >= clause[1]]
    for moment in ranked:
        if moment is not None and moment.period is not None:
            return _placed(scene, moment, moment.period, amount)
    return None


def _placed(scene: Scene, moment: Moment, period: Period, amount: bool) -> Period:
    """The period itself, or its last day where a state is given "by the results of" it."""
    at_end = scene.precedes("results_of", moment.start) or re.match(
        scene.words["results_of"].source, moment.text, re.IGNORECASE
    )
    if at_end and not amount and period.end is not None:
        return Period(period.end, period.end, moment.text)
    return period


def growth_periods(
    scene: Scene, quantity: Quantity, clause: Span, *, yearly: bool
) -> tuple[Period | None, Period | None]:
    """The later and the earlier period of a growth figure; None for one that the text does not give.

    `yearly` is for changes in per cent, which are on the year before where nothing else is said.
    """
    later = when_of(scene, quantity, clause, amount=True)
    if years := _years_back(scene):
        later = later or year_of(scene.reference) or _after_since(scene, years)
        return later, later.years_before(years) if later else None
    span = (scene.start, scene.end)
    if scene.words.previous.pattern.search(scene.text, *span):
        return later, later.years_before(1) if later and later.start and later.end else None
    base = [m for m in _usable(scene) if is_base(scene, m)]
    if base:
        nearest = min(base, key=lambda m: abs(m.start - quantity.end)).period
        return later or _same_length(nearest, scene), nearest
    if since := _since_then(scene):
        return later or year_of(scene.reference), since
    known = later is not None and later.start is not None and later.end is not None
    if yearly and later is not None and known and 28 <= (later.days or 0) <= _YEAR:
        return later, later.years_before(1)
    return later, None


def _same_length(base: Period | None, scene: Scene) -> Period | None:
    """The later period that a base year leaves open: the year in which it was said."""
    return year_of(scene.reference) if base is not None else None


def _years_back(scene: Scene) -> int | None:
    """The years of "over the last 27 years"; None where the sentence has no such words."""
    for moment in scene.moments:
        found = re.fullmatch(r"P(\d+)Y", moment.value) if moment.kind is MomentKind.DURATION else None
        if found:
            around, whole = (max(scene.start, moment.start - 20), moment.end), (scene.start, scene.end)
            if scene.has("last_years", around) or scene.has("spans", around) or scene.has("since_then", whole):
                return int(found[1])
    return None


def _since_then(scene: Scene) -> Period | None:
    """The year that the sentence before names, where this one counts "since then"."""
    if scene.before is None or not scene.has("since_then", (scene.start, scene.end)):
        return None
    named = [m.period for m in _usable(scene.before) if m.period and m.period.start and m.period.end]
    return named[-1] if named else None


def _after_since(scene: Scene, years: int) -> Period | None:
    """The year that lies so many years after the one named in the sentence before, where nobody knows the day of saying."""
    since = _since_then(scene)
    return since.years_before(-years) if since else None
