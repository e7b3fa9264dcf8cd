"""Independent claims, or a claim's own arithmetic, confirm each other.

Takes reports and gives: pairs of different speakers and sources whose usual readings meet on one cell, or on
neighbouring days of a thing that does not fall; and counts, plans, shares, amounts and factors that work out. Two
intervals meet when they share at least half of the narrower one: "about 30" and "about 40" touch at 35 and confirm
nothing, nor does a bare "more than". Nor do a saying and its reprint: claims that go back to one origin are one witness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations, islice, pairwise

from servanda.finding import Origin, Verdict
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import Comparator
from servanda.reconciliation.drafts import Amount, Draft
from servanda.reconciliation.notation import interval_text, period_text, scaled, show
from servanda.reconciliation.relations.growth import Given, given_amounts
from servanda.reconciliation.relations.parts import wholes
from servanda.reconciliation.relations.ratio import Plans, share_interval, shares_by_time
from servanda.reconciliation.reports import Report, Scope, Sort, Thing, folded
from servanda.reconciliation.witnesses import origins

__all__ = ["MOST_ALIKE", "NAME", "NEAR", "judge"]

NAME = "confirmation"
MOST_ALIKE = 6
"""Of how many claims on one cell every pair is shown; of more, each with the next."""
NEAR = 366
"""How many days may lie between two values of a thing that does not fall, for one to confirm the other."""

_ONE_SIDED = frozenset({Comparator.MORE, Comparator.LESS, Comparator.AT_LEAST, Comparator.AT_MOST})


def _independent(one: Report, two: Report) -> bool:
    """Whether they come from different speakers; where a speaker is not named, from different sources."""
    if one.claim.id == two.claim.id:
        return False
    who = [folded(report.claim.speaker) for report in (one, two)]
    if all(who):
        return who[0] != who[1]
    where = [folded(report.claim.source) for report in (one, two)]
    return all(where) and where[0] != where[1]


def _origins(scope: Scope) -> dict[str, Origin]:
    """The saying that each claim goes back to."""
    claims = {report.claim.id: report.claim for report in scope.reports}
    return {name: origin for origin in origins(claims.values()) for name in origin.claims}


def judge(scope: Scope, as_of: date) -> Iterator[Draft]:
    """What confirms what in the scope, each smallest set once.

    >>> list(judge(Scope("roads", ()), date(2024, 1, 1)))
    []
    """
    seen: set[frozenset[str]] = set()
    behind: dict[str, Origin] = {}
    for draft in (
        *_worked_out(scope),
        *_grown(scope),
        *_alike(scope),
        *_carried_on(scope),
        *_implied(scope),
        *_added_up(scope),
    ):
        behind = behind or _origins(scope)
        found = {behind[name].claims: behind[name] for name in sorted(draft.names)}
        if draft.names not in seen and (len(found) > 1 or draft.case != "alike"):
            seen.add(draft.names)
            yield replace(draft, origins=_independent_origins(found.values()))


def _independent_origins(found: Iterable[Origin]) -> tuple[Origin, ...]:
    """The origins, where there are several and no two are one speaker's; else none, since nothing is independent then."""
    several = tuple(found)
    voices = {folded(one.speaker) or one.sources or one.claims for one in several}
    return several if len(voices) == len(several) > 1 else ()


def _alike(scope: Scope) -> Iterator[Draft]:
    by_thing: dict[Thing, list[Report]] = defaultdict(list)
    for report in scope.of(Sort.SHARE, Sort.COUNT, Sort.VOLUME, Sort.LEVEL):
        interval, quantity = report.usual, report.figure.quantity
        if quantity is None or quantity.comparator in _ONE_SIDED or interval.low is None or interval.high is None:
            continue
        if report.when.start and report.when.end:
            by_thing[report.thing].append(report)
    for thing, reports in sorted(by_thing.items()):
        reports.sort(key=lambda r: (r.when.end, r.when.start, r.claim.id, r.number))
        for one, two in _pairs(thing, reports):
            both = one.usual.intersection(two.usual)
            if not _independent(one, two) or not _meet(one.usual, two.usual):
                continue
            lines = [f"{r.claim.id}: {period_text(r.when)} {show(r.usual, thing)}" for r in (one, two)]
            shown = [interval_text(scaled(r.usual, thing.unit)[0])[0] for r in (one, two)]
            lines.append(f"{shown[0]} ∩ {shown[1]} {show(both, thing)}")
            yield _draft("alike", [one, two], lines, both, thing)


def _added_up(scope: Scope) -> Iterator[Draft]:
    """A whole and its parts by kind, each from a claim of its own: exports and imports that make the turnover."""
    given: dict[tuple[Thing, Period], Report] = {}
    for report in scope.of(Sort.VOLUME):
        if report.usual.low is not None and report.usual.high is not None:
            given.setdefault((report.thing, report.when), report)
    for (thing, when), whole in given.items():
        topics = wholes().get(thing.topic, ())
        parts = [given[key] for topic in topics if (key := (replace(thing, topic=topic), when)) in given]
        if not topics or len(parts) < len(topics) or len({r.claim.id for r in (whole, *parts)}) <= len(parts):
            continue
        value = sum((part.usual for part in parts[1:]), parts[0].usual)
        if _meet(value, whole.usual):
            shown = " + ".join(interval_text(scaled(part.usual, thing.unit)[0])[0] for part in parts)
            lines = [f"{' + '.join(topics)} {period_text(when)}: {shown} {show(value, thing)}"]
            lines.append(f"{whole.claim.id}: {period_text(when)} {show(whole.usual, thing)}")
            yield _draft("alike", [*parts, whole], lines, value.intersection(whole.usual), thing)


def _carried_on(scope: Scope) -> Iterator[Draft]:
    """The same number of the same things in one finished state, then in another: 12 laws agreed, then 12 laws approved."""
    counted: dict[tuple[str, str, Interval], list[Report]] = defaultdict(list)
    for report in scope.of(Sort.COUNT):
        if report.thing.rises and report.thing.unit and report.literal.is_point:
            counted[report.thing.topic, report.thing.unit, report.literal].append(report)
    for reports in counted.values():
        reports.sort(key=lambda r: (r.when.end or date.max, r.claim.id, r.number))
        for one, two in pairwise(reports):
            if one.thing.state != two.thing.state and _near(one, two) and _independent(one, two):
                lines = [
                    f"{r.claim.id}: {period_text(r.when)} {show(r.literal, r.thing)}, {r.thing.state}"
                    for r in (one, two)
                ]
                yield _draft("alike", [one, two], lines, one.literal, one.thing)


def _meet(one: Interval, two: Interval) -> bool:
    """Whether they share at least half of the narrower one."""
    both = one.intersection(two)
    return not both.is_empty and 2 * _width(both) >= min(_width(one), _width(two))


def _width(interval: Interval) -> Fraction:
    return (interval.high or Fraction(0)) - (interval.low or Fraction(0))


def _pairs(thing: Thing, reports: list[Report]) -> Iterable[tuple[Report, Report]]:
    """The reports that speak of one cell, and for things that do not fall each with the next in time."""
    cells: dict[object, list[Report]] = defaultdict(list)
    for report in reports:
        cells[report.when].append(report)
    for known in cells.values():
        yield from combinations(known, 2) if len(known) <= MOST_ALIKE else pairwise(known)
    if thing.rises:
        groups = list(cells.values())
        for before, after in pairwise(groups):
            near = (
                (one, two) for one in reversed(before) for two in after if _near(one, two) and _independent(one, two)
            )
            yield from islice(near, 1)


def _near(one: Report, two: Report) -> bool:
    end, start = one.when.end, two.when.start
    return end is not None and start is not None and (start - end).days <= NEAR


def _worked_out(scope: Scope) -> Iterator[Draft]:
    """Counts out of plans that make the share."""
    stated = scope.of(Sort.PLAN)
    plans, shares = Plans(stated), shares_by_time(scope.of(Sort.SHARE))
    for done in scope.of(Sort.COUNT):
        for share in shares[done.when, done.thing.state]:
            own = share.claim.id == done.claim.id
            for plan in plans.of(done) or [plan for plan in stated if plan.when == done.when]:
                value = share_interval(done.usual, plan.usual)
                if value is None or value.intersection(share.usual).is_empty:
                    continue
                if not own and not _counted_out(done, plan, share, value):
                    continue
                one, two = interval_text(done.usual)[0], interval_text(plan.usual)[0]
                lines = [
                    f"100 × {one} / {two} {show(value, share.thing)}",
                    f"{share.claim.id}: {show(share.usual, share.thing)}",
                ]
                draft = _draft("ratio fits", [done, plan, share], lines, value, share.thing)
                facts = {
                    "count": Amount(done.usual, replace(done.thing, unit="")),
                    "whole": Amount(plan.usual, plan.thing),
                }
                yield replace(draft, facts={**draft.facts, **facts})


def _counted_out(done: Report, plan: Report, share: Report, value: Interval) -> bool:
    """Whether one speaker's count and plan make the share that another gives of the same things."""
    same_words = share.thing.topic in (done.thing.topic, plan.thing.topic)
    if not (same_words and done.claim.id == plan.claim.id and _independent(done, share)):
        return False
    return None not in (share.usual.low, share.usual.high, value.high) and _meet(value, share.usual)


def _grown(scope: Scope) -> Iterator[Draft]:
    """Amounts of two periods that make the factor said of them, all by one claim."""
    volumes: dict[tuple[str, Thing], list[Report]] = defaultdict(list)
    for report in scope.of(Sort.VOLUME, Sort.LEVEL):
        volumes[report.claim.id, report.thing].append(report)
    for growth in scope.reports:
        if not growth.is_growth:
            continue
        known = volumes.get((growth.claim.id, growth.thing), [])
        for later in known:
            for earlier in known:
                low = earlier.usual.low
                if later.when != growth.when or earlier.when != growth.figure.base or later.usual.low is None:
                    continue
                if low is None or low <= 0 or later.usual.low < 0:
                    continue
                factor = later.usual.divided_by(earlier.usual)
                if factor.intersection(growth.usual).is_empty:
                    continue
                one, two = (interval_text(scaled(r.usual, r.thing.unit)[0])[0] for r in (later, earlier))
                shown, inexact = interval_text(factor)
                lines = [f"{one} / {two} {'≈' if inexact else '='} {shown}", f"{growth.claim.id}: {growth.usual}"]
                yield _draft("factor", [later, earlier, growth], lines, factor, Thing(scope.subject, "", Sort.LEVEL))


def _implied(scope: Scope) -> Iterator[Draft]:
    """An amount of an earlier period that one claim implies by its growth, and another gives."""
    for thing, given in given_amounts(scope).items():
        direct: dict[Period, list[Given]] = defaultdict(list)
        for one in given:
            if one.line is None and one.interval.high is not None:
                direct[one.when].append(one)
        for implied in given:
            for other in direct[implied.when] if implied.line and implied.interval.high is not None else ():
                if not _independent(implied.reports[0], other.reports[0]) or not _meet(
                    implied.interval, other.interval
                ):
                    continue
                lines = [implied.line or "", f"{other.claim}: {period_text(other.when)} {show(other.interval, thing)}"]
                both = implied.interval.intersection(other.interval)
                yield _draft("alike", [*implied.reports, *other.reports], lines, both, thing)


def _draft(case: str, reports: list[Report], lines: list[str], value: Interval, thing: Thing) -> Draft:
    claims = {report.claim.id: report.claim for report in reports}
    return Draft(
        Verdict.CONSISTENT,
        NAME,
        case,
        tuple(claims[name] for name in sorted(claims)),
        tuple(lines),
        tuple(reports),
        {"value": Amount(value, thing)},
        about=reports[-1].claim if case != "alike" else None,
    )
