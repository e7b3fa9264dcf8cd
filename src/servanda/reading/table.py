"""Rows of an analyst's claims table as Claims.

Takes rows as intake reads them (mappings by lower-case column name, the row's number under "row") and the file's name for
errors; gives the claims, and one TableError for each row that cannot be taken, so that the other rows go on. The columns are
those of any such table: id, measure, value and scope must be filled; said_on, speaker, office, unit, as_of, source and
as_reported may be. What stands in `as_reported` in figures belongs to the row's claim too: "up by 6 % on the year before".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from servanda.claim import Claim, Figure, Measure
from servanda.errors import TableError
from servanda.period import Period
from servanda.quantity import PER_CENT, Quantity, QuantityKind
from servanda.reading.table_columns import in_our_columns
from servanda.reading.table_growth import as_change, at_yearly_rate, growth_figure
from servanda.reading.table_measures import Meaning, is_commitment, is_forecast, is_growth, meaning_of
from servanda.reading.table_periods import read_period
from servanda.reading.table_status import is_status, status_in
from servanda.reading.table_terms import due_in
from servanda.reading.table_together import read_together
from servanda.reading.table_topics import qualifiers_of, split_scope
from servanda.reading.table_units import Unit, is_measured, is_nothing, is_unknown, read_unit
from servanda.reading.table_values import Cell, read_value
from servanda.reading.table_wording import added_figures

__all__ = ["REQUIRED", "read_claims"]

Row = Mapping[str, str | int]
"""One row: its cells by column name, and its number under "row"."""

REQUIRED = ("id", "measure", "value", "scope")
"""The columns that a row cannot do without."""


def read_claims(rows: Iterable[Row], file: str) -> tuple[list[Claim], list[TableError]]:
    """The claims of a table, and the errors of the rows that are refused.

    >>> row = {"row": 2, "id": "r1", "measure": "completion", "value": "40 (125 of 310)", "unit": "per cent",
    ...     "as_of": "2026-02-26", "scope": "main directions"}
    >>> claims, errors = read_claims([row, {"row": 3, "id": "r2", "measure": "completion", "value": "40"}], "claims.tsv")
    >>> [str(figure.quantity.literal) for figure in claims[0].figures]
    ['[39.5, 40.5)', '[125, 125]', '[310, 310]']
    >>> str(errors[0])
    "claims.tsv:3: The column 'scope' is empty. Fill it, or remove the row."
    """
    rows = [in_our_columns(row) for row in rows]
    if lacking := [column for column in REQUIRED if rows and not any(column in row for row in rows)]:
        return [], [_lacks(lacking, rows, file)]
    claims: list[Claim] = []
    errors: list[TableError] = []
    seen: dict[str, int] = {}
    taken: dict[str, Mapping[str, str]] = {}
    for position, row in enumerate(rows, 2):
        number = int(row.get("row", position))
        cells = {key: str(value).strip() for key, value in row.items() if key != "row" and value is not None}
        if not any(cells.values()):
            continue
        try:
            claim = _claim(cells, file, number)
        except TableError as error:
            errors.append(error)
            continue
        if claim.id in seen:
            errors.append(
                TableError(
                    "id-already-used",
                    file=file,
                    line=number,
                    value=claim.id,
                    remedy="give-own-id",
                    row=seen[claim.id],
                )
            )
            continue
        seen[claim.id] = number
        taken[claim.id] = cells
        claims.append(claim)
    return read_together(claims, taken), errors


def _lacks(columns: list[str], rows: list[Row], file: str) -> TableError:
    """That a table has no column of a name at all, said once."""
    known = ", ".join(sorted({name for row in rows for name in row if name and name != "row"}))
    return TableError(
        "columns-missing",
        file=file,
        value=known,
        remedy="name-columns",
        columns=", ".join(columns),
        required=", ".join(REQUIRED),
    )


def _claim(cells: Mapping[str, str], file: str, line: int) -> Claim:
    """One row's claim; raises TableError naming the row, the column and what is expected there."""
    for column in REQUIRED:
        if not cells.get(column):
            raise TableError("column-empty", file=file, line=line, remedy="fill-or-remove", column=column)
    said_on = _period(cells, "said_on", file, line)
    as_of = _period(cells, "as_of", file, line, said_on)
    subject, qualifiers = split_scope(cells["scope"])
    claim = Claim(
        id=cells["id"],
        measure=" ".join(cells["measure"].split()),
        subject=subject,
        figures=(),
        said_on=said_on,
        speaker=cells.get("speaker", ""),
        office=cells.get("office", ""),
        source=cells.get("source", ""),
        text=cells.get("as_reported") or cells["value"],
        qualifiers=qualifiers | qualifiers_of(cells["measure"]),
    )
    unit = read_unit(cells.get("unit", ""))
    if is_growth(claim.measure):
        unit = as_change(unit)
    if is_commitment(claim.measure) and (due := _due(cells, unit, as_of, said_on)):
        missing = () if due.when else ("due date",)
        return replace(claim, figures=(due,), topic="commitment", missing=missing)
    cell = Cell(cells["value"]) if is_status(claim.measure) else read_value(cells["value"], unit)
    if not cell.has_number:
        return _status(claim, cell, unit, as_of or said_on, file, line)
    return _measured(claim, cell, unit, as_of, cells)


def _period(
    cells: Mapping[str, str], column: str, file: str, line: int, said_on: Period | None = None
) -> Period | None:
    """The days in a cell; None where it is empty."""
    text = cells.get(column, "")
    if not text or is_unknown(text) or is_nothing(text):
        return None
    try:
        return read_period(text, said_on)
    except ValueError:
        raise TableError(
            "column-no-period", file=file, line=line, value=text, remedy="write-period", column=column
        ) from None


def _due(cells: Mapping[str, str], unit: Unit, as_of: Period | None, said_on: Period | None) -> Figure | None:
    """The due date of a promise; None where the row is a figure about days gone by, which its measure only calls a pledge."""
    value = cells["value"]
    if as_of is None and not (unit.unit or unit.kind is not QuantityKind.NUMBER):
        try:
            return Figure(Measure.DUE, read_period(value, said_on))
        except ValueError:
            pass
    if as_of is None or as_of == said_on:  # the day on which it was said is no day by which it is promised
        as_of = due_in(value, said_on) or due_in(cells.get("as_reported", ""), said_on)
    quantity = None
    if cells.get("unit") or unit.unit:
        quantity = read_value(value, unit).main
    if quantity and as_of and as_of.start and (said_on is None or said_on.end is None or as_of.start <= said_on.end):
        return None
    return Figure(Measure.DUE, as_of, quantity)


def _status(claim: Claim, cell: Cell, unit: Unit, when: Period | None, file: str, line: int) -> Claim:
    """A row whose value is a text: where a thing stands, unless a number was expected there."""
    numeric = unit.kind is not QuantityKind.NUMBER or unit.physical
    state = status_in(cell.text)
    if is_unknown(cell.text) or (numeric and not state):
        raise TableError("no-number", file=file, line=line, value=cell.text, remedy="write-value")
    figure = Figure(Measure.STATUS, when, state=state or cell.text.lower())
    return replace(claim, figures=(figure,), topic="status", missing=() if when else ("period",))


def _measured(claim: Claim, cell: Cell, unit: Unit, as_of: Period | None, cells: Mapping[str, str]) -> Claim:
    """A row with a number: its main figure first, then what the cell and the wording add."""
    main = cell.main or cell.done or cell.whole
    own = _unit_of(main, unit)
    when = as_of or claim.said_on
    meaning = meaning_of(claim.measure, own, when, signed=cell.signed, scope=cells["scope"])
    figures = _figures(cell, unit, meaning, when)
    wording = cells.get("as_reported", "")
    figures[0] = at_yearly_rate(figures[0], "; ".join([claim.measure, cells.get("unit", ""), wording]))
    remarks = "; ".join([wording, *re.findall(r"\(([^()]*)\)", cell.text)])
    ahead = is_forecast(claim.measure, wording, figures[0], claim.said_on)
    figures += added_figures(remarks, cells.get("language", ""), figures, claim.said_on, own, ahead=ahead)
    missing: tuple[str, ...] = () if when else ("period",)
    if figures[0].measure is Measure.GROWTH and figures[0].base is None:
        missing += ("base period",)
    return replace(
        claim, figures=tuple(figures), topic=meaning.topic or claim.subject.lower(), forecast=ahead, missing=missing
    )


def _unit_of(quantity: Quantity | None, unit: Unit) -> Unit:
    """The unit that the main number has: the cell's own where it names one."""
    if quantity is None or (quantity.kind is unit.kind and quantity.unit == unit.unit):
        return unit
    if quantity.kind is QuantityKind.CHANGE:
        return Unit(None, QuantityKind.PERCENTAGE)
    counted = quantity.kind is QuantityKind.NUMBER and unit.kind is not QuantityKind.NUMBER
    physical = unit.physical or is_measured(quantity.unit)
    return Unit(quantity.unit, quantity.kind, counted=counted or unit.counted, physical=physical)


def _figures(cell: Cell, unit: Unit, meaning: Meaning, when: Period | None) -> list[Figure]:
    """The figures of the value cell, the one that the row is about first.

    "53 (102 of 191)" is a part of a whole whatever is measured; the measure names the part's state where no state is known.
    """
    if cell.whole and meaning.measure is Measure.LEVEL:
        meaning = replace(
            meaning, measure=Measure.SHARE if unit.unit == PER_CENT else Measure.DONE, state=meaning.topic
        )
    figures: list[Figure] = []
    if cell.main and meaning.measure is Measure.GROWTH:
        figures.append(growth_figure(cell.main, unit, when, falling=meaning.falling))
    elif cell.main:
        figures.append(Figure(meaning.measure, when, cell.main, state=meaning.state))
    counted = meaning.measure in (Measure.SHARE, Measure.DONE, Measure.PLANNED)
    if cell.done:
        figures.append(Figure(Measure.DONE if counted else Measure.LEVEL, when, cell.done, state=meaning.state))
    if cell.whole:
        figures.append(Figure(Measure.PLANNED if counted else Measure.LEVEL, when, cell.whole))
    if cell.share:
        figures.append(Figure(Measure.SHARE if counted else Measure.LEVEL, when, cell.share, state=meaning.state))
    return figures
