"""Counts: numbers of things, and orders of magnitude such as "tens of thousands of jobs"."""

from __future__ import annotations

from fractions import Fraction

from servanda.quantity import Comparator, Quantity, QuantityKind
from servanda.reading.amounts import Amount
from servanda.reading.interpretation import interpret
from servanda.reading.quantities_names import is_code, is_definite, is_part_of_a_name
from servanda.reading.quantities_text import QuantityText, noun_form, overlaps, read_by

__all__ = ["count", "is_single_word", "orders_of_magnitude"]


def count(text: QuantityText, amount: Amount) -> Quantity | None:
    """A bare or counted number; None for a number in a name, a code, a list mark, or "one" in passing.

    >>> from servanda.reading.quantities import find_quantities
    >>> [(q.text, q.unit) for q in find_quantities("Article 12 names 30 new tasks; one of them is done.", "en")]
    [('30 new tasks', 'task')]
    """
    number, wording = amount.number, text.wording
    if is_part_of_a_name(text.text, amount, wording):
        return None
    noun, end = text.noun(amount)
    if noun is None and number.words and number.scale == 1 and not _is_of_next(text, amount):
        return None
    if is_single_word(amount) or (noun is None and is_code(text.text, amount)):
        return None
    comparator, start, hedge_end = text.hedges(amount.start, amount.end)
    if comparator is Comparator.EQUAL and is_definite(text.text, amount, wording):
        return None
    if hedge_end > amount.end:
        behind = wording.known_noun.match(text.text, hedge_end)
        if noun is None and behind:
            noun, end = wording.nouns[noun_form(behind["noun"])], behind.end()
    kind, span = QuantityKind.NUMBER, (start, max(end, hedge_end))
    return text.made(read_by(amount, comparator, kind), amount.value, noun, kind, comparator, span, amount)


def _is_of_next(text: QuantityText, amount: Amount) -> bool:
    """Whether a number counts though no noun follows: "twenty-nine of the 33 chapters", "twenty-two were dropped"."""
    if amount.value > 1 and text.wording.alone.match(text.text, amount.end):
        return True
    joined = text.wording.of_whole.match(text.text, amount.end)
    return joined is not None and joined.end() in text.starts


def is_single_word(amount: Amount) -> bool:
    """Whether a number is "one" or the like in words: articles and pronouns more often than counts."""
    return amount.number.words and amount.value in (0, 1)


def orders_of_magnitude(text: QuantityText, taken: list[tuple[int, int]]) -> list[Quantity]:
    """ "Tens of thousands of jobs", where nothing was found yet."""
    wording, quantities = text.wording, []
    for found in wording.vague.finditer(text.text):
        core = found.span()
        if overlaps(*core, taken) or any(0 <= core[0] - end <= 1 for _, end in taken):
            continue
        power = Fraction(1)
        for name, value in zip(wording.vague_names, wording.vague_values_twice, strict=True):
            power *= value if found[name] else 1
        noun = wording.known_noun.match(text.text, core[1])
        unit, end = (wording.nouns[noun_form(noun["noun"])], noun.end()) if noun else (None, core[1])
        kind, comparator = QuantityKind.NUMBER, Comparator.VAGUE
        readings = interpret(power, power, comparator, kind)
        quantities.append(text.made(readings, None, unit, kind, comparator, (core[0], end), core))
    return quantities
