"""A promise's last day has passed: was it said to be kept, moved, or nothing?

Takes due dates and what was said later of the same subject: a status in which a thing stays for good, or all of it
done, keeps the promise; a later date moves it, which does not make the first date kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from servanda.claim import DONE_STATES, Measure
from servanda.finding import Verdict
from servanda.reconciliation.arithmetic import period_text
from servanda.reconciliation.drafts import Draft, Fact
from servanda.reconciliation.reports import Report, Scope, folded

__all__ = ["NAME", "judge"]

NAME = "promise"


def _said(report: Report) -> date:
    said = report.claim.said_on
    return (said.end or said.start or date.min) if said else date.min


def _keeps(report: Report, promise: Report) -> bool:
    """Whether the report says that the promise was kept."""
    if report.claim.id == promise.claim.id or _said(report) < _said(promise) or report.thing.state not in DONE_STATES:
        return False
    if report.figure.measure is Measure.STATUS:
        return not report.claim.forecast
    return (
        report.figure.measure is Measure.SHARE
        and report.literal.low is not None
        and report.literal.high is not None
        and (report.literal.low > 99 and Fraction(100) in report.literal)
    )


def _moves_in_time(later: Report, promise: Report, as_of: date) -> bool:
    """Whether the speaker of a promise named a later day, still ahead, before the first one had passed."""
    same = folded(later.claim.speaker) == folded(promise.claim.speaker) != ""
    end, moved = promise.when.end, later.when.end
    return same and end is not None and moved is not None and _said(later) <= end and moved >= as_of


def judge(scope: Scope, as_of: date) -> Iterator[Draft]:
    """Overdue for each promise whose last day lies before `as_of`, unless it is said to be kept; then consistent.

    >>> list(judge(Scope("roads", ()), date(2024, 1, 1)))
    []
    """
    promises = [report for report in scope.reports if report.figure.measure is Measure.DUE]
    for promise in promises:
        end = promise.when.end
        if end is None:
            continue
        due = f"{promise.claim.id}: ≤ {end}"
        kept = sorted((r for r in scope.reports if _keeps(r, promise)), key=lambda r: (_said(r), r.claim.id, r.number))
        if kept:
            first = kept[0]
            late = first.when.start is not None and first.when.start > end
            yield Draft(
                Verdict.CONSISTENT,
                NAME,
                "kept late" if late else "kept",
                (promise.claim, first.claim),
                (due, f"{first.claim.id}: {first.thing.state} {period_text(first.when)}"),
                (promise, first),
                {"due": promise.when},
                about=promise.claim,
            )
        elif end < as_of:
            later = [r for r in promises if r.when.end and r.when.end > end and _said(r) > _said(promise)]
            if any(_moves_in_time(one, promise, as_of) for one in later):
                continue
            facts: dict[str, Fact] = {"due": promise.when}
            lines = [due, f"{end} < {as_of}"]
            for moved in sorted(later, key=lambda r: (r.when.end or date.max, r.claim.id))[-1:]:
                facts["moved"] = moved.when
                lines.append(f"{moved.claim.id}: ≤ {moved.when.end}")
            yield Draft(
                Verdict.OVERDUE,
                NAME,
                "overdue",
                (promise.claim,),
                tuple(lines),
                (promise,),
                facts,
                ("moved",) if later else (),
                about=promise.claim,
            )
