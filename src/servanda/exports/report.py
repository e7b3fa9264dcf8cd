"""Everything that one report shows, gathered once, so that each format only has to set it.

Takes a project's record, or the nouns by hand in a notebook, and gives an `Account`: no words of any language, no format. Making
one by hand needs neither Django nor a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from servanda.agreement import Agreement
from servanda.claim import Claim
from servanda.document import Document
from servanda.errors import ServandaError
from servanda.finding import Finding
from servanda.review import Answered, Dismissed
from servanda.rewriting import Rewriting
from servanda.series import Series

if TYPE_CHECKING:
    from servanda.fetching import SourceCoverage
    from servanda.linking import Link
    from servanda.progress import BurnUp, Matrix, MovedDeadline, Progress, TimeCourse
    from servanda.reconciliation import Corridor, LeftOut, SpeakerRecord
    from servanda.record import models
    from servanda.record.outcome import Summary
    from servanda.record.project import Project

__all__ = ["Account", "Coverage", "Refusal", "Words", "account_of", "in_sentence", "words_of"]

_SENTENCE_END = re.compile(r"[.!?…][»”\"’)\]]*\s|\n")
_MARKS = ("«»", "“”", "„“", '""')
_LONGEST = 400
"""Characters of a sentence shown on either side of the words; beyond it an ellipsis stands."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a claim rests on, with what stands around them in their sentence, and the document they are in."""

    before: str
    quoted: str
    after: str
    lang: str | None
    doc: str

    @property
    def spoken(self) -> str:
        """The words on one line, without the quotation marks round them and the comma that led on.

        >>> Words("", "« Nous avons fini »,\\n", " dit-il.", "fr", "note").spoken
        'Nous avons fini'
        """
        words = " ".join(self.quoted.split()).strip(" ,;:")
        return words[1:-1].strip() if words[:1] + words[-1:] in _MARKS else words


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that could not be taken, and its error, which knows the line where one is at fault."""

    name: str
    error: ServandaError


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one day's ingests and imports brought in, so that "nothing was said" is not taken for "nothing was read"."""

    day: date
    documents: int
    claims: int


@dataclass(frozen=True, slots=True)
class Account:
    """What a report shows of one agreement, as of a day and, where `known_on` is set, as it was known on a day.

    `words` holds the words of claims read from documents by claim id; a claim typed in a table has none. `unlinked` are claims
    in which nothing of the register was found: they are not compared; `links` say what each of the others is about and why, and
    `rivals` among which entries a person has to choose, both by claim id; `left_out` are figures that could not be, and `partial`
    names the subjects on which the answer is partial, and the limit that was hit. `findings` are the open ones, `dismissed` those
    that a reviewer set aside; `answers` stand beside a finding, by its id, `answers_alone` are those whose finding is no longer
    made; `records` list what each speaker said; `earlier` are claims of earlier versions of the pages, which do not count;
    `series` are the statistics that claims are held against. `matrices` have entries by status, `courses` what became of them
    over time, each entry's course before its counts, `moved` the deadlines that moved. `fetched` tells of each source of the
    web on which days it was read, `rewritten` of pages that changed. `versions` names the program and the
    readers whose statements are used.
    """

    agreement: Agreement
    as_of: date
    known_on: date | None = None
    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    unlinked: tuple[Claim, ...] = ()
    links: Mapping[str, Link] = field(default_factory=dict, hash=False)
    rivals: Mapping[str, tuple[Link, ...]] = field(default_factory=dict, hash=False)
    findings: tuple[Finding, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    partial: tuple[tuple[str, str], ...] = ()
    dismissed: tuple[Dismissed, ...] = ()
    answers: Mapping[str, tuple[Answered, ...]] = field(default_factory=dict, hash=False)
    answers_alone: tuple[Answered, ...] = ()
    records: tuple[SpeakerRecord, ...] = ()
    earlier: tuple[Claim, ...] = ()
    corridors: tuple[Corridor, ...] = ()
    series: tuple[Series, ...] = ()
    progress: Progress | None = None
    matrices: tuple[Matrix, ...] = ()
    courses: tuple[TimeCourse | BurnUp, ...] = ()
    moved: tuple[MovedDeadline, ...] = ()
    words: Mapping[str, Words] = field(default_factory=dict, hash=False)
    refusals: tuple[Refusal, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    fetched: tuple[SourceCoverage, ...] = ()
    rewritten: tuple[Rewriting, ...] = ()
    versions: tuple[str, ...] = ()


def account_of(project: Project, as_of: date | None = None, known_on: date | None = None) -> Account:
    """The account of a project as of a day (today where none is given), as its record knew it on another."""
    from servanda.progress import courses_and_burn_ups, matrix, matrix_by_due
    from servanda.reconciliation import corridor, speaker_records
    from servanda.record.reviewed import review_of

    day = as_of or datetime.now(UTC).date()
    documents, claims, unlinked = project.documents(known_on), project.claims(known_on), project.unlinked(known_on)
    progress, review = project.progress(day, known_on), review_of(project, day, known_on)
    outcome, earlier = review.outcome, project.earlier_claims(known_on)
    register = progress.agreement
    matrices = (matrix(register, "programme", day), matrix(register, "body", day), matrix_by_due(register, day))
    readers = sorted({reading.reader for reading in project.readings(known_on)})
    return Account(
        agreement=register,
        as_of=day,
        known_on=known_on,
        documents=tuple(documents),
        claims=tuple(claims),
        unlinked=tuple(unlinked),
        links=project.links(known_on),
        rivals=project.rivals(known_on),
        findings=review.open,
        left_out=outcome.left_out,
        partial=outcome.partial,
        dismissed=review.dismissed,
        answers=review.answers,
        answers_alone=review.answers_alone,
        records=speaker_records(claims, review.open),
        earlier=tuple(earlier),
        corridors=tuple(corridor(claims)),
        series=tuple(project.series(known_on)),
        progress=progress,
        matrices=tuple(one for one in matrices if one),
        courses=courses_and_burn_ups(register, claims, day),
        moved=project.moved_deadlines(known_on),
        words={claim.id: Words("", claim.text, "", None, claim.source) for claim in earlier}
        | words_of([*claims, *unlinked], documents),
        refusals=tuple(_refusal(row) for row in project.refusals()),
        coverage=_coverage(project.batches(), known_on),
        fetched=project.coverage(day, known_on),
        rewritten=project.rewritings(known_on),
        versions=(f"Servanda {version('servanda')}", *readers),
    )


def _refusal(row: models.Refusal) -> Refusal:
    from servanda.record.nouns import refusal_error

    return Refusal(row.input, refusal_error(row))


def _coverage(batches: Iterable[Summary], known_on: date | None) -> tuple[Coverage, ...]:
    """What was brought in day by day, without what was undone."""
    days: dict[date, tuple[int, int]] = {}
    for batch in batches:
        day = datetime.fromisoformat(batch.started).date()
        if not batch.undone and (known_on is None or day <= known_on):
            documents, claims = days.get(day, (0, 0))
            days[day] = documents + batch.documents, claims + batch.claims
    return tuple(Coverage(day, *counts) for day, counts in sorted(days.items()))


def words_of(claims: Iterable[Claim], documents: Iterable[Document]) -> dict[str, Words]:
    """For each claim that has offsets, its words with the rest of their sentence.

    >>> from servanda.claim import Figure, Measure
    >>> text = "It rained. The ministry says that 12 wells are dug, and is glad. It rained."
    >>> claim = Claim("c", "wells", "wells", (Figure(Measure.DONE, None),), source="note", start=29, end=50)
    >>> found = words_of([claim], [Document("note", text, "en")])["c"]
    >>> found.before, found.quoted, found.after
    ('The ministry says ', 'that 12 wells are dug', ', and is glad.')
    """
    by_name = {name: document for document in documents for name in (document.address, document.doc) if name}
    found = {}
    for claim in claims:
        document = by_name.get(claim.source)
        if document is None or claim.start is None or claim.end is None:
            continue
        found[claim.id] = in_sentence(document, claim.start, claim.end)
    return found


def in_sentence(document: Document, start: int, end: int) -> Words:
    """The span, and what is before and after it up to the ends of its sentence."""
    text = document.text
    first = max((found.end() for found in _SENTENCE_END.finditer(text, max(0, start - 2 * _LONGEST), start)), default=0)
    first = max(first, start - _LONGEST)
    closing = _SENTENCE_END.search(text, max(start, end - 1), end + _LONGEST)
    last = closing.end() if closing else min(len(text), end + _LONGEST)
    return Words(
        text[first:start].lstrip(),
        text[start:end],
        text[end : max(end, last)].rstrip(),
        document.lang,
        document.doc,
    )
