"""Quantities of a text: numbers with what they count, the words that hedge them, and both readings as intervals.

`find_quantities` puts together what the other modules find: numbers (`numerals`), units (`units`), hedges, verbs of change,
counted nouns (`quantities_wording`), and leaves out what only looks like a quantity: dates, times, years, numbers in names.
"""

from __future__ import annotations

import re
from fractions import Fraction

from servanda.interval import Interval
from servanda.quantity import PER_CENT, Comparator, Quantity, QuantityKind
from servanda.reading.amounts import Amount, amounts_in
from servanda.reading.dates import moment_spans
from servanda.reading.interpretation import interpret, interpret_change, interpret_range
from servanda.reading.lexicon import readable
from servanda.reading.numerals import numbers_in
from servanda.reading.quantities_names import is_code, is_definite, is_part_of_a_name
from servanda.reading.quantities_nouns import singular
from servanda.reading.quantities_sharing import share_units
from servanda.reading.quantities_wording import Wording, wording_of
from servanda.reading.units import POINTS

__all__ = ["find_quantities"]

_HUNDRED = 100
_TENTH = Fraction(10)


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
    return _Finder(text, language).find()


class _Finder:
    """Finds the quantities of one text."""

    def __init__(self, text: str, lang: str) -> None:
        self.text, self.lang = text, lang
        self.wording: Wording = wording_of(lang)
        self.found: list[Quantity] = []
        self.starts: list[int] = []

    def find(self) -> list[Quantity]:
        """All quantities, in the order of the text."""
        taken = moment_spans(self.text, self.lang)
        amounts = amounts_in(self.text, numbers_in(self.text, self.lang), self.lang)
        amounts = [amount for amount in amounts if not _overlaps(amount.start, amount.end, taken)]
        self.starts = [amount.start for amount in amounts]
        at = 0
        while at < len(amounts):
            following = amounts[at + 1] if at + 1 < len(amounts) else None
            quantity = None
            if following:
                quantity = self._range(amounts[at], following) or self._proportion(amounts[at], following)
            at += 2 if quantity else 1
            quantity = quantity or self._quantity(amounts[at - 1])
            if quantity is not None:
                self.found.append(quantity)
        self._find_words(taken)
        self.found.sort(key=lambda quantity: quantity.start)
        return share_units(self.text, self.lang, self.found)

    def _quantity(self, amount: Amount) -> Quantity | None:
        """The quantity that a number is the core of; None where it only looks like one."""
        if amount.number.part:
            return self._part(amount)
        change = self._multiple(amount)
        if change is not None:
            return change
        if amount.unit is None:
            return self._count(amount)
        comparator, start, end = self._hedges(amount.start, amount.end)
        match amount.unit.kind:
            case "per_cent" | "points":
                return self._share(amount, comparator, start, end)
            case "minor":
                value, step = amount.value / _HUNDRED, amount.step / _HUNDRED
                return self._build(amount, value, step, amount.unit.name, QuantityKind.CURRENCY, comparator, start, end)
            case "currency":
                kind = QuantityKind.CURRENCY
                return self._build(amount, amount.value, amount.step, amount.unit.name, kind, comparator, start, end)
            case _:
                if _single_word(amount):
                    return None
                kind = QuantityKind.NUMBER
                return self._build(amount, amount.value, amount.step, amount.unit.name, kind, comparator, start, end)

    def _build(
        self, amount: Amount, value: Fraction, step: Fraction, unit: str | None, kind: QuantityKind, comparator: Comparator,
        start: int, end: int,
    ) -> Quantity:  # fmt: skip
        counted = kind is QuantityKind.NUMBER and (amount.unit is None or amount.unit.kind != "measure")
        readings = interpret(value, step, comparator, kind, counted=counted)
        return self._made(readings, value, unit, kind, comparator, start, end, amount)

    def _made(
        self, readings: tuple[Interval, Interval], value: Fraction | None, unit: str | None, kind: QuantityKind,
        comparator: Comparator, start: int, end: int, core: Amount | tuple[int, int],
    ) -> Quantity:  # fmt: skip
        number_start, number_end = core if isinstance(core, tuple) else (core.start, core.end)
        return Quantity(
            self.text[start:end], *readings, value, unit, kind, comparator, start, end, number_start, number_end
        )

    def _hedges(self, start: int, end: int) -> tuple[Comparator, int, int]:
        """What hedges a number, and the span with the hedge."""
        comparator, begin = self.wording.hedge(self.text, start)
        if comparator is Comparator.AT_MOST and self.wording.change_to.search(self.text, begin, start):
            words = self.wording.sentence_before(self.text, begin)
            if self.wording.any_change.search(words) or self.wording.raising.search(words):
                return Comparator.EQUAL, start, end
        if comparator is not Comparator.EQUAL:
            return comparator, begin, end
        comparator, after = self.wording.hedge_behind(self.text, end)
        return comparator, start, after

    # Shares and changes

    def _share(self, amount: Amount, comparator: Comparator, start: int, end: int) -> Quantity:
        """A share, or a change by so many per cent or points."""
        rising, begin = self._direction(start, amount.end)
        points = amount.unit is not None and amount.unit.name == POINTS
        if points:
            value = -amount.value if rising is False else amount.value
            readings = interpret(amount.value, amount.step, comparator, QuantityKind.POINTS)
            if rising is False:
                readings = (readings[0].scaled(-1), readings[1].scaled(-1))
            return self._made(readings, value, POINTS, QuantityKind.POINTS, comparator, start, end, amount)
        if rising is None:
            end = max(end, self._complement(amount.end))
            kind = QuantityKind.PERCENTAGE
            return self._build(amount, amount.value, amount.step, PER_CENT, kind, comparator, start, end)
        readings = interpret_change(amount.value, amount.step, comparator, falling=not rising)
        factor = 1 + (amount.value if rising else -amount.value) / _HUNDRED
        comparator = comparator if rising else _MIRRORED.get(comparator, comparator)
        return self._made(readings, factor, None, QuantityKind.CHANGE, comparator, begin, end, amount)

    def _direction(self, start: int, end: int) -> tuple[bool | None, int]:
        """Whether the words round a percentage make it a rise (True), a fall (False) or neither; and where they begin."""
        words = self.wording.sentence_before(self.text, start)
        offset = start - len(words)
        if not self.wording.change_to.search(words):
            rise = _last(self.wording.rising_before, words)
            fall = _last(self.wording.falling_before, words)
            if rise is not None or fall is not None:
                rising = fall is None or (rise is not None and rise > fall)
                where = rise if rising else fall
                return rising, offset + (where or 0)
        if self.wording.rising_after.match(self.text, end):
            return True, start
        if self.wording.falling_after.match(self.text, end):
            return False, start
        return None, start

    def _complement(self, end: int) -> int:
        """Where the noun that a share is a share of ends: "74 % of the planned activities"."""
        found = self.wording.known_noun.match(self.text, end)
        return found.end() if found else end

    def _part(self, amount: Amount) -> Quantity | None:
        """A part in words, "half of", "two thirds": a share, read to a tenth of the whole."""
        if not amount.number.words or amount.unit is not None or not 0 < amount.value < 1:
            return None
        comparator, start, end = self._hedges(amount.start, amount.end)
        rising, begin = self._direction(start, amount.end)
        if rising is not None:
            readings = interpret_change(amount.value * _HUNDRED, _TENTH, comparator, falling=not rising)
            factor = 1 + (amount.value if rising else -amount.value)
            comparator = comparator if rising else _MIRRORED.get(comparator, comparator)
            return self._made(readings, factor, None, QuantityKind.CHANGE, comparator, begin, end, amount)
        end = max(end, self._complement(amount.end))
        kind = QuantityKind.PERCENTAGE
        return self._build(amount, amount.value * _HUNDRED, _TENTH, PER_CENT, kind, comparator, start, end)

    # Factors

    def _multiple(self, amount: Amount) -> Quantity | None:
        """A factor in figures: "multiplied by 4.5", "4.5 times", "8-fold", "в 4,5 раза"; None where the number is none."""
        if amount.unit is not None and amount.unit.kind not in ("measure",):
            return None
        number = amount.number
        comparator, start, end = self._hedges(number.start, number.end)
        inverse = False
        multiplied = self.wording.multiplied.search(self.text, max(0, start - 40), start)
        divided = self.wording.divided.search(self.text, max(0, start - 40), start)
        if multiplied or divided:
            found = multiplied or divided
            start, inverse = found.start() if found else start, divided is not None
        elif fold := self.wording.fold.match(self.text, number.end):
            end = max(end, fold.end())
        elif times := self.wording.times_after.match(self.text, number.end):
            before = self.wording.times_before.search(self.text, max(0, start - 80), start)
            strong = self.wording.times_strong.match(self.text, times.end())
            if not (before or strong or number.value.denominator != 1):
                return None
            end = max(end, times.end())
            words = self.wording.sentence_before(self.text, start)
            falls = _last(self.wording.falling_verbs, words)
            rises = _last(self.wording.rising_verbs, words)
            fewer = self.wording.fewer_after.match(self.text, times.end())
            moved = self.wording.change_just_before.search(words)
            start = start - len(words) + moved.start() if moved and comparator is Comparator.EQUAL else start
            inverse = fewer is not None or (falls is not None and (rises is None or falls > rises))
        else:
            return None
        return self._factor(number.value, number.step, comparator, (start, end), (number.start, number.end), inverse)

    def _factor(
        self, value: Fraction, step: Fraction, comparator: Comparator, span: tuple[int, int], core: tuple[int, int],
        inverse: bool = False,
    ) -> Quantity | None:  # fmt: skip
        """A factor later/earlier; one that divides is turned round."""
        if value <= 0:
            return None
        readings = interpret(value, step, comparator, QuantityKind.FACTOR)
        if inverse:
            readings = (_inverse(readings[0]), _inverse(readings[1]))
            value, comparator = 1 / value, _MIRRORED.get(comparator, comparator)
        return self._made(readings, value, None, QuantityKind.FACTOR, comparator, *span, core)

    # Counts

    def _count(self, amount: Amount) -> Quantity | None:
        """A bare or counted number; None for a number in a name, a code, a list mark, or "one" in passing."""
        number = amount.number
        if is_part_of_a_name(self.text, amount, self.wording):
            return None
        noun, end = self._noun(amount)
        if noun is None and number.words and number.scale == 1 and not self._is_of_next(amount):
            return None
        if _single_word(amount) or (noun is None and is_code(self.text, amount)):
            return None
        comparator, start, hedge_end = self._hedges(amount.start, amount.end)
        if comparator is Comparator.EQUAL and is_definite(self.text, amount, self.wording):
            return None
        if hedge_end > amount.end:
            noun_behind = self.wording.known_noun.match(self.text, hedge_end)
            if noun is None and noun_behind:
                noun, end = self.wording.nouns[_form(noun_behind["noun"])], noun_behind.end()
        kind = QuantityKind.NUMBER
        return self._build(amount, amount.value, amount.step, noun, kind, comparator, start, max(end, hedge_end))

    def _is_of_next(self, amount: Amount) -> bool:
        """Whether a number counts though no noun follows: "twenty-nine of the 33 chapters", "twenty-two were dropped"."""
        if amount.value > 1 and self.wording.alone.match(self.text, amount.end):
            return True
        joined = self.wording.of_whole.match(self.text, amount.end)
        return joined is not None and joined.end() in self.starts

    def _noun(self, amount: Amount) -> tuple[str | None, int]:
        """The counted noun after a number and where it ends: the lexicon's, else the next word in its own singular."""
        found = self.wording.known_noun.match(self.text, amount.end)
        if found:
            parted = any(amount.end < start < found.end() for start in self.starts)
            return self.wording.nouns[_form(found["noun"])], amount.end if parted else found.end()
        named = self.wording.named_noun.match(self.text, amount.end)
        if named and (noun := singular(named["noun"], self.lang, amount.value)):
            return noun, named.end()
        following = self.wording.next_noun.match(self.text, amount.end)
        if following is None or not following["noun"].islower() or len(following["noun"]) < 3:
            return None, amount.end
        if noun := singular(following["noun"], self.lang, amount.value):
            return noun, following.end()
        behind = self.wording.next_noun.match(self.text, following.end()) if self.lang != "fr" else None
        if behind is None or not behind["noun"].islower():
            return None, amount.end
        noun = singular(behind["noun"], self.lang, amount.value)
        return (noun, behind.end()) if noun else (None, amount.end)

    def _proportion(self, first: Amount, second: Amount) -> Quantity | None:
        """ "One in five", "neuf habitants sur dix": a share in tenths; None where the numbers are larger or in figures."""
        number, other = first.number, second.number
        small = 0 < number.value < other.value <= _TENTH
        if not small or not number.words or not other.words or number.part or other.part:
            return None
        if not 0 < second.start - first.end <= 24 or not self.wording.proportion.fullmatch(
            self.text, first.end, second.start
        ):
            return None
        comparator, start, end = self._hedges(first.start, second.end)
        core = (first.start, second.end)
        value = number.value / other.value * _HUNDRED
        readings = interpret(value, _TENTH, comparator, QuantityKind.PERCENTAGE)
        return self._made(readings, value, PER_CENT, QuantityKind.PERCENTAGE, comparator, start, end, core)

    # Ranges, orders of magnitude, factors in words

    def _range(self, first: Amount, second: Amount) -> Quantity | None:
        """Two numbers that bound a range: "70-80 %", "from 44 to 45 billion dollars"; None where they do not."""
        number, other = first.number, second.number
        if number.part or other.part or not 0 < second.start - first.end <= 12 or number.value < 0:
            return None
        if first.unit is not None and second.unit is not None and first.unit.name != second.unit.name:
            return None
        begin = self._range_start(first, second)
        if begin is None:
            return None
        scale = (
            other.scale
            if number.scale == 1 and other.scale > 1 and number.value < other.value / other.scale * 10
            else 1
        )
        low, high = number.value * scale, other.value
        unit = second.unit or first.unit
        if low >= high or (unit is None and is_part_of_a_name(self.text, first, self.wording)):
            return None
        _, start = self.wording.hedge(self.text, begin)
        end, name, kind = second.end, None, QuantityKind.NUMBER
        if unit is None:
            name, end = self._noun(second)
        else:
            name = unit.name
            kind = _KINDS[unit.kind]
            end = max(end, self._complement(second.end)) if kind is QuantityKind.PERCENTAGE else end
        return self._range_of(low, high, kind, name, start, end, (first.start, second.end))

    def _range_of(
        self, low: Fraction, high: Fraction, kind: QuantityKind, name: str | None, start: int, end: int,
        core: tuple[int, int],
    ) -> Quantity:  # fmt: skip
        """A range, as a change where a verb of change governs it."""
        if kind is QuantityKind.PERCENTAGE:
            rising, begin = self._direction(start, end)
            if rising is not None:
                low, high = (1 + side / _HUNDRED if rising else 1 - side / _HUNDRED for side in (low, high))
                readings = interpret_range(low, high, QuantityKind.CHANGE)
                return self._made(readings, None, None, QuantityKind.CHANGE, Comparator.RANGE, begin, end, core)
        return self._made(interpret_range(low, high, kind), None, name, kind, Comparator.RANGE, start, end, core)

    def _range_start(self, first: Amount, second: Amount) -> int | None:
        """Where a range begins, with its "from" or "between"; None where the two numbers make none.

        "Rose from 70 to 80" names two values, not a range.
        """
        for opening, middle in self.wording.range_pairs:
            opened = opening.search(self.text, max(0, first.start - 14), first.start)
            if opened and middle.fullmatch(self.text, first.end, second.start):
                words = self.wording.sentence_before(self.text, opened.start())
                moved = self.wording.change_just_before.search(words)
                return (
                    None
                    if moved and not opened[0].lower().startswith(("between", "entre", "между"))
                    else opened.start()
                )
        if self.wording.range_gap.fullmatch(self.text, first.end, second.start):
            return first.start
        return None

    def _find_words(self, taken: list[tuple[int, int]]) -> None:
        """Orders of magnitude ("tens of thousands") and factors in one word ("doubled"), where nothing was found yet."""
        spans = taken + [(quantity.start, quantity.end) for quantity in self.found]
        for found in self.wording.factor_words.finditer(self.text):
            if _overlaps(*found.span(), spans):
                continue
            value = self.wording.factor_values[_place(found, "f")]
            comparator, start, end = self._hedges(*found.span())
            if comparator in (Comparator.LESS, Comparator.AT_MOST) and start == found.start():
                comparator = Comparator.EQUAL
            quantity = self._factor(
                max(value, 1 / value), Fraction(1), comparator, (start, end), found.span(), value < 1
            )
            if quantity:
                self.found.append(quantity)
        for found in self.wording.vague.finditer(self.text):
            core = found.span()
            if _overlaps(*core, spans) or any(0 <= core[0] - end <= 1 for _, end in spans):
                continue
            power = Fraction(1)
            for name, value in zip(self.wording.vague_names, self.wording.vague_values_twice, strict=True):
                power *= value if found[name] else 1
            noun = self.wording.known_noun.match(self.text, core[1])
            unit, end = (self.wording.nouns[_form(noun["noun"])], noun.end()) if noun else (None, core[1])
            readings = interpret(power, power, Comparator.VAGUE, QuantityKind.NUMBER)
            self.found.append(
                self._made(readings, None, unit, QuantityKind.NUMBER, Comparator.VAGUE, core[0], end, core)
            )


_KINDS = {
    "per_cent": QuantityKind.PERCENTAGE, "points": QuantityKind.POINTS, "currency": QuantityKind.CURRENCY,
    "minor": QuantityKind.CURRENCY, "measure": QuantityKind.NUMBER,
}  # fmt: skip
_MIRRORED = {
    Comparator.MORE: Comparator.LESS, Comparator.LESS: Comparator.MORE,
    Comparator.AT_LEAST: Comparator.AT_MOST, Comparator.AT_MOST: Comparator.AT_LEAST,
}  # fmt: skip


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in spans)


def _last(pattern: re.Pattern[str], words: str) -> int | None:
    """Where the last match of a pattern begins."""
    place = None
    for found in pattern.finditer(words):
        place = found.start()
    return place


def _place(found: re.Match[str], prefix: str) -> int:
    """Which numbered group of a kind matched."""
    return next(int(name[1:]) for name, words in found.groupdict().items() if words is not None and name[0] == prefix)


def _form(noun: str) -> str:
    """A counted noun as the lexicon has it."""
    return " ".join(noun.lower().replace("-", " ").split())


def _single_word(amount: Amount) -> bool:
    """ "One" and its like are articles and pronouns more often than counts."""
    return amount.number.words and amount.value in (0, 1)


def _inverse(interval: Interval) -> Interval:
    """All quotients of one by a number of an interval of positive numbers."""
    low = Fraction(0) if interval.high is None else 1 / interval.high
    high = None if not interval.low else 1 / interval.low
    return Interval(low, high, interval.high_open, interval.low_open)
