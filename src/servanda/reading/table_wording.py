"""What the `as_reported` column adds in figures to the number of its row: "up by 6 % on the year before", "125 of 310".

Takes the wording and the row's own figures; gives further figures of the same claim. The value cell wins: a figure that only
gives the row's number again, or one about something else, adds nothing.
"""

from __future__ import annotations

from dataclasses import replace

from servanda.claim import Figure, Measure
from servanda.period import Period
from servanda.quantity import QuantityKind
from servanda.reading.fact_periods import compares_with_year_before, growth_periods
from servanda.reading.facts import facts_in
from servanda.reading.lexicon import LANGUAGES
from servanda.reading.scenes import Scene

__all__ = ["added_figures"]

_COUNTED = (Measure.SHARE, Measure.DONE)


def added_figures(wording: str, language: str, figures: list[Figure], said_on: Period | None) -> list[Figure]:
    """The figures that the wording adds to those of the row, the first of which is its main one.

    >>> from servanda.quantity import Quantity
    >>> volume = Figure(Measure.VOLUME, Period.parse("2023"), Quantity.exact(53 * 10**9, "USD"))
    >>> added, = added_figures("a record, up by 6% on the year before", "en", [volume], None)
    >>> str(added.quantity.literal), str(added.base)
    ('[1.055, 1.065)', '2022-01-01/2022-12-31')
    """
    if not any(letter.isdigit() for letter in wording):
        return []
    main = figures[0]
    lang = _language(wording, language)
    scene = Scene(wording, 0, len(wording), lang, said_on)
    added: list[Figure] = []
    for fact in facts_in(scene):
        figure = fact.figure
        if figure.quantity is None or _is_known(figure, [*figures, *added]):
            continue
        if figure.measure is Measure.GROWTH and main.measure in (Measure.VOLUME, Measure.LEVEL):
            added.append(_growth(scene, figure, main))
        elif figure.measure is Measure.VOLUME and main.measure is Measure.GROWTH and figure.when:
            added.append(figure)
        elif main.measure in _COUNTED and _of_same_state(figure, main):
            added.append(replace(figure, when=main.when))
    return _consistent(added, main)


def _language(wording: str, language: str) -> str:
    """The language of the wording: Russian by its letters, else the row's own where the wording has its accents, else English."""
    if any("а" <= letter <= "я" for letter in wording.lower()):
        return "ru"
    return "fr" if language == "fr" and any(letter in "éèàùçêûô" for letter in wording) and "fr" in LANGUAGES else "en"


def _of_same_state(figure: Figure, main: Figure) -> bool:
    """Whether a figure counts what the row's figure counts, or is the whole of it."""
    return figure.measure is Measure.PLANNED or (figure.measure in _COUNTED and figure.state == main.state)


def _is_known(figure: Figure, known: list[Figure]) -> bool:
    """Whether a figure gives a number again that the row has: the same measure, or the same value in the same unit."""
    for other in known:
        if figure.quantity is None or other.quantity is None:
            continue
        same_value = figure.quantity.value is not None and figure.quantity.value == other.quantity.value
        same_kind = figure.quantity.kind is other.quantity.kind
        overlapping = not figure.quantity.literal.intersection(other.quantity.literal).is_empty
        if same_kind and (same_value or (overlapping and figure.when in (None, other.when))):
            return True
        if figure.measure is other.measure and figure.measure is not Measure.VOLUME:
            return True
    return False


def _growth(scene: Scene, figure: Figure, main: Figure) -> Figure:
    """A growth figure whose later period is the row's: the wording gives the base, the year before it where it gives none."""
    base = figure.base
    if main.when is None or main.when.start is None or main.when.end is None or figure.quantity is None:
        return figure
    whole = (scene.start, scene.end)
    yearly = figure.quantity.kind is QuantityKind.CHANGE
    if compares_with_year_before(scene):
        base = main.when.years_before(1)
    elif base is None:
        _, base = growth_periods(scene, figure.quantity, whole, yearly=yearly)
        if base is None and yearly and not main.when.is_day:
            base = main.when.years_before(1)
    return replace(figure, when=main.when, base=base)


def _consistent(added: list[Figure], main: Figure) -> list[Figure]:
    """The added figures that go with the main one: amounts beside growth only as the two ends of it."""
    volumes = [figure for figure in added if figure.measure is Measure.VOLUME]
    if main.measure is Measure.GROWTH and volumes:
        ends = {main.when, main.base}
        return [figure for figure in added if figure.measure is not Measure.VOLUME or figure.when in ends]
    return added
