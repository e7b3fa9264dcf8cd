"""A later figure by the same speaker for the same thing and time replaces the earlier one, openly or silently.

Takes the figures of one voice (a speaker; where none is named, a source) for one thing and time, said on different days. Two of
them never contradict each other. Where they differ by more than rounding, the change is told: as a revision where one of the
two statements announces it, by the words of revision.yaml, else as a tension. "About 54" after 53.7 is no other figure.

A page that gave another figure in an earlier version (`Background.earlier`), and gives that one no more, is told in the same way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources
from itertools import pairwise

import yaml

from servanda.claim import Claim
from servanda.finding import Verdict
from servanda.interval import Interval
from servanda.reconciliation.drafts import Amount, Draft
from servanda.reconciliation.links import Bound, Link, Scale, cell_of
from servanda.reconciliation.notation import interval_text, period_text, scaled, show
from servanda.reconciliation.reports import Report, Scope, Sort, Thing, folded, scopes, subject_and_qualifiers

__all__ = ["NAME", "is_correction", "is_later", "judge", "successors", "voice"]

NAME = "revision"


def voice(claim: Claim) -> str:
    """Whose figures they are: the speaker's, or the source's where no speaker is named; empty where neither is known.

    >>> from servanda.claim import Figure, Measure
    >>> voice(Claim("c1", "output", "Steel", (Figure(Measure.STATUS, None),), speaker="The  Office"))
    'the office'
    """
    return folded(claim.speaker) or folded(claim.source)


def is_later(one: Claim, two: Claim) -> bool:
    """Whether the second claim was surely made on a later day than the first."""
    first, second = one.said_on, two.said_on
    return bool(first and second and first.end and second.start and first.end < second.start)


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    """The words of all languages in one pattern for each list, since a claim may be told in another language than its own."""
    text = resources.files("servanda.reconciliation.relations").joinpath("revision.yaml").read_text(encoding="utf-8")
    patterns = {}
    for name, languages in yaml.safe_load(text).items():
        words = (re.escape(folded(word)).replace(r"\*", r"\w*") for phrases in languages.values() for word in phrases)
        patterns[name] = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words))})(?!\w)")
    return patterns


def _is_announced(one: Claim, two: Claim) -> bool:
    """Whether the words of the later claim say that the figure is another one, or those of either that it was a first one."""
    earlier, later = (folded(" ".join([claim.text, *sorted(claim.qualifiers)])) for claim in (one, two))
    words = _words()
    first = words["preliminary"].search(earlier) or words["estimate"].search(earlier)
    return bool(first or words["preliminary"].search(later) or words["revised"].search(later))


def _scope_of(claim: Claim) -> frozenset[str]:
    """What narrows the claim's subject, apart from words that only say how final its figure is."""
    qualifiers = subject_and_qualifiers(claim)[1]
    return frozenset(word for word in qualifiers if not any(p.fullmatch(word) for p in _words().values()))


def _same_thing(report: Report) -> Hashable | None:
    """What two figures must have in common to be of the same thing and time; None where that cannot be known."""
    qualifiers = _scope_of(report.claim)
    if report.is_growth:
        return report.thing, report.when, report.figure.base, qualifiers
    if report.thing.sort is Sort.PROMISE or report.figure.quantity is None or cell_of(report).of:
        return None
    return report.thing, report.when, None, qualifiers


def is_correction(core: Sequence[Link]) -> bool:
    """Whether a clash is only a speaker's own correction, since the later figure replaces the earlier.

    So it is where two of the links are one voice's figures for the same, said at different times; or where all are one voice's,
    and growth said later implies another amount than the one given before.

    >>> is_correction([])
    False
    """
    told = [link for link in core if isinstance(link, Bound | Scale) and link.claims and len(link.sources) == 1]
    by_cells: dict[Hashable, list[Claim]] = defaultdict(list)
    for link in told:
        by_cells[link.cells].append(link.sources[0].claim)
    for claims in by_cells.values():
        for number, one in enumerate(claims):
            if any(_said_apart(one, two) for two in claims[number + 1 :]):
                return True
    claims = [source.claim for link in core if isinstance(link, Bound | Scale) for source in link.sources]
    grown = any(isinstance(link, Scale) for link in core)
    return grown and len({voice(claim) for claim in claims}) == 1 and any(_said_apart(claims[0], two) for two in claims)


def _said_apart(one: Claim, two: Claim) -> bool:
    """Whether one voice made both claims, at different times."""
    same = voice(one) == voice(two) != ""
    return same and one.said_on is not None and two.said_on is not None and one.said_on != two.said_on


def _versions(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """The figures of one voice for the same thing and time, in the order in which they were said, where there are several."""
    found: dict[Hashable, list[Report]] = defaultdict(list)
    for report in reports:
        same = _same_thing(report)
        if same is not None and voice(report.claim) and report.claim.said_on and report.claim.said_on.end:
            found[voice(report.claim), same].append(report)
    for known in found.values():
        if len(known) > 1:
            yield sorted(known, key=lambda r: (r.claim.said_on and r.claim.said_on.end, r.claim.id, r.number))


def successors(scope: Scope) -> Mapping[tuple[str, int], list[Report]]:
    """For the claim and number of each figure that its own speaker gave anew: the later figures, in the order of time.

    >>> successors(Scope("roads", ()))
    {}
    """
    later: dict[tuple[str, int], list[Report]] = {}
    for versions in _versions(scope.reports):
        for number, one in enumerate(versions):
            known = [two for two in versions[number + 1 :] if is_later(one.claim, two.claim)]
            if known:
                later[one.claim.id, one.number] = known
    return later


def judge(scope: Scope, as_of: date) -> Iterator[Draft]:
    """A revision, announced or silent, for each figure that its own speaker next gave otherwise.

    >>> list(judge(Scope("roads", ()), date(2024, 1, 1)))
    []
    """
    for versions in _versions(scope.reports):
        for one, two in pairwise(versions):
            if not one.claim.forecast and is_later(one.claim, two.claim) and _differs(one.literal, two.literal):
                yield _draft(one, two, "revised silently")
    yield from _changed_pages(scope)


def _changed_pages(scope: Scope) -> Iterator[Draft]:
    """A revision for each figure that an earlier version of its page gave otherwise, and that the page gives no more."""
    sources = {report.claim.source for report in scope.reports} - {""}
    earlier = [claim for claim in scope.background.earlier if claim.source in sources]
    if not earlier:
        return
    now: dict[Hashable, list[Report]] = defaultdict(list)
    for report in scope.reports:
        now[_on_page(report)].append(report)
    for before in (
        report for known in scopes(earlier)[0] if known.subject == scope.subject for report in known.reports
    ):
        current = now.get(_on_page(before), [])
        if before.figure.quantity is not None and all(_differs(before.literal, one.literal) for one in current):
            for one in current:
                yield _draft(before, one, "page changed")


def _on_page(report: Report) -> Hashable:
    """What two figures of two versions of a page must have in common to be of the same thing and time."""
    figure, claim = report.figure, report.claim
    unit = folded(figure.quantity.unit or "") if figure.quantity else ""
    told = (figure.measure, report.thing.topic, report.thing.state, unit, report.when, figure.base)
    return claim.source, voice(claim), _scope_of(claim), told


def _differs(one: Interval, two: Interval) -> bool:
    """Whether two figures are farther apart than the rounding of the coarser one explains."""
    if not one.intersection(two).is_empty:
        return False
    widths = [each.high - each.low for each in (one, two) if each.high is not None and each.low is not None]
    below, above = (one, two) if one.high is not None and two.low is not None and one.high <= two.low else (two, one)
    gap = (above.low or Fraction(0)) - (below.high or Fraction(0))
    return 2 * gap > max(widths, default=Fraction(0))


def _draft(one: Report, two: Report, silently: str) -> Draft:
    announced = _is_announced(one.claim, two.claim)
    thing, base = one.thing, one.figure.base
    shared = Thing("", "", Sort.LEVEL) if one.is_growth else thing
    when = f"{period_text(one.when)} / {period_text(base)}" if base else period_text(one.when)
    if one.is_growth:
        lines = [f"{r.claim.id}: {when} = {interval_text(r.literal)[0]}" for r in (one, two)]
        shown = [interval_text(r.literal)[0] for r in (one, two)]
    else:
        lines = [f"{r.claim.id}: {when} {show(r.literal, thing)}" for r in (one, two)]
        shown = [interval_text(scaled(r.literal, thing.unit)[0])[0] for r in (one, two)]
    return Draft(
        Verdict.CONSISTENT if announced else Verdict.TENSION,
        NAME,
        "revised" if announced else silently,
        (one.claim, two.claim),
        (*lines, f"{shown[0]} ∩ {shown[1]} = ∅"),
        (one, two),
        {"before": Amount(one.literal, shared), "now": Amount(two.literal, shared)},
        about=two.claim,
    )
