"""The statements and claims that count: those of the current readings and tables, as judgements leave them.

What was rejected is out, what was corrected is replaced, and what a person accepted stays although a newer reader does
not find it, as long as its words are unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from servanda.claim import Claim
from servanda.document import Span
from servanda.record import models
from servanda.record.encoding import decode
from servanda.record.nouns import document_noun, notes_of
from servanda.record.standing import Standing, Standings, State, moved
from servanda.record.view import View
from servanda.statement import Reading, Statement

if TYPE_CHECKING:
    from servanda.linking import Link

__all__ = ["CountedClaim", "LinkedClaim", "counted_claims", "counted_readings", "without_repeats"]


@dataclass(frozen=True, slots=True)
class CountedClaim:
    """A claim, the row that holds it (None for a reviewer's replacement), and its document (None for a table's)."""

    claim: Claim
    row: int | None
    document: int | None


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """A claim in the register's terms, its link (None where it has none), and its document (None for a table's)."""

    claim: Claim
    link: Link | None
    document: int | None

    @property
    def counts(self) -> bool:
        """Whether it can be compared: those of documents need a link for it."""
        return self.link is not None or self.document is None


@dataclass(slots=True)
class _Rulings:
    """What judgements change in the current readings, by row."""

    out_statements: set[int] = field(default_factory=set)
    in_statements: dict[int, list[Statement]] = field(default_factory=dict)
    out_claims: set[int] = field(default_factory=set)
    in_claims: dict[int, Claim] = field(default_factory=dict)


def counted_readings(view: View) -> Iterator[Reading]:
    """Each current document with its statements and their claims, as judgements leave them."""
    rulings = _rulings(view)
    readings = models.Reading.objects.using(view.alias).in_bulk(list(view.current_readings.values()))
    statements = view.statements_by_reading(readings)
    claims = view.claims_by_statement(readings)
    for row in view.document_rows():
        reading = readings.get(view.current_readings.get(row.pk, 0))
        if reading is None:
            continue
        kept = [
            replace(
                decode(Statement, found.noun),
                claims=tuple(c.claim for c in _claims_of(found.pk, claims, rulings, row.pk)),
            )
            for found in statements.get(reading.pk, ())
            if found.pk not in rulings.out_statements
        ]
        kept += rulings.in_statements.get(row.pk, [])
        kept.sort(key=lambda statement: (statement.start, statement.end))
        yield Reading(replace(document_noun(row), notes=notes_of(reading.notes)), tuple(kept), reading.reader)


def counted_claims(view: View) -> list[CountedClaim]:
    """All claims that count, before linking: those of tables first, in the order of their ids' coming, then documents'."""
    rulings = _rulings(view)
    found = [
        CountedClaim(rulings.in_claims.get(row.pk) or decode(Claim, row.noun), row.pk, None)
        for row in view.table_claims().values()
        if row.pk not in rulings.out_claims
    ]
    documents = {reading: document for document, reading in view.current_readings.items()}
    claims = view.claims_by_statement(documents)
    for statement, rows in claims.items():
        if statement not in rulings.out_statements:
            document = documents[rows[0].statement.reading_id]
            found += _claims_of(statement, claims, rulings, document)
    for document, statements in rulings.in_statements.items():
        found += [CountedClaim(claim, None, document) for statement in statements for claim in statement.claims]
    return found


def without_repeats(linked: Iterable[LinkedClaim], view: View) -> Iterator[LinkedClaim]:
    """Leaves out what a document says again, and what a near copy of it repeats: a line printed twice was said once."""
    said: dict[int, set[object]] = {}
    for one in sorted(linked, key=lambda one: one.document or 0):
        if one.document is None:
            yield one
            continue
        claim = one.claim
        figures = tuple((figure.measure, figure.quantity and figure.quantity.literal) for figure in claim.figures)
        words = (claim.measure, claim.subject, claim.qualifiers, claim.speaker, figures)
        dated = (words, tuple(figure.when for figure in claim.figures))
        here = said.setdefault(one.document, set())
        is_repeat = dated in here or any(words in said.get(other, ()) for other in view.copied.get(one.document, ()))
        here |= {words, dated}
        if not is_repeat:
            yield one


def _claims_of(
    statement: int, claims: dict[int, list[models.Claim]], rulings: _Rulings, document: int
) -> list[CountedClaim]:
    return [
        CountedClaim(replaced, None, document)
        if (replaced := rulings.in_claims.get(row.pk))
        else CountedClaim(decode(Claim, row.noun), row.pk, document)
        for row in claims.get(statement, ())
        if row.pk not in rulings.out_claims
    ]


def _rulings(view: View) -> _Rulings:
    standings = Standings(view)
    rulings = _Rulings()
    for standing in standings.all:
        if standing.judgement.target == models.TargetKind.STATEMENT:
            _rule_statement(view, standing, rulings)
        else:
            _rule_claim(view, standing, rulings)
    return rulings


def _rule_statement(view: View, standing: Standing, rulings: _Rulings) -> None:
    judgement = standing.judgement
    if standing.state is State.WAITS:
        if not standing.spans or judgement.decision == models.Decision.REJECTED or standing.document is None:
            return
        rulings.out_statements |= set(_overlapping(view, standing.document, standing.spans))
    elif judgement.decision == models.Decision.ACCEPTED or standing.statement is None:
        return
    else:
        rulings.out_statements.add(standing.statement)
    if judgement.decision != models.Decision.REJECTED and standing.document is not None:
        judged = _judged_statement(judgement, view.alias)
        rulings.in_statements.setdefault(standing.document, []).append(moved(judged, standing.shift))


def _judged_statement(judgement: models.Judgement, alias: str) -> Statement:
    if judgement.replacement is not None:
        return decode(Statement, judgement.replacement)
    claims = models.Claim.objects.using(alias).filter(statement_id=judgement.statement_id).order_by("id")
    return replace(decode(Statement, judgement.statement.noun), claims=tuple(decode(Claim, row.noun) for row in claims))


def _rule_claim(view: View, standing: Standing, rulings: _Rulings) -> None:
    judgement = standing.judgement
    judged = decode(Claim, judgement.replacement or judgement.claim.noun)
    if judged.start is not None and judged.end is not None:
        judged = replace(judged, start=judged.start + standing.shift, end=judged.end + standing.shift)
    rejected = judgement.decision == models.Decision.REJECTED
    if standing.state is not State.WAITS and standing.claim is not None:
        if rejected:
            rulings.out_claims.add(standing.claim)
        elif judgement.replacement is not None:
            rulings.in_claims[standing.claim] = judged
    elif standing.spans and not rejected and standing.document is not None:
        rivals = _rival_claims(view, standing, judged.measure)
        rulings.out_claims |= set(rivals[1:])
        if rivals:
            rulings.in_claims[rivals[0]] = judged


def _rival_claims(view: View, standing: Standing, measure: str) -> list[int]:
    """Claims of the current reading that measure the same in the same words."""
    statements = _overlapping(view, standing.document or 0, standing.spans)
    rows = models.Claim.objects.using(view.alias).filter(statement_id__in=statements, measure=measure)
    return list(rows.order_by("id").values_list("pk", flat=True))


def _overlapping(view: View, document: int, spans: Iterable[Span]) -> list[int]:
    """Statements of the current reading that share at least half of the shorter one's words with these spans."""
    wanted = {at for start, end in spans for at in range(start, end)}
    found = []
    for row in models.Statement.objects.using(view.alias).filter(reading_id=view.current_readings[document]):
        other = {at for start, end in row.content for at in range(start, end)}
        if 2 * len(wanted & other) >= min(len(wanted), len(other)) > 0:
            found.append(row.pk)
    return found
