"""Reading a document: who said what in it, with the figures, days and claims of each saying.

Takes a `Document`, gives a `Reading`. The parts are in their own modules: attribution, quantities, dates, claims.
Readers that other packages bring are in `readers`.
"""

from __future__ import annotations

from dataclasses import replace

from servanda.document import Document
from servanda.message import Message, language_name
from servanda.reading.attribution import find_statements
from servanda.reading.completion import completed
from servanda.reading.syntax import LANGUAGES
from servanda.statement import Reading

__all__ = ["READER", "find_statements", "read_document"]

READER = "servanda 3"
"""The name and version of the reader: a later one gives other statements, which are kept beside these."""


def read_document(document: Document) -> Reading:
    """All that a document says by its speakers; a document in a language with no grammar has no statements, and a note.

    >>> page = Document("a", "Ann Lee said that 28 programmes were approved.", "en")
    >>> reading = read_document(page)
    >>> [(s.speaker, s.kind.value, [q.text for q in s.quantities]) for s in reading.statements]
    [(('Ann Lee',), 'progress', ['28 programmes'])]
    >>> str(read_document(Document("b", "Hallo Welt.", "de")).document.notes[0])
    'The text is in German, for which there is no grammar; nothing was read.'
    """
    if document.lang not in LANGUAGES:
        note = Message.of("language-not-known")
        if document.lang:
            note = Message.of("no-grammar", language=language_name(document.lang))
        return Reading(replace(document, notes=(*document.notes, note)), (), READER)
    statements = tuple(completed(document, found, document.lang) for found in find_statements(document))
    return Reading(document, statements, READER)
