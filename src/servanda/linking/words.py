"""Words of any of the known languages brought to one form, so that a name is found in spite of case, accents and inflection.

A light treatment on purpose: endings from a list a language in `lexicon/` are cut, nothing is looked up. Two forms of one
name become equal; two different words may too, so a name is only ever matched by all its words together.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from importlib import resources
from typing import Any

import yaml

__all__ = ["agreement_words", "opens_with_a_plan", "planned_words", "stem", "stems", "words_for_both"]

_WORD = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*(?:\s?%)?|[^\W\d_]+")
_SHORTEST = 3
"""No ending is cut that would leave fewer letters."""


@functools.cache
def _lexicon() -> Mapping[str, Mapping[str, Any]]:
    """Function words, words for both sides, replaced and cut endings by script, longest endings first."""
    merged: dict[str, dict[str, Any]] = {}
    for file in sorted(resources.files(__package__).joinpath("lexicon").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".yaml"):
            continue
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        empty: dict[str, Any] = {
            "function_words": set(),
            "replace": {},
            "endings": set(),
            "between_both": set(),
            "planned": set(),
            "agreement": set(),
        }
        known = merged.setdefault(data["script"], empty)
        known["between_both"].update(data["between_both"])
        known["planned"].update(data["planned"])
        known["agreement"].update(data["agreement"])
        known["function_words"].update(_plain(word) for word in data["function_words"])
        known["replace"].update(data["replace"])
        known["endings"].update(data["endings"])
    for known in merged.values():
        known["endings"] = sorted(known["endings"], key=lambda ending: (-len(ending), ending))
    return merged


def _plain(word: str) -> str:
    """The word in lower case without accents; й stays itself."""
    return "".join(letter if letter == "й" else unicodedata.normalize("NFD", letter)[0] for letter in word.casefold())


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The form that stands for all forms of a word.

    >>> stem("Programmes") == stem("programme"), stem("рынок") == stem("рынка"), stem("industrielle") == stem("industriel")
    (True, True, True)
    >>> stem("Loukachenko") == stem("Lukashenko")
    False
    """
    plain = _plain(word)
    known = _lexicon().get("cyrillic" if "а" <= plain[:1] <= "я" else "latin")
    if known is None or not plain.isalpha():
        return plain
    for ending, instead in known["replace"].items():
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST:
            plain = plain[: -len(ending)] + instead
            break
    for ending in known["endings"]:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST:
            plain = plain[: -len(ending)]
            break
    if len(plain) > _SHORTEST and plain[-1] == plain[-2]:
        plain = plain[:-1]
    return plain


@functools.lru_cache(maxsize=256)
def stems(text: str) -> tuple[str, ...]:
    """The words of a text in one form each, without function words; a number stands as it is, with its percent sign.

    >>> stems("Le volume des échanges entre la Biélorussie et la Russie")
    ('volum', 'echang', 'bielorussi', 'russi')
    >>> stems("les 28 programmes 2021–2023"), stems("74 %")
    (('28', 'program', '2021', '2023'), ('74%',))
    """
    lexicon = _lexicon()
    small = lexicon["latin"]["function_words"] | lexicon["cyrillic"]["function_words"]
    found = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        plain = _plain("".join(word.split()))
        if plain not in small:
            found.append(stem(plain))
    return tuple(found)


@functools.cache
def words_for_both() -> frozenset[str]:
    """Words, in one form each, that make a thing one between two sides: "bilateral", "взаимный".

    >>> set(stems("les échanges bilatéraux")) & words_for_both() != set()
    True
    """
    return frozenset(stem(_plain(word)) for known in _lexicon().values() for word in known["between_both"])


@functools.cache
def planned_words() -> frozenset[str]:
    """The words for planned things, in one form each.

    >>> set(stems("programmes of the tasks")) <= planned_words()
    True
    """
    return frozenset(stem(word) for known in _lexicon().values() for word in known["planned"])


@functools.cache
def agreement_words() -> frozenset[str]:
    """The words for an agreement itself, in one form each: "accord", "договор".

    >>> set(stems("les accords et le plan")) <= agreement_words()
    True
    """
    return frozenset(stem(_plain(word)) for known in _lexicon().values() for word in known["agreement"])


def opens_with_a_plan(words: tuple[str, ...]) -> bool:
    """Whether words are first of all about planned things: "45 measures in trade", not "14 locks".

    >>> opens_with_a_plan(stems("45 mesures commerciales")), opens_with_a_plan(stems("14 écluses"))
    (True, False)
    """
    first = next((word for word in words if not word[0].isdigit()), "")
    return first in planned_words()
