"""A finding before it is put into words: the verdict, the claims, the sum, and what the sentences need to know.

Relations and the engine make drafts; `explanation.py` makes sentences of them and `finding_of` a Finding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from servanda.claim import Claim
from servanda.finding import Degree, Ending, Origin, Verdict
from servanda.interval import Interval
from servanda.period import Period
from servanda.reconciliation.reports import Report, Thing

__all__ = ["ASSUMED", "Amount", "Draft", "Fact", "Hypothesis", "degree_between", "finding_id", "is_assumed"]

ASSUMED = "assumed-"
"""How the ids of assumed claims begin."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval of a thing's values, and the claims it follows from."""

    interval: Interval
    thing: Thing
    claims: frozenset[str] = frozenset()


Fact = Amount | Period | tuple[Period, ...] | str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What would resolve a clash: the name of its sentence, the size of the change as a part of one, and its facts."""

    case: str
    size: Fraction
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found. `case` names the sentences that tell it, `facts` what they speak of, `remarks` further sentences.

    `reports` are the figures that the finding rests on; `about` is the claim that gives its measure and subject. `hypotheses`
    say what would resolve it, the smallest change first. `since` is given where it is
    another day than that on which the last of the claims was made.
    `origins` are the independent sayings that a confirmation counts.
    """

    verdict: Verdict
    relation: str
    case: str
    claims: tuple[Claim, ...]
    arithmetic: tuple[str, ...]
    reports: tuple[Report, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    about: Claim | None = None
    degree: Degree | None = None
    hypotheses: tuple[Hypothesis, ...] = ()
    since: date | None = None
    ended: Ending | None = None
    origins: tuple[Origin, ...] = ()

    @property
    def last_said(self) -> date | None:
        """The day on which the last of its claims was made; None where no claim's day is known."""
        said = (claim.said_on for claim in self.claims)
        return max((day for period in said if period and (day := period.end or period.start)), default=None)

    @property
    def names(self) -> frozenset[str]:
        """The ids of its claims."""
        return frozenset(claim.id for claim in self.claims)


def is_assumed(claim: Claim) -> bool:
    """Whether nobody made the claim: it was assumed, to see what would follow.

    >>> is_assumed(Claim(f"{ASSUMED}1", "completion", "Road plan", ())), is_assumed(Claim("c1", "completion", "Road plan", ()))
    (True, False)
    """
    return claim.id.startswith(ASSUMED) and not (claim.speaker or claim.source)


def degree_between(one: Interval, two: Interval, unit: str = "") -> Degree | None:
    """How far apart two intervals are; None where they overlap.

    >>> degree_between(Interval.point(12), Interval.point(14), "shop").gap
    Fraction(2, 1)
    """
    below, above = (one, two) if one.high is not None and two.low is not None and one.high <= two.low else (two, one)
    if below.high is None or above.low is None or below.high > above.low:
        return None
    gap = above.low - below.high
    return Degree(gap, unit, gap / (above.low + below.high) if below.high > 0 else None)


def finding_id(verdict: Verdict, relation: str, claims: frozenset[str]) -> str:
    """An id that depends only on the verdict, the relation and the claims.

    >>> finding_id(Verdict.OVERDUE, "promise", frozenset({"c1"}))
    'overdue-42c3ca8e11'
    """
    words = "\n".join([verdict, relation, *sorted(claims)])
    return f"{verdict}-{hashlib.sha256(words.encode()).hexdigest()[:10]}"
