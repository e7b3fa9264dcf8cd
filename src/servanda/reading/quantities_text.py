"""A text whose numbers become quantities: what stands round a number there, and the making of a Quantity from it.

The modules for shares, factors, counts and ranges take a `QuantityText` and an Amount, ask it for the hedge, the verb of change
and the noun, and give the Quantity, or None where the number is not of their sort.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from servanda.interval import Interval
from servanda.quantity import Comparator, Quantity, QuantityKind
from servanda.reading.amounts import Amount
from servanda.reading.interpretation import interpret
from servanda.reading.quantities_nouns import singular
from servanda.reading.quantities_wording import Wording, wording_of

__all__ = ["MIRRORED", "QuantityText", "last_in", "noun_form", "overlaps", "read_by"]

MIRRORED = {
    Comparator.MORE: Comparator.LESS, Comparator.LESS: Comparator.MORE,
    Comparator.AT_LEAST: Comparator.AT_MOST, Comparator.AT_MOST: Comparator.AT_LEAST,
}  # fmt: skip
"""The hedge of what is left, or divided by: "more than 20 % lower" is less than 80 % of before."""

Core = Amount | tuple[int, int]


@dataclass
class QuantityText:
    """One text in one language; `starts` are the places at which its numbers begin."""

    text: str
    lang: str
    starts: list[int] = field(default_factory=list)

    @property
    def wording(self) -> Wording:
        """The words round numbers in the text's language."""
        return wording_of(self.lang)

    def made(
        self, readings: tuple[Interval, Interval], value: Fraction | None, unit: str | None, kind: QuantityKind,
        comparator: Comparator, span: tuple[int, int], core: Core,
    ) -> Quantity:  # fmt: skip
        """The quantity of a span of the text; `core` is its number without hedge and noun."""
        number = core if isinstance(core, tuple) else (core.start, core.end)
        words = self.text[span[0] : span[1]]
        return Quantity(words, *readings, value, unit, kind, comparator, *span, *number)

    def hedges(self, start: int, end: int) -> tuple[Comparator, int, int]:
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

    def direction(self, start: int, end: int) -> tuple[bool | None, int]:
        """Whether the words round a percentage make it a rise (True), a fall (False) or neither; and where they begin."""
        words = self.wording.sentence_before(self.text, start)
        offset = start - len(words)
        if not self.wording.change_to.search(words):
            rise = last_in(self.wording.rising_before, words)
            fall = last_in(self.wording.falling_before, words)
            if rise is not None or fall is not None:
                rising = fall is None or (rise is not None and rise > fall)
                where = rise if rising else fall
                return rising, offset + (where or 0)
        if self.wording.rising_after.match(self.text, end):
            return True, start
        if self.wording.falling_after.match(self.text, end):
            return False, start
        return None, start

    def complement(self, end: int) -> int:
        """Where the noun that a share is a share of ends: "74 % of the planned activities"."""
        found = self.wording.known_noun.match(self.text, end)
        return found.end() if found else end

    def noun(self, amount: Amount) -> tuple[str | None, int]:
        """The counted noun after a number and where it ends: the lexicon's, else the next word in its own singular."""
        found = self.wording.known_noun.match(self.text, amount.end)
        if found:
            parted = any(amount.end < start < found.end() for start in self.starts)
            return self.wording.nouns[noun_form(found["noun"])], amount.end if parted else found.end()
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


def read_by(amount: Amount, comparator: Comparator, kind: QuantityKind) -> tuple[Interval, Interval]:
    """Both readings of an amount as it is written; a number that measures nothing is a count."""
    counted = kind is QuantityKind.NUMBER and (amount.unit is None or amount.unit.kind != "measure")
    return interpret(amount.value, amount.step, comparator, kind, counted=counted)


def overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a stretch of text shares a letter with one of the spans.

    >>> overlaps(0, 4, [(3, 9)]), overlaps(0, 3, [(3, 9)])
    (True, False)
    """
    return any(start < other_end and other_start < end for other_start, other_end in spans)


def last_in(pattern: re.Pattern[str], words: str) -> int | None:
    """Where the last match of a pattern begins.

    >>> last_in(re.compile("up|down"), "up, then down")
    9
    """
    place = None
    for found in pattern.finditer(words):
        place = found.start()
    return place


def noun_form(noun: str) -> str:
    """A counted noun as the lexicon has it.

    >>> noun_form("Road-map")
    'road map'
    """
    return " ".join(noun.lower().replace("-", " ").split())
