"""What the command line says, one file of sentences a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

__all__ = ["say"]


def say(name: str, lang: str, **values: object) -> str:
    """The sentence of that name in a language, with its values filled in.

    >>> say("undone", "en", batch=3)
    'Batch 3 is undone; do it again with: servanda redo 3'
    """
    return _sentences(lang)[name].format(**values)


@cache
def _sentences(lang: str) -> dict[str, str]:
    text = (Path(__file__).parent / f"{lang}.yaml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.safe_load(text)
    return found
