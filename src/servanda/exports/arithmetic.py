"""A finding's arithmetic in the words of a language: its signs and numbers stay, its few words are translated.

Takes a line as reconciliation writes it ("c1: 2023 = [52.5, 53.5) billion USD") and the marks under which a page shows the
claims; gives the line for people. Units, scales and states are translated, ids of claims are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from servanda.exports.wording import Wording
from servanda.reconciliation.wording import language

__all__ = ["arithmetic_in"]

_SCALES = ("trillion", "billion", "million")
_TERMS = ("factor", "per cent")


def arithmetic_in(words: Wording, line: str, marks: Mapping[str, str]) -> str:
    """The line with claims by their marks and its words in the language.

    >>> from servanda.exports.wording import wording
    >>> arithmetic_in(wording("fr"), "c1: 2023 = [52.5, 53.5) billion USD", {"c1": "A"})
    'A: 2023 = [52.5, 53.5) milliards USD'
    >>> arithmetic_in(wording("ru"), "done-1: 2023-05-01 = 12 bridge, agreed", {"done-1": "done-1"})
    'done-1: 2023-05-01 = 12 мостов, согласовано'
    """
    told = _words_of_sums(words)
    known = sorted({*marks, *told}, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, known))})(?![\w-])")
    return pattern.sub(lambda found: marks.get(found[0]) or told[found[0]], line)


def _words_of_sums(words: Wording) -> dict[str, str]:
    """The words that lines of arithmetic may have, each with its translation; counted nouns as they stand after many."""
    tongue = language(words.lang)
    return {
        **{noun: words.noun(noun, 5) for noun in tongue.words["nouns"] if noun != "time"},
        **{state: words.term("state", state) for state in tongue.words["states"]},
        **{scale: words.plural("scale", scale, 5) for scale in _SCALES},
        **{term: words.term("arithmetic", term) for term in _TERMS},
    }
