"""The words that reading depends on: one folder a language, one YAML file a subject.

Everything that differs between languages sits in these files, so that a language is added by adding a folder, and a word by
adding a line. Files are read once and kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from servanda.errors import UnknownName

__all__ = ["GIVEN_NAMES", "LANGUAGES", "lexicon", "pattern_of", "without_accents"]

_FOLDER = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the parser in C, where PyYAML has it, is ten times as quick

LANGUAGES: tuple[str, ...] = tuple(sorted(folder.name for folder in _FOLDER.iterdir() if len(folder.name) == 2))
"""The languages that have a folder of words."""

GIVEN_NAMES = _FOLDER / "given_names.yaml"
"""Given names by gender, for all languages in Latin letters."""


@cache
def lexicon(lang: str, subject: str) -> dict[str, Any]:
    """The words of one subject in one language; the same object on every call, not to be changed.

    >>> lexicon("fr", "numbers")["units"][12]
    'douze'
    >>> lexicon("xx", "numbers")
    Traceback (most recent call last):
        ...
    servanda.errors.UnknownName: There is no lexicon 'numbers' in 'xx'. Languages: en, fr, ru.
    """
    path = _FOLDER / lang / f"{subject}.yaml"
    if not path.is_file():
        raise UnknownName("no-lexicon", subject=subject, language=lang, known=", ".join(LANGUAGES))
    with path.open(encoding="utf-8") as lines:
        words = yaml.load(lines, Loader=_LOADER)  # noqa: S506  # both loaders are the safe one
    return words if isinstance(words, dict) else {}


def without_accents(word: str) -> str:
    """The word as it is written by those who leave accents out.

    >>> without_accents("zéro"), without_accents("août"), without_accents("й")
    ('zero', 'aout', 'й')
    """
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", re.sub("(?<=[a-zA-Z])[\u0300-\u036f]", "", parts))


def pattern_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, written as a tree so that it is quick with hundreds of them.

    "_" in a word stands for spaces or a hyphen.

    >>> pattern_of(["two", "ten", "tens"])
    't(?:en(?:s)?|wo)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branch_pattern(tree)


def _branch_pattern(tree: dict[str, Any]) -> str:
    """The pattern of one branch of the tree of words; an empty key marks where a word may end."""
    choices = []
    for letter in sorted(letter for letter in tree if letter):
        sign = r"(?:\s+|\s*[-‐‑]\s*)" if letter == "_" else r"['’]" if letter == "'" else re.escape(letter)
        choices.append(sign + _branch_pattern(tree[letter]))
    if not choices:
        return ""
    body = choices[0] if len(choices) == 1 and "" not in tree else f"(?:{'|'.join(choices)})"
    return body + ("?" if "" in tree else "")
