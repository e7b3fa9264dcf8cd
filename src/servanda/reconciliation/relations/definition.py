"""Two sayings that clash may speak of different things: what would have to differ for both to be true.

Takes the two sides of a clash and proposes hypotheses, the smallest change first, each with its own arithmetic: coarser
rounding, an older figure given late, a plan that grew in between, other things counted, goods against goods and services,
another base year. None is ever applied: which of them holds, if any, is for a reader to find out. The size of a change is
the part by which a value, a plan or a year would have to move, so that changes of different kinds can be set in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from servanda.interval import Interval
from servanda.quantity import PER_CENT
from servanda.reconciliation.arithmetic import Clash
from servanda.reconciliation.drafts import Amount, Fact, Hypothesis
from servanda.reconciliation.relations.parts import wholes
from servanda.reconciliation.reports import Report, Scope, Sort, Thing, definitions, subject_and_qualifiers

__all__ = ["COARSEST", "LATEST", "NAME", "resolve"]

NAME = "definition"
COARSEST = Fraction(1, 20)
"""How much coarser than its digits a rounding may be supposed: one part in twenty of the value."""
LATEST = 92
"""By how many days a figure may be supposed to be older than it is said to be: a quarter."""
A_YEAR = Fraction(1)
_PER_CENT = Thing("", "", Sort.SHARE, PER_CENT)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The lower and the higher side of a clash, with the claims of each, and the reports they rest on."""

    low: Fraction
    high: Fraction
    lower: frozenset[str]
    higher: frozenset[str]
    thing: Thing
    reports: tuple[Report, ...]

    def days(self, claims: frozenset[str], *, last: bool) -> date | None:
        """The first or last day that one side's figures speak of."""
        whens = [report.when for report in self.reports if report.claim.id in claims]
        days = [day for when in whens if (day := when.end if last else when.start)]
        return (max(days) if last else min(days)) if days else None


def _sides(clash: Clash, reports: tuple[Report, ...]) -> _Sides | None:
    one, two = (clash.one, clash.one_claims), (clash.two, clash.two_claims)
    for (below, lower), (above, higher) in ((one, two), (two, one)):
        if below.high is not None and above.low is not None and 0 < below.high <= above.low:
            return _Sides(below.high, above.low, lower, higher, clash.cell.thing, reports)
    return None


def resolve(scope: Scope, clash: Clash, reports: tuple[Report, ...]) -> Iterator[Hypothesis]:
    """What would resolve a clash, in no order.

    >>> from servanda.reconciliation.links import Cell
    >>> from servanda.period import Period
    >>> steel = Cell(Thing("steel", "output", Sort.LEVEL, "tonne"), Period.parse("2029"))
    >>> clash = Clash(steel, Interval.point(99), frozenset("a"), Interval.point(101), frozenset("b"))
    >>> [(one.case, one.size) for one in resolve(Scope("steel", ()), clash, ())]
    [('rough', Fraction(1, 100))]
    """
    sides = _sides(clash, reports)
    if sides is None:
        return
    size = (sides.high - sides.low) / (sides.high + sides.low)
    if size <= COARSEST:
        yield Hypothesis("rough", size, {"size": _part(size)})
    if not (sides.lower and sides.higher):
        return
    if clash.base is not None:
        yield Hypothesis("base", A_YEAR, {"earlier": clash.base.when, **_who(sides)})
    elif sides.thing.sort in (Sort.SHARE, Sort.COUNT, Sort.PLAN):
        yield from _finished(sides)
    if sides.thing.topic in wholes() and sides.thing.sort is Sort.VOLUME:
        yield from _scopes(scope, clash, sides)


def _finished(sides: _Sides) -> Iterator[Hypothesis]:
    """For shares and counts of things: another day, another plan, other things."""
    known, later = sides.days(sides.higher, last=True), sides.days(sides.lower, last=False)
    if sides.thing.rises and known and later and known <= later:
        days = (later - known).days + 1
        if days <= LATEST:
            when = next(r.when for r in sides.reports if r.claim.id in sides.higher)
            yield Hypothesis("older", Fraction(days, 365), {**_who(sides), "when": when})
    if sides.thing.sort is Sort.SHARE:
        grown = sides.high / sides.low - 1
        if sides.thing.rises and known and later and known < later:
            yield Hypothesis("plan", grown, {"size": _part(grown)})
        yield Hypothesis("counted", A_YEAR, _who(sides))


def _scopes(scope: Scope, clash: Clash, sides: _Sides) -> Iterator[Hypothesis]:
    """For trade: goods on the lower side, goods and services on the higher one; with who else says so, if anybody does."""
    extra = sides.high - sides.low
    facts: dict[str, Fact] = {**_who(sides), "extra": Amount(Interval(extra), sides.thing)}
    if clash.base is not None:
        facts["extra"] = _part(extra / sides.low)
    said = {
        report.claim.id: report.claim
        for report in scope.reports
        if report.when == clash.cell.when and subject_and_qualifiers(report.claim)[1] & definitions()
    }
    others = [claim for name, claim in sorted(said.items()) if name not in sides.lower | sides.higher]
    if others:
        facts["other"] = others[0].speaker or others[0].source or others[0].id
    yield Hypothesis("goods, as said" if others else "goods", extra / sides.low, facts)


def _who(sides: _Sides) -> Mapping[str, Fact]:
    """The two sides' values, from which the sentences tell their speakers."""
    return {
        "lower": Amount(Interval(None, sides.low), sides.thing, sides.lower),
        "higher": Amount(Interval(sides.high), sides.thing, sides.higher),
    }


def _part(size: Fraction) -> Amount:
    """A part of one as a least number of per cent."""
    return Amount(Interval(size * 100), _PER_CENT)
