"""What all tests share."""

import io
import os
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measurement data beside the repository; its absence is a failure in CI and a skip elsewhere."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        reason = f"the measurement data is not there: no folder {folder.name!r} beside the repository"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def _zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def _letters(place):
    return chr(65 + place) if place < 26 else _letters(place // 26 - 1) + chr(65 + place % 26)


@pytest.fixture(scope="session")
def xlsx():
    """The bytes of a workbook with these rows in a sheet: texts, numbers, and cells as XML, such as a formula."""

    def cell(place, number, value):
        where = f'r="{_letters(place)}{number}"'
        if isinstance(value, str) and value.startswith("<"):
            return f"<c {where}>{value}</c>"
        if isinstance(value, str):
            return f'<c {where} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        return f"<c {where}><v>{value}</v></c>"

    def make(rows, sheet="Plan", merged=(), tail=""):
        lines = "".join(
            f'<row r="{number}">{"".join(cell(place, number, value) for place, value in enumerate(row) if value != "")}</row>'
            for number, row in enumerate(rows, start=1)
        )
        ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
        merges = f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""
        part = f"{_PACKAGE}/relationships"
        return _zipped(
            {
                "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
                "_rels/.rels": f'<Relationships xmlns="{part}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
                'Target="xl/workbook.xml"/></Relationships>',
                "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets><sheet name="{escape(sheet)}" sheetId="1" '
                'r:id="r1"/></sheets></workbook>',
                "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{part}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
                'Target="worksheets/sheet1.xml"/></Relationships>',
                "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>{lines}</sheetData>{merges}{tail}</worksheet>",
            }
        )

    return make


@pytest.fixture(scope="session")
def ods():
    """The bytes of an OpenDocument spreadsheet with these rows of texts."""

    def make(rows, sheet="Plan"):
        lines = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
                for value in row
            )
            + "</table:table-row>"
            for row in rows
        )
        spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text"))
        return _zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"/>',
                "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet>"
                f'<table:table table:name="{sheet}">{lines}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>",
            }
        )

    return make
