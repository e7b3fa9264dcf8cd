"""A table as a file that a spreadsheet opens: CSV, or XLSX with a list to choose from in one column.

Cells are text. Words of a page may begin as a formula does ("=HYPERLINK(...)"): a CSV gets an apostrophe before them, as
spreadsheets themselves write text; in XLSX text is never a formula. The XLSX is the least that ECMA-376 asks for, so that no
library is needed to write it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from servanda.errors import UsageError
from servanda.exports.cells import begins_formula, fitted
from servanda.exports.xml_text import xml_text
from servanda.message import reason

__all__ = ["write_table"]

_WIDE = ("text", "content", "claim", "missed_words")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_table(
    file: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]], choices: Mapping[str, Sequence[str]]
) -> None:
    """Write rows to a `.csv`, `.tsv` or `.xlsx` file; `choices` has the values to choose from in a column.

    Raises UsageError for another ending, or where the file cannot be written.
    """
    cells = [[fitted(row.get(column, "")) for column in columns] for row in rows]
    match file.suffix.lower():
        case ".csv" | ".tsv" as ending:
            data = _text(columns, cells, "," if ending == ".csv" else "\t")
        case ".xlsx":
            data = _sheet(columns, cells, choices)
        case ending:
            raise UsageError(
                "no-table-ending", value=ending or file.name, remedy="choose-one-of", known=".csv, .tsv, .xlsx"
            )
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UsageError("cannot-be-written", value=str(file), remedy="check-rights", reason=reason(error)) from error


def _text(columns: Sequence[str], cells: Iterable[Sequence[str]], delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows([f"'{cell}" if begins_formula(cell) else cell for cell in row] for row in cells)
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def _sheet(columns: Sequence[str], cells: Sequence[Sequence[str]], choices: Mapping[str, Sequence[str]]) -> bytes:
    listed = [(columns.index(column), values) for column, values in choices.items()]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="sample" sheetId="1" r:id="r1"/><sheet name="choices" sheetId="2" state="hidden" r:id="r2"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="r3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
        '<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
        '<xf fontId="1" applyFont="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": _first(columns, cells, listed),
        "xl/worksheets/sheet2.xml": _worksheet(
            [[values[row] if row < len(values) else "" for _, values in listed] for row in range(_height(listed))]
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), head + part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _height(listed: Sequence[tuple[int, Sequence[str]]]) -> int:
    return max((len(values) for _, values in listed), default=0)


def _first(columns: Sequence[str], cells: Sequence[Sequence[str]], listed: Sequence[tuple[int, Sequence[str]]]) -> str:
    """The sheet with its head kept in view, its wide columns and its lists."""
    head = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{60 if name in _WIDE else 16}" customWidth="1"/>'
        for number, name in enumerate(columns, start=1)
    )
    lists = "".join(
        f'<dataValidation type="list" allowBlank="1" sqref="{_column(at)}2:{_column(at)}{len(cells) + 1}">'
        f"<formula1>choices!${_column(place)}$1:${_column(place)}${len(values)}</formula1></dataValidation>"
        for place, (at, values) in enumerate(listed)
    )
    tail = f'<dataValidations count="{len(listed)}">{lists}</dataValidations>' if listed else ""
    return _worksheet([columns, *cells], f"{head}<cols>{widths}</cols>", tail, headed=True)


def _worksheet(rows: Iterable[Sequence[str]], head: str = "", tail: str = "", *, headed: bool = False) -> str:
    lines = []
    for number, row in enumerate(rows, start=1):
        style = ' s="1"' if headed and number == 1 else ""
        filled = [
            f'<c r="{_column(at)}{number}" t="inlineStr"{style}><is><t xml:space="preserve">{_clean(cell)}</t></is></c>'
            for at, cell in enumerate(row)
            if cell
        ]
        lines.append(f'<row r="{number}">{"".join(filled)}</row>')
    return f'<worksheet xmlns="{_MAIN}">{head}<sheetData>{"".join(lines)}</sheetData>{tail}</worksheet>'


def _clean(cell: str) -> str:
    return escape(xml_text(cell))


def _column(number: int) -> str:
    """A column's letters.

    >>> _column(0), _column(25), _column(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
