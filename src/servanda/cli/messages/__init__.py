"""What the command line says, one file of sentences a language."""

from __future__ import annotations

from pathlib import Path

from servanda.message import sentences

__all__ = ["say"]

_FOLDER = Path(__file__).parent


def say(name: str, lang: str, **values: object) -> str:
    """The sentence of that name in a language, with its values filled in.

    >>> say("undone", "en", batch=3)
    'Batch 3 is undone; do it again with: servanda redo 3'
    """
    return sentences(_FOLDER, lang)[name].format(**values)
