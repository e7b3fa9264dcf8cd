"""The parts of an XLSX workbook as they lie in its package: each sheet's XML by the sheet's name, and the styles.

Takes the bytes of a file; a file that is no XLSX has no parts. A part that would unpack to more than any sheet that is taken
counts as missing, so that nothing small unpacks without end.
"""

from __future__ import annotations

import io
import re
import zipfile

__all__ = ["ELEMENT", "SheetParts", "attribute"]

_LARGEST_PART = 500_000_000
ELEMENT = r"<(?:\w+:)?%s\b([^>]*)>"
"""The pattern of an element's opening tag, with its name to be filled in."""
_SHEET = re.compile(ELEMENT % "sheet")
_RELATION = re.compile(ELEMENT % "Relationship")


class SheetParts:
    """The parts of one workbook."""

    def __init__(self, data: bytes) -> None:
        self._parts: dict[str, str] = {}
        try:
            self._book = zipfile.ZipFile(io.BytesIO(data))
            self._parts = self._parts_of_sheets()
        except (zipfile.BadZipFile, KeyError, ValueError):
            return

    @property
    def styles(self) -> str:
        """The XML of the workbook's cell styles."""
        return self._part("xl/styles.xml").decode("utf-8", "replace") if self._parts else ""

    def of_sheet(self, name: str) -> bytes:
        """The XML of a sheet; nothing where there is none."""
        return self._part(self._parts[name]) if name in self._parts else b""

    def _part(self, name: str) -> bytes:
        try:
            return b"" if self._book.getinfo(name).file_size > _LARGEST_PART else self._book.read(name)
        except (KeyError, zipfile.BadZipFile):
            return b""

    def _parts_of_sheets(self) -> dict[str, str]:
        """The part in which each sheet is kept, by the sheet's name."""
        relations = self._part("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        targets = {attribute(one[1], "Id"): attribute(one[1], "Target") for one in _RELATION.finditer(relations)}
        sheets = self._part("xl/workbook.xml").decode("utf-8", "replace")
        parts: dict[str, str] = {}
        for sheet in _SHEET.finditer(sheets):
            target = targets.get(attribute(sheet[1], "r:id"), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in self._book.namelist():
                parts[attribute(sheet[1], "name")] = part
        return parts


def attribute(inside: str, name: str) -> str:
    """The value of an attribute, with the signs that XML writes by name; empty where it is missing.

    >>> attribute(' name="R&amp;D" r:id="r1"', "name"), attribute(' name="x"', "id")
    ('R&D', '')
    """
    found = re.search(rf"""(?<![\w:]){name}=(?:"([^"]*)"|'([^']*)')""", inside)
    value = (found[1] or found[2] or "") if found else ""
    for sign, entity in (('"', "&quot;"), ("'", "&apos;"), ("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")):
        value = value.replace(entity, sign)
    return value
