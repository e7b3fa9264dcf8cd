"""`servanda obligations`: dated duties in treaties."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import Format, LangOption, spoken
from servanda.errors import InputError

_Form = Annotated[
    Format | None, typer.Option("--format", help="text for people, json or jsonl for programs: what a pipe gets.")
]


def run(
    paths: Annotated[list[Path], typer.Argument(help="Treaties: XML, plain texts, pages.")],
    form: _Form = None,
    lang: LangOption = None,
) -> None:
    """Find the dated duties in treaties: one JSON object each, or, to a terminal, a table.

    Example: servanda obligations treaty.xml --format jsonl
    """
    from servanda.exports.obligations import obligation_as_json, obligation_as_row
    from servanda.intake.treaty import read_treaty
    from servanda.obligations import find_obligations

    as_text = sys.stdout.isatty() if form is None else form is Format.TEXT
    refused: list[InputError] = []
    found = []
    for path in _files(paths):
        try:
            found += find_obligations(read_treaty(path))
        except InputError as error:
            refused.append(error)
    if as_text:
        head = [
            say(name, spoken(lang)) for name in ("treaty", "article", "due", "relation", "bearer", "action", "words")
        ]
        output.table(head, map(obligation_as_row, found))
    else:
        output.data(map(obligation_as_json, found), form or Format.JSONL)
    output.end(refused, spoken(lang))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those of the folders named."""
    for path in paths:
        yield from sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else (path,)
