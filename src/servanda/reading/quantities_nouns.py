"""Counted nouns that no lexicon lists: the word itself, in the singular of its own language."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

__all__ = ["is_future", "is_genitive", "is_infinitive", "is_short_participle", "singular"]


@cache
def _morphology() -> Any:
    """The Russian dictionary, loaded at the first noun that the lexicon does not have."""
    import pymorphy3  # type: ignore[import-untyped]  # loaded only where Russian is read

    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def singular(noun: str, lang: str, value: Fraction = Fraction(2)) -> str | None:
    """A counted noun in the singular of its own language; None for a word that cannot be a counted noun.

    >>> singular("turbines", "en"), singular("éoliennes", "fr"), singular("станков", "ru"), singular("quickly", "en")
    ('turbine', 'éolienne', 'станок', None)
    """
    if lang == "ru":
        for parse in _morphology().parse(noun):
            if "NOUN" in parse.tag:
                return str(parse.normal_form)
        return None
    if value == 1:
        return noun
    if lang == "en" and noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("s", "x")) and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return None


@lru_cache(maxsize=4096)
def _parses(word: str) -> tuple[Any, ...]:
    return tuple(_morphology().parse(word))


def is_future(word: str, behind: str = "") -> bool:
    """Whether a Russian word is a verb in the future tense; "будет" is only before an infinitive or a short participle.

    >>> is_future("откроется"), is_future("будет", " построен в мае"), is_future("будет", " хорошим"), is_future("открыл")
    (True, True, False, False)
    """
    best = _parses(word)[0].tag
    if "VERB" not in best or "futr" not in best:
        return False
    if _parses(word)[0].normal_form != "быть":
        return "3per" in best or "1per" in best
    following = re.findall(r"[^\W\d_]+", behind)[:5]
    return any({"INFN", "PRTS"} & set(_parses(one.lower())[0].tag.grammemes) for one in following)


def is_infinitive(word: str) -> bool:
    """Whether a Russian word is a verb in the infinitive.

    >>> is_infinitive("закончить"), is_infinitive("власть"), is_infinitive("откроют")
    (True, False, False)
    """
    return "INFN" in _parses(word)[0].tag


def is_short_participle(word: str) -> bool:
    """Whether a Russian word is a short passive participle: "построен", "открыты".

    >>> is_short_participle("перестроены"), is_short_participle("построенный")
    (True, False)
    """
    return "PRTS" in _parses(word)[0].tag


def is_genitive(word: str) -> bool:
    """Whether a Russian word can be a noun or adjective in the genitive, and no other part of speech comes first.

    >>> is_genitive("средств"), is_genitive("выполнено")
    (True, False)
    """
    nominal = {"NOUN", "ADJF", "PRTF"}
    return _parses(word)[0].tag.POS in nominal and any("gent" in parse.tag for parse in _parses(word))
