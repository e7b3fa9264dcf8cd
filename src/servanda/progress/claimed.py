"""The completion that speakers claim for an entry of the register, over time, as intervals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from servanda.claim import DONE_STATES, Claim, Measure
from servanda.interval import Interval
from servanda.period import Period

__all__ = ["Claimed", "claimed_shares"]

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


def _said_by(claim: Claim, as_of: date | None) -> bool:
    """Whether the claim may have been made by that day."""
    return as_of is None or claim.said_on is None or claim.said_on.start is None or claim.said_on.start <= as_of


def _shares(claim: Claim) -> Iterator[Claimed]:
    for figure in claim.figures:
        if figure.measure is Measure.SHARE and figure.state in DONE_STATES and figure.quantity is not None:
            share = figure.quantity.literal.intersection(_ALL)
            yield Claimed(claim.id, figure.when, share, claim.speaker, claim.said_on, claim.forecast)


def _order(one: Claimed) -> tuple[date, date, str]:
    when = one.when or one.said_on
    end = (when.end if when else None) or date.max
    return end, (when.start if when else None) or end, one.claim
