"""The words that reading depends on: one folder a language, one YAML file a subject.

Everything that differs between languages sits in these files, so that a language is added by adding a folder, and a word by
adding a line. Files are read once and kept.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from servanda.errors import UnknownName

__all__ = ["LANGUAGES", "lexicon"]

_FOLDER = Path(__file__).parent

LANGUAGES: tuple[str, ...] = tuple(sorted(folder.name for folder in _FOLDER.iterdir() if len(folder.name) == 2))
"""The languages that have a folder of words."""


@cache
def lexicon(lang: str, subject: str) -> dict[str, Any]:
    """The words of one subject in one language; the same object on every call, not to be changed.

    >>> lexicon("fr", "numbers")["units"]["douze"]
    12
    >>> lexicon("xx", "numbers")
    Traceback (most recent call last):
        ...
    servanda.errors.UnknownName: There is no lexicon 'numbers' in 'xx'. Languages: en, fr, ru.
    """
    path = _FOLDER / lang / f"{subject}.yaml"
    if not path.is_file():
        raise UnknownName(f"There is no lexicon {subject!r} in {lang!r}. Languages: {', '.join(LANGUAGES)}.")
    with path.open(encoding="utf-8") as lines:
        words = yaml.safe_load(lines)
    return words if isinstance(words, dict) else {}
