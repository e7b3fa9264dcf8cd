"""Which countries a text names beside the parties: trade with a third country is not trade between the parties."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from babel import Locale

from servanda.linking.forms import Forms
from servanda.message import LANGUAGES

__all__ = ["countries_in"]


@functools.cache
def _countries() -> Forms:
    """The names of the world's countries in the languages that are read, by ISO 3166 code."""
    named = []
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                named.append((code, name.split("(")[0].strip()))
    return Forms(named)


def countries_in(text: Sequence[str]) -> frozenset[str]:
    """The codes of the countries that a text names, given as its words in one form each.

    >>> from servanda.linking.words import stems
    >>> sorted(countries_in(stems("между Индией и Китаем"))), sorted(countries_in(stems("avec la Chine")))
    (['CN', 'IN'], ['CN'])
    """
    return frozenset(hit.form.key for hit in _countries().found_in(text))
