"""The words that reading depends on: one folder a language, one YAML file a subject.

Everything that differs between languages sits in these files, so that a language is added by adding a folder, and a word by
adding a line. Files are read once and kept. A package of another's brings a language with it by an entry point in the group
`servanda.languages`, whose name is the language's code and whose value is the package that holds the files; docs/languages.md
tells what a language takes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from servanda.errors import UnknownName

__all__ = ["GIVEN_NAMES", "LANGUAGES", "lexicon", "pattern_of", "readable", "subjects", "without_accents"]

_BUILT_IN = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the parser in C, where PyYAML has it, is ten times as quick
_GROUP = "servanda.languages"


def _folders() -> dict[str, Path]:
    """The folder of each language: those beside this file that say how they are read, and those of other packages."""
    found = {file.parent.name: file.parent for file in _BUILT_IN.glob("*/language.yaml")}
    for entry in entry_points(group=_GROUP):
        spec = find_spec(entry.value)
        places = (spec.submodule_search_locations if spec else None) or ()
        found.update((entry.name, Path(place)) for place in places if (Path(place) / "language.yaml").is_file())
    return dict(sorted(found.items()))


_FOLDERS = _folders()

LANGUAGES: tuple[str, ...] = tuple(_FOLDERS)
"""The languages that have a folder of words."""

GIVEN_NAMES = _BUILT_IN / "given_names.yaml"
"""Given names by gender, for all languages in Latin letters."""

_FALLBACK = "en"


def readable(lang: str) -> str:
    """The language itself where it has a folder, else that whose words numbers and days are looked for with.

    >>> readable("fr"), readable("de")
    ('fr', 'en')
    """
    return lang if lang in _FOLDERS else _FALLBACK


def subjects() -> tuple[str, ...]:
    """The names of the files that a language has: what its words are about.

    >>> "cues" in subjects(), "numbers" in subjects()
    (True, True)
    """
    return tuple(sorted(file.stem for file in _FOLDERS[_FALLBACK].glob("*.yaml")))


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
    path = _FOLDERS.get(lang, _BUILT_IN / lang) / f"{subject}.yaml"
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
    >>> pattern_of([])
    '(?!)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branch_pattern(tree) or "(?!)"


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
