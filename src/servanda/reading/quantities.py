"""Quantities of a text: numbers with what they count, the words that hedge them, and both readings as intervals.

`find_quantities` asks for numbers (`numerals`) with their units (`amounts`), leaves out dates, and lets the modules of each sort
make what they are: shares and changes, factors, counts, ranges. What only looks like one (numbers in names) is left out.
"""

from __future__ import annotations

from dataclasses import replace

from servanda.quantity import Quantity, QuantityKind
from servanda.reading.amounts import Amount, amounts_in
from servanda.reading.dates import moment_spans
from servanda.reading.lexicon import readable
from servanda.reading.numerals import numbers_in
from servanda.reading.quantities_counts import count, is_single_word, orders_of_magnitude
from servanda.reading.quantities_factors import factor_in_figures, factors_in_words
from servanda.reading.quantities_ranges import moved_from, range_between
from servanda.reading.quantities_shares import part_in_words, proportion, share
from servanda.reading.quantities_sharing import share_units
from servanda.reading.quantities_text import QuantityText, overlaps, read_by

__all__ = ["find_quantities"]

_HUNDRED = 100


def find_quantities(text: str, lang: str) -> list[Quantity]:
    """The quantities of a text, from left to right; offsets are into `text`.

    >>> [(q.text, str(q.literal), q.unit) for q in find_quantities("More than 46 % of 310 measures by 2024", "en")]
    [('More than 46 %', '(46, 100]', 'per cent'), ('310 measures', '[310, 310]', 'measure')]
    >>> [(q.text, str(q.literal), q.unit) for q in find_quantities("multiplié par plus de 4,5 en 27 ans", "fr")]
    [('multiplié par plus de 4,5', '(4.5, ∞)', None)]
    >>> [(q.text, str(q.literal), q.unit) for q in find_quantities("около 8,7 млрд рублей", "ru")]
    [('около 8,7 млрд рублей', '[8600000000, 8800000000]', 'RUB')]
    """
    language = readable(lang)
    taken = moment_spans(text, language)
    amounts = amounts_in(text, numbers_in(text, language), language)
    amounts = [amount for amount in amounts if not overlaps(amount.start, amount.end, taken)]
    place = QuantityText(text, language, [amount.start for amount in amounts])
    found = _of_amounts(place, amounts)
    spans = taken + [(quantity.start, quantity.end) for quantity in found]
    found += factors_in_words(place, spans)
    spans = taken + [(quantity.start, quantity.end) for quantity in found]
    found += orders_of_magnitude(place, spans)
    found.sort(key=lambda quantity: quantity.start)
    return share_units(text, language, found)


def _of_amounts(text: QuantityText, amounts: list[Amount]) -> list[Quantity]:
    """What the numbers of a text are, two by two where two belong together."""
    found: list[Quantity] = []
    at = 0
    while at < len(amounts):
        amount, following = amounts[at], amounts[at + 1] if at + 1 < len(amounts) else None
        at += 1
        if following:
            if pair := range_between(text, amount, following) or proportion(text, amount, following):
                found.append(pair)
                at += 1
                continue
            if moved := moved_from(text, amount, following):
                found += _both(text, *moved)
                at += 1
                continue
        quantity = _quantity(text, amount)
        if quantity is not None:
            found.append(quantity)
    return found


def _both(text: QuantityText, earlier: Amount, later: Amount) -> list[Quantity]:
    """The earlier and the later value of what moved; things counted have the noun of the later one."""
    before, after = _quantity(text, earlier), _quantity(text, later)
    if before and after and before.unit is None and before.kind is after.kind is QuantityKind.NUMBER:
        before = replace(before, unit=after.unit)
    return [quantity for quantity in (before, after) if quantity is not None]


def _quantity(text: QuantityText, amount: Amount) -> Quantity | None:
    """The quantity that a number is the core of; None where it only looks like one."""
    if amount.number.part:
        return part_in_words(text, amount)
    factor = factor_in_figures(text, amount)
    if factor is not None:
        return factor
    if amount.unit is None:
        return count(text, amount)
    if amount.unit.kind in ("per_cent", "points"):
        return share(text, amount)
    kind = QuantityKind.CURRENCY if amount.unit.kind in ("currency", "minor") else QuantityKind.NUMBER
    if kind is QuantityKind.NUMBER and is_single_word(amount):
        return None
    if amount.unit.kind == "minor":
        amount = replace(amount, value=amount.value / _HUNDRED, step=amount.step / _HUNDRED)
    comparator, start, end = text.hedges(amount.start, amount.end)
    name = amount.unit.name if amount.unit else None
    return text.made(read_by(amount, comparator, kind), amount.value, name, kind, comparator, (start, end), amount)
