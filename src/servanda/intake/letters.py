"""Which languages a text can be in by its letters alone: і, ї, є, ґ, ў and the apostrophe tell neighbours of Russian from it.

Takes a text, gives the codes of the languages that its words can be written in. A word here and there in another alphabet, a name
or a quotation, excludes nothing; more do. Letters typed in Latin for Cyrillic ones ("зустрiч") count as what they stand for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from math import inf
from pathlib import Path
from typing import Any

import yaml

__all__ = ["by_letters", "fully_modelled", "known_languages", "plain_words"]

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`ʹ][^\W\d_]+)*")
_APOSTROPHE = re.compile(r"(?<=[Ѐ-ӿ])['’ʼ`ʹ](?=[яюєїеёЯЮЄЇЕЁ])")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[a-zA-ZÀ-ɏ]")
_FOREIGN = 0.1
"""A language is out when more than this share of the words holds letters that it has not; fewer may be names and quotations."""
_MIXED = 0.25
"""A text of two languages may exclude both: then the one that fewer words exclude, if they are not more than this share."""
_FEW = 10
"""So few words are in one language."""
_OWN = 0.15
"""At least this share of the words with a telling letter has one of the language's own, where it has such."""


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text(encoding="utf-8"))
    return table


def known_languages() -> tuple[str, ...]:
    """The codes of all languages that a text can be found to be in.

    >>> "uk" in known_languages(), "fr" in known_languages()
    (True, True)
    """
    return (*_table()["latin"], *_table()["cyrillic"])


def fully_modelled() -> frozenset[str]:
    """The codes of those about which a model is asked that knows longer stretches of letters.

    >>> "fr" in fully_modelled(), "fi" in fully_modelled()
    (True, False)
    """
    return frozenset(_table()["full"])


def plain_words(text: str) -> tuple[list[str], str]:
    """The words of the script that most letters are of, and its name: "cyrillic", "latin" or "" where it is neither.

    >>> plain_words("Зустрiч of 2024: п’ять осіб")
    (['зустріч', 'п’ять', 'осіб'], 'cyrillic')
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    cyrillic = [word for word in words if _CYRILLIC.search(word)]
    latin = [word for word in words if not _CYRILLIC.search(word) and _LATIN.search(word)]
    letters = {"cyrillic": sum(map(len, cyrillic)), "latin": sum(map(len, latin)), "": sum(map(len, words)) / 2}
    script = max(letters, key=lambda name: letters[name])
    if script == "cyrillic":
        stand_ins = str.maketrans(_table()["stand_ins"])
        return [word.translate(stand_ins) for word in cyrillic], script
    return (latin, script) if script else (words, script)


def by_letters(words: list[str], script: str) -> tuple[str, ...]:
    """The languages that these words can be in; none where their letters are those of a language that is not known here.

    >>> by_letters(["президент", "зустрівся", "з", "міністрами"], "cyrillic")
    ('uk',)
    >>> by_letters(["президенти", "тривають"], "cyrillic")
    ('ru', 'uk', 'bg')
    >>> by_letters(["ҫӗнӗ", "килӗшӳ"], "cyrillic"), by_letters(["hrošy", "jość", "ŭ"], "latin")
    ((), ('be',))
    """
    if script == "latin":
        return ("be",) if _is_latin_belarusian(words) else tuple(_table()["latin"])
    if script != "cyrillic" or not words:
        return ()
    telling = [signs for word in words if (signs := frozenset(word) - _shared_letters())]
    apart = sum(bool(_APOSTROPHE.search(word)) for word in words)
    foreign = {code: _foreign(telling, apart, code) / len(words) for code in _table()["cyrillic"]}
    fitting = tuple(code for code, share in foreign.items() if share <= _FOREIGN)
    if fitting or len(words) < _FEW:
        return fitting
    least = min(foreign.values())
    return tuple(code for code, share in foreign.items() if share == least <= _MIXED)


@cache
def _shared_letters() -> frozenset[str]:
    """The letters that all alphabets have, and the apostrophes: they tell nothing."""
    alphabets = [frozenset(alphabet["letters"]) for alphabet in _table()["cyrillic"].values()]
    return frozenset.intersection(*alphabets) | frozenset("'’ʼ`ʹ")


def _foreign(telling: list[frozenset[str]], apart: int, code: str) -> float:
    """How many words the language does not have: by letters, by an apostrophe inside; all, where its own letters are missing."""
    alphabet = _table()["cyrillic"][code]
    own = frozenset(alphabet.get("own", ""))
    if own and sum(not own.isdisjoint(signs) for signs in telling) < max(1, _OWN * len(telling)):
        return inf
    letters = _shared_letters().union(alphabet["letters"])
    return sum(not signs <= letters for signs in telling) + (0 if alphabet.get("apostrophe") else apart)


def _is_latin_belarusian(words: list[str]) -> bool:
    marks = _table()["latin_belarusian"]
    signs = frozenset("".join(words))
    return bool(signs & set(marks["has"]) and signs & set(marks["any"]) and not signs & set(marks["lacks"]))
