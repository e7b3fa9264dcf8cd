"""The words that intake depends on: one YAML file a language, all of them applied to every page.

A French page on an English blog engine has English share links and an English comment form below it, so the files are not
chosen by the language of the text. Each file has the same keys; what they mean is said in `en.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["any_of", "folded", "lexicons", "named", "phrases", "words"]

_FOLDER = Path(__file__).parent


@cache
def lexicons() -> dict[str, dict[str, Any]]:
    """All files by language code, read once; not to be changed.

    >>> sorted(lexicons())
    ['en', 'fr', 'ru']
    """
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.yaml"))}


def words(key: str) -> tuple[str, ...]:
    """The list under a key, of all languages together, longest first so that a longer word is tried before its beginning.

    >>> "източник" in words("source"), "source" in words("source")
    (False, True)
    """
    found = {str(word) for lexicon in lexicons().values() for word in lexicon.get(key, ())}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def named(key: str) -> dict[str, int]:
    """The mapping of words to numbers under a key, of all languages together.

    >>> named("months")["juillet"], named("months")["апреля"]
    (7, 4)
    """
    return {str(word): number for lexicon in lexicons().values() for word, number in lexicon[key].items()}


def phrases(kind: str) -> re.Pattern[str]:
    """One pattern that matches a whole folded line (see `folded`) that is furniture of the kind, in any language.

    >>> bool(phrases("sharing").fullmatch("partager sur facebook"))
    True
    """
    found = [str(p) for lexicon in lexicons().values() for p in lexicon["furniture"].get(kind, ())]
    return re.compile("|".join(f"(?:{phrase})" for phrase in found) or r"(?!)")


def any_of(listed: Iterable[str]) -> str:
    """A regular expression for any of the words, each taken literally.

    >>> any_of(["a.", "b"])
    '(?:a\\\\.|b)'
    """
    return f"(?:{'|'.join(re.escape(word) for word in listed)})"


_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "ё": "е", "Ё": "Е", "«": '"', "»": '"', "“": '"', "”": '"'})


def folded(line: str) -> str:
    """A line as phrases are compared with it: lower case, plain spaces, quotes and apostrophes, no bullets or arrows round it.

    >>> folded("  » Laisser un\\u00a0commentaire →")
    'laisser un commentaire'
    """
    plain = " ".join(line.translate(_APOSTROPHES).split()).casefold()
    return plain.strip(' "*#•·|►▶→←»«>–—-_:;.,!…+[](){}\u200b\ufeff')
