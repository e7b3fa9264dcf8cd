"""From claims to findings.

For each subject: the smallest sets of claims that cannot all be true under the literal readings are contradictions;
those under the usual readings, or across scopes that one claim narrows and another does not, are tensions; the
relations that judge by themselves (pace, promise, confirmation) add theirs. Nothing here depends on the order in which
the claims come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TypeGuard

from servanda.claim import Claim
from servanda.finding import Degree, Ending, Finding, Verdict
from servanda.reconciliation.arithmetic import Clash, worked
from servanda.reconciliation.background import NOTHING_BESIDE, Background
from servanda.reconciliation.conversion import unlike
from servanda.reconciliation.drafts import Amount, Draft, Fact, Hypothesis, degree_between
from servanda.reconciliation.explanation import finding_of
from servanda.reconciliation.links import Bound, Cell, Link, Scale
from servanda.reconciliation.memory import Key, Memory, NoMemory
from servanda.reconciliation.network import Core, conflicts, minimal, parts
from servanda.reconciliation.notation import unit_text
from servanda.reconciliation.processes import worked_out
from servanda.reconciliation.relations import relation, relations
from servanda.reconciliation.relations.parts import wholes
from servanda.reconciliation.relations.revision import is_correction, successors
from servanda.reconciliation.reports import (
    LeftOut,
    Report,
    Scope,
    Sort,
    Thing,
    families,
    scopes,
    subject_and_qualifiers,
)
from servanda.reconciliation.sweep import Antichain

__all__ = ["Outcome", "examine", "links_of"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings, what was left out of the comparison and why, and where the answer is partial.

    `partial` has the subject and the limit that cut the search short, a key of "partial" in explanations/*.yaml.
    """

    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...] = ()
    partial: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Search:
    """What goes along with the search in one subject: what is known from before, and the limits that were hit."""

    memory: Memory
    limits: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Found:
    """One smallest set of claims that clash, the links that show it, and the figures that their own speakers gave anew.

    `said` has the reports of the scope by claim.
    """

    scope: Scope
    claims: frozenset[str]
    core: tuple[Link, ...]
    said: Mapping[str, Sequence[Report]]
    later: Mapping[tuple[str, int], Sequence[Report]]

    @property
    def reports(self) -> list[Report]:
        """The reports of its claims."""
        return [report for claim in sorted(self.claims) for report in self.said[claim]]


def examine(
    claims: Iterable[Claim],
    as_of: date | None = None,
    background: Background | None = None,
    memory: Memory | None = None,
) -> Outcome:
    """All findings on the claims, with what was left out and where the answer is partial.

    Commitments are judged as of a day (today when None); `background` has the series, roll-ups and names to hold claims against.
    With a `memory`, which keeps the results of the last run, only what new or changed claims are connected to is worked out.

    >>> examine([]).findings
    ()
    """
    day, known, memory = as_of or date.today(), background or NOTHING_BESIDE, memory or NoMemory()
    memory.start()
    found, left_out = scopes(_unique(claims), known)
    left_out.extend(unlike(found))
    limits: set[tuple[str, str]] = set()
    drafts: list[Draft] = []
    work = partial(_recalled, day=day, memory=memory)
    size = sum(len(scope.reports) for scope in found) if isinstance(memory, NoMemory) else 0
    for own, hit in worked_out(work, found, size):
        drafts.extend(own)
        limits.update(hit)
    drafts.sort(key=_order)
    return Outcome(tuple(finding_of(draft, known.names) for draft in drafts), tuple(left_out), tuple(sorted(limits)))


def _key_of(scope: Scope, day: date) -> Key:
    """All that what is found on a subject depends on."""
    return Key((scope.subject, day, len(scope.reports)), (scope, day))


def _recalled(scope: Scope, day: date, memory: Memory) -> tuple[tuple[Draft, ...], frozenset[tuple[str, str]]]:
    """The drafts of a subject and the limits that were hit in it, as the memory has them or worked out now."""
    return memory.recall(partial(_key_of, scope, day), partial(_worked_out, scope, day, memory))


def _worked_out(scope: Scope, day: date, memory: Memory) -> tuple[tuple[Draft, ...], frozenset[tuple[str, str]]]:
    """The drafts of a subject, and the limits that were hit in it."""
    search = _Search(memory)
    return tuple(_drafts(scope, day, search)), frozenset(search.limits)


def _unique(claims: Iterable[Claim]) -> Iterable[Claim]:
    """One claim for each id, the same one whichever comes first."""
    unique: dict[str, Claim] = {}
    for claim in claims:
        known = unique.get(claim.id)
        unique[claim.id] = claim if known is None else max(known, claim, key=repr)
    return unique.values()


def _order(draft: Draft) -> tuple[int, date, str, list[str]]:
    """By weight, then by the day on which the last of the claims was said, then by relation and claims."""
    return list(Verdict).index(draft.verdict), draft.last_said or date.min, draft.relation, sorted(draft.names)


def _drafts(scope: Scope, day: date, search: _Search) -> Iterator[Draft]:
    clashes: dict[frozenset[str], _Found] = {}
    for family in families(scope, mixed=False, usual=False):
        for found in _clashes(family, search):
            known = clashes.setdefault(found.claims, found)
            if len(found.core) < len(known.core):
                clashes[found.claims] = found
    smallest = minimal(clashes)
    contradictory = Antichain(smallest)
    for claims in smallest:
        yield from _standing(clashes[claims], _contradiction(clashes[claims]))
    tensions: dict[frozenset[str], Draft] = {}
    judged: dict[tuple[Verdict, str, frozenset[str]], Draft] = {}
    for family in families(scope, mixed=True, usual=True):
        if _may_differ(family):
            tensions.update(_tensions(family, contradictory, search))
        for one in relations():
            if one.judge is not None:
                for draft in one.judge(family, day):
                    judged.setdefault((draft.verdict, draft.relation, draft.names), draft)
    yield from tensions.values()
    for draft in judged.values():
        clashing = draft.verdict is Verdict.TENSION and contradictory.any_within(draft.names)
        if not clashing:
            yield draft


def links_of(scope: Scope) -> list[Link]:
    """All links among the cells of a scope, from all relations, in a stable order.

    >>> links_of(Scope("roads", ()))
    []
    """
    links: list[Link] = []
    cells: dict[Cell, None] = {}
    for one in relations():
        if one.links is None:
            continue
        for link in one.links(scope, list(cells)):
            links.append(link)
            cells.update(dict.fromkeys(link.cells))
    return links


def _clashes(scope: Scope, search: _Search) -> Iterator[_Found]:
    """The smallest sets of claims that clash in a scope, apart from a speaker's corrections of an own figure."""
    later: Mapping[tuple[str, int], Sequence[Report]] | None = None
    said: dict[str, list[Report]] = defaultdict(list)
    for report in scope.reports:
        said[report.claim.id].append(report)
    for part in parts(links_of(scope)):
        cores, limit = search.memory.recall(partial(_said_in, part), partial(_solved, part))
        if limit:
            search.limits.add((scope.subject, limit))
        for claims, core in cores:
            if not is_correction(core):
                later = successors(scope) if later is None else later
                yield _Found(scope, claims, core, said, later)


def _said_in(part: Sequence[Link]) -> Key:
    """All that what is found in a part depends on: its links, and the reports that they were made from."""
    sources = tuple(link.sources for link in part if isinstance(link, Bound | Scale))
    return Key(tuple(link.claims for link in part), (tuple(part), sources))


def _solved(part: Sequence[Link]) -> tuple[list[tuple[frozenset[str], tuple[Link, ...]]], str | None]:
    """The smallest sets of claims that clash in a part, each with the links that show it, and the limit that was hit."""
    answer = conflicts(part)
    cores = Core(part) if answer.sets else None
    return [(claims, tuple(cores.of(claims))) for claims in answer.sets if cores], answer.limit


def _ending(found: _Found) -> Ending | None:
    """The first later figure of one of the speakers with which this clash is none; None where there is none."""
    endings = []
    for old in _shown(found):
        for new in found.later.get((old.claim.id, old.number), ()):
            day = new.claim.said_on and new.claim.said_on.end
            if day and not conflicts(_with_instead(found, new, old)).sets:
                endings.append((day, new.claim.id))
                break
    return Ending(*min(endings)) if endings else None


def _with_instead(found: _Found, new: Report, old: Report) -> list[Link]:
    """The links that clash, with a later figure in the place of one that its speaker gave before."""
    if all(link.sources == (old,) for link in found.core if isinstance(link, Bound | Scale) and old in link.sources):
        interval = found.scope.interval(new)
        return [replace(link, interval=interval) if _rests_on(link, old) else link for link in found.core]
    reports = tuple(new if one == old else one for one in found.reports)
    return links_of(replace(found.scope, reports=reports))


def _rests_on(link: Link, report: Report) -> TypeGuard[Bound | Scale]:
    return isinstance(link, Bound | Scale) and link.sources == (report,)


def _standing(found: _Found, draft: Draft) -> Iterator[Draft]:
    """The draft with what ended it; nothing where a speaker had replaced an own figure before the last claim was made."""
    last = draft.last_said
    later = ((old, new) for old in _shown(found) for new in found.later.get((old.claim.id, old.number), ()))
    for old, new in later:
        day = new.claim.said_on and new.claim.said_on.end
        if day and last and day <= last and old.literal.intersection(new.literal).is_empty:
            return
    ended = _ending(found)
    if ended is None or last is None or ended.day > last:
        yield replace(draft, ended=ended)


def _may_differ(scope: Scope) -> bool:
    """Whether the usual readings or several qualifiers can give anything that the literal comparison did not."""
    if any(report.usual != report.literal for report in scope.reports):
        return True
    return len({subject_and_qualifiers(report.claim)[1] for report in scope.reports}) > 1


def _tensions(scope: Scope, contradictory: Antichain, search: _Search) -> dict[frozenset[str], Draft]:
    """The tensions of a scope: one for each set of hedged words or of narrower claims, shown in the most direct way."""
    best: dict[frozenset[str], tuple[tuple[object, ...], _Found, Draft]] = {}
    for found in _clashes(scope, search):
        if contradictory.any_within(found.claims):
            continue
        qualifiers = {subject_and_qualifiers(claim)[1] for claim in _claims(found)}
        if any(not (one <= two or two <= one) for one in qualifiers for two in qualifiers):
            continue
        hedged = _hedged(found, search.memory)
        key = hedged or frozenset(claim.id for claim in _claims(found) if subject_and_qualifiers(claim)[1])
        rank = (len(qualifiers), len(found.claims), len(found.core), sorted(found.claims))
        if key not in best or rank < best[key][0]:
            best[key] = (rank, found, _tension(found, hedged, len(qualifiers) > 1))
    return {draft.names: draft for _, found, one in best.values() for draft in _standing(found, one)}


def _hedged(found: _Found, memory: Memory) -> frozenset[str]:
    """The claims whose words have to be taken in their usual sense for the clash; none where the scopes alone make it."""
    reports = found.reports
    hedged = sorted({report.claim.id for report in reports if report.usual != report.literal})
    needed = list(hedged)
    for name in hedged:
        rest = [one for one in needed if one != name]
        tried = tuple(r if r.claim.id in rest else replace(r, usual=r.literal) for r in reports)
        links = links_of(replace(found.scope, reports=tried))
        if any(memory.recall(partial(_said_in, part), partial(_solved, part))[0] for part in parts(links)):
            needed = rest
    return frozenset(needed)


def _claims(found: _Found) -> list[Claim]:
    return list({report.claim.id: report.claim for report in found.reports}.values())


def relation_of(core: Sequence[Link]) -> str:
    """The relation that a clash falls under: the most particular one among its links.

    >>> from servanda.reconciliation.links import Sum
    >>> relation_of([Sum("parts", (), limit=None)])
    'parts'
    """
    bounds = [link for link in core if isinstance(link, Bound)]
    telling = {link.relation for link in core if link.claims or not isinstance(link, Bound)}
    if len({bound.cell for bound in bounds if bound.claims}) > 1:
        telling.add("monotone")
    if not all(bound.claims for bound in bounds):
        telling.add("bounds")
    return max(telling, key=lambda name: (relation(name).weight, name))


def _case(name: str, clash: Clash | None, core: Sequence[Link]) -> str:
    if clash is None:
        return "together"
    case_of = relation(name).case_of
    return "multiple" if clash.base else case_of(core) if case_of else name


def _degree(clash: Clash | None) -> Degree | None:
    """How far the two sides of a clash are apart; None where the clash is not one of two intervals."""
    if clash is None:
        return None
    return degree_between(clash.one, clash.two, "" if clash.base else unit_text(clash.cell.thing.unit))


def _facts(clash: Clash | None) -> dict[str, Fact]:
    if clash is None:
        return {}
    if clash.base:
        factor = Thing(clash.cell.thing.subject, "", Sort.LEVEL)
        one, two = Amount(clash.one, factor, clash.one_claims), Amount(clash.two, factor, clash.two_claims)
        return {"one": one, "two": two, "later": clash.cell.when, "earlier": clash.base.when}
    sides = [(clash.one, clash.one_claims), (clash.two, clash.two_claims)]
    one, two = (Amount(interval, clash.cell.thing, claims) for interval, claims in sides)
    return {"one": one, "two": two, "when": clash.cell.when}


def _shown(found: _Found) -> tuple[Report, ...]:
    """The reports that the core rests on."""
    used = {(r.claim.id, r.number): r for link in found.core if isinstance(link, Bound | Scale) for r in link.sources}
    return tuple(used[key] for key in sorted(used))


def _contradiction(found: _Found) -> Draft:
    lines, clash = worked(found.core)
    name = relation_of(found.core)
    claims = _claims(found)
    about_trade = name == "growth" and clash is not None and clash.cell.thing.topic in wholes()
    remarks = ("goods",) if about_trade else ()
    case = _case(name, clash, found.core)
    shown, facts = _shown(found), _facts(clash)
    draft = Draft(Verdict.CONTRADICTION, name, case, tuple(claims), lines, shown, facts, remarks)
    return replace(draft, degree=_degree(clash), hypotheses=_hypotheses(found, clash))


def _tension(found: _Found, hedged: frozenset[str], mixed: bool) -> Draft:
    lines, clash = worked(found.core)
    name = relation_of(found.core)
    remarks = (("usual",) if hedged else ()) + (("scope",) if mixed else ())
    claims = _claims(found)
    about = next((claim for claim in claims if claim.id in hedged), None)
    return Draft(
        Verdict.TENSION,
        name,
        _case(name, clash, found.core),
        tuple(claims),
        lines,
        _shown(found),
        _facts(clash),
        remarks,
        about,
        _degree(clash),
        _hypotheses(found, clash),
    )


def _hypotheses(found: _Found, clash: Clash | None) -> tuple[Hypothesis, ...]:
    """What would resolve the clash, the smallest change first."""
    if clash is None:
        return ()
    shown = _shown(found)
    proposed = (one for known in relations() if known.resolve for one in known.resolve(found.scope, clash, shown))
    return tuple(sorted(proposed, key=lambda one: (one.size, one.case)))
