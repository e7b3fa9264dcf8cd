"""The few links of a part that a question about a few claims needs.

Takes the links of a connected part, which may speak of hundreds of claims, and gives those that some of the claims lead
to. A question that is put with twenty links instead of a thousand is answered at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from servanda.reconciliation.links import Bound, Cell, Link, Sum

__all__ = ["Relevant"]


class Relevant:
    """The links of a part, by the claims they rest on and, for those that rest on none, by the cells they speak of.

    >>> Relevant([]).to(frozenset({"a"}))
    []
    """

    def __init__(self, part: Sequence[Link]) -> None:
        self._part = part
        self._by_claim: dict[str, list[Link]] = defaultdict(list)
        self._rules: dict[Cell, list[Link]] = defaultdict(list)
        for link in part:
            for claim in link.claims:
                self._by_claim[claim].append(link)
            for cell in () if link.claims else link.cells:
                self._rules[cell].append(link)

    def under(self, claims: frozenset[str]) -> list[Link]:
        """All links that rest on no other claims, with all rules that rest on none."""
        return [link for link in self._part if link.claims <= claims]

    def said(self, claims: frozenset[str]) -> list[Link]:
        """The links that rest on some of the claims and on no others."""
        links = {id(link): link for claim in sorted(claims) for link in self._by_claim[claim] if link.claims <= claims}
        return list(links.values())

    def limits(self, cell: Cell) -> list[Bound]:
        """The bounds of a cell that rest on no claim."""
        return [link for link in self._rules.get(cell, ()) if isinstance(link, Bound)]

    def to(self, claims: frozenset[str]) -> list[Link]:
        """What the claims say, with the rules that speak of the cells they lead to.

        A sum speaks of its parts only where its whole is spoken of: else the whole is what the parts make it. Where these
        links clash the claims do; where they do not, rules about other cells may still make them clash.
        """
        links = self.said(claims)
        waiting = list(dict.fromkeys(cell for link in links for cell in link.cells))
        reached, taken = set(waiting), set[int]()
        while waiting:
            cell = waiting.pop()
            for link in self._rules.get(cell, ()):
                if id(link) in taken or (isinstance(link, Sum) and link.whole not in (None, cell)):
                    continue
                taken.add(id(link))
                links.append(link)
                waiting.extend(one for one in link.cells if one not in reached)
                reached.update(link.cells)
        return links
