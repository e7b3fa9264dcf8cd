"""Two numbers that belong together: ranges ("70-80 %"), and what moved from one number to another ("from 70 to 80 %")."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from servanda.quantity import Comparator, Quantity, QuantityKind
from servanda.reading.amounts import Amount
from servanda.reading.interpretation import interpret_range
from servanda.reading.quantities_names import is_part_of_a_name
from servanda.reading.quantities_text import QuantityText

__all__ = ["moved_from", "range_between"]

_HUNDRED = 100
_LONGEST_GAP = 12
_LONGEST_OPENING = 14
_KINDS = {
    "per_cent": QuantityKind.PERCENTAGE, "points": QuantityKind.POINTS, "currency": QuantityKind.CURRENCY,
    "minor": QuantityKind.CURRENCY, "measure": QuantityKind.NUMBER,
}  # fmt: skip


def range_between(text: QuantityText, first: Amount, second: Amount) -> Quantity | None:
    """Two numbers that bound a range: "70-80 %", "from 44 to 45 billion dollars"; None where they do not.

    >>> from servanda.reading.quantities import find_quantities
    >>> [(str(q.literal), q.unit) for q in find_quantities("from $44 to 45 billion", "en")]
    [('[44000000000, 45000000000]', 'USD')]
    """
    if not _are_neighbours(first, second):
        return None
    begin = _beginning(text, first, second)
    if begin is None:
        return None
    unit = second.unit or first.unit
    low, high = first.number.value * _shared_scale(first, second), second.number.value
    if low >= high or (unit is None and is_part_of_a_name(text.text, first, text.wording)):
        return None
    _, start = text.wording.hedge(text.text, begin)
    end, name, kind = second.end, None, QuantityKind.NUMBER
    if unit is None:
        name, end = text.noun(second)
    else:
        name, kind = unit.name, _KINDS[unit.kind]
        end = max(end, text.complement(second.end)) if kind is QuantityKind.PERCENTAGE else end
    core = (first.start, second.end)
    if kind is QuantityKind.PERCENTAGE:
        rising, governed = text.direction(first.start if text.wording.from_is_by else start, end)
        if rising is not None:
            low, high = (1 + side / _HUNDRED if rising else 1 - side / _HUNDRED for side in (low, high))
            readings = interpret_range(low, high, QuantityKind.CHANGE)
            return text.made(readings, None, None, QuantityKind.CHANGE, Comparator.RANGE, (governed, end), core)
    return text.made(interpret_range(low, high, kind), None, name, kind, Comparator.RANGE, (start, end), core)


def moved_from(text: QuantityText, first: Amount, second: Amount) -> tuple[Amount, Amount] | None:
    """Both numbers of "rose from 33.1 to 36.8 billion dollars", the first with the scale and unit that only the second names.

    None where they are no such two numbers.

    >>> from servanda.reading.quantities import find_quantities
    >>> [(str(q.value), q.unit) for q in find_quantities("Trade rose from 33.1 to 36.8 billion dollars.", "en")]
    [('33100000000', 'USD'), ('36800000000', 'USD')]
    """
    if not _are_neighbours(first, second) or not _moves(text, first, second):
        return None
    scale = _shared_scale(first, second)
    shared = replace(first, value=first.value * scale, step=first.step * scale, unit=first.unit or second.unit)
    return shared, replace(second, unit=second.unit or first.unit)


def _are_neighbours(first: Amount, second: Amount) -> bool:
    """Whether two numbers can be the ends of one thing: near each other, whole numbers of the same unit."""
    if first.number.part or second.number.part or first.number.value < 0:
        return False
    same = first.unit is None or second.unit is None or first.unit.name == second.unit.name
    return same and 0 < second.start - first.end <= _LONGEST_GAP


def _shared_scale(first: Amount, second: Amount) -> Fraction:
    """The word of scale that the first of two numbers leaves out: "33.1 to 36.8 billion"."""
    number, other = first.number, second.number
    left_out = number.scale == 1 and other.scale > 1 and number.value < other.value / other.scale * 10
    return other.scale if left_out else Fraction(1)


def _opening(text: QuantityText, first: Amount, second: Amount) -> re.Match[str] | None:
    """The "from" or "between" before the first number, where the second has its "to" or "and"."""
    for opening, middle in text.wording.range_pairs:
        opened = opening.search(text.text, max(0, first.start - _LONGEST_OPENING), first.start)
        if opened and middle.fullmatch(text.text, first.end, second.start):
            return opened
    return None


def _moves(text: QuantityText, first: Amount, second: Amount) -> bool:
    """Whether a verb just before "from" makes the two numbers the earlier and the later value.

    Where a language says "by" and "from" alike (French "de"), a change by a range of per cent is none of these.
    """
    opened = _opening(text, first, second)
    if opened is None or text.wording.between.match(opened[0]):
        return False
    words = text.wording.sentence_before(text.text, opened.start())
    if text.wording.passed_just_before.search(words):
        return True
    per_cent = second.unit is not None and second.unit.kind == "per_cent"
    by = per_cent and text.wording.from_is_by
    return not by and text.wording.change_just_before.search(words) is not None


def _beginning(text: QuantityText, first: Amount, second: Amount) -> int | None:
    """Where a range begins, with its "from" or "between"; None where the two numbers make none."""
    opened = _opening(text, first, second)
    if opened:
        return None if _moves(text, first, second) else opened.start()
    return first.start if text.wording.range_gap.fullmatch(text.text, first.end, second.start) else None
