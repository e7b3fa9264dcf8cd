"""Who is behind claims: reprints and quotations of one saying are one witness, however many pages have it.

Takes claims and gives their origins, each with its claims and sources; and, with findings, what each speaker has said and
which findings touch it. Two claims go back to one saying where they give the same figures of the same subject within a few
days, and the voice is the same, or the words of one name the other's speaker, or one without a speaker repeats the words
of the other. What is not shown to be one witness is taken for two: nobody is merged by a guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from servanda.claim import Claim, Figure
from servanda.finding import Finding, Origin, Verdict
from servanda.interval import Interval
from servanda.reconciliation.reports import folded, subject_and_qualifiers

__all__ = ["SOON", "SpeakerRecord", "origins", "speaker_records"]

SOON = 7
"""Within how many days the same figures are a reprint or a quotation rather than a new saying."""
_RUN = 3
_ALIKE = Fraction(3, 4)
"""The part of two texts' runs of three words that a near copy shares, as for whole documents."""
_SURNAME = 4
"""How many letters the last part of a name needs for it to stand for the name."""


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """What a speaker has said, by claim ids, and the ids of the contradictions and tensions that some of it is part of.

    It is a list to read further in, and no verdict: a contradiction does not say which of its claims is wrong.
    """

    speaker: str
    claims: tuple[str, ...]
    contradictions: tuple[str, ...] = ()
    tensions: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


def origins(claims: Iterable[Claim]) -> tuple[Origin, ...]:
    """The claims by the saying that they go back to, in the order of their first ids.

    >>> from servanda.claim import Measure
    >>> from servanda.period import Period
    >>> from servanda.quantity import Quantity
    >>> figure = Figure(Measure.DONE, Period.parse("2029"), Quantity.exact(12, "bridge"))
    >>> def said(name, day, speaker, source):
    ...     return Claim(name, "bridges", "Road plan", (figure,), Period.parse(day), speaker=speaker, source=source)
    >>> told = [said("a", "2029-05-01", "Anna Weber", "a.html"), said("b", "2029-05-02", "Anna Weber", "b.html"),
    ...         said("c", "2029-05-02", "Boris Lang", "b.html")]
    >>> [(one.speaker, one.claims, one.sources) for one in origins(told)]
    [('Anna Weber', ('a', 'b'), ('a.html', 'b.html')), ('Boris Lang', ('c',), ('b.html',))]
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    alike: dict[Hashable, list[tuple[date, int]]] = defaultdict(list)
    for place, claim in enumerate(ordered):
        if (day := _day(claim)) is not None:
            alike[_what(claim)].append((day, place))
    head = list(range(len(ordered)))
    for dated in alike.values():
        told = [_Told(day, place, ordered[place]) for day, place in sorted(dated)] if len(dated) > 1 else []
        for one, two in (*_voices(told), *_quotations(told), *_copies(told)):
            first, second = _root(head, one.place), _root(head, two.place)
            head[max(first, second)] = min(first, second)
    groups: dict[int, list[Claim]] = defaultdict(list)
    for place, claim in enumerate(ordered):
        groups[_root(head, place)].append(claim)
    return tuple(_origin(group) for group in groups.values())


class _Told:
    """A claim with its day and place in the order, its speaker and its words as they are compared."""

    def __init__(self, day: date, place: int, claim: Claim) -> None:
        self.day = day
        self.place = place
        self.who = folded(claim.speaker)
        self.words = folded(claim.text)

    def is_near(self, other: _Told) -> bool:
        """Whether both were made within a few days."""
        return abs((self.day - other.day).days) <= SOON


_Pair = tuple[_Told, _Told]


def _voices(told: Sequence[_Told]) -> Iterator[_Pair]:
    """One speaker's claims, each with the next."""
    last: dict[str, _Told] = {}
    for one in told:
        if one.who:
            if one.who in last and one.is_near(last[one.who]):
                yield one, last[one.who]
            last[one.who] = one


def _quotations(told: Sequence[_Told]) -> Iterator[_Pair]:
    """Claims whose words name another's speaker, in full or by the last part of the name."""
    named: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        if one.who:
            named[(_words(one.who) or [one.who])[-1]].append(one)
    for one in told:
        for word in named.keys() & set(_words(one.words)):
            yield from (
                (one, two) for two in named[word] if one.who != two.who and one.is_near(two) and _names(one, two)
            )


def _names(relayed: _Told, first: _Told) -> bool:
    last = first.who.split()[-1]
    forms = (first.who, last) if len(last) >= _SURNAME else (first.who,)
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", relayed.words) for form in forms)


def _copies(told: Sequence[_Told]) -> Iterator[_Pair]:
    """Claims that name no speaker and repeat the words of another."""
    silent = [one for one in told if not one.who]
    runs = {one.place: _runs(one.words) for one in told} if silent else {}
    for one in silent:
        for two in told:
            if one is not two and one.is_near(two) and _is_copy(runs[one.place], runs[two.place]):
                yield one, two


def _root(head: list[int], place: int) -> int:
    while head[place] != place:
        head[place] = place = head[head[place]]
    return place


def _origin(group: Sequence[Claim]) -> Origin:
    first = min(group, key=lambda claim: (not claim.speaker, str(claim.said_on or "~"), claim.id))
    sources = sorted({claim.source for claim in group if claim.source})
    return Origin(first.speaker, tuple(claim.id for claim in group), tuple(sources))


def _what(claim: Claim) -> Hashable:
    """What a claim says, with the day of the saying itself for "now"."""
    return subject_and_qualifiers(claim), tuple(_figure(claim, figure) for figure in claim.figures)


def _figure(claim: Claim, figure: Figure) -> Hashable:
    when = None if figure.when == claim.said_on else figure.when and (figure.when.start, figure.when.end)
    base = figure.base and (figure.base.start, figure.base.end)
    value = figure.quantity and (_exact(figure.quantity.literal), folded(figure.quantity.unit or ""))
    return figure.measure, when, base, value, figure.state


def _exact(interval: Interval) -> Hashable:
    """An interval in whole numbers, which are hashed sooner than fractions."""
    ends = (None if end is None else (end.numerator, end.denominator) for end in (interval.low, interval.high))
    return (*ends, interval.low_open, interval.high_open)


def _day(claim: Claim) -> date | None:
    """The day on which the claim was made; a day that is not known is near none."""
    return None if claim.said_on is None else claim.said_on.start or claim.said_on.end


def _is_copy(one: set[tuple[str, ...]], two: set[tuple[str, ...]]) -> bool:
    shared, every = one & two, one | two
    return bool(shared) and Fraction(len(shared), len(every)) >= _ALIKE


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def speaker_records(claims: Iterable[Claim], findings: Iterable[Finding]) -> tuple[SpeakerRecord, ...]:
    """What each named speaker has said and which findings touch it, in the order of their names.

    >>> from servanda.claim import Measure
    >>> told = [Claim(name, "x", "Road", (Figure(Measure.STATUS, None),), speaker="Anna Weber") for name in ("a", "b")]
    >>> found = Finding("contradiction-1", Verdict.CONTRADICTION, "same", ("b", "z"), "x", "Road", (), {})
    >>> [(one.claims, one.contradictions, one.disputed) for one in speaker_records(told, [found])]
    [(('a', 'b'), ('contradiction-1',), ('b',))]
    """
    said: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.speaker.strip():
            said[folded(claim.speaker)].append(claim)
    touching: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.verdict in (Verdict.CONTRADICTION, Verdict.TENSION):
            for name in finding.claims:
                touching[name].append(finding)
    return tuple(_record(said[who], touching) for who in sorted(said))


def _record(said: Sequence[Claim], touching: dict[str, list[Finding]]) -> SpeakerRecord:
    found = {one.id: one for claim in said for one in touching.get(claim.id, ())}
    ids = {
        verdict: tuple(sorted(id for id, one in found.items() if one.verdict is verdict))
        for verdict in (Verdict.CONTRADICTION, Verdict.TENSION)
    }
    return SpeakerRecord(
        said[0].speaker,
        tuple(sorted(claim.id for claim in said)),
        ids[Verdict.CONTRADICTION],
        ids[Verdict.TENSION],
        tuple(sorted(claim.id for claim in said if touching.get(claim.id))),
    )
