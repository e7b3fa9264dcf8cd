"""What follows: the tightest bounds that all undisputed claims together put on a quantity at a time.

Takes claims, a measure in the words of the claims and a day (a period for amounts), and gives for each measured thing
what is left open, with a smallest set of claims that each bound rests on. The question is put as a claim that says
nothing: a figure without bounds for the time asked. So it takes part in every relation as a claim would, and the bounds
of its cell are the answer. Claims that a contradiction touches are left out, and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from servanda.claim import Claim, Figure, Measure
from servanda.errors import UnknownName, UsageError
from servanda.interval import Interval
from servanda.message import Message
from servanda.period import Period
from servanda.quantity import Quantity, QuantityKind
from servanda.reconciliation.background import NOTHING_BESIDE, Background
from servanda.reconciliation.disputes import Undisputed, undisputed
from servanda.reconciliation.engine import links_of
from servanda.reconciliation.extremes import Extremes, extremes_of
from servanda.reconciliation.links import Bound, Cell, cell_of
from servanda.reconciliation.network import parts
from servanda.reconciliation.reports import (
    Report,
    Scope,
    Sort,
    Thing,
    families,
    folded,
    scopes,
    subject_and_qualifiers,
)
from servanda.reconciliation.wording import language

__all__ = ["Asked", "Bounds", "answers", "asked_things", "bounds", "bounds_told", "leave_out", "moment"]

_MEASURES = {
    Sort.SHARE: Measure.SHARE,
    Sort.COUNT: Measure.DONE,
    Sort.VOLUME: Measure.VOLUME,
    Sort.LEVEL: Measure.LEVEL,
}
"""The figure by which a question about a thing of each sort is put. How many are planned is not asked for: a plan holds
until it is changed, and no claim bounds it on another day than its own."""
_QUESTION = "?"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What claims together leave open for one measured thing at one time.

    `measure` and `subject` are in the words of a claim, `kind` tells what is counted of it; `interval` is in `unit`.
    `low_claims` and `high_claims` are the smallest sets that the two bounds rest on, empty where there is no bound but that
    of the words' meaning. `disputed` are the claims left out because they clash with others, `replaced` those whose own
    speaker gave another figure later. `partial` says that the solver gave up, so that the true bounds may be tighter.
    """

    subject: str
    measure: str
    kind: Measure
    unit: str
    state: str
    qualifiers: frozenset[str]
    when: Period
    interval: Interval
    low_claims: tuple[str, ...] = ()
    high_claims: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A measured thing that may be asked for, and a report that speaks of it, whose words the answer takes."""

    thing: Thing
    report: Report
    family: tuple[Claim, ...]

    @property
    def kind(self) -> Measure:
        """What is counted of it."""
        return _MEASURES[self.thing.sort]

    def figure(self, when: Period, interval: Interval) -> Figure:
        """A figure of it at a time."""
        unit = self.report.figure.quantity.unit if self.report.figure.quantity else None
        unit = unit if unit and folded(unit) == self.thing.unit else self.thing.unit or None
        kind = QuantityKind.PERCENTAGE if self.kind is Measure.SHARE else QuantityKind.NUMBER
        value = interval.low if interval.is_point else None
        return Figure(
            self.kind, when, Quantity("", interval, interval, value, unit, kind), state=self.thing.state or "done"
        )

    def claim(self, name: str, when: Period, interval: Interval) -> Claim:
        """A claim of nobody that gives this figure."""
        own = self.report.claim
        return Claim(
            name,
            own.measure,
            own.subject,
            (self.figure(when, interval),),
            topic=self.thing.topic,
            qualifiers=own.qualifiers,
        )


def bounds(
    claims: Iterable[Claim],
    measure: str,
    day: date | Period | str,
    *,
    subject: str | None = None,
    without: Iterable[str] | str = (),
    background: Background | None = None,
) -> tuple[Bounds, ...]:
    """What all claims together leave open for a measure at a time: one answer for each thing that it is given of.

    `measure` is a claim's measure or topic ("completion", "trade turnover") or one of `Measure` ("count done"); `day` a day, or a
    period for amounts, as a table writes it ("2022", "2023-01/2023-10"). `without` names sources, speakers or claims to leave
    out. Raises UnknownName for a measure, subject or source that no claim has, UsageError for a time that cannot be read.

    >>> from fractions import Fraction
    >>> from servanda.quantity import PER_CENT
    >>> def said(name, day, low, high):
    ...     value = Interval(Fraction(low), Fraction(high), high_open=True)
    ...     quantity = Quantity("", value, value, None, PER_CENT, QuantityKind.PERCENTAGE)
    ...     return Claim(name, "completion", "Northern road", (Figure(Measure.SHARE, Period.parse(day), quantity),),
    ...                  Period.parse(day), speaker=name)
    >>> told = [said("spring", "2029-04-01", "39.5", "40.5"), said("autumn", "2029-10-01", "59.5", "60.5")]
    >>> [found] = bounds(told, "completion", "2029-07-01")
    >>> str(found.interval), found.low_claims, found.high_claims
    ('[39.5, 60.5)', ('spring',), ('autumn',))
    >>> [found] = bounds(told, "completion", "2029-07-01", without="autumn")
    >>> str(found.interval)
    '[39.5, 100]'
    """
    when = moment(day)
    every = list(claims)
    known = asked_things(every, measure, subject, background)
    names = (without,) if isinstance(without, str) else tuple(without)
    left = {claim.id for claim in leave_out(every, names, (background or NOTHING_BESIDE).names)}
    return tuple(
        found
        for asked in known
        for found in answers([one for one in asked.family if one.id in left], [(asked, when)], background)
        if found is not None
    )


def moment(day: date | Period | str) -> Period:
    """A day or period as it may be given.

    >>> str(moment("2029-05")), str(moment(date(2029, 5, 1)))
    ('2029-05-01/2029-05-31', '2029-05-01')
    """
    if isinstance(day, date):
        return Period.day(day)
    try:
        when = day if isinstance(day, Period) else Period.parse(day)
    except ValueError as error:
        raise UsageError("no-period", value=str(day), remedy="write-a-day") from error
    if when.start is None or when.end is None:
        raise UsageError("two-ends", value=str(day), remedy="write-two-ends")
    return when


def leave_out(
    claims: Sequence[Claim], names: Iterable[str], known: Mapping[str, Mapping[str, str]] | None = None
) -> list[Claim]:
    """The claims that are not, and do not come from, one of these sources, websites, speakers or claim ids.

    `known` has names by language, so that a speaker may be named in any. Raises UnknownName for a name that is no claim's.

    >>> claim = Claim("c1", "completion", "Road", (Figure(Measure.STATUS, None),), speaker="Anna Weber",
    ...               source="https://news.example/a.html")
    >>> [leave_out([claim], [name]) for name in ("anna weber", "news.example", "c1")], leave_out([claim], []) == [claim]
    ([[], [], []], True)
    """
    kept = list(claims)
    for name in names:
        gone = [claim for claim in claims if claim.id == name]
        forms = {folded(form) for form in (name, *(known or {}).get(name, {}).values())} - {""}
        gone = gone or [claim for claim in claims if forms & {*map(folded, _places(claim))}]
        if not gone:
            raise UnknownName("no-claim-named", value=name, remedy="name-as-listed")
        kept = [claim for claim in kept if claim not in gone]
    return kept


def _places(claim: Claim) -> Iterator[str]:
    """Who and what a claim comes from: its speaker, its source, and the website of that."""
    yield claim.speaker
    yield claim.source
    try:
        yield urlsplit(claim.source).hostname or ""
    except ValueError:
        yield ""


def asked_things(
    claims: Iterable[Claim], measure: str, subject: str | None = None, background: Background | None = None
) -> list[Asked]:
    """The things that a measure is given of, by the claims' own words for it, else its topic, else its kind.

    >>> asked_things([], "completion")
    Traceback (most recent call last):
    ...
    servanda.errors.UnknownName: No claim gives this measure. Found 'completion'. No claim can be compared.
    """
    wanted, found = folded(measure), [
        family for scope in scopes(claims, background)[0] for family in families(scope, mixed=False, usual=False)
    ]  # fmt: skip
    reports = [(family, one) for family in found for one in family.reports if one.thing.sort in _MEASURES]
    for key in (_by_words, _by_topic, _by_kind):
        chosen = [(family, report) for family, report in reports if key(report) == wanted]
        if not chosen:
            continue
        of_subject = [pair for pair in chosen if subject is None or _is_of(pair[1].claim, subject)]
        if of_subject:
            return _things(of_subject)
        advice = _known(report.claim.subject for _, report in chosen)
        raise UnknownName("no-claim-of-subject", value=subject or "", remedy=advice)
    advice = _known(report.claim.measure for _, report in reports)
    raise UnknownName("no-claim-of-measure", value=measure, remedy=advice)


def _by_words(report: Report) -> str:
    return folded(report.claim.measure)


def _by_topic(report: Report) -> str:
    return report.thing.topic


def _by_kind(report: Report) -> str:
    return report.figure.measure.value


def _is_of(claim: Claim, subject: str) -> bool:
    """Whether the claim is about a subject by its whole name, or by its name without what narrows it."""
    names = {folded(claim.subject), folded(", ".join([claim.subject, *sorted(claim.qualifiers)]))}
    return folded(subject) in names | {subject_and_qualifiers(claim)[0]}


def _known(found: Iterable[str]) -> Message:
    """The first of the names that are known, as a remedy."""
    names = sorted({name for name in found if name})
    if not names:
        return Message.of("no-claim-compared")
    shown = ", ".join(names[:12])
    if len(names) > 12:
        return Message.of("known-are-and-more", known=shown, more=len(names) - 12)
    return Message.of("known-are", known=shown)


def _things(chosen: Iterable[tuple[Scope, Report]]) -> list[Asked]:
    """Each thing once, those too that the chosen claims' counts and plans bound without naming them."""
    found: dict[tuple[Thing, frozenset[str]], Asked] = {}
    by_family: dict[int, tuple[Scope, list[Report]]] = {}
    for family, report in chosen:
        by_family.setdefault(id(family), (family, []))[1].append(report)
    for family, reports in by_family.values():
        claims = tuple({one.claim.id: one.claim for one in family.reports}.values())
        own = {report.claim.id: report for report in reports}
        pairs = [(report.thing, report) for report in reports]
        for link in links_of(family):
            if isinstance(link, Bound) and link.cell.thing.sort is Sort.SHARE:
                pairs.extend((link.cell.thing, own[name]) for name in sorted(link.claims & own.keys())[:1])
        for thing, report in pairs:
            thing = replace(thing, plan=0)
            found.setdefault((thing, subject_and_qualifiers(report.claim)[1]), Asked(thing, report, claims))
    return [found[key] for key in sorted(found, key=lambda key: (key[0].subject, sorted(key[1]), key[0]))]


def answers(
    claims: Sequence[Claim], questions: Sequence[tuple[Asked, Period]], background: Background | None = None
) -> list[Bounds | None]:
    """The answers to questions about one family of claims, all put at once; one that has no sense (an amount of trade on a
    single day) has None.

    >>> answers([], [])
    []
    """
    put = [asked.claim(f"{_QUESTION}{place}", when, Interval()) for place, (asked, when) in enumerate(questions)]
    places = {claim.id: place for place, claim in enumerate(put)}
    found: list[Bounds | None] = [None] * len(put)
    for scope in scopes([*claims, *put], background)[0]:
        for family in families(scope, mixed=False, usual=False):
            asked = {places[one.claim.id]: one for one in family.reports if one.claim.id in places}
            cells = {
                place: cell_of(report)
                for place, report in asked.items()
                if replace(report.thing, plan=0) == questions[place][0].thing
            }
            for place, (known, extremes) in _settled(family, cells).items():
                found[place] = _answer(known, extremes, *questions[place])
    return found


def _settled(family: Scope, cells: Mapping[int, Cell]) -> dict[int, tuple[Undisputed, Extremes]]:
    """For each cell, what is undisputed in its part of the network, and the bounds that it has there."""
    groups = parts(links_of(family))
    place = {cell: number for number, group in enumerate(groups) for link in group for cell in link.cells}
    solved = {number: undisputed(groups[number]) for number in {place[cell] for cell in cells.values()}}
    around = {}
    for known in solved.values():
        for group in parts(known.links):
            find = extremes_of(group)
            around.update({cell: find for link in group for cell in link.cells})
    free = extremes_of(())
    return {key: (solved[place[cell]], around.get(cell, free)(cell)) for key, cell in cells.items()}


def _answer(known: Undisputed, found: Extremes, asked: Asked, when: Period) -> Bounds:
    claim = asked.report.claim
    return Bounds(
        claim.subject,
        claim.measure,
        asked.kind,
        asked.thing.unit,
        asked.thing.state,
        subject_and_qualifiers(claim)[1],
        when,
        found.interval,
        found.low_claims,
        found.high_claims,
        tuple(sorted(known.disputed)),
        tuple(sorted(known.replaced)),
        found.partial,
    )


def bounds_told(found: Bounds, lang: str, names: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """The bounds as a phrase of a language.

    >>> from fractions import Fraction
    >>> share = Interval(Fraction(74), Fraction(80))
    >>> told = Bounds("Road plan", "completion", Measure.SHARE, "per cent", "done", frozenset(), moment("2023-10-31"), share)
    >>> bounds_told(told, "en")
    'completion of Road plan on 31 October 2023: between 74 and 80%'
    """
    tongue = language(lang)
    subject = (names or {}).get(found.subject, {}).get(lang, found.subject)
    thing = Thing(folded(subject), "", Sort.LEVEL, found.unit)
    return str(
        tongue.words["bounds"].format(
            measure=tongue.measure(found.measure),
            subject=", ".join([subject, *map(tongue.qualifier, sorted(found.qualifiers))]),
            when=tongue.when(found.when),
            span=tongue.span(found.interval, thing).strip(),
        )
    )
