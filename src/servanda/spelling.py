"""One spelling for a name that languages write in their own ways: Poutine, Putin and Путин; Loukachenko and Лукашэнка.

Takes names as texts have them, in Latin or Cyrillic letters; gives a key that all spellings of a name share, and tells whether
two full names can be one person's. Rules by sound do most of it; `spelling.yaml` has them, and given names that no rule joins.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["in_latin", "key_of", "name_key", "same_name"]

_FILE = Path(__file__).with_name("spelling.yaml")
_WORD = re.compile(r"[^\W\d_][\w’'‑.-]*")
_DOUBLE = re.compile(r"(.)\1+")


@cache
def _rules() -> dict[str, Any]:
    with _FILE.open(encoding="utf-8") as lines:
        rules: dict[str, Any] = yaml.safe_load(lines)
    return rules


@cache
def _groups() -> tuple[re.Pattern[str], dict[str, str]]:
    groups: dict[str, str] = dict(_rules()["groups"])
    ordered = sorted(groups, key=len, reverse=True)
    return re.compile("|".join(ordered)), groups


def in_latin(word: str) -> str:
    """A word in small letters as Latin letters and digits alone.

    >>> in_latin("écologie"), in_latin("энергетики")
    ('ecologie', 'energetiki')
    """
    rules = _rules()
    latin = "".join(rules["cyrillic"].get(letter, rules["letters"].get(letter, letter)) for letter in word)
    return "".join(letter for letter in unicodedata.normalize("NFD", latin) if letter.isalnum())


@lru_cache(maxsize=50_000)
def key_of(word: str) -> str:
    """One word of a name by its sounds, the same in all languages.

    >>> key_of("Poutine"), key_of("Putin"), key_of("Путин")
    ('putin', 'putin', 'putin')
    >>> {key_of(word) for word in ("Loukachenko", "Lukashenko", "Лукашенко", "Лукашэнка", "Lukaschenko")}
    {'lukacenk'}
    >>> {key_of(word) for word in ("Zelensky", "Zelenskyy", "Зеленский", "Зеленський")}
    {'zelenski'}
    """
    rules = _rules()
    low = in_latin(word.lower().strip(".’'‑-"))
    pattern, groups = _groups()
    sounds = _DOUBLE.sub(r"\1", pattern.sub(lambda match: groups[match.group()], low))
    for ending, other in rules["endings"]:
        if sounds.endswith(ending) and len(sounds) > len(ending) + 1:
            return str(sounds[: -len(ending)] + other)
    return sounds


@cache
def _variants(kind: str) -> dict[str, str]:
    """The key of each spelling in the lists to the key of the first of its list."""
    return {key_of(name): key_of(names[0]) for names in _rules()[kind] for name in names}


@lru_cache(maxsize=50_000)
def _parts(name: str) -> tuple[str, ...]:
    """The keys of a full name: the given name under its list's first spelling, what stands between, the surname."""
    keys = [key for word in _WORD.findall(name) if (key := key_of(word))]
    if not keys:
        return ()
    keys[-1] = _variants("surnames").get(keys[-1], keys[-1])
    if len(keys) > 1:
        keys[0] = _variants("given_names").get(keys[0], keys[0])
    return tuple(keys)


def name_key(name: str) -> str:
    """A key for whom a full name means: given name and surname by their sounds, without patronymics and middle names.

    >>> name_key("Александр Григорьевич Лукашенко") == name_key("Alexandre Loukachenko") == name_key("Аляксандр Лукашэнка")
    True
    >>> name_key("Vladimir Putin") == name_key("Vera Putin"), name_key("Ann Lee")
    (False, 'an-le')
    """
    parts = _parts(name)
    return "-".join((parts[0], parts[-1]) if len(parts) > 1 else parts)


def same_name(one: str, other: str) -> bool:
    """Whether two names can be one person's: the same surname, and given names, or an initial, that agree.

    >>> same_name("Vladimir Poutine", "Владимир Владимирович Путин"), same_name("V. Putin", "Vladimir Putin")
    (True, True)
    >>> same_name("Ivan Ivanov", "Igor Ivanov")
    False
    """
    left, right = _parts(one), _parts(other)
    if not (left and right) or left[-1] != right[-1]:
        return False
    if len(left) == 1 or len(right) == 1 or left[0] == right[0]:
        return True
    return min(len(left[0]), len(right[0])) == 1 and left[0][0] == right[0][0]
