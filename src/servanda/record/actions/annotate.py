"""Annotate a document by hand: a statement that a person marks, in whatever language the document is.

It is added to the current reading and accepted at its words in one batch, so that it stays when a newer reader finds something
else, waits for a person when its words change, and goes when the batch is undone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servanda.document import Span
from servanda.errors import UnknownName, UsageError
from servanda.record import models
from servanda.record.actions.judge import Reviewer, add_judgement
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.nouns import statement_row
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View
from servanda.statement import Kind, Mode, Statement

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["annotate"]


def annotate(
    project: Project, doc: str, words: dict[str, str], who: str, kind: Kind = Kind.POSITION
) -> models.Judgement:
    """Keep a statement whose "content", "source" and "cue" are words of the document; the latter two may be left out.

    The content must stand there once; of several places of the others the nearest to it is meant.
    """
    with named_faults(project.folder / DATABASE_NAME):
        view = View(project.alias)
        document = next((row for row in view.document_rows() if row.doc == doc), None)
        if document is None:
            raise UnknownName("no-such-document", value=doc, remedy="see-search")
        statement = _statement(document.text, words, kind)
        batch = OpenBatch(project.alias, models.BatchKind.JUDGEMENT, [doc])
        rows = models.Statement.objects.using(project.alias)
        with batch.unit() as unit:
            reading = models.Reading.objects.using(project.alias).get(pk=view.current_readings[document.pk])
            last = rows.filter(reading=reading).order_by("number").last()
            row = statement_row(last.number + 1 if last else 0, statement, reading, unit)
            row.save(using=project.alias)
            judgement = add_judgement(unit, row, models.Decision.ACCEPTED, Reviewer(who))
        batch.finish()
    return judgement


def _statement(text: str, words: dict[str, str], kind: Kind) -> Statement:
    found = _places(text, words.get("content", ""))
    if len(found) != 1:
        raise _unplaced(words.get("content", ""), len(found))
    [content] = found

    def nearest(role: str) -> tuple[Span, ...]:
        if not words.get(role):
            return ()
        apart = [place for place in _places(text, words[role]) if place[1] <= content[0] or content[1] <= place[0]]
        if not apart:
            raise _unplaced(words[role], 0)
        return (min(apart, key=lambda place: max(content[0] - place[1], place[0] - content[1])),)

    is_quoted = text[: content[0]].rstrip()[-1:] in tuple('«“„"‹‘')
    mode = Mode.DIRECT if is_quoted else Mode.INDIRECT
    source = nearest("source")
    speaker = (" ".join(text[slice(*source[0])].split()),) if source else ()
    return Statement(source, nearest("cue"), (content,), mode, kind, speaker)


def _places(text: str, words: str) -> list[Span]:
    """Where the words stand, with any white space between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [found.span() for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)] if pattern else []


def _unplaced(words: str, times: int) -> UsageError:
    if times:
        return UsageError("words-several-times", value=words, remedy="give-more-words", times=times)
    return UsageError("words-not-in-document", value=words, remedy="copy-words")
