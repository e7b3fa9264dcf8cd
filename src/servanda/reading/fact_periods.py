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
from servanda.quantity import Comparator, Moment, MomentKind, Quantity
from servanda.reading.dates import find_moments
from servanda.reading.quantities_wording import wording_of
from servanda.reading.scenes import Scene

__all__ = ["compares_with_year_before", "growth_periods", "moment_after", "when_of", "year_of", "years_apart"]

_YEAR = 366
_NEAR = 26


def year_of(day: date | None) -> Period | None:
    """The calendar year of a day."""
    return None if day is None else Period(date(day.year, 1, 1), date(day.year, 12, 31))


def is_base(scene: Scene, moment: Moment) -> bool:
    """Whether words before a time expression make it what a figure is compared with: "than in 2016", "since 1996"."""
    if scene.precedes("results_of", moment.start, 12) or _opens_with(scene, "results_of", moment):
        return False
    if moment.limit is Comparator.AT_LEAST:
        return True
    if scene.precedes("base_markers", moment.start, 30):
        return True
    return re.fullmatch(r"\d{4}", moment.value) is not None and scene.precedes("weak_base_markers", moment.start, 12)


def _year_before(scene: Scene) -> list[Span]:
    """Where a sentence says "the year before", or "last year" as what it compares with."""
    whole = (scene.start, scene.end)
    spans = [(a, b) for a, b, _ in scene.finds("previous_year", whole)]
    for start, end, _ in scene.finds("last_year", whole):
        markers = ("base_markers", "weak_base_markers")
        told = max((q.end for q in scene.quantities if q.end <= start), default=scene.start)
        if scene.has("same_period", (max(scene.start, start - 30), start)) or any(
            scene.precedes(n, start) and scene.has(n, (told, start)) for n in markers
        ):
            spans.append((start, end))
    return spans


def compares_with_year_before(scene: Scene) -> bool:
    """Whether a sentence sets its figure against the year before.

    >>> text = "It rose by 5 % on the same period of last year."
    >>> compares_with_year_before(Scene(text, 0, len(text), "en"))
    True
    """
    return bool(_year_before(scene))


def moment_after(scene: Scene, quantity: Quantity) -> Moment | None:
    """The time expression that follows a quantity at once: "$6.5 billion in 1996"."""
    later = [m for m in _usable(scene) if 0 <= m.start - quantity.end <= _NEAR]
    later = [m for m in later if not re.search(r"[,;:]", scene.text[quantity.end : m.start])]
    return min(later, key=lambda m: m.start, default=None)


def _usable(scene: Scene) -> list[Moment]:
    compared = _year_before(scene)
    apart = [m for m in scene.moments if not any(a < m.end and m.start < b for a, b in compared)]
    return [m for m in apart if m.period is not None and m.kind is not MomentKind.DURATION]


def when_of(scene: Scene, quantity: Quantity, clause: Span, *, amount: bool) -> Period | None:
    """The period that the sentence gives to a figure: next to it, else in its clause, else before it; None if none.

    `amount` is for figures that add up over a period; the others hold on a day, and the years of a plan's name are not theirs.
    """
    if _is_left_behind(scene, quantity):
        return None
    usable = [m for m in _usable(scene) if not is_base(scene, m)]
    if not amount:
        usable = [m for m in usable if m.period and (m.period.days or 0) <= _YEAR and not _names_plan(scene, m)]
    near = moment_after(scene, quantity)
    ranked = [near] if near in usable else []
    inside = [m for m in usable if clause[0] <= m.start < clause[1]]
    ranked += sorted(inside, key=lambda m: min(abs(m.start - quantity.end), abs(quantity.start - m.end)))
    ranked += sorted((m for m in usable if m.start < clause[0]), key=lambda m: -m.start)
    for moment in ranked:
        if moment is not None and moment.period is not None:
            return _placed(scene, moment, moment.period, amount)
    return None


def _is_left_behind(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number is the earlier one of "rose from 33.1 to 36.8 billion": the period named is the later one's."""
    later = next((other for other in scene.quantities if other.start > quantity.start), None)
    if later is None or quantity.kind is not later.kind:
        return False
    return any(
        opening.search(scene.text, max(0, quantity.start - _NEAR), quantity.start)
        and middle.fullmatch(scene.text, quantity.end, later.start)
        for opening, middle in wording_of(scene.lang).range_pairs
    )


def _names_plan(scene: Scene, moment: Moment) -> bool:
    """Whether a year belongs to the name of what is planned: "the measures for 2023", "the 2021-2025 programmes"."""
    if re.match(r"\s?[-–/]\s?\d{4}", scene.text[moment.end : moment.end + 8]):
        return True
    before = scene.text[max(scene.start, moment.start - 30) : moment.start]
    things = scene.words.things.finds(before)
    return bool(things) and scene.words["plan_years"].name_of(before[things[-1][1] :].strip()) is not None


def _placed(scene: Scene, moment: Moment, period: Period, amount: bool) -> Period:
    """The period itself, or its last day where a state is given "by the results of" it."""
    period = _half(scene, moment, period)
    if amount and period.start is None and re.fullmatch(r"\d{4}", moment.value):
        return Period.parse(moment.value)
    if _opens_with(scene, "results_of", moment) and period.end is None and period.start is not None:
        return Period(period.start, period.start, moment.text)
    past = period.start is None and period.end and scene.reference and period.end <= scene.reference
    if past and not amount:
        return Period(period.end, period.end, moment.text)
    at_end = scene.precedes("results_of", moment.start, 48) or _opens_with(scene, "results_of", moment)
    if at_end and not amount and period.end is not None:
        return Period(period.end, period.end, moment.text)
    return period


def _opens_with(scene: Scene, name: str, moment: Moment) -> bool:
    """Whether a time expression itself begins with a word of a list: "as of 31 August"."""
    return re.match(scene.words[name].source, moment.text, re.IGNORECASE) is not None


def _half(scene: Scene, moment: Moment, period: Period) -> Period:
    """The half of a year that words before it name: "the first half of the year"."""
    window = scene.text[max(scene.start, moment.start - 30) : moment.start]
    found = scene.words["halves"].first(window) if period.start and _is_year(period) else None
    if found is None or period.start is None:
        return period
    return Period.parse(f"{period.start.year}-H{found}")


def _is_year(period: Period) -> bool:
    return period.start is not None and period == year_of(period.start)


def growth_periods(
    scene: Scene, quantity: Quantity, clause: Span, *, yearly: bool
) -> tuple[Period | None, Period | None]:
    """The later and the earlier period of a growth figure; None for one that the text does not give.

    `yearly` is for changes in per cent, which are on the year before where nothing else is said.
    """
    later = when_of(scene, quantity, clause, amount=True)
    if years := _years_back(scene):
        later = None if later and scene.reference and later.start and later.start > scene.reference else later
        later = later or year_of(scene.reference) or _after_since(scene, years)
        return later, later.years_before(years) if later else None
    if compares_with_year_before(scene):
        return later, later.years_before(1) if later and later.start and later.end else None
    base = [m for m in _usable(scene) if is_base(scene, m)]
    if later and later.start and later.end and (later.days or 0) > _YEAR and not base:
        return year_of(later.end), year_of(later.start)
    if base:
        nearest = _unit(min(base, key=lambda m: abs(m.start - quantity.end)))
        return later or _same_length(nearest, scene), nearest
    if since := _since_then(scene):
        return later or year_of(scene.reference), since
    known = later is not None and later.start is not None and later.end is not None
    if yearly and later is not None and known and 28 <= (later.days or 0) <= _YEAR:
        return later, later.years_before(1)
    return later, None


def years_apart(scene: Scene, quantity: Quantity, clause: Span) -> tuple[Period, Period] | None:
    """The last and the first of the years over which something grew at a yearly rate; None where they are not named.

    >>> text = "Exports grew by 5 % a year from 2024 to 2029."
    >>> scene = Scene(text, 0, len(text), "en")
    >>> later, base = years_apart(scene, scene.quantities[0], (0, len(text)))
    >>> str(later.start), str(base.start)
    ('2029-01-01', '2024-01-01')
    """
    over = when_of(scene, quantity, clause, amount=True)
    if over is None or over.start is None or over.end is None or (over.days or 0) <= _YEAR:
        return None
    later, earlier = year_of(over.end), year_of(over.start)
    return (later, earlier) if later and earlier else None


def _unit(moment: Moment) -> Period | None:
    """The year, month or day that a time expression names, without its "since"."""
    try:
        return Period.parse(moment.value)
    except ValueError:
        return moment.period


def _same_length(base: Period | None, scene: Scene) -> Period | None:
    """The later period that a base year leaves open: the year in which it was said."""
    return year_of(scene.reference) if base is not None else None


def _years_back(scene: Scene) -> int | None:
    """The years of "over the last 27 years"; None where the sentence has no such words."""
    for moment in scene.moments:
        if years := _length_ahead(scene, moment):
            return years
        found = re.fullmatch(r"P(\d+)Y", moment.value) if moment.kind is MomentKind.DURATION else None
        if found:
            around, whole = (max(scene.start, moment.start - 20), moment.end), (scene.start, scene.end)
            if scene.has("last_years", around) or scene.has("spans", around) or scene.has("since_then", whole):
                return int(found[1])
    return None


def _length_ahead(scene: Scene, moment: Moment) -> int | None:
    """The years of "in nine years", read as a day to come, in a sentence that expects nothing: "has quadrupled in nine years"."""
    first, _, rest = moment.text.partition(" ")
    ahead = (
        moment.period is not None
        and scene.reference is not None
        and (moment.period.start or date.min) > scene.reference
    )
    if not ahead or scene.words["spans"].name_of(first) is None or scene.has("forecasts", (scene.start, scene.end)):
        return None
    lengths = (re.fullmatch(r"P(\d+)Y", inner.value) for inner in find_moments(rest, scene.lang))
    return next((int(length[1]) for length in lengths if length), None)


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
