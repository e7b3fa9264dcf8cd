"""Verify the record: the database's own structure, digests, offsets, quoted words, references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections

from servanda.document import Span
from servanda.errors import ServandaError
from servanda.evaluation import Verdict
from servanda.message import Message
from servanda.record import models
from servanda.record.encoding import decode, fingerprint
from servanda.record.nouns import document_noun, text_digest
from servanda.record.originals import Originals
from servanda.record.register import digest_of
from servanda.series import Series
from servanda.statement import Statement

__all__ = ["Problem", "check"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not agree, and where."""

    where: Message
    what: Message | ServandaError

    def told(self, lang: str) -> str:
        """As one line in a language."""
        return Message.of("problem", where=self.where, what=self.what.told(lang)).told(lang)

    def __str__(self) -> str:
        """As one line in English."""
        return self.told("en")


def check(alias: str, originals: Originals) -> list[Problem]:
    """All that does not agree in the record and beside it; an empty list where it is sound."""
    problems = list(_structure(alias))
    if problems:
        return problems
    rest = (_references, _documents, _statements, _claims, _anchors, _samples, _registers, _series)
    return [*(problem for verify in rest for problem in verify(alias)), *_originals(alias, originals)]


def _structure(alias: str) -> Iterator[Problem]:
    """What the database says of itself."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(20)")
        for (line,) in cursor.fetchall():
            if line != "ok":
                yield Problem(Message.of("where-database"), Message.of("as-recorded", text=line))


def _references(alias: str) -> Iterator[Problem]:
    """Rows that refer to rows which are not there."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _ in cursor.fetchall():
            where = Message.of("where-row", table=table, row=str(row))
            yield Problem(where, Message.of("row-refers-nowhere", table=parent))


def _documents(alias: str) -> Iterator[Problem]:
    for row in models.Document.objects.using(alias).iterator():
        where = Message.of("where-document", doc=row.doc)
        if text_digest(row.text) != row.text_digest:
            yield Problem(where, Message.of("text-digest-differs"))
        for part in document_noun(row).furniture:
            if not _inside((part.start, part.end), row.text):
                yield Problem(where, Message.of("furniture-outside", start=part.start, end=part.end))


def _originals(alias: str, originals: Originals) -> Iterator[Problem]:
    """Bytes of documents that are not there any more, or not as they were received.

    Documents that came before their bytes were kept are passed over, and so is a copy of a record, which has no folder of them.
    """
    if not originals.is_there:
        return
    for row in models.Document.objects.using(alias).only("digest", "doc", "noun").iterator(chunk_size=500):
        if row.noun.get("taken_by") and (fault := originals.fault(row.digest)):
            yield Problem(Message.of("where-document", doc=row.doc), fault)


def _statements(alias: str) -> Iterator[Problem]:
    whole = models.Statement.objects.using(alias).filter(reading__document__text__isnull=False)
    rows = whole.select_related("reading__document").order_by("reading__document", "id")
    for row in rows.iterator(chunk_size=500):
        where = Message.of("where-statement", row=row.pk, doc=row.reading.document.doc)
        text = row.reading.document.text
        statement = decode(Statement, row.noun)
        for span in (*statement.source, *statement.cue, *statement.content):
            if not _inside(span, text):
                yield Problem(where, Message.of("span-outside", start=span[0], end=span[1]))
        quoted = [(found.start, found.end, found.text) for found in statement.quantities]
        quoted += [(found.start, found.end, found.text) for found in statement.moments]
        for start, end, words in quoted:
            if text[start:end] != words:
                yield Problem(where, Message.of("words-not-there", words=words, start=start, end=end))


def _claims(alias: str) -> Iterator[Problem]:
    """Claims of documents lie in their documents."""
    whole = models.Claim.objects.using(alias).filter(statement__reading__document__text__isnull=False)
    rows = whole.select_related("statement__reading__document")
    for row in rows.iterator(chunk_size=500):
        start, end = row.noun["start"], row.noun["end"]
        if start is not None and end is not None and not _inside((start, end), row.statement.reading.document.text):
            where = Message.of("where-claim", row=row.claim_id)
            yield Problem(where, Message.of("claim-outside", start=start, end=end))


def _anchors(alias: str) -> Iterator[Problem]:
    whole = models.Anchor.objects.using(alias).filter(document__text__isnull=False)
    for anchor in whole.select_related("document").iterator(chunk_size=500):
        if anchor.document.text[anchor.start : anchor.end] != anchor.exact:
            where = Message.of("where-judgement", row=anchor.judgement_id)
            yield Problem(where, Message.of("quotation-not-there"))


def _samples(alias: str) -> Iterator[Problem]:
    """What was drawn to be judged lies in its document, and so does what a judge marked in it."""
    texts = models.Document.objects.using(alias)
    for item in models.SampleItem.objects.using(alias).select_related("document").iterator(chunk_size=500):
        if not _inside((item.start, item.end), item.document.text):
            where = Message.of("where-sample-item", sample=item.sample_id, number=item.number + 1)
            yield Problem(where, Message.of("span-outside", start=item.start, end=item.end))
    for row in models.Verdict.objects.using(alias).select_related("item").iterator(chunk_size=500):
        marked = decode(Verdict, row.noun).attributions
        spans = [span for one in marked for span in (*(one.source or ()), *(one.cue or ()), *one.content)]
        text = texts.get(pk=row.item.document_id).text if spans else ""
        for start, end in (span for span in spans if not _inside(span, text)):
            where = Message.of("where-sample-item", sample=row.item.sample_id, number=row.item.number + 1)
            yield Problem(where, Message.of("span-outside", start=start, end=end))


def _registers(alias: str) -> Iterator[Problem]:
    for row in models.RegisterVersion.objects.using(alias):
        if digest_of(row.files) != row.digest:
            yield Problem(Message.of("where-register", row=row.pk), Message.of("files-digest-differs"))
    digests = models.RegisterVersion.objects.using(alias).values("digest")
    for link in models.Link.objects.using(alias).exclude(register__in=digests):
        yield Problem(Message.of("where-link", row=link.pk), Message.of("register-not-kept"))


def _series(alias: str) -> Iterator[Problem]:
    """Values of statistics are those that were kept."""
    for row in models.Observation.objects.using(alias).select_related("file").iterator(chunk_size=500):
        if fingerprint(decode(Series, row.noun)) != row.fingerprint:
            where = Message.of("where-value", file=row.file.name, line=row.line)
            yield Problem(where, Message.of("value-digest-differs"))


def _inside(span: Span, text: str) -> bool:
    start, end = span
    return 0 <= start <= end <= len(text)
