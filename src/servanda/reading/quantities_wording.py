"""The words round numbers in one language, compiled from lexicon/*/hedges.yaml and units.yaml.

Takes a place in a text and says what stands before or after it: a hedge, a verb of change, a counted noun. What that makes of
the number is for `quantities`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Any

from servanda.quantity import Comparator
from servanda.reading.lexicon import lexicon, pattern_of, readable

__all__ = ["Wording", "place_of", "wording_of"]

_WINDOW = 48
_LONG_WINDOW = 90
_SENTENCE_END = re.compile(r"[.!?…;]\s|\n")


def _spaced(pattern: str) -> str:
    """A pattern from the lexicon, its spaces standing for any white space."""
    return re.sub(r"(?<!\\)(?<!\(\?) (?![?+*])", r"\\s+", pattern)


def _named(table: dict[Any, str], prefix: str) -> str:
    """One alternation of all patterns of a table, each in a group numbered by its place, the longest alternatives first."""
    return "|".join(f"(?P<{prefix}{place}>{_spaced(pattern)})" for place, pattern in enumerate(table.values()))


class Wording:
    """What stands round numbers in one language."""

    def __init__(self, lang: str) -> None:
        words = lexicon(lang, "hedges")
        self.lang = lang
        self._before = [Comparator(sign) for sign in words["before"]]
        self._after = [Comparator(sign) for sign in words["after"]]
        fillers = _spaced(words["fillers"])
        tail = rf"(?:\s+|(?<=['’]))(?:(?:{fillers})(?:\s+|(?<=['’])))?\Z"
        self.any_hedge = re.compile(rf"(?<![\w])(?:{_named(words['before'], 'b')}){tail}", re.IGNORECASE)
        self.hedge_after = re.compile(rf"[,\s]\s*(?:{_named(words['after'], 'a')})(?!\w)", re.IGNORECASE)
        self.range_gap = re.compile(rf"\s*(?:{words['range_gaps']})\s*", re.IGNORECASE)
        self.range_pairs = [
            (re.compile(rf"(?<!\w){first}\s+\Z", re.I), re.compile(rf"\s+{second}\s+", re.I))
            for first, second in words["range_pairs"].items()
        ]
        self._compile_changes(words)
        self._compile_factors(words)
        self._compile_vague(words)
        self._compile_nouns(words, lexicon(lang, "units"))
        self.of_whole = re.compile(rf"\s*,?\s*(?:{words['of_whole']})\s*", re.IGNORECASE)
        self.alone = re.compile(_spaced(words["alone"]), re.IGNORECASE)
        self.proportion = re.compile(rf"\s+(?:{_spaced(words['proportion'])})\s+", re.IGNORECASE)
        self.definite = re.compile(rf"(?<!\w)(?:{words['definite']})\s+\Z", re.IGNORECASE)
        self.named = re.compile(rf"(?<!\w)(?:{words['names_before']})\s*\Z", re.IGNORECASE)

    def _compile_changes(self, words: dict[str, Any]) -> None:
        between = r"(?:\s+[^\s\d.;]+){0,4}?"
        direct = r"(?:\s+)\Z|" if words["change_direct"] else ""

        def before(verbs: str) -> re.Pattern[str]:
            preposition = rf"(?:\s+|(?<=['’]))(?:{_spaced(words['change_by'])})(?:\s+|(?<=['’]))\Z"
            return re.compile(rf"(?<!\w)(?:{_spaced(verbs)})(?!\w)(?:{direct}{between}{preposition})", re.IGNORECASE)

        self.rising_before, self.falling_before = before(words["rising"]), before(words["falling"])
        self.any_change = re.compile(rf"(?<!\w)(?:{words['rising']}|{words['falling']})(?!\w)", re.IGNORECASE)
        self.raising = re.compile(rf"(?<!\w)(?:{_spaced(words['raising'])})(?!\w)", re.IGNORECASE)
        self.rising_verbs = re.compile(rf"(?<!\w)(?:{_spaced(words['rising'])})(?!\w)", re.IGNORECASE)
        self.falling_verbs = re.compile(rf"(?<!\w)(?:{_spaced(words['falling'])})(?!\w)", re.IGNORECASE)
        self.change_just_before = re.compile(
            rf"(?<!\w)(?:{words['rising']}|{words['falling']})(?:\s+\w+)?\s+\Z", re.IGNORECASE
        )
        self.passed_just_before = re.compile(rf"(?<!\w)(?:{words['passing']})(?:\s+\w+)?\s+\Z", re.IGNORECASE)
        self.from_is_by: bool = words["from_is_by"]
        self.between = re.compile(rf"(?:{words['range_between']})(?!\w)", re.IGNORECASE)
        self.change_to = re.compile(rf"(?<!\w)(?:{_spaced(words['change_to'])})\s+\Z", re.IGNORECASE)
        self.rising_after = re.compile(rf"\s+(?:{_spaced(words['change_after_rising'])})", re.IGNORECASE)
        self.falling_after = re.compile(rf"\s+(?:{_spaced(words['change_after_falling'])})", re.IGNORECASE)

    def _compile_factors(self, words: dict[str, Any]) -> None:
        self.factor_values = [Fraction(str(value)) for value in words["factors"]]
        self.factor_words = re.compile(rf"(?<!\w)(?:{_named(words['factors'], 'f')})(?!\w)", re.IGNORECASE)
        self.times_after = re.compile(rf"[-\s]+(?:{_spaced(words['times_after'])})", re.IGNORECASE)
        self.times_before = re.compile(rf"(?<!\w)(?:{_spaced(words['times_before'])})\s+\Z", re.IGNORECASE)
        strong = words["times_strong_after"]
        self.times_strong = re.compile(_spaced(strong) if strong else "(?!)", re.IGNORECASE)
        self.fewer_after = re.compile(_spaced(words["fewer_after"]), re.IGNORECASE)
        self.multiplied = re.compile(rf"(?<!\w)(?:{_spaced(words['multiplied'])})\s+\Z", re.IGNORECASE)
        self.divided = re.compile(rf"(?<!\w)(?:{_spaced(words['divided'])})\s+\Z", re.IGNORECASE)
        self.fold = re.compile(words["fold"], re.IGNORECASE)

    def _compile_vague(self, words: dict[str, Any]) -> None:
        self.vague_values = [Fraction(power) for power in (*words["vague_parts"], *words["vague_scales"])]
        of = rf"(?:{words['vague_of']})" if words["vague_of"] else ""
        parts, scales = _named(words["vague_parts"], "p"), _named(words["vague_scales"], "s")
        alone = _named(words["vague_scales"], "t")
        self.vague = re.compile(
            rf"(?<![\w-])(?:(?:des\s+|plusieurs\s+|many\s+|several\s+)?(?:(?:{parts})(?:\s+{of}\s*(?:{scales}))?|(?:{alone})))(?!\w)",
            re.IGNORECASE,
        )
        self.vague_values_twice = (
            *self.vague_values[: len(words["vague_parts"])],
            *(value for _ in range(2) for value in self.vague_values[len(words["vague_parts"]) :]),
        )
        self.vague_names = [f"p{i}" for i in range(len(words["vague_parts"]))] + [
            f"{letter}{i}" for letter in "st" for i in range(len(words["vague_scales"]))
        ]

    def _compile_nouns(self, words: dict[str, Any], units: dict[str, Any]) -> None:
        self.nouns: dict[str, str] = {}
        for noun, forms in units["nouns"].items():
            for form in (noun, *forms.split(",")) if self.lang == "en" else forms.split(","):
                self.nouns[form.strip()] = noun
        known = pattern_of(form.replace(" ", "_") for form in self.nouns)
        linking = _spaced(words["noun_linking"])
        word = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
        stops = rf"(?!(?:{words['noun_stops']})(?!\w))"
        between = words.get("between", word)
        self.known_noun = re.compile(
            rf"\s+(?:{linking})(?:{stops}{between}\s+){{0,2}}?(?P<noun>{known})(?!\w)", re.IGNORECASE
        )
        adjectives = rf"(?:(?:{words['adjectives']})\s+)*" if words["adjectives"] else ""
        proper = rf"\s+(?:[A-Z][\w’'-]*\s+){{1,3}}{stops}(?P<noun>[a-z]{{3,}}s)(?!\w)"
        self.named_noun = re.compile(proper if self.lang == "en" else "(?!)")
        self.next_noun = re.compile(rf"\s+(?:{linking}){adjectives}{stops}(?P<noun>{word})", re.IGNORECASE)

    def hedge(self, text: str, at: int) -> tuple[Comparator, int]:
        """The hedge that ends before a place, and where it begins; "no more than" before "more than"."""
        window = max(0, at - _WINDOW)
        found = self.any_hedge.search(text, window, at)
        if found is None:
            return Comparator.EQUAL, at
        return self._before[place_of(found, "b")], found.start()

    def hedge_behind(self, text: str, at: int) -> tuple[Comparator, int]:
        """The hedge that follows a place ("or more"), and where it ends."""
        found = self.hedge_after.match(text, at)
        if found is None:
            return Comparator.EQUAL, at
        return self._after[place_of(found, "a")], found.end()

    def sentence_before(self, text: str, at: int) -> str:
        """The words of the sentence before a place, so far as a verb of change could still reach it."""
        words = text[max(0, at - _LONG_WINDOW) : at]
        ends = [found.end() for found in _SENTENCE_END.finditer(words)]
        return words[ends[-1] :] if ends else words


def place_of(found: re.Match[str], prefix: str) -> int:
    """Which of the numbered groups with a prefix matched.

    >>> place_of(re.match("(?P<a0>x)|(?P<a1>y)", "y"), "a")
    1
    """
    return next(int(name[1:]) for name, words in found.groupdict().items() if words is not None and name[0] == prefix)


@cache
def wording_of(lang: str) -> Wording:
    """The words round numbers in a language, compiled once; English for a language without its own."""
    return Wording(readable(lang))
