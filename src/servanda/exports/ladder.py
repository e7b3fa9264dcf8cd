"""The claims about one measured thing in the order of the days they speak of, each as an interval: a ladder of rungs,
with the corridor that they leave open where the thing cannot fall.

Takes an account's claims and findings, gives ladders without words of any language; the text report draws them in
characters, the page as charts. Only what several claims give is a ladder: a single claim is in the list of claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from servanda.claim import Claim, Figure, Measure
from servanda.exports.report import Account
from servanda.finding import Finding, Verdict
from servanda.interval import Interval
from servanda.period import Period
from servanda.quantity import PER_CENT, Quantity, QuantityKind
from servanda.series import Series

if TYPE_CHECKING:
    from servanda.reconciliation import Point

__all__ = ["Ladder", "Rung", "disputes_in", "ladders"]

_DISPUTED = (Verdict.CONTRADICTION, Verdict.TENSION)
_SHOWN = (Measure.SHARE, Measure.VOLUME)
_Key = tuple[Measure, str, str, str, str | None]


@dataclass(frozen=True, slots=True)
class Rung:
    """One figure of a claim: the days it speaks of, its literal interval, and the weightiest dispute it is part of.

    `implied` marks an earlier amount that the claim gives by its growth factor ("53, up by 6 %" gives 49 to 51 a year before),
    `official` a value of a statistic, which stands beside the claims as one of its source.
    """

    claim: Claim
    figure: Figure
    when: Period
    interval: Interval
    dispute: Verdict | None = None
    implied: bool = False
    official: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """All rungs of one measure of one subject.

    `points` are the bounds that the undisputed claims together leave open, day by day; none where the thing may fall.
    """

    measure: Measure
    topic: str
    subject: str
    state: str
    unit: str | None
    rungs: tuple[Rung, ...]
    points: tuple[Point, ...] = ()

    @property
    def is_share(self) -> bool:
        """Whether its values are per cent of a whole."""
        return self.unit == PER_CENT

    @property
    def name(self) -> str:
        """What is measured, in the words of the claims that give it first of all."""
        own = [rung.claim.measure for rung in self.rungs if rung.claim.figure.measure is self.measure]
        return own[0] if own else self.measure.value

    def open_on(self, rung: Rung) -> Interval | None:
        """What is left open on the last day that a rung speaks of."""
        return next((point.interval for point in self.points if point.day == rung.when.end), None)


def ladders(account: Account) -> list[Ladder]:
    """Ladders of two or more claims, or of one and a statistic, completion first, then by how many rungs they have."""
    disputes = disputes_in(account.findings)
    groups: dict[_Key, list[Rung]] = {}
    for claim in account.claims:
        for figure, interval, when in _amounts(claim):
            unit = figure.quantity.unit if figure.quantity else None
            key = (figure.measure, claim.topic or claim.measure, claim.subject, figure.state, unit)
            rung = Rung(claim, figure, when, interval, disputes.get(claim.id), implied=when is not figure.when)
            groups.setdefault(key, []).append(rung)
    for key, rungs in groups.items():
        rungs.extend(_official(account.series, key, {rung.when for rung in rungs}))
    places: dict[str, list[int]] = {}
    for place, corridor in enumerate(account.corridors):
        for id in {report.claim.id for report in corridor.reports}:
            places.setdefault(id, []).append(place)
    found = [
        Ladder(*key, tuple(sorted(rungs, key=_moment)), _points(account, places, rungs))
        for key, rungs in groups.items()
        if len({rung.claim.id for rung in rungs}) > 1
    ]
    return sorted(found, key=lambda ladder: (_SHOWN.index(ladder.measure), -len(ladder.rungs), ladder.subject))


def _official(beside: Iterable[Series], key: _Key, whens: Container[Period]) -> Iterator[Rung]:
    """The newest values of statistics on the same thing, for the periods that claims speak of."""
    measure, topic, subject, state, unit = key
    for series in beside:
        words = (series.topic or series.measure, series.subject, series.unit)
        if tuple(map(str.casefold, words)) != tuple(map(str.casefold, (topic, subject, unit or ""))):
            continue
        if measure is Measure.SHARE and series.state != state:
            continue
        for when, one in series.known_on(date.max).items():
            if when in whens:
                kind = QuantityKind.PERCENTAGE if series.unit == PER_CENT else QuantityKind.CURRENCY
                value = Quantity("", one.interval, one.interval, one.value, series.unit, kind)
                figure = Figure(measure, when, value, state=state)
                source = one.source or series.source or series.id
                claim = Claim(series.id, series.measure, subject, (figure,), one.published, source, source=source)
                yield Rung(claim, figure, when, one.interval, official=True)


def _amounts(claim: Claim) -> Iterator[tuple[Figure, Interval, Period]]:
    """The shares and volumes of a claim, and the earlier volumes that its growth factors make of them."""
    for figure in claim.figures:
        if figure.quantity is None or figure.when is None or figure.measure not in _SHOWN:
            continue
        yield figure, figure.quantity.literal, figure.when
        for growth in claim.figures:
            if growth.measure is not Measure.GROWTH or growth.quantity is None or growth.base is None:
                continue
            if figure.measure is Measure.VOLUME and growth.when == figure.when and not _is_given(claim, growth.base):
                amount, factor = figure.quantity.literal, growth.quantity.literal
                if amount.low is not None and amount.low >= 0 and factor.low is not None and factor.low > 0:
                    yield figure, amount.divided_by(factor), growth.base


def _points(account: Account, places: Mapping[str, Iterable[int]], rungs: Iterable[Rung]) -> tuple[Point, ...]:
    """The corridor that shares the most claims with the rungs; `places` are those of the corridors that rest on a claim."""
    claims = {rung.claim.id for rung in rungs if rung.claim.figure.measure is Measure.SHARE}
    shared = Counter(place for id in claims for place in places.get(id, ()))
    best = min(shared, key=lambda place: (-shared[place], place), default=None)
    return () if best is None else account.corridors[best].points


def _is_given(claim: Claim, when: Period) -> bool:
    """Whether the claim itself states an amount for those days."""
    return any(figure.measure is Measure.VOLUME and figure.when == when for figure in claim.figures)


def disputes_in(findings: Iterable[Finding]) -> dict[str, Verdict]:
    """By claim id, the weightiest of the contradictions and tensions that it is part of.

    >>> disputes_in([])
    {}
    """
    found: dict[str, Verdict] = {}
    for verdict in reversed(_DISPUTED):
        for finding in findings:
            if finding.verdict is verdict:
                found |= dict.fromkeys(finding.claims, verdict)
    return found


def _moment(rung: Rung) -> tuple[date, date, bool, str]:
    """Where a rung stands in time: by the last day it speaks of."""
    end = rung.when.end or rung.when.start or date.max
    return end, rung.when.start or date.min, rung.implied, rung.claim.id
