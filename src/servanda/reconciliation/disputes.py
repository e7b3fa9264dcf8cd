"""What is left of a part of the network when the claims that clash are taken out of it.

Takes the links of one connected part and gives those on which bounds may rest. A speaker's earlier figure for a cell goes
first, where a later one by the same speaker does not meet it: the later one has taken its place. Then every claim of every
smallest set that clashes goes, since choosing between them is not for the program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from servanda.claim import Claim
from servanda.interval import Interval
from servanda.reconciliation.links import Bound, Link, Scale
from servanda.reconciliation.network import conflicts, parts
from servanda.reconciliation.relations.revision import is_later, voice

__all__ = ["Undisputed", "replaced_claims", "undisputed"]


@dataclass(frozen=True, slots=True)
class Undisputed:
    """The links that stay, the claims that clash, and those that their own speaker has replaced."""

    links: tuple[Link, ...]
    disputed: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()


def undisputed(part: Sequence[Link]) -> Undisputed:
    """The links of a part without the claims that clash in it.

    >>> from servanda.reconciliation.links import Cell
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
    """The claims whose speaker later gave another figure for the same, one that does not meet the first.

    >>> replaced_claims([])
    frozenset()
    """
    given: dict[tuple[Hashable, str], list[tuple[Interval, Claim]]] = defaultdict(list)
    for link in links:
        if isinstance(link, Bound | Scale) and len(link.sources) == 1 and link.claims:
            claim = link.sources[0].claim
            if voice(claim):
                given[link.cells, voice(claim)].append((link.interval, claim))
    return frozenset(
        earlier.id
        for known in given.values()
        for one, earlier in known
        for two, later in known
        if is_later(earlier, later) and one.intersection(two).is_empty
    )


def _without(links: Iterable[Link], claims: frozenset[str]) -> list[Link]:
    return [link for link in links if not link.claims & claims]
