"""The rows of what is said: documents, statements, claims with their figures, findings and what was answered to them.

A document that may only be linked gives no words, one of which nothing may be shown no row.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.claim import Claim
from servanda.disclosure import Disclosure
from servanda.exports.public import Public
from servanda.exports.tables import Cell, Row, bounds, ends
from servanda.finding import Finding
from servanda.message import LANGUAGES
from servanda.statement import Statement

__all__ = ["answers", "claims", "documents", "figures", "findings", "statements"]


def documents(public: Public) -> Iterator[Row]:
    """Documents that may be named."""
    for one in public.account.documents:
        yield {
            "doc": one.doc,
            "title": one.title,
            "lang": one.lang,
            **ends("published_from", "published_to", one.published),
            "publisher": one.publisher,
            "address": one.address,
            "digest": one.digest,
            "shown": public.disclosed.by_document[one.doc].value,
        }


def statements(public: Public) -> Iterator[Row]:
    """Statements of documents that may be named, asked of the record one document at a time."""
    for reading in public.readings():
        document = reading.document
        shown = public.disclosed.by_document.get(document.doc, Disclosure.NOTHING)
        if shown is Disclosure.NOTHING:
            continue
        for number, one in enumerate(reading.statements, start=1):
            yield {
                "doc": document.doc,
                "number": number,
                "start": one.start,
                "end": one.end,
                "speaker": one.speaker,
                "kind": one.kind.value,
                "mode": one.mode.value,
                "words": None if shown is Disclosure.LINK else _words(document.text, one),
                "negated": one.negated,
                "second_hand": one.second_hand,
                "reader": reading.reader,
            }


def _words(text: str, statement: Statement) -> str:
    return " […] ".join(text[start:end] for start, end in statement.content)


def claims(public: Public) -> Iterator[Row]:
    """All claims that count."""
    for one, compared in _told(public):
        yield {
            "id": one.id,
            "measure": one.measure,
            "subject": one.subject,
            "qualifiers": tuple(sorted(one.qualifiers)),
            **ends("said_from", "said_to", one.said_on),
            "speaker": one.speaker,
            "office": one.office,
            "source": one.source,
            "text": one.text,
            "forecast": one.forecast,
            "second_hand": one.second_hand,
            "compared": compared,
        }


def figures(public: Public) -> Iterator[Row]:
    """The figures of all claims."""
    for claim, _ in _told(public):
        for number, one in enumerate(claim.figures, start=1):
            literal = one.quantity.literal if one.quantity else None
            yield {
                "claim": claim.id,
                "number": number,
                "measure": one.measure.value,
                **bounds("low", "high", literal),
                "low_open": literal.low_open if literal else None,
                "high_open": literal.high_open if literal else None,
                "unit": one.quantity.unit if one.quantity else None,
                "state": one.state,
                **ends("start", "end", one.when),
                **ends("base_start", "base_end", one.base),
                "yearly": one.yearly,
            }


def _told(public: Public) -> Iterator[tuple[Claim, bool]]:
    """All claims that count, and whether they are compared."""
    yield from ((claim, True) for claim in public.account.claims)
    yield from ((claim, False) for claim in public.account.unlinked)


def findings(public: Public) -> Iterator[Row]:
    """Findings, open and set aside."""
    for finding in public.account.findings:
        yield _finding(finding)
    for one in public.account.dismissed:
        yield {**_finding(one.finding), "dismissed_by": one.who, "dismissed_why": one.why, "dismissed_on": one.on}


def _finding(one: Finding) -> dict[str, Cell]:
    return {
        "id": one.id,
        "verdict": one.verdict.value,
        "relation": one.relation,
        "measure": one.measure,
        "subject": one.subject,
        "claims": one.claims,
        "arithmetic": "\n".join(one.arithmetic),
        **{f"explanation_{lang}": one.explanation.get(lang) for lang in LANGUAGES},
        "since": one.since,
        "ended": one.ended.day if one.ended else None,
    }


def answers(public: Public) -> Iterator[Row]:
    """What was answered to findings."""
    account = public.account
    given = [one for told in account.answers.values() for one in told] + list(account.answers_alone)
    for number, one in enumerate(given, start=1):
        told = {"finding": one.finding, "kind": one.kind, "who": one.who, "text": one.text}
        yield {"number": number, **told, "day": one.on}
