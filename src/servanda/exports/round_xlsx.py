"""The report of a reporting round as XLSX: an office's own template filled, or the one that is built in.

Takes the placeholders' meanings and a template. `{{ totals.done }}` alone in a cell gives a number there, among words its
text. A row that names `activity.`, `body.` or `gap.` stands for as many rows as there are; what stands below it moves down
with its own formulas, but formulas elsewhere that look below such a row are left as they are.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from servanda.errors import BinaryInput, InputTooLarge
from servanda.exports.cells import HEAD, bold, put
from servanda.exports.round_words import heads
from servanda.exports.template import Sandbox, named_faults
from servanda.exports.wording import Wording, wording
from servanda.intake.package import package_bytes

__all__ = ["render", "template"]

_REPEATED = {"activity": "activities", "body": "bodies", "gap": "gaps"}
_MENTIONED = re.compile(r"\{\{[^{}]*?\b(activity|body|gap)\.")
_ALONE = re.compile(r"\s*\{\{((?:(?!\}\}).)*)\}\}\s*", re.DOTALL)
_FIGURES = (
    "entries", "counted", "done", "in_progress", "not_started", "at_risk", "overdue", "dropped", "unknown", "share_done",
)  # fmt: skip
_WIDE = ("name", "part_of", "leaves_out", "narrative", "evidence", "note")
_MOST_CELLS = 2_000_000
_SHORT_DAY = "mm-dd-yy"
"""The format with number 14, which each spreadsheet program shows as its own country writes days."""


def render(values: dict[str, Any], lang: str, file: Path | None = None) -> bytes:
    """The template with its placeholders filled; `file` is the office's own.

    Raises InputError where it is no XLSX, or names a placeholder that there is none of.
    """
    name = str(file) if file else ""
    data = package_bytes(file) if file else template(lang)
    try:
        book = load_workbook(io.BytesIO(data), keep_links=False)
        sheets = book.worksheets
    except Exception as fault:  # the library raises whatever the part it stumbles over suggests
        raise BinaryInput("no-office-file", file=name, remedy="save-as-office-file") from fault
    if any(sheet.max_row * sheet.max_column > _MOST_CELLS for sheet in sheets):
        raise InputTooLarge("unpacks-too-large", file=name, remedy="save-without-pictures", limit=_MOST_CELLS)
    sandbox = Sandbox()
    with named_faults(name):
        for sheet in sheets:
            _fill(sheet, values, sandbox)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, values: dict[str, Any], sandbox: Sandbox) -> None:
    """Fill one sheet from its last row to its first, so that rows that are added move only what is filled already."""
    for number in range(sheet.max_row, 0, -1):
        cells = [cell for cell in sheet[number] if isinstance(cell.value, str) and cell.data_type == "s"]
        texts = {cell.column: cell.value for cell in cells if "{{" in cell.value or "{%" in cell.value}
        if not texts:
            continue
        mentioned = next((found[1] for text in texts.values() if (found := _MENTIONED.search(text))), None)
        rows = [values | {mentioned: one} for one in values[_REPEATED[mentioned]]] if mentioned else [values]
        _make_room(sheet, number, len(rows))
        filled = {column: _compiled(text, sandbox) for column, text in texts.items()}
        for offset, given in enumerate(rows):
            for column, give in filled.items():
                _write(sheet.cell(number + offset, column), give(given))
        if not rows:
            for column in texts:
                sheet.cell(number, column).value = None


def _make_room(sheet: Any, number: int, rows: int) -> None:
    """Repeat the looks and the fixed words of a row below it, and move what stood there."""
    more = rows - 1
    if more < 1:
        return
    width, height = sheet.max_column, sheet.max_row
    if height > number:
        sheet.move_range(f"A{number + 1}:{get_column_letter(width)}{height}", rows=more, translate=True)
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row > number:
            merged.shift(row_shift=more)
    for column in range(1, width + 1):
        first = sheet.cell(number, column)
        for offset in range(1, rows):
            other = sheet.cell(number + offset, column)
            other._style = copy(first._style)
            other.value = first.value


def _compiled(text: str, sandbox: Sandbox) -> Callable[[dict[str, Any]], Any]:
    """What gives a cell's content: of a placeholder alone what it stands for, else the text."""
    alone = _ALONE.fullmatch(text)
    if alone is None:
        return sandbox.from_string(text).render
    found = sandbox.compile_expression(alone[1], undefined_to_none=False)
    return lambda values: found(**values)


def _write(cell: Any, content: Any) -> None:
    """A number or a day as such, all else as text."""
    if isinstance(content, int) and not isinstance(content, bool):
        cell.value = int(content)
    elif isinstance(content, date):
        cell.value = date(content.year, content.month, content.day)
        cell.number_format = _SHORT_DAY
    else:
        put(cell, str(content))


def template(lang: str) -> bytes:
    """The built-in template in a language, with its placeholders: a start for an office's own."""
    words, book = wording(lang), Workbook()
    first: Any = book.active
    first.title = words.say("Totals")
    put(first["A1"], "{{ agreement }}")
    put(first["A2"], words.say("Progress report: {period}", period="{{ period }}"))
    put(first["A3"], words.say("Statuses as of {day}; the round: {state}", day="{{ last_day }}", state="{{ state }}"))
    put(first["A4"], words.say("Have not reported: {bodies}", bodies="{{ missing }}"))
    put(first["A5"], "{{ totals.leaves_out }}")
    first["A1"].font, first["A2"].font = bold(14), bold()
    _table(first, 7, words, "body", ("name", *_FIGURES))
    for column, text in enumerate((words.say("all"), *(f"{{{{ totals.{one} }}}}" for one in _FIGURES)), start=1):
        put(first.cell(9, column), text)
        first.cell(9, column).font = bold()
        first.cell(9, column).alignment = copy(first.cell(8, column).alignment)
    bodies = book.create_sheet(words.say("By body"))
    _table(bodies, 1, words, "body", ("name", "state", "decided_by", "decided_on", "note", "leaves_out", "narrative"))
    entries = ("id", "name", "part_of", "body", "due", "status", "as_of", "reason", "evidence", "source")
    _table(book.create_sheet(words.say("Entries")), 1, words, "activity", entries)
    gaps = ("id", "name", "body", "due", "reason", "state")
    _table(book.create_sheet(words.say("Without a status")), 1, words, "gap", gaps)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _table(sheet: Any, row: int, words: Wording, one: str, names: Sequence[str]) -> None:
    """A head and the row below it that stands for all, with a column for each placeholder."""
    named = heads(words) | {"name": heads(words)["body" if one == "body" else "entry"]}
    for column, name in enumerate(names, start=1):
        put(sheet.cell(row, column), named[name])
        put(sheet.cell(row + 1, column), f"{{{{ {one}.{name} }}}}")
        sheet.cell(row, column).font, sheet.cell(row, column).fill = bold(), HEAD
        side = "right" if name in _FIGURES else "left"
        for cell in (sheet.cell(row, column), sheet.cell(row + 1, column)):
            cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = 46 if name in _WIDE else 16
    sheet.freeze_panes = sheet.cell(row + 1, 2)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
