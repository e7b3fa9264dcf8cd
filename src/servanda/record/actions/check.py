"""Verify the record: the database's own structure, digests, offsets, quoted words, references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections

from servanda.document import Span
from servanda.record import models
from servanda.record.encoding import decode, fingerprint
from servanda.record.nouns import document_noun, text_digest
from servanda.record.register import digest_of
from servanda.series import Series
from servanda.statement import Statement

__all__ = ["Problem", "check"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not agree, and where."""

    where: str
    what: str

    def __str__(self) -> str:
        """As one line."""
        return f"{self.where}: {self.what}"


def check(alias: str) -> list[Problem]:
    """All that does not agree in the record; an empty list where it is sound."""
    problems = list(_structure(alias))
    if problems:
        return problems
    rest = (_references, _documents, _statements, _claims, _anchors, _registers, _series)
    return [problem for verify in rest for problem in verify(alias)]


def _structure(alias: str) -> Iterator[Problem]:
    """What the database says of itself."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(20)")
        for (line,) in cursor.fetchall():
            if line != "ok":
                yield Problem("servanda.db", line)


def _references(alias: str) -> Iterator[Problem]:
    """Rows that refer to rows which are not there."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _ in cursor.fetchall():
            yield Problem(f"{table} {row}", f"refers to a row of {parent} that is not there")


def _documents(alias: str) -> Iterator[Problem]:
    for row in models.Document.objects.using(alias).iterator():
        where = f"document {row.doc}"
        if text_digest(row.text) != row.text_digest:
            yield Problem(where, "its text is not the one that was kept: the digest differs")
        for part in document_noun(row).furniture:
            if not _inside((part.start, part.end), row.text):
                yield Problem(where, f"furniture at {part.start}-{part.end} lies outside its text")


def _statements(alias: str) -> Iterator[Problem]:
    whole = models.Statement.objects.using(alias).filter(reading__document__text__isnull=False)
    rows = whole.select_related("reading__document").order_by("reading__document", "id")
    for row in rows.iterator(chunk_size=500):
        where, text = f"statement {row.pk} of {row.reading.document.doc}", row.reading.document.text
        statement = decode(Statement, row.noun)
        for span in (*statement.source, *statement.cue, *statement.content):
            if not _inside(span, text):
                yield Problem(where, f"words at {span[0]}-{span[1]} lie outside the text")
        quoted = [(found.start, found.end, found.text) for found in statement.quantities]
        quoted += [(found.start, found.end, found.text) for found in statement.moments]
        for start, end, words in quoted:
            if text[start:end] != words:
                yield Problem(where, f"{words!r} is not what stands at {start}-{end}")


def _claims(alias: str) -> Iterator[Problem]:
    """Claims of documents lie in their documents."""
    whole = models.Claim.objects.using(alias).filter(statement__reading__document__text__isnull=False)
    rows = whole.select_related("statement__reading__document")
    for row in rows.iterator(chunk_size=500):
        start, end = row.noun["start"], row.noun["end"]
        if start is not None and end is not None and not _inside((start, end), row.statement.reading.document.text):
            yield Problem(f"claim {row.claim_id}", f"its words at {start}-{end} lie outside the text")


def _anchors(alias: str) -> Iterator[Problem]:
    whole = models.Anchor.objects.using(alias).filter(document__text__isnull=False)
    for anchor in whole.select_related("document").iterator(chunk_size=500):
        if anchor.document.text[anchor.start : anchor.end] != anchor.exact:
            yield Problem(f"judgement {anchor.judgement_id}", "the words that it quotes are not where it says")


def _registers(alias: str) -> Iterator[Problem]:
    for row in models.RegisterVersion.objects.using(alias):
        if digest_of(row.files) != row.digest:
            yield Problem(f"register version {row.pk}", "its files are not those that were kept: the digest differs")
    digests = models.RegisterVersion.objects.using(alias).values("digest")
    for link in models.Link.objects.using(alias).exclude(register__in=digests):
        yield Problem(f"link {link.pk}", "it was made against a version of the register that is not in the record")


def _series(alias: str) -> Iterator[Problem]:
    """Values of statistics are those that were kept."""
    for row in models.Observation.objects.using(alias).select_related("file").iterator(chunk_size=500):
        if fingerprint(decode(Series, row.noun)) != row.fingerprint:
            yield Problem(f"{row.file.name} {row.line}", "its value is not the one that was kept: the digest differs")


def _inside(span: Span, text: str) -> bool:
    start, end = span
    return 0 <= start <= end <= len(text)
