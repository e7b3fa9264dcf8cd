"""Inputs of `read` and `quantities`: files, folders, and lines of JSON, each taken or refused by itself."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.document import Document
from servanda.errors import InputError, UsageError
from servanda.message import reason
from servanda.period import Period
from servanda.received import Received

if TYPE_CHECKING:
    from servanda.intake.storage import Address

__all__ = ["STANDARD_INPUT", "documents_in", "json_lines", "meant_by"]

STANDARD_INPUT = Path("-")
_LARGEST = 1_000_000_000
"""Bytes of standard input that are read, which may be an archive."""


def meant_by(names: Iterable[str]) -> list[Path | Received | Address]:
    """The paths and addresses that are named; "-" is standard input, named by its digest so that another text is another page."""
    from servanda.intake.storage import named

    return [_standard_input() if name == str(STANDARD_INPUT) else named(name) for name in names]


def _standard_input() -> Received:
    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UsageError("too-much-standard-input", remedy="give-as-file", limit=_LARGEST)
    return Received(f"stdin-{hashlib.sha256(data).hexdigest()[:12]}", data)


def documents_in(paths: Iterable[Path]) -> Iterator[Document | InputError]:
    """The documents of these files and folders, in order; an input that is refused gives its error instead."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _opened(_standard_input())
        elif path.suffix.lower() == ".jsonl":
            for row in json_lines(path, ("doc", "text")):
                yield row if isinstance(row, InputError) else _document(row, path)
        elif path.is_dir():
            yield from documents_in(file for file in sorted(path.rglob("*")) if _is_meant(file, path))
        else:
            yield from _opened(path)


def json_lines(path: Path, needed: tuple[str, ...]) -> Iterator[dict[str, Any] | InputError]:
    """The objects of a file with one a line, each with its number under "line"; a malformed line gives its error."""
    try:
        source = path.open("rb")
    except OSError as error:
        raise UsageError(
            "file-cannot-be-opened", file=str(path), remedy="check-path-and-rights", reason=reason(error)
        ) from error
    with source:
        for number, line in enumerate(source, start=1):
            if line.strip():
                yield _object(line, number, path, needed)


def _object(line: bytes, number: int, path: Path, needed: tuple[str, ...]) -> dict[str, Any] | InputError:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return InputError("no-json", file=str(path), line=number, remedy="one-object-a-line", reason=str(error))
    if not isinstance(row, dict):
        return InputError("no-json-object", file=str(path), line=number, remedy="one-object-a-line")
    for name in needed:
        if not isinstance(row.get(name), str):
            return InputError("key-no-string", file=str(path), line=number, remedy="give-string", key=name)
    return row | {"line": number}


def _document(row: dict[str, Any], path: Path) -> Document | InputError:
    """The document of a line, its text verbatim."""
    lang, published = row.get("lang"), row.get("published")
    if lang is not None and not isinstance(lang, str):
        return InputError("lang-no-string", file=str(path), line=row["line"], remedy="give-lang-code")
    try:
        when = None if published is None else Period.parse(str(published))
    except ValueError:
        return InputError(
            "key-no-day",
            file=str(path),
            line=row["line"],
            value=str(published),
            remedy="write-day",
            key="published",
        )
    if lang is None:
        from servanda.intake.language import language_of

        lang = language_of(row["text"])
    code = lang and re.split("[-_]", lang.lower())[0]
    return Document(row["doc"], row["text"], code, published=when, published_from="published" if when else None)


def _opened(path: Path | Received) -> Iterator[Document | InputError]:
    from servanda.intake import document_of, received_from, received_in

    inside = received_from(path.data, path.file) if isinstance(path, Received) else received_in(path)
    for found in inside:
        try:
            yield found if isinstance(found, InputError) else document_of(found)
        except InputError as error:
            error.file = error.file or str(path)
            yield error


def _is_meant(file: Path, folder: Path) -> bool:
    leads_nowhere = file.is_symlink() and not file.exists()
    return (file.is_file() or leads_nowhere) and not any(
        part.startswith(".") for part in file.relative_to(folder).parts
    )


def reference_day(row: dict[str, Any]) -> date | None:
    """The day that relative dates of a line are counted from."""
    given = row.get("reference")
    return None if given is None else date.fromisoformat(str(given)[:10])
