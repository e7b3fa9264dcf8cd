"""Reading a document: who said what in it, with the figures, days and claims of each saying.

Takes a `Document`, gives a `Reading`. The parts are in their own modules: attribution, quantities, dates, claims.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from servanda.document import Document, Span
from servanda.message import Message
from servanda.quantity import Moment, Quantity
from servanda.reading.attribution import find_statements
from servanda.reading.claims import claims_of
from servanda.reading.dates import find_moments, is_in_passing
from servanda.reading.kinds import kind_under
from servanda.reading.quantities import find_quantities
from servanda.reading.syntax import LANGUAGES
from servanda.statement import Reading, Statement

__all__ = ["READER", "find_statements", "read_document"]

READER = "servanda-grammar 1"
"""The name and version of the reader: a later one gives other statements, which are kept beside these."""


def read_document(document: Document) -> Reading:
    """All that a document says by its speakers; a document in a language with no grammar has no statements, and a note.

    >>> page = Document("a", "Ann Lee said that 28 programmes were approved.", "en")
    >>> reading = read_document(page)
    >>> [(s.speaker, s.kind.value, [q.text for q in s.quantities]) for s in reading.statements]
    [(('Ann Lee',), 'progress', ['28 programmes'])]
    >>> str(read_document(Document("b", "Hallo Welt.", "de")).document.notes[0])
    "The text is in 'de', for which there is no grammar; nothing was read."
    """
    if document.lang not in LANGUAGES:
        note = Message.of("no-grammar", language=document.lang or "")
        if not document.lang:
            note = Message.of("language-not-known")
        return Reading(replace(document, notes=(*document.notes, note)), (), READER)
    reference = _reference(document)
    statements = []
    for statement in find_statements(document):
        statement = replace(
            statement,
            kind=kind_under(statement.kind, _cue(document, statement), document.lang),
            quantities=_quantities(document, statement, document.lang),
            moments=_moments(document, statement, document.lang, reference),
        )
        statements.append(replace(statement, claims=claims_of(statement, document)))
    return Reading(document, tuple(statements), READER)


def _cue(document: Document, statement: Statement) -> str:
    return " ".join(document.text[start:end] for start, end in statement.cue)


def _reference(document: Document) -> date | None:
    """The day from which "yesterday" is counted: the day of publication, where it is one."""
    return document.published.start if document.published and document.published.is_day else None


def _quantities(document: Document, statement: Statement, lang: str) -> tuple[Quantity, ...]:
    return tuple(
        replace(
            quantity,
            start=quantity.start + start,
            end=quantity.end + start,
            number_start=quantity.number_start + start,
            number_end=quantity.number_end + start,
        )
        for start, end in statement.content
        for quantity in find_quantities(document.text[start:end], lang)
    )


def _moments(document: Document, statement: Statement, lang: str, reference: date | None) -> tuple[Moment, ...]:
    spans: list[Span] = list(statement.content)
    return tuple(
        replace(moment, start=moment.start + start, end=moment.end + start)
        for start, end in spans
        for moment in find_moments(document.text[start:end], lang, reference)
        if not is_in_passing(moment, lang)
    )
