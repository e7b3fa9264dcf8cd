"""What programs are told in sentences, one file of them a language."""

from __future__ import annotations

from pathlib import Path

from servanda.message import sentences

__all__ = ["say"]

_FOLDER = Path(__file__).parent


def say(name: str, lang: str, **values: object) -> str:
    """The sentence of that name in a language, with its values filled in.

    >>> say("not-in-account-detail", "en", id="x")
    'The account has nothing under the id “x”.'
    """
    return sentences(_FOLDER, lang)[name].format(**values)
