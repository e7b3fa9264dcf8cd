"""Tells who waits at a terminal that a language's model is being loaded, which takes a second or more, once a process."""

from __future__ import annotations

import sys

from servanda.cli import output
from servanda.cli.messages import say
from servanda.message import Message, language_name

__all__ = ["tell_of_loading"]


def tell_of_loading(lang: str) -> None:
    """From now on, say on standard error which model is loaded, before it is; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return
    from servanda.reading.syntax import on_loading

    def told(code: str) -> None:
        name = language_name(code)
        output.note(say("loading-model", lang, language=name.told(lang) if isinstance(name, Message) else name))

    on_loading(told)
