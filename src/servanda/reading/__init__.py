"""Reading a document: who said what in it, with the figures, days and claims of each saying.

Takes a `Document`, gives a `Reading`. The parts are in their own modules: attribution, quantities, dates, claims.
"""

from __future__ import annotations

from dataclasses import replace

from servanda.document import Document
from servanda.message import Message, language_name
from servanda.reading.attribution import find_statements
from servanda.reading.claims import claims_of
from servanda.reading.dates import is_in_passing
from servanda.reading.kinds import kind_under
from servanda.reading.scenes import scenes_of
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
    'The text is in German, for which there is no grammar; nothing was read.'
    """
    if document.lang not in LANGUAGES:
        note = Message.of("language-not-known")
        if document.lang:
            note = Message.of("no-grammar", language=language_name(document.lang))
        return Reading(replace(document, notes=(*document.notes, note)), (), READER)
    statements = []
    for statement in find_statements(document):
        scenes = list(scenes_of(document, statement.content))
        moments = (moment for scene in scenes for moment in scene.said_moments)
        statement = replace(
            statement,
            kind=kind_under(statement.kind, _cue(document, statement), document.lang),
            quantities=tuple(quantity for scene in scenes for quantity in scene.said_quantities),
            moments=tuple(moment for moment in moments if not is_in_passing(moment, document.lang)),
        )
        statements.append(replace(statement, claims=claims_of(statement, document)))
    return Reading(document, tuple(statements), READER)


def _cue(document: Document, statement: Statement) -> str:
    return " ".join(document.text[start:end] for start, end in statement.cue)
