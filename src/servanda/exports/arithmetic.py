"""A finding's arithmetic in the words of a language: its signs and numbers stay, its few words are translated.

Takes a line as reconciliation writes it ("c1: 2023 = [52.5, 53.5) billion USD") and the marks under which a page shows the
claims; gives the line for people. Units, scales and states are translated, ids of claims are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from servanda.exports.wording import Wording, wording
from servanda.reconciliation.wording import language

__all__ = ["arithmetic_in"]

_SCALES = ("trillion", "billion", "million")
_TERMS = ("factor", "per cent")
_NOTHING = re.compile(r"((?!))")


def arithmetic_in(words: Wording, line: str, marks: Mapping[str, str]) -> str:
    """The line with claims by their marks and its words in the language.

    >>> from servanda.exports.wording import wording
    >>> arithmetic_in(wording("fr"), "c1: 2023 = [52.5, 53.5) billion USD", {"c1": "A"})
    'A: 2023 = [52.5, 53.5) milliards USD'
    >>> arithmetic_in(wording("ru"), "done-1: 2023-05-01 = 12 bridge, agreed", {"done-1": "done-1"})
    'done-1: 2023-05-01 = 12 мостов, согласовано'
    """
    told, pattern = _words_of_sums(words.lang)
    claims = re.compile(rf"({_alone(marks)})") if marks else _NOTHING
    parts = claims.split(line)
    parts[::2] = [pattern.sub(lambda found: told[found[0]], part) for part in parts[::2]]
    parts[1::2] = [marks[claim] for claim in parts[1::2]]
    return "".join(parts)


def _alone(known: Iterable[str]) -> str:
    """A pattern that finds these where they stand by themselves, the longest first."""
    return rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?![\w-])"


@cache
def _words_of_sums(lang: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """The words that lines of arithmetic may have, each with its translation, and what finds them; counted nouns as they stand
    after many."""
    words, tongue = wording(lang), language(lang)
    told = {
        **{noun: words.noun(noun, 5) for noun in tongue.words["nouns"] if noun != "time"},
        **{state: words.term("state", state) for state in tongue.words["states"]},
        **{scale: words.plural("scale", scale, 5) for scale in _SCALES},
        **{term: words.term("arithmetic", term) for term in _TERMS},
    }
    return told, re.compile(_alone(told))
