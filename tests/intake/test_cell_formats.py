"""Cells that a spreadsheet shows as percentages."""

import io
import zipfile

import pytest

from servanda.intake.cell_formats import PercentCells
from servanda.intake.sheet_parts import SheetParts
from servanda.intake.table import read_rows

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Shares &amp; sums" sheetId="1" r:id="rId7"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId7" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet {MAIN}><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0\\ %"/>'
    '<numFmt numFmtId="165" formatCode="0&quot; % of all&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
}


def workbook(cells: str) -> bytes:
    """A workbook of one sheet, whose second row has these cells below four columns."""
    head = "".join(f'<c r="{column}1" t="inlineStr"><is><t>{column}</t></is></c>' for column in "ABCD")
    sheet = f'<worksheet {MAIN}><sheetData><row r="1">{head}</row><row r="2">{cells}</row></sheetData></worksheet>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        for name, part in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            book.writestr(name, HEAD + part)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("style", "value", "shown"),
    [
        (0, "0.74", "0.74"),  # no format
        (1, "0.744", "74%"),  # the format that every workbook has
        (2, "0.744", "74.4%"),  # one of the workbook's own
        (3, "74", "74"),  # whose per cent sign is only said
        (1, "1.1", "110%"),
    ],
)
def test_a_cell_comes_out_as_its_reader_sees_it(tmp_path, style, value, shown):
    path = tmp_path / "claims.xlsx"
    path.write_bytes(
        workbook(f'<c r="A2" t="inlineStr"><is><t>c1</t></is></c><c r="C2" s="{style}"><v>{value}</v></c>')
    )
    (row,) = read_rows(path)
    assert (row.cells["a"], row.cells["c"]) == ("c1", shown)


def test_what_is_no_workbook_has_no_percentages():
    assert PercentCells(SheetParts(b"PK\x03\x04 and nothing else")).of_sheet("Sheet1") == {}
