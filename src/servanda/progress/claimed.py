"""The completion that speakers claim for an entry of the register, over time, as intervals: in per cent, and in counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from servanda.claim import DONE_STATES, Claim, Measure
from servanda.interval import Interval
from servanda.item import Item
from servanda.period import Period

__all__ = ["Claimed", "ClaimedCount", "by_subject", "claimed_counts", "claimed_shares", "said_of"]

_ALL = Interval(Fraction(0), Fraction(100))


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claimed share of finished things: which claim, the days it is about, per cent as an interval, who said it and when."""

    claim: str
    when: Period | None
    share: Interval
    speaker: str
    said_on: Period | None
    forecast: bool


@dataclass(frozen=True, slots=True)
class ClaimedCount:
    """One claimed number of things, done or planned by its measure: which claim, the days it is about, who said it and when."""

    claim: str
    measure: Measure
    when: Period | None
    number: Interval
    speaker: str
    said_on: Period | None
    forecast: bool


def by_subject(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims by the name of their subject, in lower case.

    >>> by_subject([])
    {}
    """
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.subject.casefold(), []).append(claim)
    return found


def said_of(item: Item, claims: Mapping[str, Sequence[Claim]]) -> list[Claim]:
    """The claims, by subject, that have one of an entry's names for theirs.

    >>> said_of(Item("p", "plan", {"en": "Plan"}), {"plan": [Claim("c", "completion", "Plan", ())]})[0].id
    'c'
    """
    names = dict.fromkeys(name.casefold() for name in (*item.names.values(), *item.aliases))
    return [claim for name in names for claim in claims.get(name, ())]


def claimed_shares(claims: Iterable[Claim], as_of: date | None) -> tuple[Claimed, ...]:
    """The shares of finished things in the claims that had been said by the day, in order of the days they are about.

    >>> from servanda.claim import Figure
    >>> from servanda.quantity import PER_CENT, Quantity
    >>> share = Figure(Measure.SHARE, Period.parse("2023-04-06"), Quantity.exact(74, PER_CENT))
    >>> claim = Claim("c1", "completion", "Plan", (share,), Period.parse("2023-04-06"), "the minister")
    >>> [(one.claim, str(one.share)) for one in claimed_shares([claim], None)], claimed_shares([claim], date(2023, 1, 1))
    ([('c1', '[74, 74]')], ())
    """
    shares = [share for claim in claims if _said_by(claim, as_of) for share in _shares(claim)]
    return tuple(sorted(shares, key=_order))


def claimed_counts(claims: Iterable[Claim], level: str, as_of: date | None) -> tuple[ClaimedCount, ...]:
    """The numbers of things of a level, or without a noun, done and planned in the claims that had been said by the day.

    >>> from servanda.claim import Figure
    >>> from servanda.quantity import Quantity
    >>> done = Figure(Measure.DONE, Period.parse("2026-02-26"), Quantity.exact(125, "measure"))
    >>> claim = Claim("c1", "completion", "Plan", (done,), Period.parse("2026-02-26"))
    >>> [(one.measure.value, str(one.number)) for one in claimed_counts([claim], "measure", None)]
    [('count done', '[125, 125]')]
    >>> claimed_counts([claim], "bridge", None)
    ()
    """
    counts = [
        ClaimedCount(claim.id, figure.measure, figure.when, figure.quantity.literal, claim.speaker, claim.said_on,
                     claim.forecast)
        for claim in claims
        if _said_by(claim, as_of)
        for figure in claim.figures
        if figure.measure in (Measure.DONE, Measure.PLANNED)
        and figure.state in DONE_STATES
        and figure.quantity is not None
        and figure.quantity.unit in (None, level)
    ]  # fmt: skip
    return tuple(sorted(counts, key=_order))


def _said_by(claim: Claim, as_of: date | None) -> bool:
    """Whether the claim may have been made by that day."""
    return as_of is None or claim.said_on is None or claim.said_on.start is None or claim.said_on.start <= as_of


def _shares(claim: Claim) -> Iterator[Claimed]:
    for figure in claim.figures:
        if figure.measure is Measure.SHARE and figure.state in DONE_STATES and figure.quantity is not None:
            share = figure.quantity.literal.intersection(_ALL)
            yield Claimed(claim.id, figure.when, share, claim.speaker, claim.said_on, claim.forecast)


def _order(one: Claimed | ClaimedCount) -> tuple[date, date, str]:
    when = one.when or one.said_on
    end = (when.end if when else None) or date.max
    return end, (when.start if when else None) or end, one.claim
