"""Number words of a text as signs of one letter, so that the patterns of dates need not spell them all.

A copy of the text is made in which each number word is one private letter, which stands for its kind and value, and fillers up
to its length, so that every offset in the copy is one in the text. The patterns are then a tenth as long, and as quick.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from servanda.reading.lexicon import pattern_of
from servanda.reading.numerals_tokens import NumberWords, tokens_of

__all__ = ["NumberSigns"]

_FIRST, _FILLER = 0xE000, "\uf8ff"
_SIGNS = re.compile("[\ue000-\uf8ff]")
_DAYS = 32
_YEAR_OPENS = range(15, 21)


class NumberSigns:
    """The signs of one language's number words; `kept` words stay as they are, since patterns spell them."""

    def __init__(self, words: NumberWords, kept: Iterable[str]) -> None:
        self.words = words
        literal = set(kept)
        roots = tuple(root for root in literal if len(root) > 2)
        self.kept = frozenset(word for word in words.table if word in literal or word.startswith(roots))
        self.sign: dict[tuple[str, Fraction], str] = {}
        for kind_value in words.table.values():
            self.sign.setdefault(kind_value, chr(_FIRST + len(self.sign)))

    def marked(self, text: str) -> str:
        """The text with its number words as signs.

        >>> from servanda.reading.numerals_tokens import number_words
        >>> signs = NumberSigns(number_words("en"), ["half"])
        >>> copy = signs.marked("two and a half years")
        >>> len(copy), copy[3:]
        (20, ' and a half years')
        """
        parts: list[str] = []
        at = 0
        if _SIGNS.search(text):
            text = _SIGNS.sub(" ", text)
        for token in tokens_of(text, self.words):
            sign = self.sign.get((token.kind, token.value))
            if sign is None or text[token.start : token.end].lower() in self.kept:
                continue
            parts += (text[at : token.start], sign, _FILLER * (token.end - token.start - 1))
            at = token.end
        return "".join((*parts, text[at:])) if parts else text

    def pattern(self, kinds: str, below: int | None = None) -> str:
        """A pattern for one number word of these kinds, by its sign or, where it is kept, by its spelling."""

        def fits(kind: str, value: Fraction) -> bool:
            return kind in kinds and (below is None or value < below)

        signs = "".join(sign for (kind, value), sign in self.sign.items() if fits(kind, value))
        kept = [word for word in self.kept if fits(*self.words.table[word])]
        spelled = rf"|{pattern_of(kept)}(?![^\W\d_])" if kept else ""
        return f"(?:[{signs}]{_FILLER}*+{spelled})" if signs else f"(?:{pattern_of(kept)}(?![^\\W\\d_]))"

    @property
    def small(self) -> str:
        """Any cardinal."""
        return self.pattern("UTHAMZ")

    @property
    def day(self) -> str:
        """A day of the month in words: "second", "twenty-first", "deux", and no part of a larger number."""
        ranks, cardinals = self.pattern("OT", _DAYS), self.pattern("UT", _DAYS)
        return rf"(?:{ranks}[ -]{ranks}|{cardinals}[ -]{cardinals}|{ranks}|{cardinals})(?![ -]{self.pattern('HM')})"

    @property
    def year(self) -> str:
        """A year in words, which begins as years do: "nineteen ninety", "two thousand and four", "mille neuf cent"."""
        opens = [sign for (kind, value), sign in self.sign.items() if value in _YEAR_OPENS and kind in "UTA"]
        two = [sign for (kind, value), sign in self.sign.items() if kind == "U" and value == 2]
        thousand = [sign for (kind, value), sign in self.sign.items() if kind == "M" and value == 1000]
        if not opens or not two or not thousand:
            return "(?!)"
        more = rf"(?:[ -](?:and |et )?{self.small})"
        of_thousand = rf"(?:[{''.join(two)}]{_FILLER}*+[ -])?[{''.join(thousand)}]{_FILLER}*+"
        return rf"(?:[{''.join(opens)}]{_FILLER}*+{more}{{1,5}}|{of_thousand}{more}{{0,5}})"
