"""The digit groups and number words of a text, each as one token: what `numerals` puts together.

The text is walked once by one compiled pattern per language, so that the cost lies in the pattern and not in a loop over words.
What differs between languages is in lexicon/*/numbers.yaml: the words, the decimal sign, the sign between thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from servanda.reading.lexicon import lexicon, pattern_of, readable, without_accents

__all__ = ["NumberWords", "Token", "number_words", "tokens_of"]

_SPACES = "\u00a0\u202f\u2009"
_GLYPHS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5"}
_GLYPHS |= {"⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
_LARGEST_EXPONENT = 60
_SENTENCE_END = re.compile(r"\s*(?:\Z|\n|(?![A-Z]{3}(?!\w))[^\W\d_a-zа-яё])")
"""What shows that a full stop ends a sentence and no abbreviation: a capital, unless it begins a currency's code."""


class Token(NamedTuple):
    """One digit group or number word: its kind is one letter, explained at `NumberWords`."""

    start: int
    end: int
    kind: str
    value: Fraction
    step: Fraction


class NumberWords:
    """The number words of one language, compiled.

    Kinds of tokens: D digits, U unit (0..19), T tens, H the word hundred, A a hundred of its own (двести), M scale, Z dozen and
    the like, O ordinal, X plural part ("fifths"), F half, third, quarter, G a fraction sign such as ½ or 3/4, S scale letter.
    """

    def __init__(self, lang: str) -> None:
        words = lexicon(lang, "numbers")
        self.lang = lang
        self.table: dict[str, tuple[str, Fraction]] = {}
        for subject, kind in (
            ("ordinals", "O"), ("denominators", "X"), ("parts", "F"), ("units", "U"), ("collectives", "U"), ("tens", "T"),
            ("hundred", "H"), ("hundreds", "A"), ("scales", "M"), ("dozens", "Z"),
        ):  # fmt: skip
            self._add(words.get(subject) or {}, kind)
        for value, stems in (words.get("ordinal_stems") or {}).items():
            endings = words["ordinal_endings"].split()
            self._add({value: " ".join(stem + ending for stem in stems.split() for ending in endings)}, "O")
        self.short = {
            letters: Fraction(value) for value, listed in words["short_scales"].items() for letters in listed.split()
        }
        self.wide_tens = frozenset(words["wide_tens"])
        self.bare_scales = frozenset(words["bare_scales"])
        self.decimal: str = words["decimal"]
        self.group: str = words["grouping"]
        self.spaced_letters = frozenset(words["short_scales_spaced"].split())
        self.pattern = re.compile(
            f"{self._digits(words)}|(?P<W>(?<![\\w]){pattern_of(self.table)}(?![\\w]))|(?P<G>[{''.join(_GLYPHS)}])",
            re.IGNORECASE,
        )
        space = r"[^\S\n]"
        joiner = words["and"]
        article = f"(?:{words['article']})" if words["article"] else "(?!)"
        of_a = f"(?:{words['of_a']})" if words["of_a"] else "(?!)"
        self.gap = re.compile(
            rf"(?P<join>(?:{space}*-{space}*|{space}+)?)|(?P<and>{space}+-?{joiner}-?{space}+|-{joiner}-)"
            rf"|(?P<and_a>{space}+{joiner}{space}+{article}{space}+)|(?P<point>{space}+{pattern_of(words['point'].split())}{space}+)"
            rf"|(?P<of_a>{space}*{of_a}{space}*)",
            re.IGNORECASE,
        )
        self.article_before = re.compile(rf"(?<!\w){article}{space}+\Z", re.IGNORECASE)
        held = "".join(rf"(?<!\b{word}\s)" for word in words["less_not_after"].split())
        minus = "|".join(filter(None, (pattern_of(words["minus"].split()), held + pattern_of(words["less"].split()))))
        self.minus_before = re.compile(rf"(?:(?<![\w])(?:{minus}){space}+|(?<![\w.,%)])[-−])\Z", re.I)
        self.signs = re.compile(rf"-?(?:{pattern_of(words['ordinal_signs'].split())})(?!\w)")
        self.and_in_cardinals: bool = words["and_in_cardinals"]
        self.one_before_hundred: bool = words["one_before_hundred"]
        self.singular_parts: bool = words["singular_parts"]
        self.between = re.compile(rf"(?<!\w)(?:{words['between']})\s+\Z", re.IGNORECASE)
        self.part_followed = re.compile(words["part_followed"], re.IGNORECASE)
        self.parts_alone: bool = words["parts_alone"]
        self.part_endings: tuple[str, ...] = tuple(words["part_endings"].split()) or ("\0",)
        self.not_parts_before = re.compile(words["not_parts_before"], re.IGNORECASE)

    def is_plural_part(self, word: str) -> bool:
        """Whether an ordinal has an ending that makes it a part after a number, as in две пятых or одна десятая."""
        return word.endswith(self.part_endings)

    def _add(self, table: dict[object, str], kind: str) -> None:
        for value, listed in table.items():
            for word in listed.split():
                for spelling in (word, without_accents(word)):
                    self.table[spelling] = (kind, Fraction(str(value)))

    def _digits(self, words: dict[str, object]) -> str:
        """The pattern of a number in digits, by the signs of this language and by those that are plain in any."""
        point, group = re.escape(self.decimal), re.escape(self.group)
        spaces = _SPACES + (" " if words["spaces_group"] else "")
        fraction = rf"(?:{point}\d+)?"
        letters = "|".join(sorted(self.short, key=len, reverse=True))
        tail = rf"(?P<scale>(?:\ *(?-i:{letters}))(?![\w^]))?"
        power = r"(?P<power>(?:e[+-]?|\^[+-]{0,2})\d{1,3}(?![\d]))?"
        return (
            rf"(?P<D>(?<![\d])(?:(?P<ratio>(?<![\d/.,])(?:\d{{1,3}}\ +)?\d{{1,6}}/\d{{1,6}}(?![\d/]|[.,]\d))"
            rf"|(?P<grouped>\d{{1,3}}(?:(?:{group}\d{{3}})+|(?:[{spaces}]\d{{3}})+|(?:['’]\d{{3}})+"
            rf"|(?:[{group}]\d\d)+{group}\d{{3}})(?!\d|\ ?[{spaces}]\d{{3}}(?!\d)|{group}\d){fraction}(?!\d))"
            rf"|(?P<decimal>(?<!\d[.,])\d+[.,]\d+(?!\d|[.,]\d)|(?<![\w.,])[.,]\d+(?!\d|[.,]\d))|(?P<whole>\d+))){power}{tail}"
        )


@cache
def number_words(lang: str) -> NumberWords:
    """The number words of a language, compiled once; English for a language without its own."""
    return NumberWords(readable(lang))


@lru_cache(maxsize=64)
def tokens_of(text: str, words: NumberWords) -> tuple[Token, ...]:
    """Digit groups and number words, in order; the last texts are kept, since several readers ask for the same.

    >>> [token.kind for token in tokens_of("three million, 4.5 and a half", number_words("en"))]
    ['U', 'M', 'D', 'F']
    """
    return tuple(_tokens(text, words))


def _tokens(text: str, words: NumberWords) -> Iterator[Token]:
    for found in words.pattern.finditer(text):
        start, end = found.span()
        if found["W"] is not None:
            if text[end - 1] == "." and _SENTENCE_END.match(text, end):
                end -= 1
            spelled = _normal(text[start:end])
            kind, value = words.table[spelled if spelled in words.table else spelled.replace("_", "")]
            yield Token(start, end, kind, value, Fraction(1))
        elif found["G"] is not None:
            yield Token(start, end, "G", Fraction(_GLYPHS[found["G"]]), Fraction(1))
        else:
            yield from _digit_tokens(found, words)


def _normal(word: str) -> str:
    """A number word as the table has it."""
    return re.sub(r"\s*[-‐‑]\s*|\s+", "_", word.lower()) if not word.isalpha() else word.lower()


def _digit_tokens(found: re.Match[str], words: NumberWords) -> Iterator[Token]:
    """A number in digits, and its scale letter where it has one."""
    start, end = found.span("D")
    if found["ratio"]:
        *whole, ratio = found["ratio"].split()
        over, under = (int(side) for side in ratio.split("/"))
        if under:
            yield Token(start, end, "G", (int(whole[0]) if whole else 0) + Fraction(over, under), Fraction(1))
        return
    value, step = _digits_value(found, words)
    if found["power"]:
        raised = _raised(value, found["power"])
        if raised is not None:
            value, step, end = *raised, found.end("power")
    yield Token(start, end, "D", value, step)
    if found["scale"] and found.end("power" if found["power"] else "D") == end:
        letters = found["scale"].strip()
        if found["scale"][0] != " " or letters in words.spaced_letters:
            yield Token(found.end("scale") - len(letters), found.end("scale"), "S", words.short[letters], Fraction(1))


def _digits_value(found: re.Match[str], words: NumberWords) -> tuple[Fraction, Fraction]:
    """The value of digits and one unit of the last of them."""
    shown = found["D"]
    if found["grouped"]:
        whole, _, rest = shown.partition(words.decimal)
        whole = re.sub(r"\D", "", whole)
    elif found["decimal"]:
        whole, rest = re.split("[.,]", shown)
    else:
        whole, rest = shown, ""
    whole, rest = whole[-60:], rest[:60]
    return Fraction(int((whole or "0") + rest), 10 ** len(rest)), Fraction(1, 10 ** len(rest))


def _raised(value: Fraction, power: str) -> tuple[Fraction, Fraction] | None:
    """A number with its exponent, "1.2e+4" or "1.1^23"; None where it would be too large to mean anything."""
    exponent = int(re.sub(r"[^\d]", "", power))
    if exponent > _LARGEST_EXPONENT or (value == 0 and "-" in power):
        return None
    if re.search(r"(?<!-)-(?!-)", power):
        exponent = -exponent
    if power[0] in "eE":
        return value * Fraction(10) ** exponent, Fraction(10) ** exponent
    return value**exponent, Fraction(1)
