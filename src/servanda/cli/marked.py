"""A document's text with its statements marked, for people: one colour a speaker, and marks that hold without colours.

Takes a reading; prints the text, in which each saying stands in brackets with its number, with who says it, by which words, and
the figures in it. Where colours are not shown (a pipe, NO_COLOR, a terminal without them) signs stand for them. Control
characters of a page are written out, so that it cannot steer the terminal.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from servanda.cli.messages import say
from servanda.document import Span
from servanda.exports.wording import printable, wording
from servanda.message import Message, language_name
from servanda.statement import Reading, Statement

__all__ = ["show"]

_COLOURS = ("cyan", "magenta", "green", "yellow", "bright_blue", "red", "bright_cyan", "bright_magenta", "bright_green")
"""Colours that can be read on dark and on light ground; the tenth speaker has that of the first again, and another number."""
_ROLES = {
    "content": (Style(), "[{number}: ", "]"),
    "source": (Style(bold=True), "{{", "}}"),
    "cue": (Style(italic=True), "<", ">"),
    "figure": (Style(underline=True), "_", "_"),
}
"""How each part of a statement is set, and the signs round it; those of the content always stand, the others without colours."""
_FURNITURE = Style(dim=True)


class _Part(NamedTuple):
    """One stretch of a statement: where, what part, whose number, and how it is set."""

    span: Span
    role: str
    number: int
    style: Style


def show(reading: Reading, lang: str) -> None:
    """Print the text with its statements marked, and below it who said each, how, and with which figures."""
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    has_colours = console.color_system is not None and not console.no_color
    colours = _colours(reading.statements)
    console.print(_head(reading, lang))
    for note in reading.document.notes:
        console.print(Text(note.told(lang), style="yellow"))
    if reading.statements:
        console.print(_legend(reading.statements, colours, lang))
        console.print(Text(say("key-colours" if has_colours else "key-marks", lang), style="dim"))
    console.print()
    console.print(_marked(reading, colours, signs=not has_colours))
    console.print()
    if not reading.statements:
        console.print(say("no-statements", lang))
        return
    console.print(Text(say("statements", lang), style="bold"))
    for number, statement in enumerate(reading.statements, start=1):
        for indent, line in _told(number, statement, reading.document.text, colours, lang):
            is_wrapped = sys.stdout.isatty()
            console.print(Padding(line, (0, 0, 0, indent)) if is_wrapped else Text(" " * indent) + line)
    console.print()


def _colours(statements: Iterable[Statement]) -> dict[tuple[str, ...], Style]:
    """A style for each speaker, in the order in which they first speak; none for nobody."""
    speakers = dict.fromkeys(statement.speaker for statement in statements if statement.speaker)
    return {speaker: Style(color=_COLOURS[place % len(_COLOURS)]) for place, speaker in enumerate(speakers)}


def _name(speaker: tuple[str, ...], lang: str) -> str:
    return printable(", ".join(speaker)) or say("no-speaker", lang)


def _head(reading: Reading, lang: str) -> Text:
    """The document's name, language and day."""
    document = reading.document
    name = language_name(document.lang) if document.lang else "?"
    facts = [name.told(lang) if isinstance(name, Message) else str(name)]
    facts += [str(document.published)] if document.published else []
    return Text(f"{printable(document.doc)} ({', '.join(facts)})", style="bold")


def _legend(statements: Iterable[Statement], colours: dict[tuple[str, ...], Style], lang: str) -> Text:
    """Each speaker in their colour, with how many statements are theirs."""
    legend = Text()
    legend.append(say("speakers", lang) + " ", "bold")
    for place, (speaker, number) in enumerate(Counter(statement.speaker for statement in statements).items()):
        legend.append(" · " if place else "", "dim")
        legend.append(_name(speaker, lang), colours.get(speaker, Style()))
        legend.append(f" {number}", "dim")
    return legend


def _parts(reading: Reading, colours: dict[tuple[str, ...], Style]) -> Iterator[_Part]:
    """All parts of all statements, those that hold others first."""
    found = [
        _Part(span, role, number, _ROLES[role][0] + colours.get(statement.speaker, Style()))
        for number, statement in enumerate(reading.statements, start=1)
        for role, spans in (
            ("content", statement.content),
            ("source", statement.source),
            ("cue", statement.cue),
            ("figure", [(quantity.start, quantity.end) for quantity in statement.quantities]),
        )
        for span in spans
    ]
    yield from sorted(found, key=lambda part: (part.span[0], -part.span[1], list(_ROLES).index(part.role)))


def _marked(reading: Reading, colours: dict[tuple[str, ...], Style], *, signs: bool) -> Text:
    """The text with its parts set, their signs round them, and furniture dimmed."""
    text, parts = reading.document.text, list(_parts(reading, colours))
    dimmed = [(item.start, item.end) for item in reading.document.furniture]
    cuts = {
        0,
        len(text),
        *(place for part in parts for place in part.span),
        *(place for span in dimmed for place in span),
    }
    shown = Text()
    for start, end in pairwise(sorted(cuts)):
        inside = [part for part in parts if part.span[0] <= start and end <= part.span[1]]
        for part in inside:
            if part.span[0] == start and (signs or part.role == "content"):
                shown.append(_ROLES[part.role][1].format(number=part.number), part.style + Style(bold=True))
        is_aside = not inside and any(a <= start and end <= b for a, b in dimmed)
        ground = _FURNITURE if is_aside else Style()
        shown.append(printable(text[start:end]), Style.combine([ground, *(part.style for part in inside)]))
        for part in reversed(inside):
            if part.span[1] == end and (signs or part.role == "content"):
                shown.append(_ROLES[part.role][2].format(), part.style + Style(bold=True))
    shown.rstrip()
    return shown


def _told(
    number: int, statement: Statement, text: str, colours: dict[tuple[str, ...], Style], lang: str
) -> Iterator[tuple[int, Text]]:
    """Indented lines: who said it, by which words and how; then each figure with what it is read as."""
    cue = printable(" ".join(" ".join(text[start:end].split()) for start, end in statement.cue))
    facts = [say(f"kind-{statement.kind.value}", lang), say(f"mode-{statement.mode.value}", lang)]
    facts += [say("negated", lang)] if statement.negated else []
    facts += [say("second-hand", lang)] if statement.second_hand else []
    words, line = wording(lang), Text(f"{number}. ")
    line.append(_name(statement.speaker, lang), colours.get(statement.speaker, Style()) + Style(bold=True))
    line.append(f" – {cue}" if cue else "", "italic")
    line.append(f" ({', '.join(facts)})")
    yield 2, line
    for found in statement.quantities:
        value = words.interval(found.literal, found.unit)
        yield 5, Text(f"{' '.join(printable(found.text).split())} = {value}")
