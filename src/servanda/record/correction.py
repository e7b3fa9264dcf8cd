"""A statement with other words, as a reviewer gives them, for the record to keep in its place."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from servanda.claim import Claim
from servanda.document import Span
from servanda.evaluation import located
from servanda.record import models
from servanda.record.encoding import decode
from servanda.record.nouns import document_noun
from servanda.statement import Statement

__all__ = ["corrected", "placed"]

_FAR = 1500
"""How far from a statement its words are looked for, in characters."""


def corrected(
    row: models.Statement,
    source: tuple[Span, ...],
    cue: tuple[Span, ...],
    content: tuple[Span, ...],
    speaker: tuple[str, ...],
) -> Statement:
    """The statement with these words and speaker.

    Its figures and claims stay where its content does, said by the new speaker; another content is read for its own.
    """
    read = decode(Statement, row.noun)
    new = replace(read, source=source, cue=cue, content=content, speaker=speaker, confidence=1.0)
    if content == read.content:
        rows = models.Claim.objects.using(row._state.db).filter(statement=row).order_by("id")
        claims = (decode(Claim, kept.noun) for kept in rows)
        return replace(new, claims=tuple(replace(claim, speaker=", ".join(speaker)) for claim in claims))
    document = document_noun(row.reading.document)
    if document.lang not in import_module("servanda.reading.syntax").LANGUAGES:
        return replace(new, quantities=(), moments=(), claims=())
    whole: Statement = import_module("servanda.reading.completion").completed(document, new, document.lang)
    return whole


def placed(row: models.Statement, role: str, typed: str, near: int | None = None) -> tuple[Span, ...]:
    """Where the words of a role stand, as a reviewer types them: as they are where nothing or the same is typed, none for "-".

    `near` is where to look first, the statement where nothing is said. Raises InputError with the words that are not there.
    """
    text = row.reading.document.text
    now = tuple((start, end) for start, end in getattr(row, role))
    shown = " ... ".join(text[start:end] for start, end in now)
    if not typed.strip() or (near is None and typed.split() == shown.split()):
        return now
    if typed.strip() == "-" and role != "content":
        return ()
    low, high = (row.start, row.end) if near is None else (min(near, row.start), max(near, row.end))
    within = max(0, low - _FAR), min(len(text), high + _FAR)
    return tuple(located(typed, text, within, row.start if near is None else near))
