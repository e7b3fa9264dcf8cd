"""A statement with other words, as a reviewer gives them, for the record to keep in its place."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from servanda.claim import Claim
from servanda.document import Span
from servanda.record import models
from servanda.record.encoding import decode
from servanda.record.nouns import document_noun
from servanda.statement import Statement

__all__ = ["corrected"]


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
