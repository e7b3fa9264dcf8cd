"""`servanda read`: who said what in documents, without a project."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli import output
from servanda.cli.inputs import documents_in
from servanda.cli.options import Format, LangOption, spoken
from servanda.errors import InputError

_Form = Annotated[
    Format | None, typer.Option("--format", help="text for people, json or jsonl for programs: what a pipe gets.")
]


def run(
    paths: Annotated[list[Path], typer.Argument(help="Texts, pages, folders, or .jsonl files.")],
    form: _Form = None,
    lang: LangOption = None,
) -> None:
    """Read documents: one JSON object a document, or, to a terminal, the text with its statements marked.

    Example: servanda read visit.html --format jsonl
    """
    from servanda.cli.marked import show
    from servanda.exports.json import reading_as_json
    from servanda.reading import read_document

    as_text = sys.stdout.isatty() if form is None else form is Format.TEXT
    refused: list[InputError] = []
    for document in documents_in(paths):
        if isinstance(document, InputError):
            refused.append(document)
        elif as_text:
            show(read_document(document), spoken(lang))
        else:
            output.data([reading_as_json(read_document(document))], Format.JSONL)
    output.end(refused)
