"""`servanda read`: who said what in documents, without a project."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli import output
from servanda.cli.inputs import documents_in
from servanda.cli.loading import tell_of_loading
from servanda.cli.options import Format, LangOption, spoken
from servanda.document import Document
from servanda.errors import InputError
from servanda.statement import Reading

if TYPE_CHECKING:
    from servanda.reading.readers import Reader

_Form = Annotated[
    Format | None, typer.Option("--format", help="text for people, json or jsonl for programs: what a pipe gets.")
]


def run(
    paths: Annotated[list[Path], typer.Argument(help="Documents, folders, .jsonl files, or - for standard input.")],
    form: _Form = None,
    reader: Annotated[str, typer.Option(metavar="NAME", help="Read with a reader that a package brings.")] = "servanda",
    lang: LangOption = None,
) -> None:
    """Read documents: one JSON object a document, or, to a terminal, the text with its statements marked.

    Example: servanda read visit.html --format jsonl
    """
    from servanda.cli.marked import show
    from servanda.exports.json import reading_as_json
    from servanda.reading.readers import reader_named

    chosen = reader_named(reader)
    as_text = sys.stdout.isatty() if form is None else form is Format.TEXT
    tell_of_loading(spoken(lang))
    refused: list[InputError] = []
    for document in documents_in(paths):
        found = document if isinstance(document, InputError) else _read(document, chosen)
        if isinstance(found, InputError):
            output.refusals([found], spoken(lang))
            refused.append(found)
        elif as_text:
            show(found, spoken(lang))
        else:
            output.data([reading_as_json(found)], Format.JSONL)
    if refused:
        raise typer.Exit(1)


def _read(document: Document, reader: Reader) -> Reading | InputError:
    """The reading; a fault of the reader refuses this document and spares the others."""
    try:
        return reader.read(document)
    except InputError as error:
        error.file = error.file or document.doc
        return error
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        return InputError(
            "reader-failed", file=document.doc, remedy="report-fault", reason=f"{type(error).__name__}: {error}"
        )
