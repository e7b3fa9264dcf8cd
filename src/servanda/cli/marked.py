"""A document's text with its statements marked, for people."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from servanda.cli.messages import say
from servanda.exports.wording import printable
from servanda.statement import Reading, Statement

__all__ = ["show"]

_STYLES = {"source": "bold cyan", "cue": "italic magenta", "content": "underline"}


def show(reading: Reading, lang: str) -> None:
    """Print the text with numbered marks at what was said, and below it who said each, how, and with which figures."""
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    document = reading.document
    console.print(Text(f"{document.doc} ({document.lang or '?'})", style="bold"))
    console.print(_marked(reading))
    if not reading.statements:
        console.print(say("no-statements", lang))
        return
    console.print(Text(f"\n{say('statements', lang)}", style="bold"))
    for number, statement in enumerate(reading.statements, start=1):
        console.print(Padding(Text(f"{number}. {_told(statement, lang)}"), (0, 0, 0, 2)))
    console.print()


def _marked(reading: Reading) -> Text:
    """The text, a number in brackets at each stretch of content, sources and cues in their colours."""
    whole = reading.document.text
    text = Text(whole)
    marks: list[tuple[int, int, str]] = []
    for number, statement in enumerate(reading.statements, start=1):
        for role, style in _STYLES.items():
            for start, end in getattr(statement, role):
                text.stylize(style, start, end)
        for start, end in statement.content:
            marks += [(start, 1, f"[{number}: "), (end, 0, "]")]
    shown, at = Text(), 0
    for place, _, sign in sorted(marks, key=lambda mark: mark[:2]):
        shown.append_text(_clean(text[at:place]))
        shown.append(sign, style="bold yellow")
        at = place
    return shown.append_text(_clean(text[at:]))


def _clean(part: Text) -> Text:
    """The stretch with control characters made visible, so that a page cannot steer the terminal."""
    return part if printable(part.plain) == part.plain else Text(printable(part.plain))


def _told(statement: Statement, lang: str) -> str:
    speaker = ", ".join(statement.speaker) or say("no-speaker", lang)
    facts = [say(f"kind-{statement.kind.value}", lang), say(f"mode-{statement.mode.value}", lang)]
    facts += [say("negated", lang)] if statement.negated else []
    facts += [say("second-hand", lang)] if statement.second_hand else []
    figures = [f"{printable(found.text)} = {found.literal}" for found in statement.quantities]
    return "; ".join([f"{printable(speaker)} ({', '.join(facts)})", *figures])
