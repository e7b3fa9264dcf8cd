"""What the `as_reported` column adds in figures to the number of its row: "up by 6 % on the year before", "125 of 310".

Takes the wording and the row's own figures; gives further figures of the same claim. The value cell wins: a figure that only
gives the row's number again, or one about something else, adds nothing.
"""

from __future__ import annotations

from dataclasses import replace

from servanda.claim import Figure, Measure
from servanda.period import Period
from servanda.quantity import QuantityKind
from servanda.reading.facts import facts_in
from servanda.reading.lexicon import LANGUAGES
from servanda.reading.scenes import Scene
from servanda.reading.table_compared import clauses_of, compared_figures, share_in, whole_in
from servanda.reading.table_topics import measure_lists
from servanda.reading.table_units import Unit
from servanda.reading.table_values import read_value

__all__ = ["added_figures"]

_COUNTED = (Measure.SHARE, Measure.DONE)
_NUMBER = QuantityKind.NUMBER


def added_figures(
    wording: str, language: str, figures: list[Figure], said_on: Period | None, unit: Unit, *, ahead: bool = False
) -> list[Figure]:
    """The figures that the wording adds to those of the row, the first of which is its main one.

    >>> from servanda.quantity import Quantity
    >>> from servanda.reading.table_units import read_unit
    >>> volume = Figure(Measure.VOLUME, Period.parse("2023"), Quantity.exact(53 * 10**9, "USD"))
    >>> added, = added_figures("a record, up by 6% on the year before", "en", [volume], None, read_unit("USD"))
    >>> str(added.quantity.literal), str(added.base)
    ('[1.055, 1.065)', '2022-01-01/2022-12-31')
    """
    main = figures[0]
    added: list[Figure] = []
    for figure in compared_figures(wording, unit, main, ahead=ahead):
        if not any(figure.measure is one.measure and figure.when == one.when for one in [*figures, *added]):
            added.append(figure)
    if main.measure in (Measure.VOLUME, Measure.LEVEL) or not any(letter.isdigit() for letter in wording):
        return added
    scene = Scene(wording, 0, len(wording), _language(wording, language), said_on)
    for fact in facts_in(scene):
        figure = fact.figure
        if figure.quantity is None or _is_known(figure, [*figures, *added]):
            continue
        if figure.measure is Measure.VOLUME and main.measure is Measure.GROWTH and figure.when:
            added.append(figure)
        elif main.measure in _COUNTED and _of_same_state(figure, main, wording):
            added.append(replace(figure, when=main.when))
    return _consistent([*added, *_parts(wording, main, [*figures, *added], unit)], main)


def _parts(wording: str, main: Figure, known: list[Figure], unit: Unit) -> list[Figure]:
    """The part and the whole that a wording gives: "120 of the 400", and for a count the whole, or the share, alone."""
    if main.measure not in _COUNTED or {Measure.PLANNED, Measure.SHARE} <= {figure.measure for figure in known}:
        return []
    whole_known = any(figure.measure is Measure.PLANNED for figure in known)
    counting = Unit(
        None if main.quantity is None or main.measure is Measure.SHARE else unit.unit, _NUMBER, counted=True
    )
    for clause in clauses_of(wording):
        if measure_lists()["each"].pattern.search(clause):
            continue
        cell = read_value(clause, counting)
        if cell.done and cell.whole and not whole_known:
            part = Figure(Measure.DONE, main.when, cell.done, state=main.state)
            whole = Figure(Measure.PLANNED, main.when, cell.whole)
            return [whole] if main.measure is Measure.DONE else [part, whole]
        share = share_in(clause, main)
        if share and not any(figure.measure is Measure.SHARE for figure in known):
            return [Figure(Measure.SHARE, main.when, share, state=main.state)]
        if main.measure is Measure.DONE and not whole_known and (whole_number := whole_in(clause, counting, main)):
            return [Figure(Measure.PLANNED, main.when, whole_number)]
    return []


def _language(wording: str, language: str) -> str:
    """The language of the wording: Russian by its letters, else the row's own where the wording has its accents, else English."""
    if any("а" <= letter <= "я" for letter in wording.lower()):
        return "ru"
    return "fr" if language == "fr" and any(letter in "éèàùçêûô" for letter in wording) and "fr" in LANGUAGES else "en"


def _of_same_state(figure: Figure, main: Figure, wording: str) -> bool:
    """Whether a figure counts what the row's figure counts, or is the whole of it, and not a rate such as "7 of every 10"."""
    if figure.measure is not Measure.SHARE and measure_lists()["each"].pattern.search(wording):
        return False
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


def _consistent(added: list[Figure], main: Figure) -> list[Figure]:
    """The added figures that go with the main one: amounts beside growth only as the two ends of it."""
    volumes = [figure for figure in added if figure.measure is Measure.VOLUME]
    if main.measure is Measure.GROWTH and volumes:
        ends = {main.when, main.base}
        return [figure for figure in added if figure.measure is not Measure.VOLUME or figure.when in ends]
    return added
