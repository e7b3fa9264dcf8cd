"""The tables as CSV with metadata by the W3C (CSV on the Web), in one ZIP.

The metadata says of each column what it is called in three languages and of which type it is, of each table its key and what
it refers to, of all the day, the record's version and the licence. Text that a spreadsheet would take for a formula has an
apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any, BinaryIO

from servanda.exports.cells import begins_formula
from servanda.exports.public import Public
from servanda.exports.table_rows import rows_of
from servanda.exports.tables import LIST_SIGN, Cell, Column, Table, cell_text, tables
from servanda.message import LANGUAGES

__all__ = ["EPOCH", "write_csvw"]

METADATA = "csv-metadata.json"
_DATATYPES = {
    "text": "string",
    "list": "string",
    "whole": "integer",
    "number": "decimal",
    "yes-no": "boolean",
    "day": "date",
}
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day that files of an archive have, so that equal data makes equal archives."""


def write_csvw(public: Public, out: BinaryIO) -> int:
    """Write the archive; gives the number of rows.

    >>> from datetime import date
    >>> from servanda.agreement import Agreement
    >>> from servanda.exports.disclosed import disclosed
    >>> from servanda.exports.report import Account
    >>> given = Public(disclosed(Account(Agreement("a", {}), date(2031, 5, 1)), (), date(2031, 5, 1)), 7)
    >>> write_csvw(given, file := io.BytesIO())
    5
    >>> zipfile.ZipFile(file).read("about.csv").decode().splitlines()[:2]
    ['name,value', 'agreement,a']
    """
    number = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(METADATA), json.dumps(metadata(public), ensure_ascii=False, indent=1))
        for table in tables():
            with archive.open(_entry(f"{table.name}.csv"), "w", force_zip64=True) as part:
                number += _write(public, table, io.TextIOWrapper(part, "utf-8", errors="backslashreplace", newline=""))
    return number


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _write(public: Public, table: Table, out: io.TextIOWrapper) -> int:
    names = [column.name for column in table.columns]
    writer = csv.writer(out)
    writer.writerow(names)
    number = 0
    for row in rows_of(public, table.name):
        writer.writerow([_safe(row.get(name)) for name in names])
        number += 1
    out.flush()
    out.detach()
    return number


def _safe(cell: Cell) -> str:
    """The cell as text that no spreadsheet runs."""
    text = cell_text(cell)
    return f"'{text}" if isinstance(cell, str | tuple) and begins_formula(text) else text


def metadata(public: Public) -> Mapping[str, Any]:
    """The metadata of all tables."""
    agreement, head = public.account.agreement, public.head
    told: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": [{"@value": name, "@language": lang} for lang, name in agreement.names.items()],
        "dc:identifier": head["agreement"],
        "dc:issued": {"@value": head["day"], "@type": "xsd:date"},
        "schema:version": head["version"],
        "tables": [_table(table) for table in tables()],
    }
    if head["licence"]:
        told["dc:license"] = head["licence"]
    return told


def _table(table: Table) -> dict[str, Any]:
    references = [
        {
            "columnReference": column.name,
            "reference": {"resource": f"{column.of}.csv", "columnReference": _key(column.of)},
        }
        for column in table.columns
        if column.of and column.of != table.name  # what is at the top refers to nothing, which some validators refuse
    ]
    schema: dict[str, Any] = {"columns": [_column(one, table) for one in table.columns], "primaryKey": list(table.key)}
    if references:
        schema["foreignKeys"] = references
    titles = [{"@value": table.titles[lang], "@language": lang} for lang in LANGUAGES]
    return {"url": f"{table.name}.csv", "dc:title": titles, "tableSchema": schema}


def _key(table: str) -> str:
    """The one column that others refer to."""
    (key,) = next(one.key for one in tables() if one.name == table)
    return key


def _column(column: Column, table: Table) -> dict[str, Any]:
    titles = {"und": column.name, **column.titles}
    told: dict[str, Any] = {"name": column.name, "titles": titles, "datatype": _DATATYPES[column.type]}
    if column.type == "list":
        told["separator"] = LIST_SIGN
    if column.name in table.key:
        told["required"] = True
    if column.unit:
        told["dc:description"] = {"@value": f"unit: {column.unit}", "@language": "en"}
    return told
