"""What is left of a period had to come at a pace far from the one before.

Takes an amount for the first part of a period and one for the whole, by different claims, and compares the monthly pace
of the part with the pace that the rest needed. Both conditions must hold for a tension: the two paces do not meet
within the rounding of the words, and the middle of the rest's pace is more than FAR away from the middle of the pace
before. The last months of a year differ from the rest by a tenth or so in trade and spending to which nothing unusual
happens; that is no news. Years differ, so a whole of more than a year has no pace; and where a claim gives the rest itself,
nobody needs to work out its pace. A value that a claim implies by its own growth factor counts like one it gives, but only one
of the two may be implied: two roundings of factors on top of each other are too wide a base for a judgement of pace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from servanda.finding import Verdict
from servanda.interval import Interval
from servanda.period import Period
from servanda.reconciliation.drafts import Amount, Draft
from servanda.reconciliation.notation import interval_text, period_text, scaled, show
from servanda.reconciliation.relations.growth import Given, given_amounts
from servanda.reconciliation.reports import Scope, Thing, subject_and_qualifiers

__all__ = ["FAR", "NAME", "judge"]

NAME = "pace"
FAR = Fraction(1, 4)
"""How far the rest's pace must be from the pace before, as a part of the latter."""
VERY_FAR = Fraction(1, 2)
"""The same where the rest is one month, or longer than the part: single months and seasons differ more."""

A_YEAR = 12
"""How many months the whole may have."""


@lru_cache(maxsize=10_000)
def _months(period: Period) -> int | None:
    """How many whole months the period has, or None where it is not made of whole months."""
    if period.start is None or period.end is None or period.start.day != 1:
        return None
    after = date.fromordinal(period.end.toordinal() + 1)
    if after.day != 1:
        return None
    return (after.year - period.start.year) * 12 + after.month - period.start.month


def judge(scope: Scope, as_of: date) -> Iterator[Draft]:
    """A tension for each part and whole of which the rest needed a pace far from the part's.

    >>> list(judge(Scope("roads", ()), date(2024, 1, 1)))
    []
    """
    for thing, given in sorted(given_amounts(scope).items()):
        best: dict[tuple[str, Period, Period], tuple[tuple[bool, bool, Fraction, str], Draft]] = {}
        by_start: dict[date | None, list[Given]] = defaultdict(list)
        for one in given:
            by_start[one.when.start].append(one)
        spans = {(one.when.start, one.when.end) for one in given if one.line is None}
        for known in by_start.values():
            for part in known:
                for whole in known:
                    found = None if _given_rest(part, whole, spans) else _far(part, whole, thing)
                    if found is None:
                        continue
                    gap, draft = found
                    alike = len({subject_and_qualifiers(claim)[1] for claim in draft.claims}) == 1
                    key, rank = (
                        (part.claim, part.when, whole.when),
                        (not alike, bool(part.line or whole.line), -gap, whole.claim),
                    )
                    if key not in best or rank < best[key][0]:
                        best[key] = (rank, draft)
        yield from (draft for _, draft in best.values())


def _given_rest(part: Given, whole: Given, spans: Set[tuple[date | None, date | None]]) -> bool:
    """Whether some claim gives what is left of the whole after the part."""
    end = part.when.end
    return end is not None and end < date.max and (end + timedelta(days=1), whole.when.end) in spans


def _far(part: Given, whole: Given, thing: Thing) -> tuple[Fraction, Draft] | None:
    """How far apart the paces are and the tension, or None where they are near or cannot be told."""
    months, all_months = _months(part.when), _months(whole.when)
    one, two = part.interval, whole.interval
    if part.claim == whole.claim or (part.line and whole.line) or not months or not all_months:
        return None
    if not months < all_months <= A_YEAR:
        return None
    if None in (one.low, one.high, two.low, two.high) or one.low is None or one.low <= 0:
        return None
    rest = two - one
    if rest.low is None or rest.high is None or rest.high < 0:
        return None
    left = all_months - months
    before, after = one.scaled(Fraction(1, months)), rest.intersection(Interval(Fraction(0))).scaled(Fraction(1, left))
    if not before.intersection(after).is_empty:
        return None
    middle, other = _middle(before), _middle(after)
    gap = abs(other - middle) / middle
    if gap <= (FAR if 2 <= left <= months else VERY_FAR):
        return None
    return gap, _draft(part, whole, thing, months, left, before, rest, after)


def _middle(interval: Interval) -> Fraction:
    return ((interval.low or Fraction(0)) + (interval.high or Fraction(0))) / 2


def _draft(
    part: Given, whole: Given, thing: Thing, months: int, left: int, before: Interval, rest: Interval, after: Interval
) -> Draft:
    shown = [interval_text(scaled(each.interval, thing.unit)[0])[0] for each in (whole, part)]
    rest_text = interval_text(scaled(rest, thing.unit)[0])[0]
    lines = [
        *(
            f"{one.claim}: {period_text(one.when)} {show(one.interval, thing)}" if not one.line else one.line
            for one in (part, whole)
        ),
        f"{period_text(part.when)}: {shown[1]} / {months} {show(before, thing)}",
        f"{period_text(whole.when)} − {period_text(part.when)}: {shown[0]} − {shown[1]} = {rest_text}",
        f"{rest_text} / {left} {show(after, thing)}",
    ]
    reports = {(report.claim.id, report.number): report for report in (*part.reports, *whole.reports)}
    claims = {report.claim.id: report.claim for report in reports.values()}
    return Draft(
        Verdict.TENSION,
        NAME,
        "pace",
        tuple(claims[name] for name in sorted(claims)),
        tuple(lines),
        tuple(reports[key] for key in sorted(reports)),
        {
            "rest": Amount(rest, thing),
            "before": Amount(before, thing),
            "after": Amount(after, thing),
            "part": part.when,
            "whole": whole.when,
        },
        ("scope",) if len({subject_and_qualifiers(claim)[1] for claim in claims.values()}) > 1 else (),
    )
