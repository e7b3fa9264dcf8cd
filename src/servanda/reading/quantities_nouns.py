"""Counted nouns that no lexicon lists: the word itself, in the singular of its own language."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

__all__ = ["singular"]


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
