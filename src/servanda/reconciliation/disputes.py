"""What is left of a part of the network when the claims that clash are taken out of it.

Takes the links of one connected part and gives those on which bounds may rest. A speaker's earlier figure for a cell goes
first, where a later one by the same speaker does not meet it: the later one has taken its place. Then every claim of every
smallest set that clashes goes, since choosing between them is not for the program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from servanda.reconciliation.links import Bound, Cell, Link
from servanda.reconciliation.network import conflicts, parts
from servanda.reconciliation.reports import Report, folded

__all__ = ["Undisputed", "replaced_claims", "undisputed"]


@dataclass(frozen=True, slots=True)
class Undisputed:
    """The links that stay, the claims that clash, and those that their own speaker has replaced."""

    links: tuple[Link, ...]
    disputed: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()


def undisputed(part: Sequence[Link]) -> Undisputed:
    """The links of a part without the claims that clash in it.

    >>> from servanda.interval import Interval
    >>> from servanda.period import Period
    >>> from servanda.reconciliation.reports import Sort, Thing
    >>> shops = Cell(Thing("shops", "shops", Sort.LEVEL, "shop"), Period.parse("2029"))
    >>> told = [Bound("same", shops, Interval.point(n), frozenset({c})) for c, n in (("a", 12), ("b", 14))]
    >>> found = undisputed(told)
    >>> found.links, sorted(found.disputed)
    ((), ['a', 'b'])
    """
    replaced = replaced_claims(part)
    kept = _without(part, replaced)
    disputed: frozenset[str] = frozenset()
    while clashing := frozenset[str]().union(*(one for group in parts(kept) for one in conflicts(group).sets)):
        disputed |= clashing
        kept = _without(kept, clashing)
    return Undisputed(tuple(kept), disputed, replaced)


def replaced_claims(links: Iterable[Link]) -> frozenset[str]:
    """The claims whose speaker later gave another figure for the same cell, one that does not meet the first.

    >>> replaced_claims([])
    frozenset()
    """
    given: dict[tuple[Cell, str], list[tuple[date, Bound, Report]]] = defaultdict(list)
    for link in links:
        if isinstance(link, Bound) and len(link.sources) == 1 and len(link.claims) == 1:
            (report,) = link.sources
            said, speaker = report.claim.said_on, folded(report.claim.speaker)
            if speaker and said and (day := said.end or said.start):
                given[link.cell, speaker].append((day, link, report))
    return frozenset(
        earlier.claim.id
        for known in given.values()
        for day, one, earlier in known
        for other_day, two, _ in known
        if day < other_day and one.interval.intersection(two.interval).is_empty
    )


def _without(links: Iterable[Link], claims: frozenset[str]) -> list[Link]:
    return [link for link in links if not link.claims & claims]
