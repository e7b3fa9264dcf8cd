"""The judging screen: words in their context with what was read marked, and the keys that answer.

`evaluate` and `review` share it. Keys are Latin letters; on a Cyrillic keyboard the key in the same place answers, so that nobody
has to switch. Ctrl-C, Ctrl-D and `q` stop; what was answered before is kept already.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import click
from rich.console import Console
from rich.text import Text

from servanda.cli.messages import say
from servanda.document import Span
from servanda.exports.wording import printable

__all__ = ["Back", "Roles", "Screen", "Stop", "is_terminal", "latin"]

_STYLES = {"source": "bold cyan", "cue": "italic magenta", "content": "underline"}
_CYRILLIC = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.")
_AROUND, _FAR = 240, 1200

Roles = Mapping[str, Sequence[Span]]
"""Where source, cue and content of a statement stand."""


class Stop(Exception):
    """The judge wants to go on another time."""


class Back(Exception):
    """The judge wants to judge the item before anew."""


def is_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def latin(key: str) -> str:
    """The Latin letter on a key.

    >>> latin("й"), latin("Q"), latin("7")
    ('q', 'q', '7')
    """
    return key.lower().translate(_CYRILLIC)


@dataclass
class Screen:
    """Shows and asks, in a language; `key` and `line` read from the keyboard."""

    lang: str
    key: Callable[[], str] = click.getchar
    line: Callable[[str], str] = input

    def __post_init__(self) -> None:
        self.console = Console(highlight=False)

    def heading(self, *parts: str) -> None:
        """What comes now, on a line across the screen."""
        self.console.print()
        self.console.rule(Text(printable(" · ".join(part for part in parts if part))), align="left")

    def words(
        self, text: str, span: Span, marked: Sequence[Roles], before: int = _AROUND, after: int = _AROUND
    ) -> None:
        """The stretch of the text, with what stands round it, statements marked: a number where there are several."""
        start, end = span
        self.console.print(_marked(text, (max(0, start - before), min(len(text), end + after)), marked))

    def statement(self, text: str, roles: Roles, speaker: Sequence[str], lang: str) -> None:
        """A statement in its context, and below it who is taken to say what."""
        places = [place for spans in roles.values() for place in spans]
        content = roles["content"]
        start = min(first for first, _ in places)
        low = start if min(first for first, _ in content) - start < _FAR else min(first for first, _ in content)
        self.words(text, (low, max(last for _, last in content)), [roles])
        for role in ("source", "cue", "content"):
            told = " ... ".join(text[first:last] for first, last in roles.get(role, ()))
            self._fact(say({"source": "source", "cue": "cue", "content": "content"}[role], lang), told, _STYLES[role])
        self._fact(say("speaker", lang), ", ".join(speaker) or say("no-speaker", lang), "")

    def note(self, text: str) -> None:
        """One line beside the words."""
        self.console.print(Text(printable(text)))

    def choose(self, choices: Mapping[str, str]) -> str:
        """The key of the choice that the judge makes; raises Back and Stop for theirs."""
        told = {**choices, "b": "key-back", "q": "key-stop"}
        self.console.print(
            Text("  ".join(f"[{key}] {say(name, self.lang)}" for key, name in told.items()), style="bold")
        )
        while True:
            pressed = self._pressed()
            if pressed == "b":
                raise Back
            if pressed == "q":
                raise Stop
            if pressed in choices:
                self.console.print(Text(f"  {say(choices[pressed], self.lang)}"))
                return pressed
            self.note(say("no-key", self.lang))

    def ask(self, question: str) -> str:
        """A line that the judge types."""
        try:
            return self.line(question).strip()
        except (EOFError, KeyboardInterrupt) as error:
            raise Stop from error

    def _pressed(self) -> str:
        try:
            key = self.key()
        except (EOFError, KeyboardInterrupt) as error:
            raise Stop from error
        return latin(key)

    def _fact(self, name: str, value: str, style: str) -> None:
        self.console.print(Text.assemble((f"  {name}: ", "dim"), (printable(value) or "-", style)))


def _marked(text: str, window: Span, marked: Sequence[Roles]) -> Text:
    """The window of the text with styles for the roles and brackets round contents, for terminals without colour, too."""
    low, high = window
    styled = Text(text[low:high])
    signs: list[tuple[int, str]] = []
    for number, roles in enumerate(marked, start=1):
        for role, style in _STYLES.items():
            for start, end in roles.get(role, ()):
                styled.stylize(style, max(0, start - low), max(0, end - low))
        opening = f"[{number}: " if len(marked) > 1 else "["
        for start, end in roles["content"]:
            signs += [(max(start, low), opening), (min(end, high), "]")]
    shown, at = Text("…" if low else ""), low
    for place, sign in sorted(signs, key=lambda one: (one[0], one[1] != "]")):
        if place < at or place > high:
            continue
        shown.append_text(_clean(styled[at - low : place - low]))
        shown.append(sign, style="bold yellow")
        at = place
    shown.append_text(_clean(styled[at - low :]))
    return shown.append("…" if high < len(text) else "")


def _clean(part: Text) -> Text:
    return part if printable(part.plain) == part.plain else Text(printable(part.plain))
