"""The words that treaties bind and date with: one YAML file a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["LANGUAGES", "lexicon"]

_FOLDER = Path(__file__).parent

LANGUAGES = tuple(sorted(file.stem for file in _FOLDER.glob("*.yaml")))
"""The languages in which obligations are found."""


@cache
def lexicon(lang: str) -> dict[str, Any]:
    """The words of a language, one of LANGUAGES.

    >>> lexicon("fr")["months"]["juillet"]
    7
    """
    found: dict[str, Any] = yaml.safe_load((_FOLDER / f"{lang}.yaml").read_text(encoding="utf-8"))
    return found
