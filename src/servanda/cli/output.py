"""How results leave the program: data to standard output, what was refused to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

import typer

from servanda.cli.options import Format
from servanda.errors import ServandaError

__all__ = ["data", "end", "line", "note", "refusals", "table", "whole"]


def line(text: str) -> None:
    """One line of a result."""
    print(text)


def note(text: str) -> None:
    """One line beside the result: what was done, what comes next."""
    print(text, file=sys.stderr)


def data(rows: Iterable[object], form: Format) -> None:
    """Results for a program: one list, or one object a line."""
    if form is Format.JSON:
        line(_json(list(rows), indent=2))
        return
    for row in rows:
        line(_json(row))


def whole(row: object, form: Format) -> None:
    """One result for a program, as one object."""
    line(_json(row, indent=2 if form is Format.JSON else None))


def _json(row: object, indent: int | None = None) -> str:
    """As JSON, with escapes where a character cannot be written: half of a surrogate pair, or a terminal without UTF-8."""
    shown = json.dumps(row, ensure_ascii=False, indent=indent)
    try:
        shown.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(row, indent=indent)
    return shown


def refusals(errors: Iterable[ServandaError], lang: str) -> None:
    """Each error on a line of its own, in the language asked for."""
    for error in errors:
        note(f"servanda: {error.told(lang)}")


def end(refused: Sequence[ServandaError], lang: str) -> None:
    """Say what was refused, and end with the status that says so."""
    refusals(refused, lang)
    if refused:
        raise typer.Exit(1)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as wide as what it holds: with lines in a terminal, with tabs in a pipe."""
    if not sys.stdout.isatty():
        for row in (header, *rows):
            line("\t".join(row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=box.SIMPLE_HEAD)
    for name in header:
        shown.add_column(name)
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(shown)
