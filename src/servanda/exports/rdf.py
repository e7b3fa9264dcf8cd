"""The tables as RDF, in N-Triples: a row is a resource, a column a property, a reference between tables a link.

Names in a language are labels in it, days and numbers typed literals, and the whole is a data set (DCAT, Dublin Core) with its
day, the record's version and its licence. The resources are named by the agreement and their keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import BinaryIO
from urllib.parse import quote

from servanda.exports.public import Public
from servanda.exports.table_rows import rows_of
from servanda.exports.tables import Cell, Column, Row, Table, cell_text, tables
from servanda.message import LANGUAGES

__all__ = ["write_rdf"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_TERMS = "http://purl.org/dc/terms/"
_DATASET = "http://www.w3.org/ns/dcat#Dataset"
_VERSION = "http://www.w3.org/ns/dcat#version"
_KNOWN = {
    "title": f"{_TERMS}title",
    "source": f"{_TERMS}source",
    "lang": f"{_TERMS}language",
    "publisher": f"{_TERMS}publisher",
}
"""Columns that have a well-known property of the same sense."""
_IN_A_LANGUAGE = re.compile(rf"name_({'|'.join(LANGUAGES)})")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_rdf(public: Public, out: BinaryIO) -> int:
    """Write the triples; gives how many.

    >>> import io
    >>> from servanda.agreement import Agreement
    >>> from servanda.exports.disclosed import disclosed
    >>> from servanda.exports.report import Account
    >>> account = Account(Agreement("accord", {"fr": "Accord"}), date(2031, 5, 1))
    >>> write_rdf(Public(disclosed(account, (), account.as_of), 7), file := io.BytesIO())
    4
    >>> print(file.getvalue().decode().splitlines()[1])
    <urn:servanda:accord> <http://www.w3.org/2000/01/rdf-schema#label> "Accord"@fr .
    """
    number = 0
    for triple in _triples(public):
        out.write(f"{triple} .\n".encode("utf-8", "replace"))
        number += 1
    return number


def _triples(public: Public) -> Iterator[str]:
    base = f"urn:servanda:{_name(public.account.agreement.id)}"
    yield from _dataset(public, f"<{base}>")
    for table in tables():
        if table.name == "about":
            continue
        for row in rows_of(public, table.name):
            subject = f"<{base}:{table.name}:{':'.join(_name(cell_text(row[name])) for name in table.key)}>"
            yield f"{subject} <{_TYPE}> <urn:servanda:term:{table.name}>"
            yield f"{subject} <{_TERMS}isPartOf> <{base}>"
            yield from _properties(base, table, row, subject)


def _dataset(public: Public, subject: str) -> Iterator[str]:
    head = public.head
    yield f"{subject} <{_TYPE}> <{_DATASET}>"
    for lang, name in public.account.agreement.names.items():
        yield f"{subject} <{_LABEL}> {_text(name)}@{lang}"
    yield f"{subject} <{_TERMS}issued> {_literal(public.account.as_of)}"
    yield f"{subject} <{_VERSION}> {_text(head['version'])}"
    if head["licence"]:
        yield f"{subject} <{_TERMS}license> {_text(head['licence'])}"


def _properties(base: str, table: Table, row: Row, subject: str) -> Iterator[str]:
    for column in table.columns:
        cell = row.get(column.name)
        for one in cell if isinstance(cell, tuple) else (cell,):
            if one is None or one == "":
                continue
            if found := _IN_A_LANGUAGE.fullmatch(column.name):
                yield f"{subject} <{_LABEL}> {_text(str(one))}@{found[1]}"
            elif column.of:
                yield f"{subject} {_property(table, column)} <{base}:{column.of}:{_name(str(one))}>"
            else:
                yield f"{subject} {_property(table, column)} {_literal(one)}"


def _property(table: Table, column: Column) -> str:
    return f"<{_KNOWN.get(column.name) or f'urn:servanda:term:{table.name}:{column.name}'}>"


def _literal(cell: Cell) -> str:
    if isinstance(cell, bool):
        return f'"{cell_text(cell)}"^^<{_XSD}boolean>'
    if isinstance(cell, int):
        return f'"{cell}"^^<{_XSD}integer>'
    if isinstance(cell, Fraction):
        return f'"{cell_text(cell)}"^^<{_XSD}decimal>'
    if isinstance(cell, date):
        return f'"{cell}"^^<{_XSD}date>'
    return _text(cell_text(cell))


def _text(text: str) -> str:
    return '"' + "".join(_ESCAPED.get(sign, sign) for sign in text) + '"'


def _name(text: str) -> str:
    """A part of a resource's name: the text with everything but letters of ASCII, digits and a few signs as codes."""
    return quote(text.encode("utf-8", "replace"), safe="") or "-"
