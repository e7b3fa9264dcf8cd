"""What stands in the words of a statement: its figures, its days, its kind and its claims.

Takes a Document and a Statement with its spans, whoever found them; gives the statement with all that is read in its content.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from servanda.document import Document, Span
from servanda.reading.claims import claims_of
from servanda.reading.dates import is_in_passing
from servanda.reading.kinds import kind_under
from servanda.reading.scenes import scenes_of
from servanda.statement import Statement

__all__ = ["completed", "words_of"]


def completed(document: Document, statement: Statement, lang: str) -> Statement:
    """The statement with the quantities, moments and claims of its content, and its kind once its cue is weighed.

    >>> from servanda.statement import Mode
    >>> page = Document("a", "Ann Lee said that 28 programmes were approved.", "en")
    >>> [found.text for found in completed(page, Statement(((0, 7),), ((8, 12),), ((13, 45),), Mode.INDIRECT), "en").quantities]
    ['28 programmes']
    """
    scenes = list(scenes_of(document, statement.content))
    moments = (moment for scene in scenes for moment in scene.said_moments)
    statement = replace(
        statement,
        kind=kind_under(statement.kind, words_of(document, statement.cue), lang),
        quantities=tuple(quantity for scene in scenes for quantity in scene.said_quantities),
        moments=tuple(moment for moment in moments if not is_in_passing(moment, lang)),
    )
    return replace(statement, claims=claims_of(statement, document))


def words_of(document: Document, spans: Iterable[Span]) -> str:
    """The words that spans cover.

    >>> words_of(Document("a", "He did say so.", "en"), [(3, 6), (7, 10)])
    'did say'
    """
    return " ".join(document.text[start:end] for start, end in spans)
