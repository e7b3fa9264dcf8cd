"""What reads the days and sums of an office's table as people type them; who opens a table brings it.

Takes a cell, with the unit that its column's name gives; gives a Period or an amount with its currency. The table itself knows
ISO 8601, written dates and bare numbers alone: words of the languages are the business of reading.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from servanda.period import Period

__all__ = ["PLAIN", "CellReader"]

Amount = tuple[Fraction, str]


class CellReader(NamedTuple):
    """`days` and `amount` give what a cell names as a whole, None for what they do not understand."""

    days: Callable[[str], Period | None]
    amount: Callable[[str], Amount | None]

    def priced(self, cell: str, unit: str, currency: str = "") -> Amount | None:
        """The money of a cell whose column has a unit: "12,5" in "M€", "3.4" in "EUR million", "250" in "тыс." of a BYN column.

        >>> known = {"12 M€": (Fraction(12_000_000), "EUR"), "3 million EUR": (Fraction(3_000_000), "EUR")}
        >>> reader = CellReader(lambda cell: None, known.get)
        >>> reader.priced("12", "m€"), reader.priced("3", "EUR million")
        ((Fraction(12000000, 1), 'EUR'), (Fraction(3000000, 1), 'EUR'))
        """
        for words in (unit, unit.upper()):
            turned = " ".join(reversed(words.split()))
            for each in (words, turned, f"{words} {currency}"):
                if found := self.amount(f"{cell} {each}".strip()):
                    return found
        return None

    def is_unit(self, words: str) -> bool:
        """Whether words are a unit of money, or so many of one: "M€", "тыс. руб.", "thousand"."""
        return self.priced("2", words, "EUR") is not None


PLAIN = CellReader(lambda cell: None, lambda cell: None)
"""Understands no words."""
