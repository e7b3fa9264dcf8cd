"""`servanda quantities`: numbers, percentages, money and dates in lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli import output
from servanda.cli.inputs import json_lines, reference_day
from servanda.cli.options import Format
from servanda.errors import InputError
from servanda.interval import decimal_text

if TYPE_CHECKING:
    from servanda.quantity import Quantity


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
            output.refusals([error])
            refused.append(error)
        else:
            output.data([found], Format.JSONL)
    if refused:
        raise typer.Exit(1)


def _found(row: dict[str, Any] | InputError, file: Path) -> dict[str, Any]:
    """What is found in a line, in the order of its text."""
    from servanda.reading.dates import find_moments
    from servanda.reading.quantities import find_quantities

    if isinstance(row, InputError):
        raise row
    try:
        reference = reference_day(row)
    except ValueError as error:
        raise InputError(
            f"The key 'reference' is not a day ({error}).", file=str(file), line=row["line"], remedy="Write YYYY-MM-DD."
        ) from error
    found = [shown for quantity in find_quantities(row["text"], row["lang"]) for shown in _quantity(quantity)]
    found += [
        {"start": moment.start, "end": moment.end, "kind": moment.kind.value, "value": moment.value}
        for moment in find_moments(row["text"], row["lang"], reference)
    ]
    return {"id": row["id"], "found": sorted(found, key=lambda one: (one["start"], one["end"]))}


def _quantity(quantity: Quantity) -> Iterator[dict[str, Any]]:
    """A quantity with the number as it is written: the 6 of "up by 6 %", held as the factor 1.06."""
    if quantity.value is None or quantity.kind.value == "ordinal":
        return
    value, kind = quantity.value, quantity.kind.value
    if kind == "change":
        value, kind = abs(value - 1) * 100, "percentage"
    elif kind in ("factor", "points"):
        kind = "number"
    yield {
        "start": quantity.number_start,
        "end": quantity.number_end,
        "kind": kind,
        "value": _decimal(value),
    }


def _decimal(value: Fraction) -> str:
    """The exact decimal where there is one, the nearest float otherwise: a third has no last digit."""
    exact = decimal_text(value)
    return repr(float(value)) if "/" in exact else exact
