"""A promise's last day has passed: was it said to be kept, kept in part, moved, dropped, or nothing?

Takes due dates and what was said later of the same subject. A status in which a thing stays for good keeps a promise, and so does
all of it done, or, where a number was promised, a figure that reaches it; something else done in its place keeps it in
changed form. A later date moves it, which does not make the first date kept. What is not kept when its day has passed is
overdue, with what is known of it: that it was done in part, that it was dropped, how often it was moved and to which days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from re import findall

from servanda.claim import DONE_STATES, Measure
from servanda.finding import Verdict
from servanda.interval import Interval
from servanda.reconciliation.drafts import Amount, Draft, Fact
from servanda.reconciliation.notation import period_text, show
from servanda.reconciliation.reports import Report, Scope, Sort, Thing, folded
from servanda.reconciliation.targets import Target, measured, said, target_of

__all__ = ["CHANGED", "DROPPED", "NAME", "PARTLY", "judge"]

NAME = "promise"

PARTLY = frozenset({"partly done", "partially done", "done in part", "in part"})
"""States of what is done in part."""
CHANGED = frozenset({"replaced", "superseded", "done in another form", "kept in changed form"})
"""States of what something else was done instead of."""
DROPPED = frozenset({"dropped", "not kept"})
"""States of what will not be done."""


@dataclass(frozen=True, slots=True)
class _Story:
    """A promise, its last day, what was said of its subject since, the later dates that it was given, and its number."""

    promise: Report
    end: date
    since: tuple[Report, ...]
    moves: tuple[Report, ...]
    target: Target | None


def judge(scope: Scope, as_of: date) -> Iterator[Draft]:
    """Consistent for each promise that is said to be kept; overdue for each other one whose last day lies before `as_of`.

    >>> list(judge(Scope("roads", ()), date(2024, 1, 1)))
    []
    """
    promises = [report for report in scope.reports if report.figure.measure is Measure.DUE]
    promises.sort(key=lambda r: (said(r.claim), r.when.end or date.max, r.claim.id, r.number))
    several = any(_beside(one, two) for one, two in pairwise(sorted(promises, key=_breath)))
    stated = [report for report in scope.reports if report.figure.measure in (Measure.STATUS, Measure.SHARE)]
    numbers = measured(scope.reports) if any(promise.figure.quantity for promise in promises) else {}
    for place, promise in enumerate(promises):
        end = promise.when.end
        if end is None:
            continue
        since = tuple(r for r in stated if _is_after(r, promise) and _is_about(r, promise))
        moves = tuple(_moves(promise, promises[place + 1 :], several=several))
        story = _Story(promise, end, since, moves, target_of(promise, numbers))
        kept = _kept(story)
        if kept is not None:
            yield kept
        elif end < as_of and not any(_moves_in_time(one, promise, as_of) for one in story.moves):
            yield _overdue(story, as_of)


def _is_after(report: Report, promise: Report) -> bool:
    return report.claim.id != promise.claim.id and said(report.claim) >= said(promise.claim)


def _is_about(report: Report, promise: Report) -> bool:
    """Whether a status or share is of the promise's subject: a share of all of it, or of what the promise names."""
    if report.thing.part not in ("", promise.thing.part):
        return False
    topic = report.thing.topic
    of_all = topic in ("completion", promise.thing.topic) or report.figure.measure is Measure.STATUS
    return of_all or topic in folded(promise.claim.text)


def _moves(promise: Report, promises: Sequence[Report], *, several: bool) -> Iterator[Report]:
    """The later promises of the same, each for a later day than the one before, of those made after it in their order.

    Where `several` things were promised of the subject, those of the same have a word in common.
    """
    last = promise.when.end or date.max
    for one in promises:
        end = one.when.end
        if end is None or end <= last or said(one.claim) <= said(promise.claim) or not _same_number(one, promise):
            continue
        if one.thing.part == promise.thing.part and (not several or _words(one) & _words(promise)):
            yield one
            last = end


def _breath(report: Report) -> tuple[str, str, date]:
    """Who promised it and when, then its last day."""
    return folded(report.claim.speaker), str(report.claim.said_on), report.when.end or date.max


def _beside(one: Report, two: Report) -> bool:
    """Whether two promises were made in one breath for different days: then their subject holds several promises."""
    same = folded(one.claim.speaker) == folded(two.claim.speaker) and one.claim.said_on == two.claim.said_on
    return same and one.when.end != two.when.end


def _words(report: Report) -> set[str]:
    """The beginnings of the longer words of a promise, which its subject does not have."""
    return {word[:5] for word in findall(r"[^\W\d_]{4,}", folded(report.claim.text))} - {
        word[:5] for word in findall(r"\w+", folded(report.claim.subject))
    }


def _same_number(one: Report, two: Report) -> bool:
    """Whether two promises are of the same number, or both of none."""
    first, second = one.figure.quantity, two.figure.quantity
    if first is None or second is None:
        return first is second
    return first.unit == second.unit and not first.literal.intersection(second.literal).is_empty


def _moves_in_time(later: Report, promise: Report, as_of: date) -> bool:
    """Whether the speaker of a promise named a later day, still ahead, before the first one had passed."""
    same = folded(later.claim.speaker) == folded(promise.claim.speaker) != ""
    end, moved = promise.when.end, later.when.end
    return same and end is not None and moved is not None and said(later.claim) <= end and moved >= as_of


def _is_all(report: Report) -> bool:
    """Whether a share says that all of it is done."""
    low, whole = report.literal.low, Fraction(100) in report.literal
    return report.figure.measure is Measure.SHARE and low is not None and low > 99 and whole


def _by_day(report: Report) -> tuple[date, date, str, int]:
    return report.when.end or said(report.claim), said(report.claim), report.claim.id, report.number


def _kept(story: _Story) -> Draft | None:
    """That the promise was kept, by the first claim that says so, in time, late, or in changed form; None where none says it."""
    target = story.target
    done = [r for r in story.since if r.thing.state in DONE_STATES and (_is_status(r) or _is_all(r))]
    reached = [r for r in target.figures if target.is_reached(r)] if target else []
    for first in sorted({(r.claim.id, r.number): r for r in (*done, *reached)}.values(), key=_by_day):
        line = f"{first.claim.id}: {first.thing.state} {period_text(first.when)}"
        if first.figure.quantity is not None:
            line = f"{first.claim.id}: {period_text(first.when)} {show(first.literal, first.thing)}"
        return _told(story, first, _in_time(story, first), line)
    changed = [r for r in story.since if _is_status(r) and r.thing.state in CHANGED]
    for first in sorted(changed, key=_by_day):
        line = f"{first.claim.id}: {first.thing.state} {period_text(first.when)}"
        return _told(story, first, "kept in changed form", line)
    return None


def _is_status(report: Report) -> bool:
    return report.figure.measure is Measure.STATUS and not report.claim.forecast


def _in_time(story: _Story, first: Report) -> str:
    """Whether the promise was kept in time, late, or by a day on which it may long have been so."""
    start, target = first.when.start, story.target
    told = target is None or first.figure.measure is Measure.STATUS
    if start is None or start <= story.end:
        return "kept" if told else "reached"
    if target is None or told or first.thing.sort is Sort.VOLUME:
        return "kept late" if told else "reached late"
    alike = (r for r in target.figures if r.thing == first.thing and r.when.end and story.end <= r.when.end)
    return "reached late" if any(not target.is_reached(r) for r in alike) else "reached later"


def _told(story: _Story, first: Report, case: str, line: str) -> Draft:
    promise = story.promise
    moves = tuple(one for one in story.moves if said(one.claim) <= said(first.claim) and one.claim.id != first.claim.id)
    return Draft(
        Verdict.CONSISTENT,
        NAME,
        case,
        (promise.claim, first.claim),
        (*_due(promise), *_lines(moves), line),
        (promise, first),
        {"due": promise.when, **_facts(moves)},
        ("moved before",) if len(moves) == 1 else ("moved often before",) if moves else (),
        about=promise.claim,
    )


def _overdue(story: _Story, as_of: date) -> Draft:
    """That the promise is overdue, with what is known of it."""
    promise, end = story.promise, story.end
    facts: dict[str, Fact] = {"due": promise.when, **_facts(story.moves)}
    lines = [*_due(promise), f"{end} < {as_of}", *_lines(story.moves)]
    case, remarks = "overdue", ("moved",) if len(story.moves) == 1 else ("moved often",) if story.moves else ()
    statuses = sorted((r for r in story.since if _is_status(r)), key=_by_day)
    part = _in_part(story)
    if statuses and statuses[-1].thing.state in DROPPED:
        case = "dropped"
        lines.append(f"{statuses[-1].claim.id}: {statuses[-1].thing.state} {period_text(statuses[-1].when)}")
    elif part is not None:
        case = "kept in part"
        facts |= {"reached": Amount(part.literal, part.thing), "when": part.when}
        lines.append(f"{part.claim.id}: {period_text(part.when)} {show(part.literal, part.thing)}")
    elif statuses and statuses[-1].thing.state in PARTLY:
        case = "partly done"
        lines.append(f"{statuses[-1].claim.id}: {statuses[-1].thing.state} {period_text(statuses[-1].when)}")
    return Draft(
        Verdict.OVERDUE,
        NAME,
        case,
        (promise.claim,),
        tuple(lines),
        (promise,),
        facts,
        remarks,
        about=promise.claim,
        since=end + timedelta(days=1),
    )


def _in_part(story: _Story) -> Report | None:
    """The last figure that falls short of what was promised: of its number, or a share done, where no number was promised."""
    shares = (r for r in story.since if r.thing.sort is Sort.SHARE and r.thing.state in DONE_STATES)
    known = [
        r for r in (story.target.figures if story.target else shares) if r.literal.low is not None and r.literal.low > 0
    ]
    return max(known, key=_by_day, default=None)


def _due(promise: Report) -> tuple[str, ...]:
    """The promise as lines: its last day, and its number where it names one."""
    quantity, name = promise.figure.quantity, promise.claim.id
    if quantity is None:
        return (f"{name}: ≤ {promise.when.end}",)
    thing = Thing("", "", Sort.LEVEL, folded(quantity.unit or ""))
    return (f"{name}: ≤ {promise.when.end}: {show(quantity.literal, thing).removeprefix('= ')}",)


def _lines(moves: Sequence[Report]) -> Iterator[str]:
    """Each later date as a line, with the day on which it was named."""
    for one in moves:
        named = f" ({period_text(one.claim.said_on)})" if one.claim.said_on else ""
        yield f"{one.claim.id}: ≤ {one.when.end}{named}"


def _facts(moves: Sequence[Report]) -> dict[str, Fact]:
    """How often a promise was moved, to which days, and to which last."""
    if not moves:
        return {}
    times = Amount(Interval.point(len(moves)), Thing("", "", Sort.LEVEL, "move"))
    return {"moves": times, "dates": tuple(one.when for one in moves), "moved": moves[-1].when}
