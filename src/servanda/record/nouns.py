"""Nouns as rows that are not saved yet, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from servanda.claim import Claim
from servanda.document import Document
from servanda.errors import InputError, ServandaError
from servanda.message import Message
from servanda.record import models
from servanda.record.encoding import decode, encode, fingerprint
from servanda.statement import Statement

__all__ = [
    "claim_row",
    "document_noun",
    "document_row",
    "notes_of",
    "refusal_error",
    "refusal_row",
    "statement_row",
    "text_digest",
]


def text_digest(text: str) -> str:
    """The digest of a text as it is kept.

    >>> text_digest("")[:15]
    'sha256:e3b0c442'
    """
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_row(document: Document, batch: models.Batch) -> models.Document:
    """A document as a row."""
    published = document.published
    return models.Document(
        batch=batch,
        digest=document.digest,
        doc=document.doc,
        lang=document.lang,
        title=document.title,
        address=document.address,
        published_from=published and published.start,
        published_to=published and published.end,
        text=document.text,
        text_digest=text_digest(document.text),
        noun=encode(replace(document, text="")),
    )


def document_noun(row: models.Document) -> Document:
    """The document of a row, with its text."""
    return replace(decode(Document, row.noun), text=row.text, doc=row.doc)


def notes_of(kept: Iterable[str | Mapping[str, Any]]) -> tuple[Message, ...]:
    """A reading's remarks as the record keeps them; older readings kept them as English text.

    >>> [str(note) for note in notes_of([{"key": "no-day"}, "No day of publication is given."])]
    ['No day of publication is given.', 'No day of publication is given.']
    """
    return tuple(Message.from_data(note) for note in kept)


def statement_row(number: int, statement: Statement, reading: models.Reading, batch: models.Batch) -> models.Statement:
    """A statement as a row, without its claims, which have their own."""
    return models.Statement(
        batch=batch,
        reading=reading,
        number=number,
        start=statement.start,
        end=statement.end,
        source=encode(statement.source),
        cue=encode(statement.cue),
        content=encode(statement.content),
        mode=statement.mode.value,
        kind=statement.kind.value,
        speaker=list(statement.speaker),
        noun=encode(replace(statement, claims=())),
    )


def claim_row(
    claim: Claim,
    batch: models.Batch,
    *,
    statement: models.Statement | None = None,
    file: str = "",
    line: int | None = None,
) -> models.Claim:
    """A claim of a statement, or of a table's row, as a row."""
    said = claim.said_on
    return models.Claim(
        batch=batch,
        statement=statement,
        file=file,
        line=line,
        claim_id=claim.id,
        measure=claim.measure,
        subject=claim.subject,
        speaker=claim.speaker,
        said_from=said and said.start,
        said_to=said and said.end,
        fingerprint=fingerprint(claim),
        noun=encode(claim),
    )


def refusal_row(error: ServandaError, batch: models.Batch, name: str, mark: str) -> models.Refusal:
    """An input's error as a row; its place is the input's name and the line, and is not told again in its message."""
    told = {"fault": error.fault, "offset": error.offset, "value": error.found, "remedy": error.advice}
    return models.Refusal(
        batch=batch,
        input=name,
        line=error.line,
        error=error.id,
        message=error.told("en", place=False),
        told=encode({part: value for part, value in told.items() if value is not None}),
        fingerprint=mark,
    )


def refusal_error(row: models.Refusal) -> InputError:
    """The error of a row, for any language; one that was kept as English text stays so, without the path before it."""
    if row.told is not None:
        parts = {part: Message.from_data(row.told[part]) for part in ("fault", "value", "remedy") if part in row.told}
        return InputError(
            parts["fault"],
            file=row.input,
            line=row.line,
            offset=row.told.get("offset"),
            value=parts.get("value"),
            remedy=parts.get("remedy"),
        )
    place, _, text = row.message.partition(f":{row.line}: " if row.line else ": ")
    is_place = PurePosixPath(place).name == PurePosixPath(row.input).name
    return InputError(Message.of("as-recorded", text=text if is_place else row.message), file=row.input, line=row.line)
