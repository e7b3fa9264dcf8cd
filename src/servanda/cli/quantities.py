"""`servanda quantities`: numbers, percentages, money and dates in lines of text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from servanda.cli import output
from servanda.cli.inputs import json_lines, reference_day
from servanda.cli.options import Format, spoken
from servanda.errors import InputError


def run(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Lines with id, lang, text, reference.")],
) -> None:
    """Find quantities and dates in each line's text: one JSON object with id and found a line.

    Example: servanda quantities sentences.jsonl
    """
    refused: list[InputError] = []
    for row in json_lines(file, ("id", "lang", "text")):
        try:
            found = _found(row, file)
        except InputError as error:
            output.refusals([error], spoken(None))
            refused.append(error)
        else:
            output.data([found], Format.JSONL)
    if refused:
        raise typer.Exit(1)


def _found(row: dict[str, Any] | InputError, file: Path) -> dict[str, Any]:
    """What is found in a line, in the order of its text."""
    from servanda.reading.recognition import recognise

    if isinstance(row, InputError):
        raise row
    try:
        reference = reference_day(row)
    except ValueError as error:
        raise InputError(
            "key-no-day",
            file=str(file),
            line=row["line"],
            value=str(row["reference"]),
            remedy="write-day",
            key="reference",
        ) from error
    return {"id": row["id"], "found": recognise(row["text"], row["lang"], reference)}
