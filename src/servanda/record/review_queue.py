"""What waits for a reviewer: judgements whose words have changed, statements found wrong, and statements nobody has looked at.

The first go first, since a person's word may be lost with them; then those that left the account for a fault and want
correcting; then duties of treaties that wait for the register; then what was never judged, those with claims before the others,
the least certain first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from servanda.errors import DecidedMeanwhile, UsageError
from servanda.evaluation import Choice, Outcome, overlap
from servanda.message import Message
from servanda.record import models
from servanda.record.actions.accept import accept
from servanda.record.actions.correct import correct
from servanda.record.actions.judge import Reviewer
from servanda.record.actions.reject import reject
from servanda.record.database import named_faults, unit
from servanda.record.encoding import decode
from servanda.record.obligations import has_year, waiting_obligations
from servanda.record.settings import DATABASE_NAME
from servanda.record.standing import Standing, Standings
from servanda.record.view import View
from servanda.statement import Statement

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["Waiting", "as_seen", "decide", "newest_judgement", "of_article", "review_queue", "still_waits"]

_WORD = re.compile(r"\w+")
_ALIKE = 0.3
"""From which share of common words on a newer statement may be what was judged."""

_REASONS = {
    "the words have changed": Message.of("words-changed"),
    "the newer reading does not find the same statement": Message.of("statement-not-found-again"),
    "the newer reading finds another claim in these words": Message.of("claim-not-found-again"),
    "the row of the table has changed": Message.of("row-changed"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A statement, a claim of a table or a document, or a duty of a treaty that waits, and why.

    `settles` is the judgement that waits with it. `statement` is None where nothing in the current reading is left to judge.
    """

    reason: Message
    statement: models.Statement | None = None
    claim: models.Claim | None = None
    settles: models.Judgement | None = None
    obligation: models.Obligation | None = None


def still_waits(project: Project, waiting: Waiting) -> bool:
    """Whether a duty that waited has not been judged meanwhile, with the rest of its article; all else waits on."""
    if waiting.obligation is None:
        return True
    with named_faults(project.folder / DATABASE_NAME):
        return waiting.obligation.pk in {row.pk for row in waiting_obligations(View(project.alias))}


def of_article(project: Project, obligation: models.Obligation) -> list[models.Obligation]:
    """The duties of the same article of the same treaty that wait, this one among them."""
    with named_faults(project.folder / DATABASE_NAME):
        rows = waiting_obligations(View(project.alias))
    return [row for row in rows if (row.file, row.article) == (obligation.file, obligation.article)]


def review_queue(project: Project) -> list[Waiting]:
    """The queue, the most pressing first."""
    with named_faults(project.folder / DATABASE_NAME):
        return list(_Queue(View(project.alias)).all())


def decide(
    project: Project,
    waiting: Waiting,
    decision: str,
    reviewer: Reviewer,
    replacement: Statement | None = None,
    seen: int | None = None,
) -> models.Judgement:
    """Keep what a reviewer decides on what waits: a Decision, with the statement that stands in its place where corrected.

    `seen` is the newest judgement that the reviewer saw on it, 0 for none: where there is another by now, DecidedMeanwhile is
    raised and nothing kept.
    """
    target = waiting.claim or waiting.statement
    if target is None:
        raise UsageError("nothing-left-to-judge")
    settles = None if waiting.settles is None else waiting.settles.pk
    judged = Reviewer(reviewer.who, reviewer.why, settles)
    with named_faults(project.folder / DATABASE_NAME), unit(project.alias):
        if seen is not None:
            as_seen(project.alias, target, seen)
        if decision == models.Decision.ACCEPTED:
            return accept(project.alias, target, judged)
        if decision == models.Decision.CORRECTED and replacement is not None:
            return correct(project.alias, target, replacement, judged)
        return reject(project.alias, target, judged)


def newest_judgement(alias: str, target: models.Statement | models.Claim) -> models.Judgement | None:
    """The judgement that counts on a statement or a claim of it, where there is one."""
    name = "statement" if isinstance(target, models.Statement) else "claim"
    found: models.Judgement | None = View(alias).rows(models.Judgement).filter(**{name: target}).last()
    return found


def as_seen(alias: str, target: models.Statement | models.Claim, seen: int) -> None:
    """See that nobody has judged the target meanwhile; asked inside a unit, so that nobody does before it ends."""
    newest = newest_judgement(alias, target)
    if (newest.pk if newest else 0) != seen:
        who = newest.who if newest else "-"
        raise DecidedMeanwhile("decided-meanwhile", value=who, remedy="see-decision")


class _Queue:
    """Goes through a view and gives what waits."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.readings = list(view.current_readings.values())

    def all(self) -> Iterator[Waiting]:
        """What waits, in order."""
        standings = Standings(self.view)
        yield from (self._changed(one) for one in standings.waiting())
        faulty = self._faulty()
        yield from faulty.values()
        yield from (_duty(row) for row in waiting_obligations(self.view))
        judged = {one.statement for one in standings.all} | {one.judgement.statement_id for one in standings.all}
        yield from self._unseen(judged | set(faulty))

    def _changed(self, standing: Standing) -> Waiting:
        row = standing.judgement
        reason = _REASONS.get(standing.reason, Message.of("as-recorded", text=standing.reason))
        if row.target == models.TargetKind.CLAIM:
            claim = models.Claim.objects.using(self.view.alias).filter(pk=standing.claim or row.claim_id).first()
            return Waiting(reason, claim=claim, settles=row)
        return Waiting(reason, statement=self._nearest(standing), settles=row)

    def _nearest(self, standing: Standing) -> models.Statement | None:
        """The statement of the current reading that says nearly what was judged."""
        old = standing.judgement.statement
        rows = self._statements().filter(reading_id=self.view.current_readings.get(standing.document or 0))
        said = _vocabulary(old)
        scored = [(overlap(said, _vocabulary(row)), row) for row in rows]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return best[1] if best[0] >= _ALIKE else None

    def _faulty(self) -> dict[int, Waiting]:
        """Statements of current readings that a judge of a sample found to be there, but wrong; until somebody corrects them."""
        verdicts = self.view.rows(models.Verdict).filter(item__statement__reading_id__in=self.readings)
        found: dict[int, Waiting] = {}
        for row in verdicts.select_related("item__statement__reading__document"):
            statement = row.item.statement
            answer = decode(Choice, row.noun["answer"]) if row.noun.get("answer") else None
            found.pop(statement.pk, None)
            if answer is not None and answer.outcome is Outcome.WRONG and not self._is_judged_since(row):
                found[statement.pk] = Waiting(Message.of("found-wrong"), statement)
        return found

    def _is_judged_since(self, verdict: models.Verdict) -> bool:
        rows = self.view.rows(models.Judgement).filter(statement_id=verdict.item.statement_id)
        return bool(rows.filter(batch_id__gt=verdict.batch_id).exists())

    def _unseen(self, but: set[int | None]) -> Iterator[Waiting]:
        with_claims = set(
            models.Claim.objects.using(self.view.alias)
            .filter(statement__reading_id__in=self.readings)
            .values_list("statement_id", flat=True)
        )
        rows = [row for row in self._statements().filter(reading_id__in=self.readings) if row.pk not in but]
        rows.sort(key=lambda row: (row.pk not in with_claims, row.noun.get("confidence", 1.0), row.pk))
        for row in rows:
            has_claims = row.pk in with_claims
            yield Waiting(Message.of("not-judged-yet-with-claims" if has_claims else "not-judged-yet"), row)

    def _statements(self) -> Any:
        return models.Statement.objects.using(self.view.alias).order_by("id")


def _duty(row: models.Obligation) -> Waiting:
    reason = Message.of("obligation-waits") if has_year(row.row) else Message.of("obligation-without-year")
    return Waiting(reason, obligation=row)


def _vocabulary(statement: models.Statement) -> frozenset[str]:
    text = statement.reading.document.text
    words = (found for start, end in statement.content for found in _WORD.findall(text[start:end]))
    return frozenset(word.casefold() for word in words)
