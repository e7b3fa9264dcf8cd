"""Which days of a source were read, what each gave, and where it fell silent, gives less than it did, or changed its pages.

Takes the outcomes of all askings; gives days, gaps and warnings for each source. Each warning is an exact test whose sum can be
done again by hand:

- *silent, gives less*: had the rate stayed the same, each document would fall into the later days with probability d / (D + d),
  where D and d are the earlier and later days; so few or fewer of them as did has the probability of a binomial tail. That is the
  conditional test of two Poisson rates (Przyborowski and Wilenski, Biometrika 31, 1940, 313-323).
- *changed*: had nothing changed, those pages that lack something would be spread by chance over the earlier and the later pages,
  which is the hypergeometric tail of Fisher's exact test (The Design of Experiments, 1935).

One in a thousand is warned of. News comes in bunches more than either test supposes: a warning is a reason to look, no verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import comb

from servanda.message import Message

__all__ = ["Asked", "SourceCoverage", "SourceDay", "Warning", "coverage_of", "fewer_by_chance", "spread_by_chance"]

_RARE = Fraction(1, 1000)
_LATER, _EARLIER = 14, 180
"""Days of the later stretch in which a source may give less, and of the earlier one that it is held against."""
_LATER_PAGES, _EARLIER_PAGES = 5, 100
TRAITS = ("text", "own-words", "title", "day")
"""What a page mostly has: a text of some length, more of it than furniture, a title, a day of publication."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking: for which source, on which day, whether an answer came, and whether that was a new document or version.

    `traits` say of a page that was given which of TRAITS it has. `reason` tells why nothing was given.
    """

    source: str
    day: date
    is_answered: bool
    is_new: bool = False
    traits: Mapping[str, bool] = field(default_factory=dict, hash=False)
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class SourceDay:
    """What came of one day: how often the source was asked, how many askings were answered, how many new documents came."""

    day: date
    asked: int
    answered: int
    documents: int


@dataclass(frozen=True, slots=True)
class Warning:
    """That something about a source needs a look: `kind` is unread, silent, less, or changed; `told` has the arithmetic."""

    kind: str
    told: Message


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """A source with its days, the stretches of days (first, last) on which it was not read, and what to look at."""

    source: str
    days: tuple[SourceDay, ...]
    gaps: tuple[tuple[date, date], ...]
    warnings: tuple[Warning, ...]

    @property
    def documents(self) -> int:
        """How many new documents and versions it gave."""
        return sum(day.documents for day in self.days)


def coverage_of(asked: Iterable[Asked], as_of: date) -> tuple[SourceCoverage, ...]:
    """The coverage of each source through a day, in the order of their names.

    >>> told = [Asked("a.example", date(2031, 5, day), True, day < 20) for day in range(1, 31)]
    >>> one = coverage_of(told, date(2031, 6, 1))[0]
    >>> one.documents, [(str(first), str(last)) for first, last in one.gaps], [warning.kind for warning in one.warnings]
    (19, [('2031-05-31', '2031-06-01')], ['silent'])
    >>> str(one.warnings[0].told).partition(". ")[0]
    'Nothing new since 2031-05-19: 18 documents came in the 18 days before, none in the 11 days read since'
    >>> str(one.warnings[0].told).partition(". ")[2], 29**18 // 18**18
    ('At the same rate that happens once in 5,348 times: (18/29)^18.', 5348)
    """
    sources: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        if one.day <= as_of:
            sources[one.source].append(one)
    return tuple(_covered(source, sources[source], as_of) for source in sorted(sources))


def _covered(source: str, asked: Sequence[Asked], as_of: date) -> SourceCoverage:
    by_day: defaultdict[date, list[Asked]] = defaultdict(list)
    for one in asked:
        by_day[one.day].append(one)
    days = tuple(
        SourceDay(day, len(told), sum(one.is_answered for one in told), sum(one.is_new for one in told))
        for day, told in sorted(by_day.items())
    )
    found = [*_unread(asked), *_rates(days), *_changes(asked)]
    return SourceCoverage(source, days, tuple(_gaps(days, as_of)), tuple(found))


def _gaps(days: Sequence[SourceDay], as_of: date) -> Iterable[tuple[date, date]]:
    read = [one.day for one in days if one.answered]
    step = timedelta(days=1)
    last = days[0].day - step
    for day in (*read, as_of + step):
        if day - last > step:
            yield last + step, day - step
        last = day


def _unread(asked: Sequence[Asked]) -> Iterable[Warning]:
    """Nothing was given at the last day of asking."""
    last = max(one.day for one in asked)
    told = [one for one in asked if one.day == last]
    if any(one.is_answered for one in told):
        return
    read = [one.day for one in asked if one.is_answered]
    reason = told[-1].reason or Message.of("reason-not-kept")
    if read:
        yield Warning("unread", Message.of("source-unread-since", since=max(read).isoformat(), reason=reason))
    else:
        yield Warning("unread", Message.of("source-never-read", reason=reason))


def _rates(days: Sequence[SourceDay]) -> Iterable[Warning]:
    """Silence, or less than before. A day's documents came since the reading before, so the first reading counts for nothing."""
    read = [one for one in days if one.answered]
    spans = [((one.day - before.day).days, one) for before, one in pairwise(read)]
    new = [place for place, (_, one) in enumerate(spans) if one.documents]
    if not new:
        return
    last = new[-1] + 1
    earlier, later = sum(span for span, _ in spans[:last]), sum(span for span, _ in spans[last:])
    count = sum(one.documents for _, one in spans[:last])
    chance = fewer_by_chance(count, earlier, 0, later) if later else Fraction(1)
    if chance < _RARE:
        sum_told = f"({earlier}/{earlier + later})^{count}"
        yield Warning(
            "silent",
            Message.of(
                "source-silent", since=spans[new[-1]][1].day.isoformat(), before=count, days=earlier, later=later,
                times=int(1 / chance), sum=sum_told,
            ),
        )  # fmt: skip
        return
    yield from _less(spans)


def _less(spans: Sequence[tuple[int, SourceDay]]) -> Iterable[Warning]:
    end = spans[-1][1].day
    later = [(span, one) for span, one in spans if (end - one.day).days < _LATER]
    earlier = [(span, one) for span, one in spans if _LATER <= (end - one.day).days < _LATER + _EARLIER]
    days_earlier, days_later = sum(span for span, _ in earlier), sum(span for span, _ in later)
    if not days_earlier:
        return
    before, since = sum(one.documents for _, one in earlier), sum(one.documents for _, one in later)
    chance = fewer_by_chance(before, days_earlier, since, days_later)
    if chance < _RARE:
        yield Warning(
            "less",
            Message.of(
                "source-gives-less", before=before, days=days_earlier, since=since, later=days_later, all=before + since,
                times=int(1 / chance), part=f"{days_later}/{days_earlier + days_later}",
            ),
        )  # fmt: skip


def _changes(asked: Sequence[Asked]) -> Iterable[Warning]:
    pages = [one for one in asked if one.traits]
    later, earlier = pages[-_LATER_PAGES:], pages[-_LATER_PAGES - _EARLIER_PAGES : -_LATER_PAGES]
    if len(later) < _LATER_PAGES or not earlier:
        return
    for trait in TRAITS:
        had, has = (sum(one.traits.get(trait, False) for one in part) for part in (earlier, later))
        chance = spread_by_chance(had, len(earlier), has, len(later))
        if chance < _RARE:
            yield Warning(
                "changed",
                Message.of(
                    "source-changed", trait=_trait(trait), had=had, earlier=len(earlier), has=has, later=len(later),
                    times=int(1 / chance),
                ),
            )  # fmt: skip


def _trait(name: str) -> Message:
    return {
        "text": Message.of("trait-text"),
        "own-words": Message.of("trait-own-words"),
        "title": Message.of("trait-title"),
        "day": Message.of("trait-day"),
    }[name]


def fewer_by_chance(before: int, days: int, since: int, later: int) -> Fraction:
    """How probable so few documents or fewer in the later days are, had the rate of the earlier ones stayed the same.

    >>> fewer_by_chance(10, 10, 0, 10), fewer_by_chance(1, 1, 1, 1)
    (Fraction(1, 1024), Fraction(3, 4))
    """
    part, whole = Fraction(later, days + later), before + since
    return sum((comb(whole, n) * part**n * (1 - part) ** (whole - n) for n in range(since + 1)), Fraction(0))


def spread_by_chance(had: int, earlier: int, has: int, later: int) -> Fraction:
    """How probable it is that so few or fewer of the later pages have a trait, had chance alone spread it over all.

    >>> spread_by_chance(10, 10, 0, 5), spread_by_chance(1, 2, 1, 2)
    (Fraction(1, 3003), Fraction(5, 6))
    """
    whole = comb(earlier + later, later)
    with_it, without = had + has, earlier + later - had - has
    ways = (comb(with_it, n) * comb(without, later - n) for n in range(has + 1))
    return Fraction(sum(ways), whole)
