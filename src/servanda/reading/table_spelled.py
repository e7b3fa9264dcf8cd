"""Numbers that a cell of a claims table gives in words: "twenty-eight", "hundreds of thousands", "un tiers".

Takes a cell that has no digits and the row's unit; gives the quantity that the reader of texts finds at its beginning, in the
row's unit.
"""

from __future__ import annotations

from dataclasses import replace

from servanda.quantity import Quantity, QuantityKind
from servanda.reading.interpretation import interpret
from servanda.reading.lexicon import LANGUAGES
from servanda.reading.quantities import find_quantities
from servanda.reading.table_units import Unit

__all__ = ["in_digits", "spelled_number"]

_NOUNS = {"en": "measures", "fr": "mesures", "ru": "мер"}
"""A noun to count by language, since the reader of texts leaves out words such as "two" that count nothing."""


def spelled_number(words: str, unit: Unit) -> Quantity | None:
    """The number that a cell begins with, in words; None where it begins with something else.

    >>> from servanda.reading.table_units import read_unit
    >>> str(spelled_number("twenty-eight", read_unit("programme")).literal), spelled_number("launched", read_unit("")) is None
    ('[28, 28]', True)
    """
    if not words or any(letter.isdigit() for letter in words):
        return None
    for lang in LANGUAGES:
        found = find_quantities(f"{words} {_NOUNS.get(lang, '')}", lang)
        if not found or found[0].start > 0 or found[0].number_end > len(words):
            continue
        quantity = found[0]
        if quantity.kind is QuantityKind.NUMBER:
            return _in_unit(quantity, unit, words)
        if quantity.kind is unit.kind or unit.unit is None:
            return replace(quantity, text=words)
    return None


def in_digits(words: str) -> str:
    """The words with their whole numbers in digits, by the first language that reads any.

    >>> in_digits("five of seven"), in_digits("launched")
    ('5 of 7', 'launched')
    """
    if not words or any(letter.isdigit() for letter in words):
        return words
    for lang in LANGUAGES:
        text = words
        for found in reversed(find_quantities(f"{words} {_NOUNS.get(lang, '')}", lang)):
            whole = found.kind is QuantityKind.NUMBER and found.value is not None and found.value.denominator == 1
            if whole and found.number_end <= len(words):
                text = f"{text[: found.number_start]}{found.value}{text[found.number_end :]}"
        if text != words:
            return text
    return words


def _in_unit(quantity: Quantity, unit: Unit, words: str) -> Quantity:
    """A plain number as one of the row's unit, rounded as that is."""
    if quantity.value is None or unit.kind is QuantityKind.NUMBER:
        literal, usual = quantity.literal.scaled(unit.scale), quantity.usual.scaled(unit.scale)
        value = None if quantity.value is None else quantity.value * unit.scale
    else:
        value = quantity.value * unit.scale
        literal, usual = interpret(value, unit.scale, quantity.comparator, unit.kind)
    return replace(quantity, text=words, literal=literal, usual=usual, value=value, unit=unit.unit, kind=unit.kind)
