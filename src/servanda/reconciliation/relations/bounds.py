"""A share lies between 0 and 100 per cent; a count is whole and not negative; a share of few things is one of few values.

Takes the cells and bounds each by what it is. Two things are judged claim by claim: a count of which no whole number is
possible, by the units of bounds.yaml; and a share that a claim itself says to be of so many things, of which no whole number
gives it (the GRIM test; Brown & Heathers, Social Psychological and Personality Science 8, 2017). The latter is a tension:
often the share is one of smaller things, such as the activities within programmes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources

import yaml

from servanda.claim import Claim
from servanda.finding import Verdict
from servanda.interval import Interval, decimal_text
from servanda.reconciliation.drafts import Amount, Draft
from servanda.reconciliation.links import Bound, Cell, Link
from servanda.reconciliation.notation import interval_text, period_text, show
from servanda.reconciliation.reports import Report, Scope, Sort, Thing

__all__ = ["NAME", "judge", "links"]

NAME = "bounds"
STAGE = 3
WEIGHT = 1

_LIMITS = {
    Sort.SHARE: Interval(Fraction(0), Fraction(100)),
    Sort.COUNT: Interval(Fraction(0)),
    Sort.PLAN: Interval(Fraction(0)),
}


def links(scope: Scope, cells: Sequence[Cell]) -> Iterator[Link]:
    """The limits of each share and count.

    >>> list(links(Scope("roads", ()), ()))
    []
    """
    for cell in cells:
        limit = _LIMITS.get(cell.thing.sort)
        if limit is not None:
            yield Bound(NAME, cell, limit)


@cache
def _counted() -> frozenset[str]:
    text = resources.files("servanda.reconciliation.relations").joinpath("bounds.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.safe_load(text)["counted"])


def judge(scope: Scope, as_of: date) -> Iterator[Draft]:
    """Counts without a whole number, and shares that no whole number of the claim's own things gives.

    >>> list(judge(Scope("roads", ()), date(2024, 1, 1)))
    []
    """
    by_claim: dict[str, list[Report]] = {}
    for report in scope.of(Sort.COUNT, Sort.PLAN, Sort.SHARE):
        by_claim.setdefault(report.claim.id, []).append(report)
        if report.thing.unit in _counted() and report.thing.sort is not Sort.SHARE:
            yield from _broken(report)
    for reports in by_claim.values():
        plans = [report for report in reports if report.thing.sort is Sort.PLAN]
        if len(plans) == 1 and not any(report.thing.sort is Sort.COUNT for report in reports):
            for share in reports:
                if share.thing.sort is Sort.SHARE and share.when == plans[0].when:
                    yield from _grained(share, plans[0])


def _broken(report: Report) -> Iterator[Draft]:
    """A contradiction where no whole number lies in a count."""
    low, high = report.literal.low, report.literal.high
    if low is None or high is None or report.literal.is_empty:
        return
    below = low.numerator // low.denominator
    if any(Fraction(number) in report.literal for number in (below, below + 1)):
        return
    thing = report.thing
    lines = (
        f"{report.claim.id}: {period_text(report.when)} {show(report.literal, thing)}",
        f"{below} < {interval_text(report.literal)[0]} < {below + 1}",
    )
    facts = {"one": Amount(report.literal, thing), "below": _number(below), "above": _number(below + 1)}
    yield _draft(Verdict.CONTRADICTION, "not whole", report.claim, lines, (report,), facts)


def _grained(share: Report, plan: Report) -> Iterator[Draft]:
    """A tension where no whole number of the planned things makes the share."""
    if (
        not plan.literal.is_point
        or plan.literal.low is None
        or plan.literal.low.denominator != 1
        or plan.literal.low < 1
    ):
        return
    many, part = plan.literal.low, share.literal
    if part.low is None or part.high is None or part.is_empty:
        return
    below = (part.low * many / 100).__floor__()
    below -= below * 100 / many == part.low and part.low in part
    if any(Fraction(100 * number) / many in part for number in (below, below + 1)) or not 0 <= below < many:
        return
    lines = [f"{share.claim.id}: {period_text(share.when)} {show(part, share.thing)}"]
    facts = {"share": Amount(part, share.thing), "many": Amount(plan.literal, plan.thing)}
    for name, number in (("below", below), ("above", below + 1)):
        value = Interval.point(Fraction(100 * number) / many)
        lines.append(f"100 × {number} / {decimal_text(many)} {show(value, share.thing)}")
        facts |= {name: _number(number), f"{name}_share": Amount(value, share.thing)}
    yield _draft(Verdict.TENSION, "granularity", share.claim, tuple(lines), (share, plan), facts)


def _number(value: int) -> Amount:
    return Amount(Interval.point(value), Thing("", "", Sort.LEVEL))


def _draft(
    verdict: Verdict,
    case: str,
    claim: Claim,
    lines: tuple[str, ...],
    reports: tuple[Report, ...],
    facts: dict[str, Amount],
) -> Draft:
    return Draft(verdict, NAME, case, (claim,), lines, reports, facts, about=claim)
